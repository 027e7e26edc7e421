package hudson.console;

import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;

public class ModelHyperlinkNote extends HyperlinkNote {
    public ModelHyperlinkNote(String url, int length) {
        super(null, 0);
    }

    public static native String encodeTo(User u);

    public static native String encodeTo(Item item);

    public static native String encodeTo(Run r);

    public static native String encodeTo(String url, String text);
}

package hudson.model;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

public interface TaskListener extends SerializableOnlyOverRemoting {
    TaskListener NULL = null;

    PrintStream getLogger();

    default void hyperlink(String url, String text) throws IOException {}

    default PrintWriter error(String msg) {
        return null;
    }

    default PrintWriter error(String format, Object... args) {
        return null;
    }

    default PrintWriter fatalError(String msg) {
        return null;
    }

    default PrintWriter fatalError(String format, Object... args) {
        return null;
    }
}

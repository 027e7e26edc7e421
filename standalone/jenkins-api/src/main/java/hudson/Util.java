package hudson;

public class Util {
    public static native String fixNull(String s);

    public static native String fixEmpty(String s);

    public static native String fixEmptyAndTrim(String s);

    public static native String escape(String text);

    public static native String xmlEscape(String text);

    public static native String rawEncode(String s);

    public static native String getTimeSpanString(long duration);

    public static native String[] tokenize(String s);
}

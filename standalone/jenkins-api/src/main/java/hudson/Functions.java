package hudson;

public class Functions {
    public Functions() {}

    public static native boolean isWindows();

    public static native String printThrowable(Throwable t);
}

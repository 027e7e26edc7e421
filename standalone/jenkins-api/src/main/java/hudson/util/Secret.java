package hudson.util;

import java.io.Serializable;

public final class Secret implements Serializable {
    private Secret() {}

    public native String getPlainText();

    public native String getEncryptedValue();

    @Override
    public native boolean equals(Object that);

    @Override
    public native int hashCode();

    public static native Secret fromString(String data);

    public static native Secret decrypt(String data);

    public static native String toString(Secret s);
}

package hudson;

import java.io.File;
import java.io.IOException;

public final class XmlFile {
    public XmlFile(File file) {}

    public native File getFile();

    public native Object read() throws IOException;

    public native void write(Object o) throws IOException;

    public native boolean exists();

    public native void delete() throws IOException;
}

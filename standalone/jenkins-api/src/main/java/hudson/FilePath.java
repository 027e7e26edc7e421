package hudson;

import hudson.model.Computer;
import hudson.remoting.Callable;
import hudson.remoting.Future;
import hudson.remoting.VirtualChannel;
import hudson.util.FormValidation;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import org.jenkinsci.remoting.RoleSensitive;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

public final class FilePath implements SerializableOnlyOverRemoting {
    public FilePath(VirtualChannel channel, String remote) {}

    public FilePath(File localPath) {}

    public FilePath(FilePath base, String rel) {}

    public native String getRemote();

    public native String getName();

    public native String getBaseName();

    public native FilePath getParent();

    public native FilePath child(String relOrAbsolute);

    public native FilePath sibling(String rel);

    public native FilePath withSuffix(String suffix);

    public native FilePath absolutize() throws IOException, InterruptedException;

    public native boolean exists() throws IOException, InterruptedException;

    public native boolean isDirectory() throws IOException, InterruptedException;

    public native boolean isDescendant(String potentialChildRelativePath) throws IOException, InterruptedException;

    public native boolean isRemote();

    public native VirtualChannel getChannel();

    public native Computer toComputer();

    public native long length() throws IOException, InterruptedException;

    public native long lastModified() throws IOException, InterruptedException;

    public native String digest() throws IOException, InterruptedException;

    public native void mkdirs() throws IOException, InterruptedException;

    public native boolean delete() throws IOException, InterruptedException;

    public native void deleteRecursive() throws IOException, InterruptedException;

    public native void deleteContents() throws IOException, InterruptedException;

    public native void renameTo(FilePath target) throws IOException, InterruptedException;

    public native List<FilePath> list() throws IOException, InterruptedException;

    public native FilePath[] list(String includes) throws IOException, InterruptedException;

    public native FilePath[] list(String includes, String excludes) throws IOException, InterruptedException;

    public native InputStream read() throws IOException, InterruptedException;

    public native String readToString() throws IOException, InterruptedException;

    public native OutputStream write() throws IOException, InterruptedException;

    public native void write(String content, String encoding) throws IOException, InterruptedException;

    public native void copyFrom(InputStream in) throws IOException, InterruptedException;

    public native void copyFrom(FilePath src) throws IOException, InterruptedException;

    public native void copyTo(FilePath target) throws IOException, InterruptedException;

    public native void copyTo(OutputStream os) throws IOException, InterruptedException;

    public native FilePath createTempFile(String prefix, String suffix) throws IOException, InterruptedException;

    public native FilePath createTextTempFile(String prefix, String suffix, String contents)
            throws IOException, InterruptedException;

    public native FilePath createTempDir(String prefix, String suffix) throws IOException, InterruptedException;

    public native <T> T act(FileCallable<T> callable) throws IOException, InterruptedException;

    public native <V, E extends Throwable> V act(Callable<V, E> callable) throws IOException, InterruptedException, E;

    public native <T> Future<T> actAsync(FileCallable<T> callable) throws IOException, InterruptedException;

    public static native FormValidation validateFileMask(FilePath path, String value) throws IOException;

    public interface FileCallable<T> extends Serializable, RoleSensitive {
        T invoke(File f, VirtualChannel channel) throws IOException, InterruptedException;
    }
}

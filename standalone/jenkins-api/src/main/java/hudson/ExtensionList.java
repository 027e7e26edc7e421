package hudson;

import java.util.AbstractList;
import java.util.Iterator;
import jenkins.model.Jenkins;

public class ExtensionList<T> extends AbstractList<T> {
    public final Class<T> extensionType = null;

    protected ExtensionList(Jenkins jenkins, Class<T> extensionType) {}

    public native <U extends T> U get(Class<U> type);

    public native <U extends T> U getInstance(Class<U> type) throws IllegalStateException;

    @Override
    public native Iterator<T> iterator();

    @Override
    public native T get(int index);

    @Override
    public native int size();

    public static native <T> ExtensionList<T> lookup(Class<T> type);

    public static native <U> U lookupSingleton(Class<U> type);

    public static native <U> U lookupFirst(Class<U> type);
}

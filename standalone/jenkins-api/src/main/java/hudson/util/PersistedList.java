package hudson.util;

import java.util.AbstractList;

public class PersistedList<T> extends AbstractList<T> {
    protected PersistedList() {}

    @Override
    public native T get(int index);

    public native <U extends T> U get(Class<U> type);

    @Override
    public native int size();
}

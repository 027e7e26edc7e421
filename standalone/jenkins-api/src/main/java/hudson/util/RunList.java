package hudson.util;

import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import java.util.AbstractList;
import java.util.Collection;
import java.util.Iterator;

public class RunList<R extends Run> extends AbstractList<R> {
    public RunList() {}

    public RunList(Job j) {}

    public RunList(Collection<? extends Job> jobs) {}

    @Override
    public native Iterator<R> iterator();

    @Override
    @Deprecated
    public native int size();

    @Override
    @Deprecated
    public native R get(int index);

    public native RunList<R> limit(int n);

    public native RunList<R> completedOnly();

    public native RunList<R> overThresholdOnly(Result threshold);
}

package hudson.scm;

import hudson.model.Run;

public abstract class ChangeLogSet<T extends ChangeLogSet.Entry> implements Iterable<T> {
    protected ChangeLogSet(Run<?, ?> run, RepositoryBrowser<?> browser) {}

    public native RepositoryBrowser<?> getBrowser();

    public abstract static class Entry {
        public native String getCommitId();

        public native long getTimestamp();
    }
}

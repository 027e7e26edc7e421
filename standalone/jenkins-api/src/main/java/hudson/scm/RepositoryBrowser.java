package hudson.scm;

import java.io.IOException;
import java.net.URL;

public abstract class RepositoryBrowser<E extends ChangeLogSet.Entry> {
    public abstract URL getChangeSetLink(E changeSet) throws IOException;
}

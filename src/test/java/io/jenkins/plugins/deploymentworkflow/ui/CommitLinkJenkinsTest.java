package io.jenkins.plugins.deploymentworkflow.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.User;
import hudson.scm.ChangeLogSet;
import hudson.scm.RepositoryBrowser;
import java.io.IOException;
import java.net.URL;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitLinkJenkinsTest {
    private static final class Commit extends ChangeLogSet.Entry {
        private final String id;

        Commit(String id) {
            this.id = id;
        }

        @Override
        public String getCommitId() {
            return id;
        }

        @Override
        public String getMsg() {
            return "";
        }

        @Override
        public User getAuthor() {
            return User.getUnknown();
        }

        @Override
        public Collection<String> getAffectedPaths() {
            return List.of();
        }
    }

    private static final class Commits extends ChangeLogSet<Commit> {
        private final List<Commit> commits;

        Commits(RepositoryBrowser<?> browser, String... ids) {
            super(null, browser);
            commits = java.util.Arrays.stream(ids).map(Commit::new).toList();
        }

        @Override
        public boolean isEmptySet() {
            return commits.isEmpty();
        }

        @Override
        public Iterator<Commit> iterator() {
            return commits.iterator();
        }
    }

    private static final class Browser extends RepositoryBrowser<Commit> {
        private static final long serialVersionUID = 1L;

        @Override
        public URL getChangeSetLink(Commit commit) throws IOException {
            if (commit.getCommitId().equals("lost")) {
                throw new IOException("no such repository");
            }
            return new URL("https://git.example/shop/commit/" + commit.getCommitId());
        }
    }

    @Test
    void aCommitAmongTheChangesIsLinkedToItsBrowser() {
        assertEquals(
                "https://git.example/shop/commit/b2",
                CommitLink.of(List.of(new Commits(null, "a1"), new Commits(new Browser(), "b1", "b2")), "b2"));
    }

    @Test
    void thereIsNoLinkWithoutABrowserOrWhenTheBrowserFailsOrForAnotherCommit() {
        assertEquals("", CommitLink.of(List.of(new Commits(null, "a1")), "a1"));
        assertEquals("", CommitLink.of(List.of(new Commits(new Browser(), "lost")), "lost"));
        assertEquals("", CommitLink.of(List.of(new Commits(new Browser(), "a1")), "a2"));
    }
}

package io.jenkins.plugins.deploymentworkflow.ui;

import hudson.model.Run;
import hudson.scm.ChangeLogSet;
import hudson.scm.RepositoryBrowser;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.scm.RunWithSCM;

/** Where the repository browser of a build shows a commit. */
final class CommitLink {
    private static final Logger LOGGER = Logger.getLogger(CommitLink.class.getName());

    private CommitLink() {}

    /** Empty when the commit is none of the build's changes, or no browser is known for them. */
    static String of(Run<?, ?> run, String commit) {
        return run instanceof RunWithSCM<?, ?> changed ? of(changed.getChangeSets(), commit) : "";
    }

    static String of(List<? extends ChangeLogSet<? extends ChangeLogSet.Entry>> changes, String commit) {
        for (ChangeLogSet<? extends ChangeLogSet.Entry> set : changes) {
            for (ChangeLogSet.Entry entry : set) {
                if (commit.equals(entry.getCommitId())) {
                    return shown(set.getBrowser(), entry);
                }
            }
        }
        return "";
    }

    /** A browser belongs to the kind of its entries, but says so nowhere that a compiler could see. */
    @SuppressWarnings("unchecked")
    private static String shown(RepositoryBrowser<?> browser, ChangeLogSet.Entry entry) {
        try {
            URL link = browser == null
                    ? null
                    : ((RepositoryBrowser<ChangeLogSet.Entry>) browser).getChangeSetLink(entry);
            return link == null ? "" : link.toString();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.FINE, e, () -> "no link to " + entry.getCommitId());
            return "";
        }
    }
}

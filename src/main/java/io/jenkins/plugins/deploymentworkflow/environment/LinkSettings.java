package io.jenkins.plugins.deploymentworkflow.environment;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where release notes link to. Every address is one of {@code http} or {@code https}.
 *
 * @param repository the project's page; empty for what the remote's address says
 * @param host what kind of host that is; empty for what its name says
 * @param jira empty when issues of Jira are not looked for
 * @param clickup empty when tasks of ClickUp are not looked for
 */
public record LinkSettings(
        Optional<URI> repository, Optional<Host> host, Optional<Jira> jira, Optional<ClickUp> clickup) {
    public static final LinkSettings DEFAULT =
            new LinkSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Hosts of repositories whose addresses are known. */
    public enum Host {
        GITHUB,
        GITLAB,
        GITEA,
        BITBUCKET
    }

    /** @param projects their keys; empty for whatever looks like an issue */
    public record Jira(URI url, List<String> projects) {
        public Jira {
            projects = List.copyOf(projects);
        }
    }

    /** @param team the workspace's number, which the addresses of custom task ids have; empty when there are none */
    public record ClickUp(URI url, Optional<String> team) {}
}

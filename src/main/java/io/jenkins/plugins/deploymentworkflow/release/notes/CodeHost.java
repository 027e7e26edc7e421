package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.environment.LinkSettings;
import io.jenkins.plugins.deploymentworkflow.environment.LinkSettings.Host;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a project's commits, issues and pull requests are shown.
 *
 * @param kind which paths the pages have; empty for an unknown host: then nothing is linked, for a link that leads
 *     nowhere is worse than none
 * @param project the project's page; empty when it is not known
 */
record CodeHost(Optional<Host> kind, Optional<Address> project) {
    /**
     * @param remote the address that git pushes to; empty for none
     */
    static CodeHost of(LinkSettings settings, String remote) {
        Optional<Address> project = settings.repository()
                .flatMap(page -> Address.of(page.toASCIIString()))
                .or(() -> Addresses.ofRemote(remote));
        return new CodeHost(
                settings.host()
                        .or(() -> project.flatMap(
                                page -> named(URI.create(page.text()).getHost()))),
                project);
    }

    private static Optional<Host> named(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.contains("github")) {
            return Optional.of(Host.GITHUB);
        }
        if (name.contains("gitlab")) {
            return Optional.of(Host.GITLAB);
        }
        if (name.equals("bitbucket.org")) {
            return Optional.of(Host.BITBUCKET);
        }
        boolean gitea = name.contains("gitea") || name.contains("forgejo") || name.equals("codeberg.org");
        return gitea ? Optional.of(Host.GITEA) : Optional.empty();
    }

    /** Whether merge requests have numbers of their own, written {@code !34}. */
    boolean hasMergeRequests() {
        return kind.equals(Optional.of(Host.GITLAB));
    }

    Optional<Address> commit(String hash) {
        return isUnknown()
                ? Optional.empty()
                : below(
                        "",
                        switch (kind.orElse(Host.GITHUB)) {
                            case GITHUB, GITEA -> "commit/" + hash;
                            case GITLAB -> "-/commit/" + hash;
                            case BITBUCKET -> "commits/" + hash;
                        });
    }

    /**
     * @param other the path of another project of this host, as {@code acme/shop}; empty for this one
     */
    Optional<Address> issue(String other, String number) {
        return below(
                other,
                switch (kind.orElse(Host.GITHUB)) {
                    case GITHUB, GITEA, BITBUCKET -> "issues/" + number;
                    case GITLAB -> "-/issues/" + number;
                });
    }

    Optional<Address> pullRequest(String other, String number) {
        return isUnknown()
                ? Optional.empty()
                : below(
                        other,
                        switch (kind.orElse(Host.GITHUB)) {
                            case GITHUB -> "pull/" + number;
                            case GITEA -> "pulls/" + number;
                            case GITLAB -> "-/merge_requests/" + number;
                            case BITBUCKET -> "pull-requests/" + number;
                        });
    }

    /** The difference between two names: tags, branches or hashes. */
    Optional<Address> compare(String from, String to) {
        String range = Addresses.encoded(from) + "..." + Addresses.encoded(to);
        return below(
                "",
                switch (kind.orElse(Host.GITHUB)) {
                    case GITHUB, GITEA -> "compare/" + range;
                    case GITLAB -> "-/compare/" + range;
                    case BITBUCKET -> "branches/compare/" + Addresses.encoded(to) + "%0D" + Addresses.encoded(from);
                });
    }

    /** Where a pull request from one branch to another is opened. */
    Optional<Address> proposal(String from, String to) {
        String source = Addresses.encoded(from);
        String target = Addresses.encoded(to);
        return below(
                "",
                switch (kind.orElse(Host.GITHUB)) {
                    case GITHUB -> "compare/" + target + "..." + source + "?expand=1";
                    case GITEA -> "compare/" + target + "..." + source;
                    case GITLAB ->
                        "-/merge_requests/new?merge_request%5Bsource_branch%5D=" + source
                                + "&merge_request%5Btarget_branch%5D=" + target;
                    case BITBUCKET -> "pull-requests/new?source=" + source + "&dest=" + target;
                });
    }

    Optional<Address> release(String tag) {
        String name = Addresses.encoded(tag);
        return below(
                "",
                switch (kind.orElse(Host.GITHUB)) {
                    case GITHUB, GITEA -> "releases/tag/" + name;
                    case GITLAB -> "-/tags/" + name;
                    case BITBUCKET -> "commits/tag/" + name;
                });
    }

    private boolean isUnknown() {
        return kind.isEmpty() || project.isEmpty();
    }

    private Optional<Address> below(String other, String path) {
        if (isUnknown()) {
            return Optional.empty();
        }
        return (other.isEmpty() ? project : sibling(other)).flatMap(base -> base.below(path));
    }

    private Optional<Address> sibling(String path) {
        URI here = URI.create(project.orElseThrow().text());
        boolean within = List.of(path.split("/")).stream()
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        String authority = here.getScheme() + "://" + here.getRawAuthority();
        return within ? Address.of(authority + "/" + Addresses.encoded(path)) : Optional.empty();
    }
}

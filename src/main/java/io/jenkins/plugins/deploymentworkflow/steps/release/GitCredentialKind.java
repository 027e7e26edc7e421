package io.jenkins.plugins.deploymentworkflow.steps.release;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import io.jenkins.plugins.deploymentworkflow.operation.Refused;
import java.util.Optional;

/** A kind of credentials that git can use. */
abstract class GitCredentialKind implements ExtensionPoint {
    /** Empty when it is of another kind. */
    abstract Optional<GitAccess> access(StandardCredentials credential);

    abstract Class<?> type();

    private static ExtensionList<GitCredentialKind> all() {
        return ExtensionList.lookup(GitCredentialKind.class);
    }

    /** What a form offers: credentials of these kinds that jobs may see. */
    static CredentialsMatcher offered() {
        return CredentialsMatchers.allOf(
                CredentialsMatchers.withScope(CredentialsScope.GLOBAL),
                CredentialsMatchers.anyOf(all().stream()
                        .map(kind -> CredentialsMatchers.instanceOf(kind.type()))
                        .toArray(CredentialsMatcher[]::new)));
    }

    /**
     * The access that a build has by a credential; its use is noted.
     *
     * @param id empty for the access that the agent's own user has
     * @throws Refused when the build may not see it, or git has no use for it
     */
    static GitAccess access(Run<?, ?> build, String id) {
        if (id.isEmpty()) {
            return GitAccess.AMBIENT;
        }
        StandardCredentials found = CredentialsProvider.findCredentialById(id, StandardCredentials.class, build);
        if (found == null || found.getScope() == CredentialsScope.SYSTEM) {
            throw new Refused(Messages.GitCredentialKind_none(id, build.getParent().getFullName()));
        }
        GitAccess access = all().stream()
                .flatMap(kind -> kind.access(found).stream())
                .findFirst()
                .orElseThrow(() -> new Refused(Messages.GitCredentialKind_kind(id)));
        CredentialsProvider.track(build, found);
        return access;
    }

    /** A user with a password, or with a token in its place. */
    @Extension
    public static final class Password extends GitCredentialKind {
        @Override
        Class<?> type() {
            return StandardUsernamePasswordCredentials.class;
        }

        @Override
        Optional<GitAccess> access(StandardCredentials credential) {
            return credential instanceof StandardUsernamePasswordCredentials user
                    ? Optional.of(GitAccess.password(
                            user.getUsername(), user.getPassword().getPlainText()))
                    : Optional.empty();
        }
    }
}

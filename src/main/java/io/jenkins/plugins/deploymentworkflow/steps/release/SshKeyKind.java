package io.jenkins.plugins.deploymentworkflow.steps.release;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.Extension;
import hudson.util.Secret;
import java.util.Optional;

/** A user's SSH key; there when the plugin is that knows such credentials. */
@Extension(optional = true)
public final class SshKeyKind extends GitCredentialKind {
    @Override
    Class<?> type() {
        return SSHUserPrivateKey.class;
    }

    @Override
    Optional<GitAccess> access(StandardCredentials credential) {
        return credential instanceof SSHUserPrivateKey key
                ? Optional.of(GitAccess.keys(key.getUsername(), key.getPrivateKeys(), Secret.toString(key.getPassphrase())))
                : Optional.empty();
    }
}

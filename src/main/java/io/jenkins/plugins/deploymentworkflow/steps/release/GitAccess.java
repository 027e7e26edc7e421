package io.jenkins.plugins.deploymentworkflow.steps.release;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What git shows to a remote repository, on its way to an agent. Nothing of it is kept: user names and passwords are in
 * the environment of git alone, a private key is in a file that only its user may read, as long as git runs.
 */
final class GitAccess implements Serializable {
    private static final long serialVersionUID = 1L;

    /** With what the agent's own user has: a credential helper, an SSH agent, or nothing. */
    static final GitAccess AMBIENT = new GitAccess("", "", List.of());

    private static final String USER = "DEPLOYMENT_GIT_USERNAME";
    private static final String SECRET = "DEPLOYMENT_GIT_SECRET";

    /** Asked by git and by ssh, with their question as its argument. It holds no secret itself. */
    private static final String ASKED =
            """
            #!/bin/sh
            case "$1" in
              Username*) printf '%s\\n' "$DEPLOYMENT_GIT_USERNAME" ;;
              Password* | *passphrase*) printf '%s\\n' "$DEPLOYMENT_GIT_SECRET" ;;
              *) exit 1 ;;
            esac
            """;

    private final String user;
    private final String secret;
    private final ArrayList<String> keys;

    private GitAccess(String user, String secret, List<String> keys) {
        this.user = user;
        this.secret = secret;
        this.keys = new ArrayList<>(keys);
    }

    static GitAccess password(String user, String password) {
        return new GitAccess(user, password, List.of());
    }

    /**
     * @param keys as OpenSSH reads them; the first that is accepted is used
     * @param passphrase empty when the keys have none
     */
    static GitAccess keys(String user, List<String> keys, String passphrase) {
        return new GitAccess(user, passphrase, keys);
    }

    /** What must not be shown. */
    List<String> secrets() {
        return secret.isEmpty() ? List.of() : List.of(secret);
    }

    /**
     * The variables with which git has access.
     *
     * @param directory an empty one that only its owner may enter, and that goes when git has ended
     */
    Map<String, String> open(Path directory) throws IOException {
        Map<String, String> variables = new HashMap<>();
        if (user.isEmpty() && secret.isEmpty() && keys.isEmpty()) {
            return variables;
        }
        String asked = write(directory.resolve("asked"), ASKED, "rwx------").toString();
        variables.put(USER, user);
        variables.put(SECRET, secret);
        variables.put("GIT_ASKPASS", asked);
        // No helper of the user is asked, and above all none is given the password to keep.
        variables.put("GIT_CONFIG_COUNT", "1");
        variables.put("GIT_CONFIG_KEY_0", "credential.helper");
        variables.put("GIT_CONFIG_VALUE_0", "");
        if (!keys.isEmpty()) {
            variables.put("SSH_ASKPASS", asked);
            variables.put("SSH_ASKPASS_REQUIRE", "force");
            variables.put("GIT_SSH_VARIANT", "ssh");
            variables.put("GIT_SSH_COMMAND", ssh(directory));
        }
        return variables;
    }

    /** A host that is not known is refused: the answer to the question for it is not among those above. */
    private String ssh(Path directory) throws IOException {
        StringBuilder command = new StringBuilder("ssh -o IdentitiesOnly=yes -o NumberOfPasswordPrompts=1"
                + " -o PreferredAuthentications=publickey");
        if (!user.isEmpty()) {
            command.append(" -l ").append(quoted(user));
        }
        for (int each = 0; each < keys.size(); each++) {
            Path file = write(directory.resolve("key" + each), keys.get(each).stripTrailing() + "\n", "rw-------");
            command.append(" -i ").append(quoted(file.toString().replace('\\', '/')));
        }
        return command.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static Path write(Path file, String content, String permissions) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        }
        return Files.writeString(file, content, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return keys.isEmpty() ? "the user '" + user + "'" : keys.size() + " SSH keys";
    }
}

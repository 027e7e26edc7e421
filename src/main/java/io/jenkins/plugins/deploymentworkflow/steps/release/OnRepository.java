package io.jenkins.plugins.deploymentworkflow.steps.release;

import hudson.AbortException;
import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.GitProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jenkins.MasterToSlaveFileCallable;

/**
 * Does a work in the directory of a repository, on the node that has it, once: begun again after the controller or the
 * connection was gone, it waits for the end of what is still at work there, and answers what that has answered. Ends git
 * when it is interrupted, which it is when the step is.
 */
final class OnRepository extends MasterToSlaveFileCallable<Map<String, Object>> {
    private static final long serialVersionUID = 1L;

    /** What of a step's variables git shall know: who commits, how to get out, and what other steps gave for access. */
    private static final Set<String> KNOWN = Set.of(
            "EMAIL",
            "GIT_ASKPASS",
            "GIT_AUTHOR_DATE",
            "GIT_AUTHOR_EMAIL",
            "GIT_AUTHOR_NAME",
            "GIT_COMMITTER_DATE",
            "GIT_COMMITTER_EMAIL",
            "GIT_COMMITTER_NAME",
            "GIT_PASSWORD",
            "GIT_SSH",
            "GIT_SSH_COMMAND",
            "GIT_SSL_CAINFO",
            "GIT_SSL_NO_VERIFY",
            "GIT_USERNAME",
            "GNUPGHOME",
            "HOME",
            "HTTPS_PROXY",
            "HTTP_PROXY",
            "NO_PROXY",
            "PATH",
            "SSH_AUTH_SOCK",
            "http_proxy",
            "https_proxy",
            "no_proxy");

    private final String step;
    private final RepositoryWork work;
    private final GitAccess access;
    private final HashMap<String, String> variables = new HashMap<>();
    private final String temporary;
    private final TaskListener log;

    /**
     * @param step names the step among all of all builds, for ever; a file's name
     * @param variables the step's; those that git has a use for are given to it
     * @param temporary a directory beside the workspace, made when it is not there
     */
    OnRepository(
            String step,
            RepositoryWork work,
            GitAccess access,
            Map<String, String> variables,
            String temporary,
            TaskListener log) {
        this.step = step;
        this.work = work;
        this.access = access;
        variables.forEach((name, value) -> {
            if (KNOWN.contains(name)) {
                this.variables.put(name, value);
            }
        });
        this.temporary = temporary;
        this.log = log;
    }

    @Override
    public Map<String, Object> invoke(File directory, VirtualChannel channel) throws IOException, InterruptedException {
        try (Desk desk = Desk.take(Path.of(temporary))) {
            Optional<Map<String, Object>> answered = desk.answer(step);
            if (answered.isPresent()) {
                return answered.get();
            }
            return desk.keep(step, work.on(git(directory, desk), step, log.getLogger()));
        } catch (RuntimeException e) {
            throw said(e);
        }
    }

    private Git git(File directory, Desk desk) throws IOException {
        return Git.in(directory.toPath())
                .using(GitProgram.on(variables.get("PATH")))
                .with(variables)
                .with(access.open(desk.drawer()))
                .hiding(access.secrets());
    }

    /** A failure of the library is its message alone, which says all there is to say. */
    private static IOException said(RuntimeException failure) {
        String root = OnRepository.class.getPackageName().replaceFirst("steps\\..*", "");
        if (failure instanceof IllegalArgumentException
                || failure.getClass().getName().startsWith(root)) {
            return new AbortException(failure.getMessage());
        }
        throw failure;
    }
}

package io.jenkins.plugins.deploymentworkflow.runtime;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.GitProgram;
import io.jenkins.plugins.deploymentworkflow.release.current.ChosenVersion;
import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.MasterToSlaveFileCallable;

/** Asks the repository of a workspace, where it is, which version is deployed from it. */
final class AgentVersion extends MasterToSlaveFileCallable<String[][]> {
    private static final long serialVersionUID = 1L;

    /** What of a build's variables git needs to be found and to run. */
    private static final Set<String> GIT = Set.of("HOME", "PATH");

    /** What says which branch is built. */
    private static final Set<String> BRANCH = Set.of("BRANCH_NAME", "GIT_BRANCH");

    private final String asked;
    private final ChosenVersion.Purpose purpose;
    private final HashMap<String, String> git;
    private final HashMap<String, String> branch;

    private AgentVersion(String asked, ChosenVersion.Purpose purpose, EnvVars variables) {
        this.asked = asked;
        this.purpose = purpose;
        this.git = of(variables, GIT);
        this.branch = of(variables, BRANCH);
    }

    /**
     * @param asked a version, or {@code auto}
     * @throws io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException as {@link ChosenVersion#of}
     */
    static ChosenVersion of(FilePath directory, String asked, ChosenVersion.Purpose purpose, EnvVars variables)
            throws IOException, InterruptedException {
        String[][] found = directory.act(new AgentVersion(asked, purpose, variables));
        return new ChosenVersion(found[0][0], List.of(found[1]), List.of(found[2]));
    }

    @Override
    public String[][] invoke(File directory, VirtualChannel channel) throws InterruptedException {
        Git here =
                Git.in(directory.toPath()).using(GitProgram.on(git.get("PATH"))).with(git);
        ChosenVersion chosen = ChosenVersion.of(here, asked, purpose, branch);
        return new String[][] {
            {chosen.version()},
            chosen.why().toArray(String[]::new),
            chosen.against().toArray(String[]::new)
        };
    }

    private static HashMap<String, String> of(Map<String, String> variables, Set<String> names) {
        HashMap<String, String> some = new HashMap<>(variables);
        some.keySet().retainAll(names);
        return some;
    }
}

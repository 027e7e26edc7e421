package io.jenkins.plugins.deploymentworkflow.freestyle;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.deploymentworkflow.operation.OperationResult;
import io.jenkins.plugins.deploymentworkflow.runtime.BuildOrigin;
import io.jenkins.plugins.deploymentworkflow.runtime.CommandFile;
import io.jenkins.plugins.deploymentworkflow.runtime.Errand;
import io.jenkins.plugins.deploymentworkflow.runtime.OperationCourse;
import io.jenkins.plugins.deploymentworkflow.runtime.Wanted;
import io.jenkins.plugins.deploymentworkflow.steps.OperationStep;
import java.io.IOException;
import java.time.Instant;
import jenkins.model.Jenkins;

/**
 * One operation as a build step. What it does is said by the Pipeline step that it holds: the same parameters, form,
 * help and checks. The build's variables are filled into the parameters.
 */
public abstract class OperationBuilder extends Builder {
    /** Null in a configuration that was written without one. */
    abstract OperationStep step();

    /**
     * What belongs to the end of the operation, however it ended.
     *
     * @param variables the build's
     * @throws IOException when it failed; the build fails then
     */
    void conclude(OperationResult result, BuildWorkspace at, EnvVars variables)
            throws IOException, InterruptedException {}

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        if (step() == null) {
            throw new AbortException(getDescriptor().getDisplayName() + ": expected a 'step' in the job's"
                    + " configuration, found none; open the configuration and save it");
        }
        BuildWorkspace at = new BuildWorkspace(build, launcher, listener);
        EnvVars variables = at.environment();
        Wanted wanted = step().wanted().expanded(variables);
        String deployment = BuildOrigin.deployment(wanted.operation(), build, position(build));
        Ending ending = new Ending(build, deployment);
        OperationCourse course = new OperationCourse(
                Errand.of(deployment, wanted, at), at, CommandFile.of(deployment), 0, ending);
        course.begin();
        OperationResult result = ending.await(course, listener);
        conclude(result, at, variables);
        if (!result.succeeded()) {
            throw new AbortException(result.failure());
        }
        return true;
    }

    /** One build step begins after the other: when it began tells them apart. */
    private static String position(AbstractBuild<?, ?> build) {
        return Long.toString(Math.max(0, Instant.now().toEpochMilli() - build.getStartTimeInMillis()), 36);
    }

    /** Shows itself as the Pipeline step does. */
    public abstract static class OperationBuilderDescriptor extends BuildStepDescriptor<Builder> {
        private final Class<? extends OperationStep> step;

        OperationBuilderDescriptor(Class<? extends OperationStep> step) {
            this.step = step;
        }

        @Override
        public String getHelpFile() {
            return Jenkins.get().getDescriptorOrDie(step).getHelpFile();
        }

        @Override
        @SuppressWarnings("rawtypes")
        public boolean isApplicable(Class<? extends AbstractProject> jobType) {
            return true;
        }
    }
}

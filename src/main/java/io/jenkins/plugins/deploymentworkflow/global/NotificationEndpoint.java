package io.jenkins.plugins.deploymentworkflow.global;

import hudson.Extension;
import hudson.util.FormValidation;
import org.kohsuke.stapler.DataBoundConstructor;

/** An address that takes notifications. */
public class NotificationEndpoint extends Server<NotificationEndpoint> {
    private static final int METHOD_NOT_ALLOWED = 405;

    @DataBoundConstructor
    public NotificationEndpoint(String name, String url) {
        super(name, url);
    }

    @Extension
    public static class DescriptorImpl extends ServerDescriptor<NotificationEndpoint> {
        @Override
        public String getDisplayName() {
            return Messages.NotificationEndpoint_displayName();
        }

        @Override
        String path() {
            return "";
        }

        /** It was asked with {@code GET}, so that nothing is sent; one that takes {@code POST} alone is there too. */
        @Override
        FormValidation judge(ConnectionTest.Answer answer) {
            boolean there = answer.status() / 100 == 2 || answer.status() == METHOD_NOT_ALLOWED;
            return there
                    ? FormValidation.ok(Messages.NotificationEndpoint_answers(answer.status(), answer.millis()))
                    : FormValidation.warning(Messages.NotificationEndpoint_unsure(answer.status()));
        }
    }
}

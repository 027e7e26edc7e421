package io.jenkins.plugins.deploymentworkflow.global;

import hudson.Extension;
import hudson.util.FormValidation;
import org.kohsuke.stapler.DataBoundConstructor;

/** A Prometheus server that jobs can name. */
public class PrometheusServer extends Server<PrometheusServer> {
    @DataBoundConstructor
    public PrometheusServer(String name, String url) {
        super(name, url);
    }

    @Extension
    public static class DescriptorImpl extends ServerDescriptor<PrometheusServer> {
        @Override
        public String getDisplayName() {
            return Messages.PrometheusServer_displayName();
        }

        /** Prometheus documentation, HTTP API, instant queries. */
        @Override
        String path() {
            return "/api/v1/query?query=1";
        }

        @Override
        FormValidation judge(ConnectionTest.Answer answer) {
            if (answer.status() / 100 != 2) {
                return FormValidation.error(Messages.Server_refused(answer.status()));
            }
            return answer.body().replaceAll("\\s", "").startsWith("{\"status\":\"success\"")
                    ? FormValidation.ok(Messages.PrometheusServer_answers(answer.millis()))
                    : FormValidation.error(Messages.PrometheusServer_other());
        }
    }
}

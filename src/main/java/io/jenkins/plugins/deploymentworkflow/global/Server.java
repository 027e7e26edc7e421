package io.jenkins.plugins.deploymentworkflow.global;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A server elsewhere, by a name; only the name of its credential is kept. */
public abstract class Server<T extends Server<T>> implements Describable<T> {
    private final String name;
    private final String url;
    private String credentialsId = "";

    Server(String name, String url) {
        this.name = Checks.text(name);
        this.url = Checks.text(url);
    }

    public String getName() {
        return name;
    }

    public String getUrl() {
        return url;
    }

    /** Empty for none. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Checks.text(credentialsId);
    }

    /** @throws IllegalArgumentException when a name or an address is none, or a name is there twice */
    static void check(String where, List<? extends Server<?>> servers) {
        Set<String> seen = new HashSet<>();
        for (Server<?> each : servers) {
            Checks.require(!each.getName().isEmpty(), where + ": name: " + Messages.Checks_required());
            Checks.name(where + ": name", each.getName(), "");
            String shown = where + ": '" + each.getName() + "': ";
            Checks.require(seen.add(each.getName()), shown + Messages.Checks_twice(each.getName()));
            String wrong = Checks.url(each.getUrl());
            Checks.require(wrong.isEmpty(), shown + "url: " + wrong);
        }
    }

    /** The checks of the fields, and the button that tries the server. */
    public abstract static class ServerDescriptor<T extends Server<T>> extends Descriptor<T> {
        /** What the answer to a request means. */
        abstract FormValidation judge(ConnectionTest.Answer answer);

        /** Below the address. */
        abstract String path();

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            Checks.allowed(null);
            return Checks.nameField(value, true);
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            Checks.allowed(null);
            String wrong = Checks.url(value);
            return wrong.isEmpty() ? FormValidation.ok() : FormValidation.error(wrong);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return CredentialsChoice.KINDS_OF_SERVERS.items(null, credentialsId);
        }

        /** Sends a request, and with it a credential, to any address; only an administrator may. */
        @POST
        public FormValidation doTestConnection(@QueryParameter String url, @QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            String wrong = Checks.url(url);
            if (!wrong.isEmpty()) {
                return FormValidation.error(wrong);
            }
            String id = Checks.text(credentialsId);
            StandardCredentials credential = id.isEmpty()
                    ? null
                    : CredentialsProvider.findCredentialByIdInItemGroup(
                            id, StandardCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of());
            if (credential == null && !id.isEmpty()) {
                return FormValidation.error(Messages.Server_noCredential(id));
            }
            try {
                return judge(ConnectionTest.standard().get(Checks.text(url) + path(), credential));
            } catch (ConnectionTest.Failed e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}

package io.jenkins.plugins.deploymentworkflow.global;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * The credentials that a form offers. Who may not see them is offered what is chosen already, so that saving the form
 * keeps it.
 */
public enum CredentialsChoice {
    /** What a variable is filled from, which jobs see. */
    KINDS_OF_VARIABLES(CredentialsMatchers.allOf(
            CredentialsMatchers.withScope(CredentialsScope.GLOBAL),
            CredentialsMatchers.anyOf(
                    CredentialsMatchers.instanceOf(StringCredentials.class),
                    CredentialsMatchers.instanceOf(FileCredentials.class),
                    CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class)))),

    /** What a server is asked with. */
    KINDS_OF_SERVERS(CredentialsMatchers.anyOf(
            CredentialsMatchers.instanceOf(StringCredentials.class),
            CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class)));

    private final CredentialsMatcher matcher;

    CredentialsChoice(CredentialsMatcher matcher) {
        this.matcher = matcher;
    }

    /** @param item the folder that is configured; null for the controller */
    ListBoxModel items(Item item, String current) {
        return items(item, current, matcher);
    }

    /** The same for credentials of other kinds. */
    public static ListBoxModel items(Item item, String current, CredentialsMatcher matcher) {
        StandardListBoxModel items = new StandardListBoxModel();
        String kept = Checks.text(current);
        boolean allowed = item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
        if (!allowed) {
            return items.includeCurrentValue(kept);
        }
        items.includeEmptyValue();
        if (item == null) {
            items.includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), StandardCredentials.class, List.of(), matcher);
        } else {
            items.includeMatchingAs(ACL.SYSTEM2, item, StandardCredentials.class, List.of(), matcher);
        }
        return items.includeCurrentValue(kept);
    }
}

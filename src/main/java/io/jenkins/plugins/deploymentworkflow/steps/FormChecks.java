package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import io.jenkins.plugins.deploymentworkflow.environment.StrategySettings;
import io.jenkins.plugins.deploymentworkflow.operation.Overriding;
import io.jenkins.plugins.deploymentworkflow.release.current.ChosenVersion;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/** What forms say of what was typed. A value with {@code $} is filled in at run time and is not judged. */
public final class FormChecks {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private FormChecks() {}

    /**
     * Whether whoever asks may be told: who may configure the job, or without one the controller.
     *
     * @throws org.springframework.security.access.AccessDeniedException when not
     */
    public static boolean allowed(Item item) {
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        } else {
            item.checkPermission(Item.CONFIGURE);
        }
        return true;
    }

    /**
     * Whoever fills a form may see it: who may look at the job's configuration, or without one an administrator.
     *
     * @throws org.springframework.security.access.AccessDeniedException when not
     */
    static void requireReading(Item item) {
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        } else {
            item.checkPermission(Item.EXTENDED_READ);
        }
    }

    public static FormValidation name(String value, boolean required) {
        String text = Given.text(value);
        if (text.isEmpty()) {
            return required ? FormValidation.error(Messages.FormChecks_required()) : FormValidation.ok();
        }
        return open(text) || NAME.matcher(text).matches()
                ? FormValidation.ok()
                : FormValidation.error(Messages.FormChecks_name(text));
    }

    /** A version, or the word for what is checked out. */
    static FormValidation versionToDeploy(String value) {
        return ChosenVersion.AUTO.equals(Given.text(value)) ? FormValidation.ok() : version(value, true);
    }

    public static FormValidation version(String value, boolean required) {
        String text = Given.text(value);
        if (text.isEmpty()) {
            return required ? FormValidation.error(Messages.FormChecks_required()) : FormValidation.ok();
        }
        if (open(text)) {
            return FormValidation.ok();
        }
        try {
            SemanticVersion.require(text);
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** A setting of a strategy, as the environment file wants it. */
    static FormValidation option(String strategy, String key, String value) {
        String text = Given.text(value);
        if (text.isEmpty() || open(text)) {
            return FormValidation.ok();
        }
        try {
            StrategySettings.DEFAULT.override(strategy, Map.of(key, text));
            return FormValidation.ok();
        } catch (ConfigurationException e) {
            return FormValidation.error(
                    e.problems().stream().map(Problem::message).collect(Collectors.joining("; ")));
        }
    }

    /** A path that stays below the workspace. */
    public static FormValidation below(String value) {
        String text = Given.text(value);
        boolean leaves = text.startsWith("/")
                || text.startsWith("\\")
                || text.matches("[A-Za-z]:.*")
                || Pattern.compile("(^|[/\\\\])\\.\\.([/\\\\]|$)").matcher(text).find();
        return leaves ? FormValidation.error(Messages.FormChecks_below(text)) : FormValidation.ok();
    }

    /** Who configures a job may learn here that it is not for everybody to go past guards. */
    static FormValidation override(String value) {
        String text = Given.text(value);
        if (text.isEmpty() || open(text)) {
            return FormValidation.ok();
        }
        return text.length() > Overriding.LONGEST_REASON
                ? FormValidation.error(Messages.FormChecks_reason(Overriding.LONGEST_REASON))
                : FormValidation.warning(Messages.FormChecks_override());
    }

    private static boolean open(String text) {
        return text.indexOf('$') >= 0;
    }
}

package io.jenkins.plugins.deploymentworkflow.global;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.deploymentworkflow.environment.StrategySettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/** What may be configured. The same rules hold for forms, for configuration as code, and for scripts. */
final class Checks {
    static final List<String> STRATEGIES =
            Arrays.stream(StrategySettings.Use.values()).map(Object::toString).toList();

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final int LONGEST_URL = 2000;

    private Checks() {}

    /**
     * Whoever asks may change what the form is about: the folder, or without one what is configured for everybody.
     *
     * @throws org.springframework.security.access.AccessDeniedException when not
     */
    static void allowed(Item item) {
        if (item == null) {
            Jenkins.get().checkPermission(DeploymentPermissions.CONFIGURE);
        } else {
            item.checkPermission(Item.CONFIGURE);
        }
    }

    static String text(String value) {
        return value == null ? "" : value.trim();
    }

    /** @throws IllegalArgumentException when it is no name */
    static String name(String field, String value, String otherwise) {
        String text = text(value);
        if (text.isEmpty()) {
            return otherwise;
        }
        require(NAME.matcher(text).matches(), field + ": " + Messages.Checks_name(text));
        return text;
    }

    static FormValidation nameField(String value, boolean required) {
        String text = text(value);
        if (text.isEmpty()) {
            return required ? FormValidation.error(Messages.Checks_required()) : FormValidation.ok();
        }
        return NAME.matcher(text).matches() ? FormValidation.ok() : FormValidation.error(Messages.Checks_name(text));
    }

    static boolean isVariable(String value) {
        return VARIABLE.matcher(value).matches();
    }

    /** @throws IllegalArgumentException when there is no such strategy */
    static String strategy(String value) {
        String text = text(value);
        require(
                text.isEmpty() || STRATEGIES.contains(text),
                "strategy: " + Messages.Checks_strategy(String.join(", ", STRATEGIES), text));
        return text;
    }

    /** Empty when it is the address of a web server; what is wrong with it otherwise. */
    static String url(String value) {
        String text = text(value);
        if (text.isEmpty()) {
            return Messages.Checks_required();
        }
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")
                    || uri.getHost() == null
                    || uri.getPort() > 65_535
                    || text.length() > LONGEST_URL) {
                return Messages.Checks_url(shortened(text));
            }
            return uri.getRawUserInfo() == null ? "" : Messages.Checks_userInfo();
        } catch (URISyntaxException e) {
            return Messages.Checks_url(shortened(text));
        }
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** What was said at the beginning of a chain of exceptions. */
    static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}

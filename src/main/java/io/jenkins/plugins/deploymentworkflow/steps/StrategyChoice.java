package io.jenkins.plugins.deploymentworkflow.steps;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.deploymentworkflow.environment.StrategySettings.Use;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.verb.POST;

/**
 * Which strategy a step asks for: here its name alone, in subclasses with settings of its own. It is a text, its name,
 * for Declarative pipelines take {@code strategy: 'canary'} only for a parameter that a text is good for, and {@code
 * strategy: canary(…)} only for one that a describable is.
 */
public class StrategyChoice implements Describable<StrategyChoice>, CharSequence, Serializable {
    private static final long serialVersionUID = 1L;

    /** What a script calls it; scripts need it for no name but one that has no settings. */
    static final String SYMBOL = "strategyNamed";

    private final String name;

    /** @param name {@code blue-green}, {@code canary}, {@code rolling}; empty for what the environment file says */
    @DataBoundConstructor
    public StrategyChoice(String name) {
        this.name = name == null ? "" : name.trim();
    }

    public String getName() {
        return name;
    }

    /** A choice as it is, and a text as the name of one; null for none, when the environment file decides. */
    static StrategyChoice of(CharSequence written) {
        StrategyChoice choice = written == null || written instanceof StrategyChoice
                ? (StrategyChoice) written
                : new StrategyChoice(written.toString());
        return choice == null || choice.name.isEmpty() ? null : choice;
    }

    /** What differs from the environment file, with its keys; empty when nothing does. */
    Map<String, String> options() {
        return Map.of();
    }

    @Override
    public int length() {
        return name.length();
    }

    @Override
    public char charAt(int index) {
        return name.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return name.subSequence(start, end);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }

    /** Those of the pairs that have a value. */
    static Map<String, String> given(String... pairs) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null && !pairs[i + 1].isBlank()) {
                given.put(pairs[i], pairs[i + 1].trim());
            }
        }
        return given;
    }

    @Extension(ordinal = 100)
    @Symbol(SYMBOL)
    public static class DescriptorImpl extends Descriptor<StrategyChoice> {
        @Override
        public String getDisplayName() {
            return Messages.StrategyChoice_displayName();
        }

        /** The names, and nothing for what the file says. */
        @POST
        public ListBoxModel doFillNameItems(@AncestorInPath Item item) {
            FormChecks.requireReading(item);
            ListBoxModel names = new ListBoxModel();
            names.add(Messages.StrategyChoice_asTheFileSays(), "");
            for (Use use : Use.values()) {
                names.add(use.toString(), use.toString());
            }
            return names;
        }
    }
}

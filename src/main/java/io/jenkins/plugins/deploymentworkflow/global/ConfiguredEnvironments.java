package io.jenkins.plugins.deploymentworkflow.global;

import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** What is configured where a job is: in its folder, in the folders above, and for everybody; the nearest wins. */
public final class ConfiguredEnvironments {
    private final List<List<KnownEnvironment>> places;
    private final String strategy;

    private ConfiguredEnvironments(List<List<KnownEnvironment>> places, String strategy) {
        this.places = places;
        this.strategy = strategy;
    }

    /** @param item a job; null for what is configured for everybody alone */
    public static ConfiguredEnvironments of(Item item) {
        List<List<KnownEnvironment>> places = new ArrayList<>();
        List<String> strategies = new ArrayList<>();
        ItemGroup<?> place = item instanceof ItemGroup<?> folder ? folder : parent(item);
        while (place != null) {
            for (EnvironmentSource source : ExtensionList.lookup(EnvironmentSource.class)) {
                places.add(source.environments(place));
                strategies.add(source.strategy(place));
            }
            place = place instanceof Item folder ? parent(folder) : null;
        }
        DeploymentWorkflowConfiguration everybody = DeploymentWorkflowConfiguration.get();
        places.add(everybody.getEnvironments());
        strategies.add(everybody.getStrategy());
        return new ConfiguredEnvironments(
                places,
                strategies.stream().filter(each -> !each.isEmpty()).findFirst().orElse(""));
    }

    /**
     * What is configured where the job of a build is; for everybody alone when there is no such job any more.
     *
     * @param build its address, empty for none
     */
    public static ConfiguredEnvironments ofBuild(String build) {
        return of(BoundToEnvironments.job(build));
    }

    private static ItemGroup<?> parent(Item item) {
        return item == null ? Jenkins.get() : item.getParent();
    }

    /** The strategy to use when neither a step nor the environment file says; empty for the plugin's own default. */
    public String strategy() {
        return strategy;
    }

    /** All of them, the nearest first; an environment may be there more than once. */
    public List<KnownEnvironment> all() {
        return places.stream().flatMap(List::stream).toList();
    }

    /** Where commands of an environment run that no build runs: an expression of labels, empty when nothing says. */
    public String nodeLabel(String application, String environment) {
        return about(application, environment).stream()
                .map(KnownEnvironment::getNodeLabel)
                .filter(label -> !label.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** What is said about an environment; empty when nothing is. */
    public Optional<String> description(String application, String environment) {
        return about(application, environment).stream()
                .map(KnownEnvironment::getDescription)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** The variables of an environment, one for each name: the nearest place wins, and there the one for the application. */
    List<BoundVariable> variables(String application, String environment) {
        List<BoundVariable> found = new ArrayList<>();
        for (KnownEnvironment each : about(application, environment)) {
            each.getVariables().stream()
                    .filter(bound -> found.stream()
                            .noneMatch(known -> known.getVariable().equals(bound.getVariable())))
                    .forEach(found::add);
        }
        return found;
    }

    private List<KnownEnvironment> about(String application, String environment) {
        List<KnownEnvironment> found = new ArrayList<>();
        for (List<KnownEnvironment> place : places) {
            List<KnownEnvironment> here =
                    place.stream().filter(each -> each.isFor(application, environment)).toList();
            here.stream().filter(each -> !each.getApplication().isEmpty()).forEach(found::add);
            here.stream().filter(each -> each.getApplication().isEmpty()).forEach(found::add);
        }
        return found;
    }
}

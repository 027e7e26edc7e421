package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code deployment.provision} and {@code deployment.dependencies}. */
final class PreparationSection {
    private PreparationSection() {}

    static List<ProvisionSettings> provision(Section deployment) {
        List<ProvisionSettings> all = new ArrayList<>();
        UniqueNames names = new UniqueNames();
        for (Section section : deployment.sections("provision")) {
            ProvisionSettings settings = new ProvisionSettings(
                    section.requiredText("name", "network"),
                    section.requiredTemplate("check", "\"terraform plan -detailed-exitcode\""),
                    section.requiredTemplate("apply", "\"terraform apply -auto-approve\""),
                    section.positiveDuration("timeout", ProvisionSettings.DEFAULT_TIMEOUT));
            names.check(section, settings.name());
            section.close();
            all.add(settings);
        }
        return List.copyOf(all);
    }

    static List<DependencySettings> dependencies(Section deployment) {
        List<DependencySettings> all = new ArrayList<>();
        UniqueNames names = new UniqueNames();
        for (Section section : deployment.sections("dependencies")) {
            DependencySettings settings = new DependencySettings(
                    section.requiredText("name", "python"),
                    section.requiredTemplate("check", "\"python3 --version\""),
                    section.requiredText("requires", "\">=3.10\""),
                    section.template("install"),
                    section.positiveDuration("timeout", DependencySettings.DEFAULT_TIMEOUT));
            names.check(section, settings.name());
            section.close();
            all.add(settings);
        }
        return List.copyOf(all);
    }
}

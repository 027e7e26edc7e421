package io.jenkins.plugins.deploymentworkflow.environment;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code deployment.flags}. */
final class FlagsSection {
    private FlagsSection() {}

    static List<FlagSettings> read(Section deployment) {
        List<FlagSettings> flags = new ArrayList<>();
        UniqueNames names = new UniqueNames();
        for (Section section : deployment.sections("flags")) {
            FlagSettings flag = new FlagSettings(
                    section.requiredText("name", "new-checkout"),
                    section.choice("with", FlagSettings.Operation.class, FlagSettings.Operation.PROMOTE),
                    RisingShares.of(section, "ramp").orElse(FlagSettings.DEFAULT_RAMP));
            names.check(section, flag.name());
            section.close();
            flags.add(flag);
        }
        return List.copyOf(flags);
    }
}

package io.jenkins.plugins.deploymentworkflow.tool;

import io.jenkins.plugins.deploymentworkflow.guard.Calendar;
import io.jenkins.plugins.deploymentworkflow.guard.WindowState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at the windows and freezes of an environment. */
@Command(
        name = "window",
        description = "Says when deploying to an environment is allowed.",
        mixinStandardHelpOptions = true)
final class WindowCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw Misuse.missingCommand(spec);
    }

    /** Says whether deploying is allowed at some time, why, and when that changes. */
    @Command(
            name = "check",
            description = "Says whether windows and freezes allow deploying at some time, why, and when that changes.",
            mixinStandardHelpOptions = true)
    int check(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "ENV", description = "The environment: config/environment/ENV.yaml.")
                    String environment,
            @Option(
                            names = "--at",
                            paramLabel = "TIME",
                            description = "The time to ask for, such as 2026-12-01T10:00:00+01:00 or"
                                    + " 2026-12-01T10:00:00Z; without an offset it is in the time zone of the windows."
                                    + " Default: now.")
                    String time) {
        Calendar calendar = Calendar.of(Project.environment(environment)
                .resolveOnly(common.variables(), Set.of("guards"))
                .settings()
                .guards());
        Instant at = time == null ? Instant.now() : Moments.parse(time, "--at", calendar.zones().toList());
        WindowState state = calendar.at(at);
        if (common.json()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("open", state.open());
            document.put("opensAt", state.opensAt());
            document.put("closesAt", state.closesAt());
            document.put("because", state.because());
            Output.json(document);
        } else {
            System.out.println(environment + " is " + (state.open() ? "open" : "closed") + " at " + calendar.moment(at)
                    + ": " + state.because());
            print(calendar, state.open() ? "closes" : "opens", state.open() ? state.closesAt() : state.opensAt());
        }
        return Main.DONE;
    }

    private static void print(Calendar calendar, String what, Optional<Instant> at) {
        System.out.println("it " + at.map(when -> what + " " + calendar.moment(when)).orElse("never " + what));
    }
}

package io.jenkins.plugins.deploymentworkflow.tool;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Who runs this process, and in which groups, as the operating system has it. */
record OsUser(String name, Set<String> groups) {
    private static final int PATIENCE_SECONDS = 5;

    static OsUser ofThisProcess() {
        return new OsUser(Workshop.actor(), groupNames());
    }

    /** None where the platform has no {@code id} (POSIX). */
    private static Set<String> groupNames() {
        try {
            Process id = new ProcessBuilder("id", "-Gn")
                    .redirectInput(new File("/dev/null"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String names = new String(id.getInputStream().readAllBytes(), Charset.defaultCharset());
            boolean ended = id.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && id.exitValue() == 0
                    ? new LinkedHashSet<>(Arrays.asList(names.strip().split("\\s+")))
                    : Set.of();
        } catch (IOException e) {
            return Set.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        }
    }
}

package io.jenkins.plugins.deploymentworkflow.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process that leads a command's session, told apart from a later one with the same number by the moment it
 * started and by the boot of the machine.
 *
 * @param pid its number, and its session's
 * @param stat its line in {@code /proc/<pid>/stat} when it started; proc(5) explains the fields
 * @param boot the identity of the boot of the machine
 */
record SessionLeader(long pid, String stat, String boot) {
    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int START_TIME = 19;

    /** Whether the machine has been up since: then what is left of the session can be found by its number. */
    boolean sameBoot() {
        try {
            return Files.readString(PROC.resolve("sys/kernel/random/boot_id"))
                    .trim()
                    .equals(boot);
        } catch (IOException e) {
            return false;
        }
    }

    boolean isAlive() {
        if (!sameBoot()) {
            return false;
        }
        try {
            String now = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            String state = field(now, STATE);
            return field(now, START_TIME).equals(field(stat, START_TIME)) && !state.equals("Z") && !state.equals("X");
        } catch (IOException e) {
            return false;
        }
    }

    /** A field after the process's name, which is in parentheses and may hold anything. */
    private static String field(String stat, int index) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[index];
    }
}

package io.jenkins.plugins.deploymentworkflow.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Runs the git command line in a directory: never through a shell, with an environment that makes it answer the same
 * everywhere ({@link GitEnvironment}), with a time limit. An interrupted thread stops its git with everything that git
 * started.
 *
 * <p>Names that a user gives go behind {@code --end-of-options} or {@code --}; texts of theirs go through standard
 * input, since an argument is bound to the process's character set. Immutable; may be used by several threads.
 */
public final class Git {
    private static final int MOST_BYTES = 16 << 20;
    private static final byte[] NO_INPUT = {};

    private final Path directory;
    private final String executable;
    private final Map<String, String> environment;
    private final Set<String> secrets;
    private final Duration limit;

    private Git(
            Path directory, String executable, Map<String, String> environment, Set<String> secrets, Duration limit) {
        this.directory = directory;
        this.executable = executable;
        this.environment = environment;
        this.secrets = secrets;
        this.limit = limit;
    }

    /** The {@code git} of the PATH in this directory; a command may take ten minutes. */
    public static Git in(Path directory) {
        return new Git(directory.toAbsolutePath().normalize(), "git", Map.of(), Set.of(), Duration.ofMinutes(10));
    }

    /** The same in another directory. */
    public Git at(Path other) {
        return new Git(other.toAbsolutePath().normalize(), executable, environment, secrets, limit);
    }

    /** The same with another program, for example that of a tool installation. */
    public Git using(String program) {
        return new Git(directory, program, environment, secrets, limit);
    }

    /** The same with more variables, such as {@code GIT_ASKPASS}; these win over everything. */
    public Git with(Map<String, String> variables) {
        Map<String, String> both = new HashMap<>(environment);
        both.putAll(variables);
        return new Git(directory, executable, both, secrets, limit);
    }

    /** The same, with these values masked in whatever is said about a command. */
    public Git hiding(Collection<String> values) {
        Set<String> both = new HashSet<>(secrets);
        both.addAll(values);
        return new Git(directory, executable, environment, both, limit);
    }

    /** The same with another time limit for each command. */
    public Git within(Duration longest) {
        return new Git(directory, executable, environment, secrets, longest);
    }

    public Path directory() {
        return directory;
    }

    /**
     * Runs a command to its end, whatever its exit code.
     *
     * @throws GitException when git is missing, takes too long, or prints more than 16 MiB
     */
    public GitResult run(String... arguments) throws InterruptedException {
        return run(List.of(arguments), NO_INPUT);
    }

    /** The same, with a text on standard input, in UTF-8. */
    public GitResult run(List<String> arguments, String input) throws InterruptedException {
        return run(arguments, input.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What a command prints, without its last line's end.
     *
     * @throws GitException also when git is not content
     */
    public String ask(String... arguments) throws InterruptedException {
        return run(arguments).text();
    }

    /**
     * Runs a command and hands over what it prints while it prints it, however much that is.
     *
     * @param output is called on another thread
     * @throws GitException also when git is not content
     */
    public <T> T stream(Output<T> output, List<String> arguments) throws InterruptedException {
        Ended<T> ended = start(arguments, NO_INPUT, output);
        if (ended.exitCode() != 0) {
            throw new GitResult(shown(arguments), directory.toString(), ended.exitCode(), "", ended.errors()).failure();
        }
        return ended.taken();
    }

    private GitResult run(List<String> arguments, byte[] input) throws InterruptedException {
        Ended<String> ended = start(arguments, input, Git::everything);
        String output = ended.taken() == null ? "" : ended.taken();
        return new GitResult(shown(arguments), directory.toString(), ended.exitCode(), output, ended.errors());
    }

    private record Ended<T>(T taken, int exitCode, String errors) {}

    private <T> Ended<T> start(List<String> arguments, byte[] input, Output<T> output) throws InterruptedException {
        String shown = shown(arguments);
        Masking masking = new Masking(secrets);
        GitProcess running;
        try {
            running = new GitProcess(builder(arguments).start(), input, limit);
        } catch (IOException e) {
            throw Failures.notStarted(executable, shown, directory, e);
        }
        try {
            GitProcess.End<T> end = running.await(output);
            return new Ended<>(end.taken(), end.exitCode(), masking.mask(running.errors()));
        } catch (TimeoutException e) {
            throw Failures.tooSlow(shown, directory, limit, masking.mask(running.errors()));
        } catch (IOException e) {
            throw Failures.unreadable(shown, directory, masking.mask(String.valueOf(e.getMessage())), e);
        }
    }

    private ProcessBuilder builder(List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(executable);
        line.addAll(GitEnvironment.OPTIONS);
        line.addAll(arguments);
        arguments.forEach(this::requireWritable);
        ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
        GitEnvironment.harden(builder.environment());
        builder.environment().putAll(environment);
        return builder;
    }

    /** Better no answer than one about another name. */
    private void requireWritable(String argument) {
        if (argument.indexOf('\0') >= 0) {
            throw new GitException(
                    "no argument of git may hold a NUL, but one does: '" + argument.replace('\0', '?') + "'");
        }
        String charset = System.getProperty("sun.jnu.encoding");
        if (charset != null && !Charset.forName(charset).newEncoder().canEncode(argument)) {
            throw new GitException("'" + new Masking(secrets).mask(argument)
                    + "' cannot be given to git by a process of" + " the character set " + charset
                    + ". Start Java in a UTF-8 locale, for example with LC_ALL=C.UTF-8.");
        }
    }

    private String shown(List<String> arguments) {
        return new Masking(secrets).mask("git " + String.join(" ", arguments));
    }

    private static String everything(InputStream printed) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = printed.read(buffer); count >= 0; count = printed.read(buffer)) {
            all.write(buffer, 0, count);
            if (all.size() > MOST_BYTES) {
                throw new IOException("it printed more than " + (MOST_BYTES >> 20) + " MiB");
            }
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}

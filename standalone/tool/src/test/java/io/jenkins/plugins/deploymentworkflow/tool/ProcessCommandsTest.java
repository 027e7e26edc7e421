package io.jenkins.plugins.deploymentworkflow.tool;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.command.Command;
import io.jenkins.plugins.deploymentworkflow.command.CommandStatus;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessCommandsTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String HANDLE = "storefront-1/forward 0/3";

    @TempDir
    Path temporary;

    private Path ledger;
    private Path directory;
    private ProcessCommands commands;
    private final List<String> handles = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        ledger = temporary.resolve("ledger");
        directory = Files.createDirectory(temporary.resolve("work"));
        commands = tool(UnaryOperator.identity());
    }

    @AfterEach
    void leaveNothingRunning() {
        for (String handle : handles) {
            tool(UnaryOperator.identity()).cancel(handle);
            ended(tool(UnaryOperator.identity()), handle);
        }
    }

    @Test
    void aCommandRunsInItsDirectoryWithItsEnvironmentAndTellsItsExitCode() {
        start("pwd; echo \"$DEPLOY_VERSION\"; echo oops >&2; exit 3", Map.of("DEPLOY_VERSION", "1.4.0"));

        CommandStatus.Exited exited = assertInstanceOf(CommandStatus.Exited.class, ended(commands, HANDLE));
        assertEquals(3, exited.code());
        assertEquals(directory + "\n1.4.0\noops", exited.output());
    }

    @Test
    void whatARunningCommandHasPrintedIsSeen() {
        start("echo halfway; sleep 300");

        await().atMost(LONG).until(() -> running(commands).output().equals("halfway"));
    }

    @Test
    void startingAHandleAgainChangesNothing() throws IOException {
        start("echo ran >> count");
        ended(commands, HANDLE);
        start("echo ran >> count");
        tool(UnaryOperator.identity()).start(HANDLE, command("echo ran >> count", Map.of(), LONG));

        assertInstanceOf(CommandStatus.Exited.class, ended(commands, HANDLE));
        assertEquals("ran\n", Files.readString(directory.resolve("count")));
    }

    @Test
    void aHandleThatWasNeverStartedIsUnknown() {
        assertInstanceOf(CommandStatus.Unknown.class, commands.poll("nobody"));
    }

    @Test
    void aCommandGoesOnWhenItsToolIsKilledAndIsFoundByTheNext() throws Exception {
        startFromAToolThatIsKilled("until [ -e go ]; do sleep 0.05; done; echo finished; exit 4", LONG);

        assertInstanceOf(CommandStatus.Running.class, commands.poll(HANDLE));
        Files.createFile(directory.resolve("go"));

        CommandStatus.Exited exited = assertInstanceOf(CommandStatus.Exited.class, ended(commands, HANDLE));
        assertEquals(4, exited.code());
        assertEquals("finished", exited.output());
    }

    @Test
    void aCommandThatEndedWhileNoToolWasThereIsFoundByTheNext() throws Exception {
        startFromAToolThatIsKilled("echo alone; touch ended", LONG);
        await().atMost(LONG).until(() -> Files.exists(directory.resolve("ended")));

        assertEquals(new CommandStatus.Exited(0, "alone"), ended(commands, HANDLE));
    }

    @Test
    void theTimeoutHoldsInTheNextToolToo() throws Exception {
        startFromAToolThatIsKilled("echo begun; echo $$ > pid; sleep 300", Duration.ofSeconds(1));
        await().atMost(LONG).until(() -> Files.exists(directory.resolve("pid")));

        CommandStatus.Broken broken = assertInstanceOf(CommandStatus.Broken.class, ended(commands, HANDLE));
        assertTrue(broken.message().startsWith("timed out after 1s, stopped"), broken.message());
        assertTrue(broken.message().contains("begun"), broken.message());
        assertGone("pid");
    }

    @Test
    void aCommandThatIsKilledWithoutATraceIsUnknownAndItsChildrenAreStopped() throws Exception {
        start("sleep 300 & echo $! > child; wait");
        awaitFile("child");
        long leader = leader();
        ProcessHandle.of(leader).orElseThrow().destroyForcibly();

        assertInstanceOf(CommandStatus.Unknown.class, ended(commands, HANDLE));
        assertGone("child");
    }

    @Test
    void aCommandOfAnEarlierBootOfTheMachineIsUnknownAndNothingIsKilled() throws Exception {
        start("echo $$ > pid; sleep 300");
        awaitFile("pid");
        Path file = recordDirectory().resolve("pid");
        String now = Files.readString(file);
        Files.writeString(file, now.replaceFirst("[0-9a-f-]{36}\n$", "00000000-0000-0000-0000-000000000000\n"));

        assertInstanceOf(
                CommandStatus.Unknown.class, tool(UnaryOperator.identity()).poll(HANDLE));
        Files.writeString(file, now);
        assertInstanceOf(CommandStatus.Running.class, commands.poll(HANDLE));
    }

    @Test
    void aToolThatWasKilledBeforeItsCommandBeganLeavesNothingThatBeginsLater() throws Exception {
        CommandRecord record = CommandRecord.of(ledger.resolve("commands"), HANDLE);
        assertTrue(record.create());
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        record.write(
                new CommandRecord.Limits(start.toEpochMilli(), start.plus(LONG).toEpochMilli(), "5m"));

        assertInstanceOf(CommandStatus.Running.class, at(start.plusSeconds(9)).poll(HANDLE));
        assertInstanceOf(CommandStatus.Unknown.class, at(start.plusSeconds(10)).poll(HANDLE));

        Process late = DetachedShell.run(record, "touch ran", Map.of(), directory);
        assertEquals(1, late.waitFor());
        assertFalse(Files.exists(directory.resolve("ran")));
        assertInstanceOf(CommandStatus.Unknown.class, at(start.plusSeconds(11)).poll(HANDLE));
    }

    @Test
    void aCommandThatIgnoresTermIsKilledWithItsChildren() throws Exception {
        start("trap '' TERM; sh -c \"trap '' TERM; echo \\$\\$ > child; while :; do sleep 1; done\" & "
                + "echo $$ > pid; while :; do sleep 1; done");
        awaitFile("pid");
        awaitFile("child");
        commands.cancel(HANDLE);
        assertInstanceOf(CommandStatus.Running.class, commands.poll(HANDLE), "TERM first");

        CommandStatus.Broken broken = assertInstanceOf(CommandStatus.Broken.class, ended(commands, HANDLE));
        // The shell may still say that what it waited for was killed before itself.
        assertTrue(broken.message().startsWith("was cancelled, stopped"), broken.message());
        assertGone("pid");
        assertGone("child");
    }

    @Test
    void aChildThatLeavesTheProcessGroupIsStoppedToo() throws Exception {
        start("timeout 300 sh -c 'echo $$ > child; sleep 300' & wait");
        awaitFile("child");
        commands.cancel(HANDLE);

        assertInstanceOf(CommandStatus.Broken.class, ended(commands, HANDLE));
        assertGone("child");
    }

    @Test
    void aCommandThatCleansUpOnTermIsLeftTheTimeAndItsWordsAreKept() throws Exception {
        start("trap 'echo cleaned up; exit 0' TERM; echo yes > ready; while :; do sleep 0.05; done");
        awaitFile("ready");
        commands.cancel(HANDLE);

        CommandStatus.Broken broken = assertInstanceOf(CommandStatus.Broken.class, ended(commands, HANDLE));
        assertTrue(broken.message().contains("cleaned up"), broken.message());
    }

    @Test
    void cancellingACommandThatHasEndedChangesNothing() {
        start("exit 0");
        ended(commands, HANDLE);
        commands.cancel(HANDLE);
        commands.cancel("nobody");

        assertEquals(new CommandStatus.Exited(0, ""), commands.poll(HANDLE));
    }

    @Test
    void aServerThatACommandLeavesBehindNeitherDelaysItNorIsStopped() throws Exception {
        start("sleep 300 & echo $! > server; echo started");
        CommandStatus status = ended(commands, HANDLE);
        ProcessHandle server = process("server");
        boolean alive = server.isAlive();
        server.destroyForcibly();

        assertEquals(new CommandStatus.Exited(0, "started"), status);
        assertTrue(alive);
    }

    @Test
    void aCommandMayCloseItsOutput() {
        start("echo last words; exec >/dev/null 2>&1; exec >&- 2>&-; sleep 0.3; exit 5");

        assertEquals(new CommandStatus.Exited(5, "last words"), ended(commands, HANDLE));
    }

    @Test
    void ofAHundredMegabytesTheFirstAndTheLastAreKept() throws Exception {
        start("echo first line; head -c 100000000 /dev/zero | tr '\\0' x | fold -w 1000; echo; echo last line");

        CommandStatus.Exited exited = assertInstanceOf(CommandStatus.Exited.class, ended(commands, HANDLE));
        assertTrue(exited.output().endsWith("\nlast line"), "ends with its last line");
        assertTrue(exited.output().length() <= CommandLog.TAIL_LENGTH);
        String log = Files.readString(recordDirectory().resolve("log"));
        assertTrue(log.startsWith("first line\n"));
        assertTrue(log.contains("[the middle of the output was left out]"));
        assertTrue(size(ledger) < 9_000_000, "on disk: " + size(ledger));
    }

    @Test
    void atMostTwentyLinesAreShown() {
        start("i=0; while [ $i -lt 100 ]; do i=$((i+1)); echo $i; done");

        CommandStatus.Exited exited = assertInstanceOf(CommandStatus.Exited.class, ended(commands, HANDLE));
        assertEquals(20, exited.output().lines().count());
        assertTrue(exited.output().startsWith("81\n"), exited.output());
        assertTrue(exited.output().endsWith("\n100"), exited.output());
    }

    @Test
    void bytesThatAreNoTextAndControlCharactersDoNoHarm() {
        start("printf 'a\\377\\376b\\033[31mred\\033[0m\\007\\r\\nnext\\rover\\n'");

        CommandStatus.Exited exited = assertInstanceOf(CommandStatus.Exited.class, ended(commands, HANDLE));
        assertEquals("a\uFFFD\uFFFDb[31mred[0m\nnext\nover", exited.output());
    }

    @Test
    void aCommandThatDoesNotExistSaysSo() {
        start("./no-such-script.sh --env production");

        CommandStatus.Exited exited = assertInstanceOf(CommandStatus.Exited.class, ended(commands, HANDLE));
        assertEquals(127, exited.code());
        assertTrue(exited.output().contains("./no-such-script.sh"), exited.output());
    }

    @Test
    void aDirectoryThatDoesNotExistIsNamedNowAndLater() {
        Path missing = temporary.resolve("missing");
        commands = new ProcessCommands(ledger, missing, UnaryOperator.identity());
        start("true");

        String expected = "could not be started: the directory it should run in does not exist: " + missing;
        assertEquals(new CommandStatus.Broken(expected), commands.poll(HANDLE));
        assertEquals(
                new CommandStatus.Broken(expected),
                tool(UnaryOperator.identity()).poll(HANDLE));
    }

    @Test
    void anEnvironmentThatIsTooLargeSaysWhy() {
        start("true", Map.of("BIG", "x".repeat(3_000_000)));

        CommandStatus.Broken broken = assertInstanceOf(CommandStatus.Broken.class, commands.poll(HANDLE));
        assertTrue(broken.message().startsWith("could not be started: "), broken.message());
        assertTrue(broken.message().contains("too long"), broken.message());
        assertFalse(broken.message().contains("xxx"), "the environment stays out of it");
    }

    @Test
    void aLedgerThatCannotBeWrittenToSaysWhy() throws IOException {
        Files.writeString(temporary.resolve("file"), "in the way");
        commands = new ProcessCommands(temporary.resolve("file"), directory, UnaryOperator.identity());
        commands.start("blocked", command("true", Map.of(), LONG));

        CommandStatus.Broken broken = assertInstanceOf(CommandStatus.Broken.class, commands.poll("blocked"));
        assertTrue(broken.message().contains(temporary.resolve("file").toString()), broken.message());
    }

    @Test
    void theEnvironmentIsWrittenNowhereAndASecretThatIsPrintedIsMaskedEverywhere() throws Exception {
        commands = tool(text -> text.replace("correct-horse", "****"));
        start("echo token=$TOKEN; printf 'correct-\\rhorse correct-\\001horse'", Map.of("TOKEN", "correct-horse"));

        CommandStatus.Exited exited = assertInstanceOf(CommandStatus.Exited.class, ended(commands, HANDLE));
        assertEquals("token=****\ncorrect-\nhorse ****", exited.output());
        for (Path file : files(ledger)) {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            assertFalse(text.contains("correct-horse"), file.toString());
        }
    }

    @Test
    void aSecretThatTheCutGoesThroughShowsNoHalf() throws IOException {
        CommandLog log = new CommandLog(directory, text -> text.replace("correct-horse", "****"));
        for (int shift = 0; shift < "correct-horse ".length(); shift++) {
            Files.writeString(directory.resolve("log.now"), "correct-horse ".repeat(1500) + ".".repeat(shift));

            assertTrue(log.tail().matches("[* .]+"), "shifted by " + shift);
        }
    }

    @Test
    void onlyTheOwnerMayReadARecord() throws IOException {
        start("true");

        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(recordDirectory())));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(ledger.resolve("commands"))));
    }

    @Test
    void everyHandleHasItsOwnHarmlessName() {
        assertEquals("a-1_b.c", CommandRecord.nameOf("a-1_b.c"));
        assertEquals("%2e.%2fetc", CommandRecord.nameOf("../etc"));
        assertEquals("a%2fb%25", CommandRecord.nameOf("a/b%"));
        assertEquals("%c3%a9", CommandRecord.nameOf("é"));
        String one = CommandRecord.nameOf("x".repeat(300) + "1");
        assertTrue(one.length() < 200);
        assertFalse(one.equals(CommandRecord.nameOf("x".repeat(300) + "2")));
    }

    @Test
    void recordsAreKeptForSevenDaysAfterTheirCommandHasEnded() throws IOException {
        start("old", "true", Map.of(), LONG);
        start("new", "true", Map.of(), LONG);
        start("running", "sleep 300", Map.of(), LONG);
        ended(commands, "old");
        ended(commands, "new");
        Path old = ledger.resolve("commands/old");
        Files.setLastModifiedTime(
                old.resolve("log"),
                FileTime.from(Instant.now().minus(Duration.ofDays(7)).minusSeconds(60)));
        commands = tool(UnaryOperator.identity());
        start("next", "true", Map.of(), LONG);

        await().atMost(LONG).until(() -> !Files.exists(old));
        assertInstanceOf(CommandStatus.Exited.class, commands.poll("new"));
        assertInstanceOf(CommandStatus.Running.class, commands.poll("running"));
    }

    @Test
    void manyCommandsRunAtOnce() {
        for (int i = 0; i < 30; i++) {
            start("many-" + i, "echo " + i, Map.of(), LONG);
        }

        for (int i = 0; i < 30; i++) {
            assertEquals(new CommandStatus.Exited(0, "" + i), ended(commands, "many-" + i));
        }
    }

    private void start(String text) {
        start(text, Map.of());
    }

    private void start(String text, Map<String, String> environment) {
        start(HANDLE, text, environment, LONG);
    }

    private void start(String handle, String text, Map<String, String> environment, Duration timeout) {
        handles.add(handle);
        commands.start(handle, command(text, environment, timeout));
    }

    private static Command command(String text, Map<String, String> environment, Duration timeout) {
        return new Command("deployment.target.script.deploy", text, environment, timeout);
    }

    private ProcessCommands tool(UnaryOperator<String> redactor) {
        return new ProcessCommands(ledger, directory, redactor);
    }

    private ProcessCommands at(Instant now) {
        return new ProcessCommands(ledger, directory, UnaryOperator.identity(), Clock.fixed(now, ZoneOffset.UTC));
    }

    /** Starts it from another Java process, which is then killed with -9. */
    private void startFromAToolThatIsKilled(String text, Duration timeout) throws Exception {
        handles.add(HANDLE);
        Process tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShortLivedTool.class.getName(),
                        ledger.toString(),
                        directory.toString(),
                        HANDLE,
                        text,
                        timeout.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(temporary.toFile(), "tool.log"))
                .start();
        await().atMost(LONG).until(() -> Files.exists(recordDirectory().resolve("pid")));
        tool.destroyForcibly().waitFor();
    }

    private static CommandStatus ended(ProcessCommands commands, String handle) {
        Map<String, CommandStatus> last = new HashMap<>();
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    last.put(handle, commands.poll(handle));
                    return !(last.get(handle) instanceof CommandStatus.Running);
                });
        return last.get(handle);
    }

    private CommandStatus.Running running(ProcessCommands from) {
        return assertInstanceOf(CommandStatus.Running.class, from.poll(HANDLE));
    }

    private Path recordDirectory() {
        return ledger.resolve("commands").resolve(CommandRecord.nameOf(HANDLE));
    }

    private long leader() throws IOException {
        return CommandRecord.of(ledger.resolve("commands"), HANDLE)
                .leader()
                .orElseThrow()
                .pid();
    }

    private void awaitFile(String name) {
        await().atMost(LONG)
                .until(() -> Files.exists(directory.resolve(name)) && Files.size(directory.resolve(name)) > 0);
    }

    private ProcessHandle process(String file) throws IOException {
        String pid = Files.readString(directory.resolve(file)).trim();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** Dead: no such process, or one that only waits to be reaped. */
    private void assertGone(String file) throws IOException {
        Path stat = Path.of("/proc", Files.readString(directory.resolve(file)).trim(), "stat");
        assertTrue(!Files.exists(stat) || Files.readString(stat).contains(") Z "), "still there: " + stat);
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    private static long size(Path root) throws IOException {
        long sum = 0;
        for (Path file : files(root)) {
            sum += Files.size(file);
        }
        return sum;
    }
}

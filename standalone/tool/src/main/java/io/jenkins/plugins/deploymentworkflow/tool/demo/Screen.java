package io.jenkins.plugins.deploymentworkflow.tool.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the demo prints: a line for each action with its time. On a terminal what matters less is dimmed. */
final class Screen {
    private static final Pattern ACTION = Pattern.compile("[0-9:]{8} \\[(\\d+)/(\\d+)] (.*)");
    private static final Pattern DONE = Pattern.compile("[0-9:]{8}   done in (\\S+).*");
    private static final Pattern FAILED = Pattern.compile("[0-9:]{8}   (FAILED after .*)");
    private static final Pattern BACK = Pattern.compile("[0-9:]{8} (taking it back.*)");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]*=.*");
    /** All that the tool tells about its progress; what is not shown here, such as gates that pass, is in the report. */
    private static final Pattern PROGRESS = Pattern.compile("(?:[0-9:]{8}| {9}) .*");

    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String RESET = "\u001b[0m";
    private static final int NAME = 66;

    private final PrintStream out;
    private final boolean colours;
    private boolean open;
    private int variables;

    Screen(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    void say(String text) {
        out.println(text);
    }

    void begin(String title, String command) {
        variables = 0;
        out.println();
        out.println(in(BOLD, title) + "  " + in(DIM, "$ " + command));
    }

    /** A line that the tool printed. */
    void line(String line) {
        Matcher action = ACTION.matcher(line);
        Matcher done = DONE.matcher(line);
        Matcher failed = FAILED.matcher(line);
        Matcher back = BACK.matcher(line);
        if (action.matches()) {
            closeAction();
            String number = String.format(Locale.ROOT, "%5s  ", action.group(1) + "/" + action.group(2));
            out.print(in(DIM, "  " + number + pad(action.group(3))));
            out.flush();
            open = true;
        } else if (done.matches() && open) {
            out.println(in(DIM, String.format(Locale.ROOT, "%9s", done.group(1))));
            open = false;
        } else if (failed.matches()) {
            closeAction();
            out.println("         " + in(RED, failed.group(1)));
        } else if (back.matches()) {
            closeAction();
            out.println("         " + in(BOLD, back.group(1)));
        } else if (isVariable(line)) {
            variables++;
        } else if (!isProgress(line)) {
            closeAction();
            out.println("  " + line.trim());
        }
    }

    static boolean isProgress(String line) {
        return PROGRESS.matcher(line).matches();
    }

    static boolean isVariable(String line) {
        return VARIABLE.matcher(line).matches();
    }

    private void closeAction() {
        if (open) {
            out.println();
            open = false;
        }
    }

    void end(Chapter chapter) {
        closeAction();
        if (variables > 0) {
            out.println(in(DIM, "  " + variables + " variables for the steps that follow"));
        }
        if (!chapter.asExpected()) {
            out.println(in(
                    RED,
                    "  NOT AS EXPECTED: it ended with " + chapter.exitCode() + ", expected " + chapter.expected()));
        }
    }

    void traffic(Figures.Count count) {
        String versions = count.byVersion().entrySet().stream()
                .map(each -> String.format(
                        Locale.ROOT,
                        "%s: %,d",
                        each.getKey().isEmpty() ? "no version" : each.getKey(),
                        each.getValue()))
                .collect(Collectors.joining(", "));
        out.println(String.format(Locale.ROOT, "  %,d requests, ", count.requests())
                + in(count.failed() == 0 ? GREEN : RED, String.format(Locale.ROOT, "%,d failed", count.failed()))
                + " (" + versions + ")");
    }

    void result(boolean good, String text) {
        out.println(in(good ? GREEN : RED, good ? "  ok   " : "  BAD  ") + text);
    }

    private static String pad(String name) {
        return name.length() >= NAME ? name + " " : name + " ".repeat(NAME - name.length());
    }

    private String in(String colour, String text) {
        return colours ? colour + text + RESET : text;
    }
}

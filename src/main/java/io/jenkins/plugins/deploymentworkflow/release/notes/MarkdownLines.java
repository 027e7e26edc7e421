package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.environment.ConfigurationException;
import io.jenkins.plugins.deploymentworkflow.environment.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Markdown file as its lines, each with its line end: where its headings are, and the references at its end. */
final class MarkdownLines {
    private static final Pattern HEADING = Pattern.compile("^ {0,3}##?[ \\t].*", Pattern.DOTALL);
    private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,}).*", Pattern.DOTALL);
    private static final Pattern REFERENCE = Pattern.compile("^ {0,3}\\[[^\\]]+\\]:[ \\t]*\\S+[^\\n]*\\n?$");

    private final List<String> lines;
    private final List<Integer> headings;
    private final String lineEnd;

    private MarkdownLines(List<String> lines, List<Integer> headings, String lineEnd) {
        this.lines = List.copyOf(lines);
        this.headings = headings;
        this.lineEnd = lineEnd;
    }

    /**
     * @param file its name, for messages
     * @throws ConfigurationException when code or a comment in it has no end: whatever came behind would not be shown
     */
    static MarkdownLines of(String file, String text) {
        List<String> lines = split(text);
        boolean windows = !lines.isEmpty() && lines.get(0).endsWith("\r\n");
        return new MarkdownLines(lines, headings(file, lines), windows ? "\r\n" : "\n");
    }

    List<String> lines() {
        return lines;
    }

    String line(int at) {
        return lines.get(at);
    }

    int size() {
        return lines.size();
    }

    /** That of its first line. */
    String lineEnd() {
        return lineEnd;
    }

    /** The numbers of the lines that are headings of the first and second level, neither in code nor in comments. */
    List<Integer> headings() {
        return headings;
    }

    /** Where the references to links at the end begin; the end when there are none. */
    int references() {
        int at = lines.size();
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (REFERENCE.matcher(lines.get(i)).matches()) {
                at = i;
            } else if (!lines.get(i).isBlank()) {
                break;
            }
        }
        return at;
    }

    private static List<Integer> headings(String file, List<String> lines) {
        List<Integer> headings = new ArrayList<>();
        String fence = "";
        boolean comment = false;
        int opened = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher mark = FENCE.matcher(line);
            if (comment) {
                comment = !line.contains("-->");
            } else if (!fence.isEmpty()) {
                boolean closed = mark.matches()
                        && mark.group(1).startsWith(fence)
                        && line.strip().equals(mark.group(1));
                fence = closed ? "" : fence;
            } else if (mark.matches()) {
                fence = mark.group(1);
                opened = i;
            } else if (line.stripLeading().startsWith("<!--")) {
                comment = !line.contains("-->");
                opened = i;
            } else if (HEADING.matcher(line).matches()) {
                headings.add(i);
            }
        }
        if (comment || !fence.isEmpty()) {
            String what = comment ? "comment" : "code";
            throw new ConfigurationException(new Problem(
                    file, opened + 1, "", "expected an end of the " + what + " that begins here, found none"));
        }
        return headings;
    }

    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }
}

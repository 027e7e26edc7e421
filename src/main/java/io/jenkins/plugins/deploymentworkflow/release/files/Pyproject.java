package io.jenkins.plugins.deploymentworkflow.release.files;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code pyproject.toml}: {@code version} in {@code [project]}, else in {@code [tool.poetry]}. */
final class Pyproject implements Format {
    private static final Pattern TABLE = Pattern.compile("\\s*\\[\\s*([^\\[\\]]+?)\\s*]\\s*(#.*)?");
    private static final Pattern OTHER_TABLE = Pattern.compile("\\s*\\[\\[.*");
    private static final Pattern VERSION = Pattern.compile(
            "\\s*(?:version|\"version\"|'version')\\s*=\\s*(?:\"([^\"\\\\]+)\"|'([^']+)')\\s*(#.*)?");
    private static final List<String> TABLES = List.of("project", "tool.poetry");

    @Override
    public List<Span> spans(Source source, Tree tree) throws NoVersion {
        Span[] found = new Span[TABLES.size()];
        String table = "";
        String open = "";
        int start = source.mark();
        while (start < source.text().length()) {
            int end = source.text().indexOf('\n', start);
            int next = end < 0 ? source.text().length() : end + 1;
            String line = source.text().substring(start, next).stripTrailing();
            if (open.isEmpty()) {
                table = table(line, table);
                int index = TABLES.indexOf(table);
                Matcher version = VERSION.matcher(line);
                if (index >= 0 && found[index] == null && version.matches()) {
                    int group = version.group(1) == null ? 2 : 1;
                    found[index] = source.span(start + version.start(group), start + version.end(group));
                }
            }
            open = open(line, open);
            start = next;
        }
        for (Span span : found) {
            if (span != null) {
                return List.of(span);
            }
        }
        throw source.none(0, "expected version = \"…\" in [project] or [tool.poetry], found none");
    }

    private static String table(String line, String current) {
        Matcher named = TABLE.matcher(line);
        if (named.matches()) {
            return named.group(1).replaceAll("[\\s\"']", "");
        }
        return OTHER_TABLE.matcher(line).matches() ? "" : current;
    }

    /** Which quotes a text of several lines, open at the end of this line, was opened with; empty for none. */
    private static String open(String line, String before) {
        String open = before;
        int at = 0;
        while (at < line.length()) {
            if (!open.isEmpty()) {
                int close = line.indexOf(open, at);
                if (close < 0) {
                    return open;
                }
                at = close + open.length();
                open = "";
                continue;
            }
            char c = line.charAt(at);
            if (c == '#') {
                return "";
            }
            if (c != '"' && c != '\'') {
                at++;
            } else if (line.startsWith(String.valueOf(c).repeat(3), at)) {
                open = String.valueOf(c).repeat(3);
                at += 3;
            } else {
                at = afterText(line, at);
            }
        }
        return open;
    }

    private static int afterText(String line, int quote) {
        for (int at = quote + 1; at < line.length(); at++) {
            if (line.charAt(at) == '\\' && line.charAt(quote) == '"') {
                at++;
            } else if (line.charAt(at) == line.charAt(quote)) {
                return at + 1;
            }
        }
        return line.length();
    }
}

package io.jenkins.plugins.deploymentworkflow.release.notes;

import io.jenkins.plugins.deploymentworkflow.environment.LinkSettings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the issues that a text names, as hosts and trackers document it: {@code #12}, {@code GH-12}, {@code
 * owner/repository#12}, {@code !34}, {@code group/project!34}; keys of Jira as {@code OPS-7}; tasks of ClickUp as {@code
 * CU-86a1b2c3d} and {@code #86a1b2c3d}. Trackers count only when they are configured: {@code UTF-8} looks like an issue
 * of Jira.
 */
final class References {
    private static final int MOST = 50;
    private static final int LONGEST_SEARCHED = 20_000;
    private static final String BEFORE = "(?<![\\w/#!.-])";
    private static final String AFTER = "(?![\\w-])";
    private static final String PATH = "[A-Za-z0-9_.][A-Za-z0-9_.-]{0,99}";
    private static final Pattern NUMBER =
            Pattern.compile(BEFORE + "(" + PATH + "(?:/" + PATH + "){1,6})?(GH-|#)([1-9][0-9]{0,9})" + AFTER);
    private static final Pattern MERGE_REQUEST =
            Pattern.compile(BEFORE + "(" + PATH + "(?:/" + PATH + "){1,6})?!([1-9][0-9]{0,9})" + AFTER);
    private static final Pattern JIRA = Pattern.compile(BEFORE + "([A-Z][A-Z0-9_]{1,50})-([1-9][0-9]{0,9})" + AFTER);
    private static final Pattern CLICKUP = Pattern.compile(
            BEFORE + "(?:CU-([a-z0-9]{4,12})|#(?=[a-z0-9]*[0-9])(?=[a-z0-9]*[a-z])([a-z0-9]{5,12}))" + AFTER);
    private static final Pattern CUSTOM_TASK =
            Pattern.compile(BEFORE + "([A-Z][A-Z0-9]{1,20})-([1-9][0-9]{0,9})" + AFTER);

    /** What looks like an issue of Jira and is none anywhere. */
    private static final Set<String> NO_PROJECTS =
            Set.of("GH", "CU", "UTF", "UCS", "SHA", "MD", "AES", "RSA", "ISO", "RFC", "CVE", "CWE", "HTTP", "TLS", "X");

    private final CodeHost host;
    private final LinkSettings settings;

    References(CodeHost host, LinkSettings settings) {
        this.host = host;
        this.settings = settings;
    }

    /** Whether a text holds any of the characters without which it names none. */
    boolean mayBeIn(String text) {
        return text.indexOf('#') >= 0
                || text.contains("GH-")
                || host.hasMergeRequests() && text.indexOf('!') >= 0
                || (settings.jira().isPresent() || settings.clickup().isPresent()) && text.indexOf('-') >= 0;
    }

    /** The issues that a text names, each once, in the order of the text by kind; at most fifty. */
    List<Reference> issues(String text) {
        if (!mayBeIn(text)) {
            return List.of();
        }
        String searched = text.substring(0, Math.min(text.length(), LONGEST_SEARCHED));
        Map<String, Reference> found = new LinkedHashMap<>();
        if (searched.indexOf('#') >= 0 || searched.contains("GH-")) {
            collect(NUMBER.matcher(searched), found, this::issue);
        }
        if (host.hasMergeRequests() && searched.indexOf('!') >= 0) {
            collect(MERGE_REQUEST.matcher(searched), found, this::mergeRequest);
        }
        settings.jira()
                .filter(any -> searched.indexOf('-') >= 0)
                .ifPresent(jira -> collect(JIRA.matcher(searched), found, match -> jira(jira, match)));
        settings.clickup().ifPresent(clickup -> {
            collect(CLICKUP.matcher(searched), found, match -> task(clickup, match));
            if (clickup.team().isPresent()) {
                collect(CUSTOM_TASK.matcher(searched), found, match -> customTask(clickup, match));
            }
        });
        return List.copyOf(found.values());
    }

    /** A pull request of this project. */
    Reference pullRequest(String number) {
        return new Reference((host.hasMergeRequests() ? "!" : "#") + number, host.pullRequest("", number));
    }

    private interface Reading {
        Optional<Reference> read(Matcher match);
    }

    private static void collect(Matcher matcher, Map<String, Reference> found, Reading reading) {
        while (found.size() < MOST && matcher.find()) {
            reading.read(matcher).ifPresent(reference -> found.putIfAbsent(reference.text(), reference));
        }
    }

    private Optional<Reference> issue(Matcher match) {
        boolean elsewhere = match.group(1) != null;
        if (match.group(2).equals("GH-") && (elsewhere || host.hasMergeRequests())) {
            return Optional.empty();
        }
        String project = elsewhere ? match.group(1) : "";
        return Optional.of(new Reference(project + "#" + match.group(3), host.issue(project, match.group(3))));
    }

    private Optional<Reference> mergeRequest(Matcher match) {
        String project = match.group(1) == null ? "" : match.group(1);
        return Optional.of(new Reference(project + "!" + match.group(2), host.pullRequest(project, match.group(2))));
    }

    private Optional<Reference> jira(LinkSettings.Jira jira, Matcher match) {
        boolean known = jira.projects().isEmpty()
                ? !NO_PROJECTS.contains(match.group(1))
                : jira.projects().contains(match.group(1));
        String key = match.group();
        return known ? Optional.of(new Reference(key, below(jira.url(), "browse/" + key))) : Optional.empty();
    }

    private Optional<Reference> task(LinkSettings.ClickUp clickup, Matcher match) {
        String id = match.group(1) == null ? match.group(2) : match.group(1);
        return Optional.of(new Reference("CU-" + id, below(clickup.url(), "t/" + id)));
    }

    private Optional<Reference> customTask(LinkSettings.ClickUp clickup, Matcher match) {
        String key = match.group();
        boolean jiras = settings.jira().isPresent();
        return jiras || NO_PROJECTS.contains(match.group(1))
                ? Optional.empty()
                : Optional.of(new Reference(
                        key, below(clickup.url(), "t/" + clickup.team().orElseThrow() + "/" + key)));
    }

    private static Optional<Address> below(URI base, String path) {
        return Address.of(base.toASCIIString()).flatMap(page -> page.below(path));
    }
}

package io.jenkins.plugins.deploymentworkflow.steps.release;

import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.release.next.Cause;
import io.jenkins.plugins.deploymentworkflow.release.next.NextVersion;
import io.jenkins.plugins.deploymentworkflow.release.next.NextVersionRequest;
import io.jenkins.plugins.deploymentworkflow.release.next.TagNames;
import io.jenkins.plugins.deploymentworkflow.versioning.Bump;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Works out the next version, and says why. */
final class NextVersionWork implements RepositoryWork {
    private static final long serialVersionUID = 1L;
    private static final int MOST_LINES = 20;

    private final String prefix;
    private final String path;
    private final String prerelease;
    private final boolean deepen;

    /**
     * @param prefix what tags of releases begin with; empty for the usual
     * @param path only what changes something below it counts; empty for all
     * @param prerelease its identifier, empty for none
     * @param deepen whether a shallow clone may be made whole
     */
    NextVersionWork(String prefix, String path, String prerelease, boolean deepen) {
        this.prefix = prefix;
        this.path = path;
        this.prerelease = prerelease;
        this.deepen = deepen;
    }

    @Override
    public Map<String, Object> on(Git git, PrintStream log) throws InterruptedException {
        NextVersionRequest request = request();
        Repository repository = Repository.discover(git);
        if (deepen && repository.isShallow()) {
            repository.deepen();
        }
        NextVersion next = NextVersion.of(repository, request);
        explain(next, log);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("current", next.current().map(SemanticVersion::toString).orElse(null));
        map.put("next", next.next().toString());
        map.put("bump", word(next.bump()));
        map.put("tag", next.tag());
        List<Object> because = new ArrayList<>();
        next.because().forEach(cause -> because.add(map(cause)));
        map.put("because", because);
        map.put("omitted", next.omitted());
        map.put("notes", new ArrayList<>(next.notes()));
        return map;
    }

    private NextVersionRequest request() {
        NextVersionRequest request = NextVersionRequest.usual()
                .with(prefix.isEmpty() ? TagNames.usual() : TagNames.of(prefix))
                .touching(path.isEmpty() ? List.of() : List.of(path));
        if (prerelease.isEmpty()) {
            return request;
        }
        SemanticVersion.of(0, 0, 0).prereleased(prerelease);
        return request.prereleased(prerelease);
    }

    private static Map<String, Object> map(Cause cause) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("commit", cause.commit());
        map.put("subject", cause.subject());
        map.put("bump", word(cause.bump()));
        map.put("reason", cause.reason());
        return map;
    }

    private static void explain(NextVersion next, PrintStream log) {
        next.notes().forEach(note -> log.println(oneLine(note)));
        String from = next.current().map(SemanticVersion::toString).orElse("no release");
        log.println("next version: " + from + " -> " + next.next() + " (" + word(next.bump()) + ")");
        next.because().stream()
                .limit(MOST_LINES)
                .map(cause -> String.format(
                        "  %-5s  %.10s  %s (%s)",
                        word(cause.bump()), cause.commit(), oneLine(cause.subject()), oneLine(cause.reason())))
                .forEach(log::println);
        int more = next.because().size() + next.omitted() - MOST_LINES;
        if (more > 0) {
            log.println("  and " + more + " more");
        }
    }

    /** What others wrote moves no cursor and colours nothing. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String word(Bump bump) {
        return bump.name().toLowerCase(Locale.ROOT);
    }
}

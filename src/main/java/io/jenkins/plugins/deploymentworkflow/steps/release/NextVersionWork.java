package io.jenkins.plugins.deploymentworkflow.steps.release;

import io.jenkins.plugins.deploymentworkflow.git.Git;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import io.jenkins.plugins.deploymentworkflow.release.next.NextVersion;
import io.jenkins.plugins.deploymentworkflow.release.next.NextVersionRequest;
import io.jenkins.plugins.deploymentworkflow.release.next.TagNames;
import io.jenkins.plugins.deploymentworkflow.versioning.SemanticVersion;
import java.io.PrintStream;
import java.util.List;
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
     * @param prefix what tags of releases begin with; empty for what the project's configuration says
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
    public Map<String, Object> on(Git git, String step, PrintStream log) throws InterruptedException {
        Repository repository = Repository.discover(git);
        NextVersionRequest request = request(prefix.isEmpty() ? TagNames.in(repository) : TagNames.of(prefix));
        if (deepen && repository.isShallow()) {
            repository.deepen();
        }
        NextVersion next = NextVersion.of(repository, request);
        next.notes().forEach(note -> log.println(oneLine(note)));
        List<String> words = next.words(MOST_LINES);
        log.println("next version: " + words.get(0));
        words.stream().skip(1).map(NextVersionWork::oneLine).forEach(log::println);
        return next.document();
    }

    private NextVersionRequest request(TagNames names) {
        NextVersionRequest request =
                NextVersionRequest.usual().with(names).touching(path.isEmpty() ? List.of() : List.of(path));
        if (prerelease.isEmpty()) {
            return request;
        }
        SemanticVersion.of(0, 0, 0).prereleased(prerelease);
        return request.prereleased(prerelease);
    }

    /** What others wrote moves no cursor and colours nothing. */
    /** Commit messages are anybody's: nothing in one makes a line, a note of the console or turns the direction. */
    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
    }
}

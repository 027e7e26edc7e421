package io.jenkins.plugins.deploymentworkflow.release;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.deploymentworkflow.git.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Remembers beside the repository what was answered to whom, so that who was cut off before it heard the answer gets it
 * when it asks again. Only the last few are kept, and none is given that the repository has nothing of any more.
 */
final class Answers {
    /** As many as may be asked for again at once in one clone, with room to spare. */
    static final int KEPT = 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final TypeReference<List<Answer>> ANSWERS = new TypeReference<>() {};

    private final Path file;
    private final Repository repository;
    private final Optional<String> asked;

    /** @param asked the name of the question, never used for another one; empty when nobody will ask again */
    Answers(Site site, Optional<String> asked) {
        this.file = site.common().resolve("deployment-workflow-answers.json");
        this.repository = site.repository();
        this.asked = asked;
    }

    /**
     * @param ref the full name of what was made
     * @param object what it was: a commit that the branch still holds, or the tag itself
     */
    private record Answer(String asked, String ref, String object, ReleaseResult result) {
        boolean isWhole() {
            return asked != null
                    && ref != null
                    && ref.startsWith("refs/")
                    && object != null
                    && object.matches("[0-9a-f]{40,64}")
                    && result != null;
        }
    }

    /** What this question was answered with, when that is still so. */
    Optional<ReleaseResult> given() throws InterruptedException {
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        for (Answer answer : read()) {
            if (answer.asked().equals(asked.get()) && holds(answer)) {
                return Optional.of(answer.result());
            }
        }
        return Optional.empty();
    }

    /** To be written before the record of what was under way goes. */
    void keep(String ref, String object, ReleaseResult result) {
        if (asked.isEmpty()) {
            return;
        }
        List<Answer> answers = new ArrayList<>(read());
        answers.removeIf(answer -> answer.asked().equals(asked.get()));
        answers.add(new Answer(asked.get(), ref, object, result));
        List<Answer> last = answers.subList(Math.max(0, answers.size() - KEPT), answers.size());
        try {
            WholeFile.write(file, JSON.writeValueAsString(last));
        } catch (IOException e) {
            throw new IllegalStateException("cannot be written as JSON: " + last, e);
        }
    }

    private boolean holds(Answer answer) throws InterruptedException {
        if (answer.ref().startsWith(Site.tag(""))) {
            return repository
                    .git()
                    .run("rev-parse", "--verify", "--quiet", "--end-of-options", answer.ref())
                    .output()
                    .strip()
                    .equals(answer.object());
        }
        Optional<String> commit = repository.commit(answer.ref());
        return commit.isPresent()
                && repository
                        .git()
                        .run("merge-base", "--is-ancestor", answer.object(), commit.get())
                        .succeeded();
    }

    /** What cannot be understood helps nobody, and hurts nobody: it is as if it were not there. */
    private List<Answer> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<Answer> answers = JSON.readValue(file.toFile(), ANSWERS);
            return answers == null
                    ? List.of()
                    : answers.stream()
                            .filter(answer -> answer != null && answer.isWhole())
                            .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}

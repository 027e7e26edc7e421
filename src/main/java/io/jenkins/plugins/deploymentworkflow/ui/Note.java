package io.jenkins.plugins.deploymentworkflow.ui;

import java.time.Instant;

/** Something that happened besides the plan: a request, a wait, going on after a crash, the turn back. */
public record Note(Instant at, String words) {
    public Instant getAt() {
        return at;
    }

    public String getWords() {
        return words;
    }
}

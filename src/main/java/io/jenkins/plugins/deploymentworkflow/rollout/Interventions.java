package io.jenkins.plugins.deploymentworkflow.rollout;

import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import java.time.Instant;

/** What waits for a person, and what people have asked for. */
final class Interventions {
    private Event.Held held;
    private Event.Requested release;
    private Event.Requested abort;

    void held(Event.Held event) {
        held = event;
        release = null;
    }

    /** Nothing waits any more; that somebody wants it all to end stays. */
    void nothingHeld() {
        held = null;
        release = null;
    }

    /** The wait is over for another reason than a person's word. */
    void settled() {
        held = null;
    }

    /** @param forApproval whether an approval is what is waited for */
    void requested(Event.Requested event, Instant at, boolean forApproval) {
        if (event.request() == Event.Request.RELEASE) {
            release = released(event, at, forApproval);
        } else if (abort == null) {
            abort = event;
        }
    }

    /** An approval that comes too late does not count, nor does it undo the one that came in time. */
    private Event.Requested released(Event.Requested event, Instant at, boolean forApproval) {
        if (held == null) {
            return null;
        }
        return forApproval && (release != null || !at.isBefore(held.until())) ? release : event;
    }

    /** The wait for a person; null when there is none. */
    Event.Held held() {
        return release != null ? null : held;
    }

    /** Who let the current action go on that was held, and why; null when nobody has. */
    Event.Requested release() {
        return release;
    }

    /** The first request to abort; null when there is none. */
    Event.Requested abort() {
        return abort;
    }
}

package io.jenkins.plugins.deploymentworkflow.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.jenkins.plugins.deploymentworkflow.analysis.Counters;
import io.jenkins.plugins.deploymentworkflow.analysis.Verdict;
import io.jenkins.plugins.deploymentworkflow.plan.Plan;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Something that happened to a deployment, or was about to: what the ledger holds. The state of a deployment, the
 * history and the pages are folds over these. Every event names its deployment, but for those about the ledger itself.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Event.Started.class, name = "started"),
    @JsonSubTypes.Type(value = Event.Planned.class, name = "planned"),
    @JsonSubTypes.Type(value = Event.ActionStarted.class, name = "action-started"),
    @JsonSubTypes.Type(value = Event.ActionEnded.class, name = "action-ended"),
    @JsonSubTypes.Type(value = Event.Observed.class, name = "observed"),
    @JsonSubTypes.Type(value = Event.Judged.class, name = "judged"),
    @JsonSubTypes.Type(value = Event.Checked.class, name = "checked"),
    @JsonSubTypes.Type(value = Event.Held.class, name = "held"),
    @JsonSubTypes.Type(value = Event.Requested.class, name = "requested"),
    @JsonSubTypes.Type(value = Event.Resumed.class, name = "resumed"),
    @JsonSubTypes.Type(value = Event.RollbackStarted.class, name = "rollback-started"),
    @JsonSubTypes.Type(value = Event.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = Event.Archived.class, name = "archived"),
    @JsonSubTypes.Type(value = Event.ArchivesRemoved.class, name = "archives-removed"),
})
public sealed interface Event {
    /** The deployment it belongs to; empty when it is about the ledger itself. */
    String deployment();

    /**
     * A deployment began. Holds everything needed to go on with it on another day: the environment file as written
     * (its placeholders unresolved, so without secrets) and where its commands run.
     *
     * @param operation {@code prepare}, {@code stage}, {@code smoke}, {@code promote} or {@code rollback}
     * @param previousVersion the version that served before, empty when none did
     * @param artifact the file that is deployed, or null when the operation deploys none
     * @param schedule when deploying is allowed there, as the environment file has it; null in entries of earlier
     *     versions
     * @param against what the branch rules said against the version; empty when nothing
     * @param override the word of a person who may go past guards; null when nobody gave it
     */
    record Started(
            String deployment,
            String operation,
            String application,
            String environment,
            String version,
            String previousVersion,
            String strategy,
            Artifact artifact,
            Origin origin,
            Configuration configuration,
            @JsonInclude(JsonInclude.Include.NON_NULL) Schedule schedule,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> against,
            @JsonInclude(JsonInclude.Include.NON_NULL) Override override)
            implements Event {
        public Started {
            against = against == null ? List.of() : List.copyOf(against);
        }

        /** Of which no schedule is known, and nobody went past any guard. */
        public Started(
                String deployment,
                String operation,
                String application,
                String environment,
                String version,
                String previousVersion,
                String strategy,
                Artifact artifact,
                Origin origin,
                Configuration configuration) {
            this(
                    deployment,
                    operation,
                    application,
                    environment,
                    version,
                    previousVersion,
                    strategy,
                    artifact,
                    origin,
                    configuration,
                    null,
                    List.of(),
                    null);
        }
    }

    /** The plan of a phase was made; {@code round} counts the plans of that phase from 0. */
    record Planned(String deployment, Phase phase, int round, Plan plan) implements Event {}

    /** An action is about to be started; synced before the world is touched. */
    record ActionStarted(String deployment, Phase phase, int round, int index, int attempt, String handle)
            implements Event {}

    /** An action ended. */
    record ActionEnded(String deployment, Phase phase, int round, int index, ActionOutcome outcome, String message)
            implements Event {}

    /**
     * What the target was seen to run.
     *
     * @param instances per version, how many instances are in which health ({@code healthy}, {@code starting}, …)
     * @param counters per version, as counted by the router since it began
     */
    record Observed(
            String deployment,
            Map<String, Share> traffic,
            Map<String, Map<String, Integer>> instances,
            Map<String, Counters> counters)
            implements Event {}

    /** A gate came to another verdict than before. */
    record Judged(String deployment, Verdict verdict) implements Event {}

    /** Checks were run: smoke tests, verification. */
    record Checked(String deployment, List<Check> checks) implements Event {}

    /** The deployment waits for a person, at most until {@code until}. */
    record Held(String deployment, String reason, Instant until) implements Event {}

    /** A person or a program asked for something. */
    record Requested(String deployment, Request request, String by, String reason) implements Event {}

    /** Another process goes on with the deployment. */
    record Resumed(String deployment, String by) implements Event {}

    /** The way forward was given up; from here on the previous version is brought back. */
    record RollbackStarted(String deployment, Outcome goal, String reason) implements Event {}

    /** The end. Nothing follows it. */
    record Ended(String deployment, Outcome outcome, String reason, String servingVersion) implements Event {
        /** The version that serves after what was started so; empty when none does, or none is known to. */
        String leaves(Started started) {
            String serving = switch (outcome) {
                case SUCCEEDED -> started.version();
                case ROLLED_BACK, ABORTED, REFUSED -> started.previousVersion();
                case FAILED -> servingVersion;
            };
            return serving == null ? "" : serving;
        }
    }

    /**
     * Entries are about to be moved out of the ledger's file; the file vouches by it for how it begins.
     *
     * @param deployment empty
     * @param through the last of them
     * @param last its hash
     * @param archive the file that has them
     */
    record Archived(String deployment, long through, String last, String archive, String by) implements Event {}

    /**
     * Archives are about to be removed since they are as old as is configured.
     *
     * @param deployment empty
     * @param through the last entry that they have
     */
    record ArchivesRemoved(String deployment, long through, String by) implements Event {}

    /**
     * An event that this version of the program does not know: a newer one wrote it. It is kept and counts in the
     * chain, and says nothing else; a deployment that has one is to be gone on with by the newer version.
     *
     * @param deployment empty when the event names none
     * @param type the word for its type in the ledger
     */
    record Unrecognised(String deployment, String type) implements Event {}

    /** Forwards, or taking back. */
    enum Phase {
        FORWARD,
        ROLLBACK
    }

    /** How an action ended. */
    enum ActionOutcome {
        DONE,
        FAILED,
        CANCELLED
    }

    /** What can be asked of a running deployment. */
    enum Request {
        ABORT,
        RELEASE
    }

    /** How a deployment ended. */
    enum Outcome {
        SUCCEEDED,
        ROLLED_BACK,
        ABORTED,
        /** Neither the new nor the previous version could be brought to serve as planned: needs a person. */
        FAILED,
        /** A guard that waited for a person said no; nothing had been touched. */
        REFUSED
    }

    /** The identity of what is deployed. */
    record Artifact(String file, long size, String sha256) {}

    /**
     * Who started the deployment, from where.
     *
     * @param source {@code cli} or {@code jenkins}
     * @param build the build's address, empty outside Jenkins
     * @param commit the Git commit of the working directory, empty when it is none
     * @param directory where commands run and relative paths start
     * @param committedAt when that commit was made, null when it is not known
     * @param builtAt when the build began, null outside a build and in entries of earlier versions
     * @param node the name of the node that has the directory; empty for the controller itself, outside Jenkins, and in
     *     entries of earlier versions
     * @param reason why, in the words of a person who began it without a build; empty otherwise
     */
    record Origin(
            String actor,
            String source,
            String build,
            String commit,
            String branch,
            String directory,
            Instant committedAt,
            Instant builtAt,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String node,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String reason) {
        public Origin {
            node = node == null ? "" : node;
            reason = reason == null ? "" : reason;
        }

        /** Of a build on the controller itself, or outside Jenkins. */
        public Origin(
                String actor,
                String source,
                String build,
                String commit,
                String branch,
                String directory,
                Instant committedAt,
                Instant builtAt) {
            this(actor, source, build, commit, branch, directory, committedAt, builtAt, "", "");
        }

        /** With neither time known. */
        public Origin(String actor, String source, String build, String commit, String branch, String directory) {
            this(actor, source, build, commit, branch, directory, null, null);
        }
    }

    /**
     * The configuration that was used.
     *
     * @param text the environment file as written, placeholders unresolved
     * @param digest SHA-256 of the file, hexadecimal
     * @param overrides what the step or command line set: {@code strategy}, {@code strategy.steps}, …; no secrets
     */
    record Configuration(String file, String digest, String text, Map<String, String> overrides) {}

    /**
     * The result of one check.
     *
     * @param message why it failed, empty when it passed
     */
    record Check(String name, boolean passed, long durationMillis, int attempts, String message) {}

    /**
     * When deploying is allowed, with placeholders filled: as texts, for not every machine knows every time zone.
     *
     * @param windows none for always
     */
    record Schedule(List<Window> windows, List<Freeze> freezes) {
        /**
         * @param days as {@code mon}
         * @param from as {@code 09:00}
         * @param to as {@code 16:00}; {@code 00:00} for midnight at the end of the day
         */
        public record Window(List<String> days, String from, String to, String zone) {}

        /**
         * @param from as {@code 2026-12-20T00:00}
         * @param to likewise
         */
        public record Freeze(String from, String to, String zone, String reason) {}
    }

    /**
     * Somebody who may go past guards did so.
     *
     * @param by who
     * @param reason why, in their words
     * @param guards what they went past, in words; empty when nothing stood in the way
     */
    record Override(String by, String reason, List<String> guards) {}
}

package io.jenkins.plugins.deploymentworkflow.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One primitive step of a {@link Plan}: plain data, performed by the engine through a target. Every action is
 * idempotent: performing it again when it has already taken effect changes nothing.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Action.Install.class, name = "install"),
    @JsonSubTypes.Type(value = Action.AwaitHealthy.class, name = "await-healthy"),
    @JsonSubTypes.Type(value = Action.SetTraffic.class, name = "set-traffic"),
    @JsonSubTypes.Type(value = Action.Drain.class, name = "drain"),
    @JsonSubTypes.Type(value = Action.Retire.class, name = "retire"),
    @JsonSubTypes.Type(value = Action.Analyse.class, name = "analyse"),
    @JsonSubTypes.Type(value = Action.Pause.class, name = "pause"),
    @JsonSubTypes.Type(value = Action.RunCommand.class, name = "run-command"),
    @JsonSubTypes.Type(value = Action.Verify.class, name = "verify"),
    @JsonSubTypes.Type(value = Action.AwaitApproval.class, name = "await-approval"),
})
public sealed interface Action extends Serializable {
    /** What a person reads: one line, with versions, instances and weights. */
    @JsonIgnore
    String name();

    /** The longest this action may take; then it has failed. Always positive. */
    Duration timeout();

    /** What takes it back, in words; {@code "nothing to undo"} when it changes nothing. */
    @JsonIgnore
    String undo();

    /** The instances it touches, empty when it touches none by name. */
    @JsonIgnore
    default List<String> targets() {
        return List.of();
    }

    /** The word for its type in plans, ledgers and messages. */
    @JsonIgnore
    String kind();

    /**
     * Puts a version on instances, started but without traffic. An instance that runs another version is replaced, one
     * that has stopped is started; one that runs the version already is kept, and neither drains nor leaves any more.
     */
    record Install(String version, List<String> instances, Duration timeout) implements Action {
        public Install {
            instances = new ArrayList<>(instances);
        }

        @Override
        public String kind() {
            return "install";
        }

        @Override
        public String name() {
            return "install " + version + " on " + String.join(", ", instances);
        }

        @Override
        public String undo() {
            return "retire " + String.join(", ", instances);
        }

        @Override
        public List<String> targets() {
            return instances;
        }
    }

    /** Waits until every one of the instances runs the version and is healthy. */
    record AwaitHealthy(String version, List<String> instances, Duration timeout) implements Action {
        public AwaitHealthy {
            instances = new ArrayList<>(instances);
        }

        @Override
        public String kind() {
            return "await-healthy";
        }

        @Override
        public String name() {
            return "wait until " + String.join(", ", instances) + (instances.size() == 1 ? " is" : " are") + " healthy";
        }

        @Override
        public String undo() {
            return "nothing to undo";
        }

        @Override
        public List<String> targets() {
            return instances;
        }
    }

    /**
     * Divides the traffic between versions, all at once.
     *
     * @param traffic share of each version; together 100%
     * @param before what it was when the plan was made, for the undo
     * @param required healthy instances that carry the whole traffic: a version's share never exceeds its healthy
     *     instances divided by this
     */
    record SetTraffic(Map<String, Share> traffic, Map<String, Share> before, int required, Duration timeout)
            implements Action {
        /** @throws IllegalArgumentException when the shares do not add up to 100% */
        public SetTraffic {
            traffic = new TreeMap<>(traffic);
            before = new TreeMap<>(before);
            int sum = traffic.values().stream().mapToInt(Share::basisPoints).sum();
            if (sum != Share.FULL.basisPoints()) {
                throw new IllegalArgumentException("shares of traffic must add up to 100%, found " + traffic);
            }
        }

        public Share share(String version) {
            return traffic.getOrDefault(version, Share.ZERO);
        }

        @Override
        public String kind() {
            return "set-traffic";
        }

        @Override
        public String name() {
            return "route " + words(traffic);
        }

        @Override
        public String undo() {
            return before.isEmpty() ? "nothing served before" : "route " + words(before);
        }

        private static String words(Map<String, Share> traffic) {
            List<String> parts = new ArrayList<>();
            traffic.forEach((version, share) -> parts.add(share + " to " + version));
            return String.join(", ", parts);
        }
    }

    /** Sends instances nothing new and lets what they are answering finish. */
    record Drain(String version, List<String> instances, Duration timeout) implements Action {
        public Drain {
            instances = new ArrayList<>(instances);
        }

        @Override
        public String kind() {
            return "drain";
        }

        @Override
        public String name() {
            return "drain " + String.join(", ", instances) + " of " + version;
        }

        @Override
        public String undo() {
            return "bring " + String.join(", ", instances) + " back into service";
        }

        @Override
        public List<String> targets() {
            return instances;
        }
    }

    /**
     * Stops instances.
     *
     * @param after how long the target keeps them running first, so that going back is a switch; the plan does not
     *     wait for it
     */
    record Retire(String version, List<String> instances, Duration after, Duration timeout) implements Action {
        public Retire {
            instances = new ArrayList<>(instances);
        }

        @Override
        public String kind() {
            return "retire";
        }

        @Override
        public String name() {
            return "retire " + String.join(", ", instances) + " of " + version
                    + (after.isZero() ? "" : " after " + Durations.format(after));
        }

        @Override
        public String undo() {
            return "install " + version + " on " + String.join(", ", instances) + " again";
        }

        @Override
        public List<String> targets() {
            return instances;
        }
    }

    /**
     * Watches a version through the gates.
     *
     * @param version the version that is judged
     * @param share its share of traffic meanwhile
     * @param duration how long; the timeout leaves room beyond it for a hold
     */
    record Analyse(String version, Share share, Duration duration, Duration timeout) implements Action {
        @Override
        public String kind() {
            return "analyse";
        }

        @Override
        public String name() {
            return "watch " + version + " at " + share + " for " + Durations.format(duration);
        }

        @Override
        public String undo() {
            return "nothing to undo";
        }
    }

    /** Waits, and does nothing else. */
    record Pause(Duration duration, Duration timeout) implements Action {
        @Override
        public String kind() {
            return "pause";
        }

        @Override
        public String name() {
            return "pause " + Durations.format(duration);
        }

        @Override
        public String undo() {
            return "nothing to undo";
        }
    }

    /**
     * Runs one of the user's own commands.
     *
     * @param purpose what for: {@code deploy}, {@code verify}, {@code rollback}, …
     * @param command the text as written, placeholders of ours not yet filled, secrets left to the shell
     * @param undoCommand what takes it back, empty when nothing does
     * @param version the version it is about
     * @param share the share of traffic it is told, for a command that routes
     */
    record RunCommand(String purpose, String command, String undoCommand, String version, Share share, Duration timeout)
            implements Action {
        @Override
        public String kind() {
            return "run-command";
        }

        @Override
        public String name() {
            return version.isEmpty() ? purpose : purpose + " " + version + ": " + command;
        }

        @Override
        public String undo() {
            return undoCommand.isEmpty() ? "nothing to undo" : "run " + undoCommand;
        }
    }

    /**
     * Runs checks and fails when one of them fails.
     *
     * @param checks the names of the checks
     */
    record Verify(String version, List<String> checks, Duration timeout) implements Action {
        public Verify {
            checks = new ArrayList<>(checks);
        }

        @Override
        public String kind() {
            return "verify";
        }

        @Override
        public String name() {
            return "verify" + (version.isEmpty() ? "" : " " + version) + ": " + String.join(", ", checks);
        }

        @Override
        public String undo() {
            return "nothing to undo";
        }
    }

    /**
     * Waits until a person agrees.
     *
     * @param by users and groups, any of whom may agree
     * @param timeout without an answer for so long the answer is no
     */
    record AwaitApproval(String version, List<String> by, Duration timeout) implements Action {
        public AwaitApproval {
            by = new ArrayList<>(by);
        }

        @Override
        public String kind() {
            return "await-approval";
        }

        @Override
        public String name() {
            return "wait for approval of " + version + " by " + String.join(" or ", by);
        }

        @Override
        public String undo() {
            return "nothing to undo";
        }
    }
}

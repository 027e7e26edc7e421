package io.jenkins.plugins.deploymentworkflow.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.EnvironmentFile;
import io.jenkins.plugins.deploymentworkflow.environment.SmokeTestSettings;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import io.jenkins.plugins.deploymentworkflow.ledger.Event;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Outcome;
import io.jenkins.plugins.deploymentworkflow.ledger.Ledger;
import io.jenkins.plugins.deploymentworkflow.ledger.LedgerStore;
import io.jenkins.plugins.deploymentworkflow.plan.Action;
import io.jenkins.plugins.deploymentworkflow.plan.Share;
import io.jenkins.plugins.deploymentworkflow.rollout.Checks;
import io.jenkins.plugins.deploymentworkflow.rollout.Next;
import io.jenkins.plugins.deploymentworkflow.target.Capability;
import io.jenkins.plugins.deploymentworkflow.target.Fleet;
import io.jenkins.plugins.deploymentworkflow.target.Progress;
import io.jenkins.plugins.deploymentworkflow.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What guards stand in the way of, and what not; 2026-11-27 is a Friday. */
class GuardsTest {
    private static final Instant THURSDAY = Instant.parse("2026-11-26T12:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-11-27T12:00:00Z");
    private static final String WEEK = "windows: [ { days: [mon, tue, wed, thu], from: '09:00', to: '16:00' } ]";
    private static final String CLOSED = "guards.windows: closed, outside the window mon to thu 09:00 to 16:00 UTC; it"
            + " opens mon 2026-11-30 09:00 UTC";

    @TempDir
    private Path root;

    private final World world = new World();
    private LedgerStore ledgers;
    private Operations operations;

    @BeforeEach
    void open() {
        ledgers = LedgerStore.open(root);
        operations = new Operations(ledgers, world);
    }

    private static OperationRequest request(Operation operation, String environment, String guards, String override) {
        return request(operation, environment, guards, List.of(), override);
    }

    private static OperationRequest request(
            Operation operation, String environment, String guards, List<String> against, String override) {
        String file = "application: shop\ndeployment:\n  target: { script: { deploy: deploy, rollback: back } }\n"
                + "  strategy: { use: rolling }\n  monitoring: { bake: 0s }\n  guards:\n    " + guards + "\n";
        return new OperationRequest(
                operation,
                EnvironmentFile.of("config/environment/" + environment + ".yaml", file),
                Variables.of(Map.of(), Set.of()),
                "shop",
                "1.4.0",
                "",
                Map.of(),
                Optional.empty(),
                new Event.Origin("me", "cli", "", "", "", "."),
                "",
                against,
                override.isEmpty() ? Optional.empty() : Optional.of(new Event.Override("anna", override, List.of())));
    }

    private static OperationRequest promote(String guards) {
        return request(Operation.PROMOTE, "production", guards, "");
    }

    private Ledger ledger(String environment) {
        return ledgers.ledger("shop", environment);
    }

    private static OperationResult end(Ongoing ongoing, Instant from) {
        Instant now = from;
        for (int ticks = 0; ticks < 1000; ticks++) {
            if (ongoing.rollout().advance(now) instanceof Next.Done) {
                return ongoing.result();
            }
            now = now.plusSeconds(1);
        }
        throw new AssertionError("it does not end: " + ongoing.result());
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"PROMOTE", "STAGE"})
    void outsideAWindowItIsRefusedAndNothingIsTouched(Operation operation) {
        Ongoing ongoing = operations.start(request(operation, "production", WEEK, ""), FRIDAY);
        OperationResult result = end(ongoing, FRIDAY);
        assertEquals("refused", result.outcome());
        assertTrue(result.reason().startsWith(CLOSED + "; nothing was touched. "), result.reason());
        assertEquals(List.of(), world.heard);
        assertEquals(Optional.empty(), operations.holder("shop", "production", FRIDAY), "the lock is free again");
        assertEquals(2, ledger("production").after(0).size());
    }

    @Test
    void insideItIsDeployedAndWhatTheFileSaysIsRecorded() {
        assertEquals(
                "succeeded",
                end(operations.start(promote(WEEK), THURSDAY), THURSDAY).outcome());
        Event.Started started =
                (Event.Started) ledger("production").after(0).get(0).event();
        assertNull(started.override());
        assertEquals(
                List.of(new Event.Schedule.Window(List.of("mon", "tue", "wed", "thu"), "09:00", "16:00", "Z")),
                started.schedule().windows());
    }

    @Test
    void aWindowThatClosesDoesNotStopWhatIsUnderWay() {
        Ongoing ongoing = operations.start(promote(WEEK), THURSDAY);
        assertEquals(
                "succeeded",
                end(ongoing, THURSDAY.plus(Duration.ofHours(4)).minusMillis(500))
                        .outcome());
    }

    @Test
    void whoMayGoesPastGuardsAndThatIsRecorded() {
        String guards = WEEK + "\n    requireStaging: true";
        Ongoing ongoing = operations.start(request(Operation.PROMOTE, "production", guards, "security fix"), FRIDAY);
        assertEquals("succeeded", end(ongoing, FRIDAY).outcome());
        assertEquals(
                new Event.Override(
                        "anna",
                        "security fix",
                        List.of(
                                CLOSED,
                                "guards.requireStaging: 1.4.0 has not passed staging; run deployStaging (stage) for it"
                                        + " first")),
                ((Event.Started) ledger("production").after(0).get(0).event()).override());
        EventWords words = new EventWords(ongoing.deployment());
        String line = words.of(ledger("production").after(0).get(0)).orElseThrow();
        assertTrue(line.contains("guards overridden by anna: security fix (" + CLOSED + "; "), line);
    }

    @Test
    void whatHasNotPassedStagingIsRefusedUntilItHas() {
        OperationResult refused = end(operations.start(promote("requireStaging: true"), FRIDAY), FRIDAY);
        assertEquals("refused", refused.outcome());
        assertTrue(refused.reason().contains("guards.requireStaging: 1.4.0 has not passed staging"), refused.reason());
        end(operations.start(request(Operation.STAGE, "staging", "windows: []", ""), FRIDAY), FRIDAY);
        assertEquals(
                "succeeded",
                end(operations.start(promote("requireStaging: true"), FRIDAY), FRIDAY)
                        .outcome());
    }

    @Test
    void goingBackIsAlwaysAllowed() {
        String frozen = "freezes: [ { from: '2026-11-01', to: '2026-12-01' } ]";
        OperationRequest back = request(Operation.ROLLBACK, "production", frozen, "");
        assertEquals("succeeded", end(operations.start(back, FRIDAY), FRIDAY).outcome());
    }

    @Test
    void aFreezeRefusesAlsoInsideAWindow() {
        String frozen = WEEK + "\n    freezes: [ { from: '2026-11-26', to: '2026-11-27', reason: stocktaking } ]";
        OperationResult result = end(operations.start(promote(frozen), THURSDAY), THURSDAY);
        assertEquals("refused", result.outcome());
        assertTrue(
                result.reason()
                        .startsWith("guards.freezes: frozen from 2026-11-26T00:00 to 2026-11-27T00:00 UTC: stocktaking;"
                                + " it opens mon 2026-11-30 09:00 UTC"),
                result.reason());
    }

    @Test
    void anApprovalThatComesOutsideTheWindowIsTooLate() {
        String guards = WEEK + "\n    approval: { by: [me], timeout: 2d }";
        Ongoing ongoing = operations.start(promote(guards), THURSDAY);
        ongoing.rollout().advance(THURSDAY.plusSeconds(1));
        operations.release("shop", "production", "me", Set.of(), "", FRIDAY);
        OperationResult result = end(ongoing, FRIDAY);
        assertEquals("refused", result.outcome());
        assertEquals("approved by me, but " + CLOSED + "; nothing was touched", result.reason());
        assertEquals(List.of(), world.heard);
    }

    @Test
    void anApprovalThatComesOutsideTheWindowCountsWhereGuardsAreOverridden() {
        String guards = WEEK + "\n    approval: { by: [me], timeout: 2d }";
        Ongoing ongoing = operations.start(request(Operation.PROMOTE, "production", guards, "security fix"), THURSDAY);
        ongoing.rollout().advance(THURSDAY.plusSeconds(1));
        operations.release("shop", "production", "me", Set.of(), "", FRIDAY);
        assertEquals("succeeded", end(ongoing, FRIDAY).outcome());
    }

    @Test
    void theAcceptanceOfWhatServesInStagingIsNeverTooLate() {
        String guards = WEEK + "\n    approval: { by: [me], timeout: 2d }";
        Ongoing ongoing = operations.start(request(Operation.STAGE, "staging", guards, ""), THURSDAY);
        Instant now = THURSDAY;
        while (ongoing.rollout().state().approval().isEmpty()) {
            now = now.plusSeconds(1);
            assertTrue(ongoing.rollout().advance(now) instanceof Next.WaitUntil);
        }
        operations.release("shop", "staging", "me", Set.of(), "", FRIDAY);
        assertEquals("succeeded", end(ongoing, FRIDAY).outcome());
    }

    @Test
    void whatWasInterruptedBeforeItHadAPlanHasNotBegunAndIsRefusedToo() {
        operations.start(promote(WEEK), THURSDAY);
        Event first = ledger("production").after(0).get(0).event();
        LedgerStore elsewhere = LedgerStore.open(root.resolve("elsewhere"));
        elsewhere.ledger("shop", "production").append(first, THURSDAY);
        world.heard.clear();
        Ongoing resumed = new Operations(elsewhere, world)
                .resume("shop", "production", Variables.of(Map.of(), Set.of()), "me", FRIDAY);
        assertEquals("refused", end(resumed, FRIDAY).outcome());
        assertEquals(List.of(), world.heard);
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"PROMOTE", "STAGE"})
    void aVersionThatABranchRuleIsAgainstIsRefusedAlsoWhenThatIsInterrupted(Operation operation) {
        OperationRequest request = request(operation, "production", WEEK, List.of("branch rule x: y; z"), "");
        OperationResult result = end(operations.start(request, THURSDAY), THURSDAY);
        assertEquals("refused", result.outcome());
        assertTrue(result.reason().startsWith("branch rule x: y; z; nothing was touched. "), result.reason());
        assertEquals(List.of(), world.heard);
        assertEquals(2, ledger("production").after(0).size());
        LedgerStore elsewhere = LedgerStore.open(root.resolve("elsewhere"));
        elsewhere
                .ledger("shop", "production")
                .append(ledger("production").after(0).get(0).event(), THURSDAY);
        Ongoing resumed = new Operations(elsewhere, world)
                .resume("shop", "production", Variables.of(Map.of(), Set.of()), "me", THURSDAY);
        assertEquals("refused", end(resumed, THURSDAY).outcome());
        assertEquals(List.of(), world.heard);
    }

    @Test
    void whoMayGoesPastABranchRuleAndThatIsRecorded() {
        OperationRequest request =
                request(Operation.PROMOTE, "production", WEEK, List.of("branch rule x: y; z"), "an emergency");
        assertEquals("succeeded", end(operations.start(request, FRIDAY), FRIDAY).outcome());
        assertEquals(
                List.of("branch rule x: y; z", CLOSED),
                ((Event.Started) ledger("production").after(0).get(0).event())
                        .override()
                        .guards());
    }

    @Test
    void aPlanSaysWhichBranchRuleWouldRefuseIt() {
        OperationRequest request = request(Operation.PROMOTE, "production", WEEK, List.of("branch rule x: y; z"), "");
        assertEquals(
                List.of("would be refused now: branch rule x: y; z"),
                operations.plan(request, THURSDAY).warnings());
    }

    @Test
    void whatHasAPlanIsResumedWheneverThatIs() {
        Ongoing begun = operations.start(promote(WEEK), THURSDAY);
        begun.rollout().advance(THURSDAY);
        LedgerStore elsewhere = LedgerStore.open(root.resolve("elsewhere"));
        ledger("production")
                .after(0)
                .forEach(entry -> elsewhere.ledger("shop", "production").append(entry.event(), entry.at()));
        Ongoing resumed = new Operations(elsewhere, world)
                .resume("shop", "production", Variables.of(Map.of(), Set.of()), "me", FRIDAY);
        assertEquals("succeeded", end(resumed, FRIDAY).outcome());
    }

    @Test
    void aPlanIsShownAlsoOutsideAWindowWithAWarning() {
        Prepared prepared = operations.plan(promote(WEEK), FRIDAY);
        assertEquals(List.of("would be refused now: " + CLOSED), prepared.warnings());
        assertTrue(prepared.plan().size() > 0);
        assertEquals(List.of(), operations.plan(promote(WEEK), THURSDAY).warnings());
    }

    @Test
    void aRefusalLeavesWhatServedBefore() {
        end(operations.start(promote(WEEK), THURSDAY), THURSDAY);
        end(operations.start(promote(WEEK), FRIDAY), FRIDAY);
        Event last = ledger("production")
                .after(0)
                .get(ledger("production").after(0).size() - 1)
                .event();
        assertEquals(Outcome.REFUSED, ((Event.Ended) last).outcome());
        assertEquals("1.4.0", ((Event.Ended) last).servingVersion());
        assertEquals(
                ledger("production").after(0).get(0).event(),
                Aftercare.lastDeployment(ledgers.index("shop", "production")).orElseThrow(),
                "going back takes the file of what was deployed");
    }

    /** Does at once what it is told, and remembers that. */
    private static final class World implements Surroundings, Target, Checks {
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final Set<String> started = ConcurrentHashMap.newKeySet();

        @Override
        public Target target(Deployable deployable, List<Event> soFar) {
            return this;
        }

        @Override
        public void ready(Target target, Deployable deployable) {
            heard.add("ready for " + deployable.version());
        }

        @Override
        public CompletableFuture<Fleet> look(Target target, Deployable deployable) {
            return observe();
        }

        @Override
        public Checks checks(Deployable deployable, List<SmokeTestSettings> checks) {
            return this;
        }

        @Override
        public String kind() {
            return "remembering";
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.WHOLE);
        }

        @Override
        public CompletableFuture<Fleet> observe() {
            return CompletableFuture.completedFuture(new Fleet(1, List.of(), Map.of("1.4.0", Share.FULL), Map.of()));
        }

        @Override
        public boolean satisfied(Action action, Fleet fleet) {
            return true;
        }

        @Override
        public void start(String handle, Action action) {
            heard.add(action.name());
            started.add(handle);
        }

        @Override
        public Progress poll(String handle, Action action) {
            return started.contains(handle) ? new Progress.Done("") : new Progress.Unknown();
        }

        @Override
        public void cancel(String handle) {
            heard.add("cancel " + handle);
        }

        @Override
        public List<Event.Check> results(String handle) {
            return List.of();
        }
    }
}

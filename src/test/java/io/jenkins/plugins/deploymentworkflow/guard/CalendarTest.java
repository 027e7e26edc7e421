package io.jenkins.plugins.deploymentworkflow.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.deploymentworkflow.environment.EnvironmentFile;
import io.jenkins.plugins.deploymentworkflow.environment.Variables;
import io.jenkins.plugins.deploymentworkflow.ledger.Event.Schedule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What windows and freezes mean, by examples on the calendar; 2026-11-23 is a Monday. */
class CalendarTest {
    private static final String OFFICE =
            "windows: [ { days: [mon, tue, wed, thu], from: '09:00', to: '16:00', zone: Europe/Berlin } ]";

    private static Calendar calendar(String guards) {
        String file = "environment: production\ndeployment:\n  guards:\n    " + guards.replace(" | ", "\n    ") + "\n";
        return Calendar.of(EnvironmentFile.of("production.yaml", file)
                .resolveOnly(Variables.of(Map.of(), Set.of()), Set.of("guards"))
                .settings()
                .guards());
    }

    private static WindowState at(String guards, String time) {
        return calendar(guards).at(Instant.parse(time));
    }

    private static Optional<Instant> moment(String time) {
        return Optional.of(Instant.parse(time));
    }

    @Test
    void withoutWindowsAndFreezesItIsAlwaysOpen() {
        assertEquals(
                new WindowState(true, Optional.empty(), Optional.empty(), "no windows and no freezes are set"),
                at("requireStaging: true", "2026-11-23T10:00:00Z"));
    }

    @Test
    void insideAWindowItSaysWhenItClosesAndWhenItOpensAgain() {
        assertEquals(
                new WindowState(
                        true,
                        moment("2026-11-24T08:00:00Z"),
                        moment("2026-11-23T15:00:00Z"),
                        "inside the window mon to thu 09:00 to 16:00 Europe/Berlin"),
                at(OFFICE, "2026-11-23T10:00:00Z"));
    }

    @Test
    void outsideItSaysWhenItOpensAndUntilWhen() {
        assertEquals(
                new WindowState(
                        false,
                        moment("2026-11-30T08:00:00Z"),
                        moment("2026-11-30T15:00:00Z"),
                        "outside the window mon to thu 09:00 to 16:00 Europe/Berlin"),
                at(OFFICE, "2026-11-27T10:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T07:59:59Z, false",
        "2026-11-23T08:00:00Z, true",
        "2026-11-23T14:59:59.999999999Z, true",
        "2026-11-23T15:00:00Z, false"
    })
    void theStartIsInsideAndTheEndOutside(String time, boolean open) {
        assertEquals(open, at(OFFICE, time).open());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T21:59:00Z, false",
        "2026-11-27T22:00:00Z, true",
        "2026-11-28T04:59:00Z, true",
        "2026-11-28T05:00:00Z, false",
        "2026-11-28T22:00:00Z, false",
        "2026-11-27T04:00:00Z, false"
    })
    void aWindowBelongsToTheDayItStartsOn(String time, boolean open) {
        assertEquals(open, at("windows: [ { days: [fri], from: '22:00', to: '05:00' } ]", time).open());
    }

    @Test
    void noDaysMeansEveryDay() {
        String guards = "windows: [ { from: '22:00', to: '05:00' } ]";
        assertTrue(at(guards, "2026-11-29T23:00:00Z").open());
        assertTrue(at(guards, "2026-11-25T04:00:00Z").open());
    }

    @Test
    void windowsThatOverlapOrTouchAreOne() {
        String guards = "windows: | - { from: '08:00', to: '12:00' } | - { from: '11:00', to: '13:00' }"
                + " | - { from: '13:00', to: '14:00' } | - { from: '15:00', to: '16:00' }";
        assertEquals(moment("2026-11-23T14:00:00Z"), at(guards, "2026-11-23T08:30:00Z").closesAt());
        assertEquals(moment("2026-11-23T15:00:00Z"), at(guards, "2026-11-23T08:30:00Z").opensAt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "windows: [ { from: '00:00', to: '24:00' } ]",
                "windows: [ { from: '00:00', to: '12:00' }, { from: '12:00', to: '00:00' } ]"
            })
    void windowsThatTouchAllDayNeverClose(String guards) {
        WindowState state = at(guards, "2026-11-23T08:30:00Z");
        assertTrue(state.open());
        assertEquals(Optional.empty(), state.closesAt());
        assertEquals(Optional.empty(), state.opensAt());
    }

    @Test
    void windowsThatCoverTheDayInTwoZonesPartWhenOneClockIsPut() {
        String together =
                "windows: [ { from: '00:00', to: '13:00', zone: Europe/Berlin }, { from: '11:00', to: '23:00' } ]";
        assertEquals(Optional.empty(), at(together, "2026-11-23T10:00:00Z").closesAt());
        // In summer, noon in Berlin is 10:00 UTC; in winter it is 11:00.
        String parting =
                "windows: [ { from: '00:00', to: '12:00', zone: Europe/Berlin }, { from: '11:00', to: '23:59' } ]";
        assertEquals(moment("2027-03-28T10:00:00Z"), at(parting, "2026-11-23T10:00:00Z").closesAt());
    }

    @Test
    void aFreezeWinsOverWindows() {
        String guards = OFFICE
                + " | freezes: [ { from: '2026-11-24T12:00', to: '2026-12-01', zone: Europe/Berlin,"
                + " reason: holidays } ]";
        assertEquals(moment("2026-11-24T11:00:00Z"), at(guards, "2026-11-24T09:00:00Z").closesAt());
        assertEquals(
                new WindowState(
                        false,
                        moment("2026-12-01T08:00:00Z"),
                        moment("2026-12-01T15:00:00Z"),
                        "frozen from 2026-11-24T12:00 to 2026-12-01T00:00 Europe/Berlin: holidays"),
                at(guards, "2026-11-25T10:00:00Z"));
    }

    @Test
    void freezesThatFollowEachOtherAreWaitedForTogether() {
        String guards = "freezes: | - { from: '2026-11-24', to: '2026-11-26' }"
                + " | - { from: '2026-11-25', to: '2026-11-28' } | - { from: '2026-11-28', to: '2026-11-29T06:00' }";
        WindowState state = at(guards, "2026-11-24T00:00:00Z");
        assertFalse(state.open());
        assertEquals(moment("2026-11-29T06:00:00Z"), state.opensAt());
        assertEquals(Optional.empty(), state.closesAt());
        assertTrue(at(guards, "2026-11-23T23:59:59Z").open());
    }

    @Test
    void inTheHourThatIsSkippedNoWindowOpens() {
        String guards = "windows: [ { from: '02:15', to: '02:45', zone: Europe/Berlin } ]";
        // Clocks go from 02:00 to 03:00 on Sunday, 2026-03-29, at 01:00 UTC.
        assertEquals(moment("2026-03-30T00:15:00Z"), at(guards, "2026-03-28T12:00:00Z").opensAt());
        String around = "windows: [ { from: '01:30', to: '03:30', zone: Europe/Berlin } ]";
        WindowState state = at(around, "2026-03-29T00:45:00Z");
        assertTrue(state.open());
        assertEquals(moment("2026-03-29T01:30:00Z"), state.closesAt());
    }

    @Test
    void theHourThatComesTwiceIsInsideBothTimes() {
        String guards = "windows: [ { from: '02:15', to: '02:45', zone: Europe/Berlin } ]";
        // Clocks go from 03:00 back to 02:00 on Sunday, 2026-10-25, at 01:00 UTC.
        assertEquals(moment("2026-10-25T00:45:00Z"), at(guards, "2026-10-25T00:15:00Z").closesAt());
        assertEquals(moment("2026-10-25T01:15:00Z"), at(guards, "2026-10-25T00:15:00Z").opensAt());
        assertEquals(moment("2026-10-25T01:45:00Z"), at(guards, "2026-10-25T01:15:00Z").closesAt());
    }

    @Test
    void aFreezeIsInOnePieceWhenClocksArePut() {
        String twice = "freezes: [ { from: '2026-10-25T02:30', to: '2026-10-25T02:45', zone: Europe/Berlin } ]";
        assertEquals(moment("2026-10-25T00:30:00Z"), at(twice, "2026-10-24T12:00:00Z").closesAt());
        assertFalse(at(twice, "2026-10-25T01:10:00Z").open());
        assertEquals(moment("2026-10-25T01:45:00Z"), at(twice, "2026-10-25T00:30:00Z").opensAt());
        String skipped = "freezes: [ { from: '2026-03-29T02:30', to: '2026-03-29T04:00', zone: Europe/Berlin } ]";
        assertEquals(moment("2026-03-29T01:00:00Z"), at(skipped, "2026-03-28T12:00:00Z").closesAt());
        String nothing = "freezes: [ { from: '2026-03-29T02:15', to: '2026-03-29T02:45', zone: Europe/Berlin } ]";
        assertEquals(Optional.empty(), at(nothing, "2026-03-28T12:00:00Z").closesAt());
    }

    @Test
    void anObjectionNamesItsGuardAndSaysWhenItOpens() {
        assertEquals(
                Optional.of("guards.windows: closed, outside the window mon to thu 09:00 to 16:00 Europe/Berlin;"
                        + " it opens mon 2026-11-30 09:00 Europe/Berlin"),
                calendar(OFFICE).objection(Instant.parse("2026-11-27T10:00:00Z")));
        assertEquals(Optional.empty(), calendar(OFFICE).objection(Instant.parse("2026-11-23T10:00:00Z")));
        assertEquals(
                Optional.of("guards.freezes: frozen from 2026-11-24T00:00 to 2026-11-25T00:00 UTC; it opens"
                        + " wed 2026-11-25 00:00 UTC"),
                calendar("freezes: [ { from: '2026-11-24', to: '2026-11-25' } ]")
                        .objection(Instant.parse("2026-11-24T10:00:00Z")));
    }

    @Test
    void manyWindowsAreNotAllNamed() {
        String guards = "windows: | - { days: [sat], from: '08:00', to: '09:00' }"
                + " | - { days: [mon, wed], from: '08:00', to: '09:00' } | - { from: '01:00', to: '24:00', days: [sun] }"
                + " | - { days: tue, from: '01:00', to: '02:00' }";
        assertEquals(
                "outside the windows sat 08:00 to 09:00 UTC; mon, wed 08:00 to 09:00 UTC; sun 01:00 to 24:00 UTC and"
                        + " 1 more",
                at(guards, "2026-11-27T10:00:00Z").because());
    }

    @Test
    void theLedgerKeepsItAsItIs() {
        Calendar calendar = calendar(OFFICE
                + " | freezes: [ { from: '2026-12-20T00:00', to: '2027-01-03T06:30', zone: '+02:00',"
                + " reason: holidays } ]");
        assertEquals(Optional.of(calendar), Schedules.read(Schedules.of(calendar)));
        assertEquals(Optional.empty(), Schedules.read(null));
        Schedule.Window elsewhere = new Schedule.Window(List.of("mon"), "09:00", "16:00", "Mars/Olympus_Mons");
        assertEquals(Optional.empty(), Schedules.read(new Schedule(List.of(elsewhere), List.of())));
        Schedule.Freeze half = new Schedule.Freeze("2026-12-20T00:00", null, "Z", "");
        assertEquals(Optional.empty(), Schedules.read(new Schedule(List.of(), List.of(half))));
    }
}

package io.pptpdmonitor.nagios;

import static io.pptpdmonitor.model.SessionSketch.TEN;
import static io.pptpdmonitor.model.SessionSketch.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.NotShown;
import io.pptpdmonitor.model.Setup;
import io.pptpdmonitor.model.SnapshotSketch;
import io.pptpdmonitor.model.State;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginsCheckTest {

    private static final Thresholds NONE = Thresholds.NONE;
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private static @Nullable Boolean notKnown(String name) {
        return null;
    }

    private static Thresholds both(String text) {
        return Thresholds.parse(text, Measure.NUMBER);
    }

    private static Function<String, @Nullable Boolean> secrets(String... names) {
        return name -> List.of(names).contains(name);
    }

    private static CheckResult check(
            Thresholds failed, Thresholds known, Function<String, @Nullable Boolean> isUser, SnapshotSketch sketch) {
        return new LoginsCheck(failed, known, NONE, false, WINDOW, isUser, Selection.ALL).check(sketch.build());
    }

    private static SnapshotSketch failed(Map<String, Integer> times) {
        SnapshotSketch sketch = new SnapshotSketch();
        times.forEach((name, count) -> {
            for (int i = 0; i < count; i++) {
                sketch.failure(name.isEmpty() ? null : name, "198.51.100.9", null);
            }
        });
        return sketch;
    }

    private static Setup files(int users, boolean complete) {
        return new Setup(true, 100, false, null, null, null, null, List.of(), users, complete, List.of());
    }

    @Test
    void isNotAlarmedByStrangers() {
        SnapshotSketch sketch = failed(Map.of("mallory", 500)).setup(files(3, true));
        assertThat(check(NONE, NONE, secrets("alice"), sketch).line())
                .isEqualTo(
                        "PPTPD LOGINS OK - 500 failed logins in 5 min, most from one address 500 (198.51.100.9), 0 under"
                                + " names of users | failed_total=500c failed=500;;;0 ok=0;;;0 per_address=500;;;0"
                                + " known_failed=0;10;50;0");
    }

    @ParameterizedTest
    @CsvSource({"10, OK", "11, WARNING", "50, WARNING", "51, CRITICAL"})
    void isAlarmedByNamesThatExist(int times, Status status) {
        assertThat(check(NONE, NONE, secrets("alice"), failed(Map.of("alice", times, "mallory", 90)))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void takesWhoCameUpForAUser() {
        SnapshotSketch sketch = failed(Map.of("alice", 11)).session(session(1));
        assertThat(check(NONE, NONE, LoginsCheckTest::notKnown, sketch).status())
                .isEqualTo(Status.WARNING);
    }

    @Test
    void saysOfWhomItDoesNotKnowWhetherTheyAreUsers() {
        CheckResult result = check(NONE, NONE, LoginsCheckTest::notKnown, failed(Map.of("bob", 60)));
        assertThat(result.line())
                .isEqualTo(
                        "PPTPD LOGINS OK - 60 failed logins in 5 min, most from one address 60 (198.51.100.9), 0 under"
                                + " names of users, 60 under names that may be users or not | failed_total=60c"
                                + " failed=60;;;0 ok=0;;;0 per_address=60;;;0");
    }

    /** Whoever asks for it must not hear OK. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            # sure; unsure; thresholds; status
            0     ; 60    ; 10,50     ; UNKNOWN
            11    ; 60    ; 10,50     ; WARNING
            51    ; 60    ; 10,50     ; CRITICAL
            0     ; 10    ; 10,50     ; OK
            """)
    void judgesNamesAsFarAsTheyAreKnown(int sure, int unsure, String thresholds, Status status) {
        SnapshotSketch sketch = failed(Map.of("alice", sure, "bob", unsure));
        assertThat(check(NONE, both(thresholds), name -> name.equals("alice") ? Boolean.TRUE : null, sketch)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void judgesTheWorstAddressAsFarAsItIsKnown() {
        SnapshotSketch sketch = new SnapshotSketch()
                .failure("a", "198.51.100.9", null)
                .failure("b", "198.51.100.9", null)
                .failure("c", "198.51.100.8", null)
                .failure("d", null, null);
        assertThat(perAddress("1", sketch).text())
                .startsWith(
                        "most from one address 2 (198.51.100.9), 1 from nobody knows where (outside the warning range 1)");
        assertThat(perAddress("2", sketch).status()).isEqualTo(Status.UNKNOWN);
        assertThat(perAddress("3", sketch).status()).isEqualTo(Status.OK);
    }

    private static CheckResult perAddress(String thresholds, SnapshotSketch sketch) {
        return new LoginsCheck(NONE, NONE, both(thresholds), false, WINDOW, LoginsCheckTest::notKnown, Selection.ALL)
                .check(sketch.build());
    }

    @Test
    void looksAtTheWindowAlone() {
        SnapshotSketch sketch = new SnapshotSketch()
                .asOf(TEN.plusMinutes(10))
                .failureAt(TEN.plusMinutes(4), "a", null)
                .failureAt(TEN.plusMinutes(5).plusSeconds(1), "b", null)
                .failureAt(TEN.plusMinutes(10), "c", null);
        assertThat(check(both("1"), NONE, LoginsCheckTest::notKnown, sketch).text())
                .startsWith("2 failed logins in 5 min (outside the warning range 1)");
    }

    @Test
    void countsWhatFailedForAnotherReason() {
        SnapshotSketch sketch = new SnapshotSketch()
                .asOf(TEN.plusMinutes(2))
                .session(session(1))
                .session(session(2).failed(EndCause.NEGOTIATION_FAILED, "LCP: timeout sending Config-Requests"))
                .session(session(3).failed(EndCause.AUTH_FAILED, ""))
                .session(session(4).ended(State.CLOSED, EndCause.USER_REQUEST, ""));
        assertThat(new LoginsCheck(both("0"), NONE, NONE, true, WINDOW, LoginsCheckTest::notKnown, Selection.ALL)
                        .check(sketch.build())
                        .line())
                .startsWith(
                        "PPTPD LOGINS WARNING - 1 failed negotiation in 5 min (outside the warning range 0), most from"
                                + " one address 1 (198.51.100.9), as of 2026-11-22 10:02:00 | failed_total=0c"
                                + " failed=1;0;;0 ok=2;;;0 per_address=1;;;0");
    }

    /** An agent elsewhere lists the newest, and of its own window counts all. */
    @Test
    void saysWhereNotAllAreListed() {
        SnapshotSketch sketch = failed(Map.of("mallory", 20)).notShown(new NotShown(0, 40L, 0, 0));
        CheckResult other = new LoginsCheck(
                        both("30"), NONE, NONE, false, Duration.ofMinutes(9), LoginsCheckTest::notKnown, Selection.ALL)
                .check(sketch.build());
        assertThat(other.status()).isEqualTo(Status.UNKNOWN);
        assertThat(other.text()).startsWith("at least 20 failed logins in 9 min (perhaps more: not all are listed)");
        assertThat(other.line()).endsWith(" | failed_total=20c");
        assertThat(check(both("30"), NONE, LoginsCheckTest::notKnown, sketch).status())
                .as("the window that is counted")
                .isEqualTo(Status.OK);
        assertThat(new LoginsCheck(
                                both("10"),
                                NONE,
                                NONE,
                                false,
                                Duration.ofMinutes(9),
                                LoginsCheckTest::notKnown,
                                Selection.ALL)
                        .check(sketch.build())
                        .status())
                .isEqualTo(Status.WARNING);
    }

    @Test
    void isUnknownWhereTheLogIsNotRead() {
        assertThat(check(
                                NONE,
                                NONE,
                                LoginsCheckTest::notKnown,
                                new SnapshotSketch().status(CollectorStatus.NO_SOURCE, "no such file"))
                        .line())
                .isEqualTo("PPTPD LOGINS UNKNOWN - there is no log to read: no such file");
    }

    /** The window begins at 09:58, and 20 were seen to fail in it. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            # the log begins; -w and -c; status
            09:57:59 ; 30    ; OK
            09:58:00 ; 30    ; OK
            09:58:01 ; 30    ; UNKNOWN
            10:02:59 ; 30    ; UNKNOWN
            10:02:59 ; 19    ; WARNING
            10:02:59 ; 19,30 ; WARNING
            10:02:59 ; 9,19  ; CRITICAL
            10:02:59 ; 30:   ; UNKNOWN
            10:02:59 ; 20:   ; OK
            10:02:59 ; @0:19 ; OK
            10:02:59 ; @0:20 ; UNKNOWN
            10:05:00 ; 30    ; UNKNOWN
            ''       ; 30    ; UNKNOWN
            ''       ; 19    ; WARNING
            """)
    void judgesWhatWasCountedOfALogThatBeginsLaterAsSoManyAtLeast(String begins, String thresholds, Status status) {
        SnapshotSketch sketch = since(begins);
        assertThat(check(both(thresholds), both("999"), secrets(), sketch).status())
                .isEqualTo(status == Status.OK && begins.compareTo("09:58:00") > 0 ? Status.UNKNOWN : status);
        assertThat(check(both(thresholds), both("0:"), secrets(), sketch).status())
                .as("where nothing is asked of names")
                .isEqualTo(status);
        assertThat(perAddress(thresholds, sketch).status()).isIn(status, Status.UNKNOWN);
    }

    private static SnapshotSketch since(String begins) {
        SnapshotSketch sketch = new SnapshotSketch()
                .asOf(TEN.plusMinutes(3))
                .begins(begins.isEmpty() ? null : TEN.with(LocalTime.parse(begins)));
        for (int i = 0; i < 20; i++) {
            sketch.failureAt(TEN.plusMinutes(2), "mallory", "198.51.100.9");
        }
        return sketch;
    }

    @Test
    void saysWhatIsMissingAndDrawsNothingOfIt() {
        assertThat(check(both("30"), NONE, secrets(), since("10:02:30")).line())
                .isEqualTo(
                        "PPTPD LOGINS UNKNOWN - at least 20 failed logins in 5 min (perhaps more: not all of that time was"
                                + " read), 0 under names of users (perhaps more: not all of that time was read), most from one"
                                + " address 20 (198.51.100.9), the log is read without a gap since 2026-11-22 10:02:30 only, 4 min"
                                + " are missing, as of 2026-11-22 10:03:00"
                                + " | failed_total=20c");
        assertThat(check(both("19"), both("0:"), secrets(), since("10:02:30")).line())
                .startsWith(
                        "PPTPD LOGINS WARNING - at least 20 failed logins in 5 min (outside the warning range 19), ");
    }
}

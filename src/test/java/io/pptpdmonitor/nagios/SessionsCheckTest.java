package io.pptpdmonitor.nagios;

import static io.pptpdmonitor.model.SessionSketch.TEN;
import static io.pptpdmonitor.model.SessionSketch.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.NotShown;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.SnapshotSketch;
import io.pptpdmonitor.model.State;
import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions are up since 10:00; those that ended did so at 10:01. */
class SessionsCheckTest {

    private static final Thresholds NONE = Thresholds.NONE;

    private static Thresholds both(String text) {
        return Thresholds.parse(text, Measure.NUMBER);
    }

    private static CheckResult perUser(String thresholds, SnapshotSketch sketch) {
        return new SessionsCheck(NONE, both(thresholds), NONE, NONE, NONE, 1, Duration.ofMinutes(5))
                .check(sketch.build());
    }

    private static CheckResult reconnects(String thresholds, SnapshotSketch sketch) {
        return new SessionsCheck(NONE, NONE, NONE, both(thresholds), NONE, 1, Duration.ofMinutes(5))
                .check(sketch.build());
    }

    private static CheckResult change(String thresholds, int minimum, SnapshotSketch sketch) {
        return new SessionsCheck(NONE, NONE, NONE, NONE, both(thresholds), minimum, Duration.ofSeconds(30))
                .check(sketch.asOf(TEN.plusSeconds(65)).build());
    }

    @Test
    void countsSessionsWhoeverTheyAreOf() {
        Snapshot snapshot = new SnapshotSketch()
                .session(session(1))
                .session(session(2))
                .session(session(3).user(null))
                .session(session(4).starting())
                .session(session(5).ended(State.CLOSED, EndCause.USER_REQUEST, ""))
                .build();

        assertThat(new SessionsCheck(both("2"), NONE, NONE, NONE, NONE, 1, Duration.ofMinutes(5))
                        .check(snapshot)
                        .line())
                .isEqualTo("PPTPD SESSIONS WARNING - 3 sessions up (outside the warning range 2), 1 without a name,"
                        + " 1 starting, most of one user 2 (alice) | sessions=3;2;;0;100 unnamed=1;;;0 starting=1;;;0"
                        + " max_per_user=2;;;0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            # named; unnamed; thresholds; status
            2      ; 0      ; 1         ; WARNING
            2      ; 0      ; 1,2       ; WARNING
            3      ; 0      ; 1,2       ; CRITICAL
            2      ; 0      ; 2         ; OK
            2      ; 1      ; 2         ; UNKNOWN
            2      ; 1      ; 3         ; OK
            2      ; 1      ; 1         ; WARNING
            0      ; 2      ; 1         ; UNKNOWN
            0      ; 1      ; 1         ; OK
            0      ; 0      ; 1         ; OK
            0      ; 0      ; 1:        ; WARNING
            """)
    void judgesTheWorstUserAsFarAsItIsCertain(int named, int unnamed, String thresholds, Status status) {
        SnapshotSketch sketch = new SnapshotSketch();
        for (int i = 1; i <= named + unnamed; i++) {
            sketch.session(session(i).user(i <= named ? "alice" : null));
        }
        assertThat(perUser(thresholds, sketch).status()).isEqualTo(status);
    }

    @Test
    void saysWhyAUserMayHaveMore() {
        SnapshotSketch sketch =
                new SnapshotSketch().session(session(1)).session(session(2).user(null));
        assertThat(perUser("1", sketch).text())
                .isEqualTo("most of one user 1 (alice) (perhaps more: 1 session without a name), 2 sessions up,"
                        + " 1 without a name");
    }

    @Test
    void drawsNoWorstUserWhereNobodyHasAName() {
        assertThat(perUser("5", new SnapshotSketch().session(session(1).user(null)))
                        .line())
                .isEqualTo("PPTPD SESSIONS OK - 1 session up, 1 without a name, how many are of one user is not known"
                        + " | sessions=1;;;0;100 unnamed=1;;;0 starting=0;;;0");
    }

    @Test
    void judgesHowLongTheLongestIsUp() {
        SnapshotSketch sketch = new SnapshotSketch()
                .session(session(1).connectSeconds(60))
                .session(session(2).user("bob").connectSeconds(7_200));
        SessionsCheck check = new SessionsCheck(
                NONE, NONE, Thresholds.parse("1h,1d", Measure.SECONDS), NONE, NONE, 1, Duration.ofMinutes(5));

        assertThat(check.check(sketch.build()).line())
                .isEqualTo("PPTPD SESSIONS WARNING - longest 2 h (bob) (outside the warning range 3600), 2 sessions up,"
                        + " most of one user 1 (alice) | sessions=2;;;0;100 unnamed=0;;;0 starting=0;;;0"
                        + " longest=7200s;3600;86400;0 max_per_user=1;;;0");
        assertThat(check.check(sketch.session(session(3).bare()).build()).status())
                .isEqualTo(Status.WARNING);
        assertThat(check.check(new SnapshotSketch().session(session(3).bare()).build())
                        .text())
                .startsWith(
                        "none that is known to be up for long (perhaps more: of 1 session it is not known for how long)");
        assertThat(check.check(new SnapshotSketch().build()).status()).isEqualTo(Status.OK);
    }

    private static SnapshotSketch reconnected(String second) {
        return new SnapshotSketch()
                .asOf(TEN.plusMinutes(3))
                .session(session(1).ended(State.CLOSED, EndCause.USER_REQUEST, ""))
                .session(session(2).user(second).since(TEN.plusMinutes(2)));
    }

    @Test
    void countsWhoCameAgain() {
        assertThat(reconnects("0", reconnected("alice")).text())
                .startsWith("most reconnects of one user in 5 min 1 (alice) (outside the warning range 0)");
        assertThat(reconnects("0", reconnected("bob")).text()).contains("most reconnects of one user in 5 min 0,");
        assertThat(reconnects("0", reconnected("bob")).status()).isEqualTo(Status.OK);
    }

    @Test
    void doesNotKnowWhetherSomebodyWithoutANameCameAgain() {
        CheckResult result =
                reconnects("0", reconnected("bob").session(session(3).user(null)));
        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.text()).contains("(perhaps more: not all sessions have a name)");
    }

    /** An agent elsewhere lists the newest only. */
    @Test
    void doesNotKnowWhatIsNoLongerListed() {
        NotShown more = new NotShown(1, null, 0, 0);
        assertThat(reconnects("0", reconnected("bob").notShown(more)).text())
                .contains("(perhaps more: not all that ended since then are listed)");
        assertThat(reconnects("0", reconnected("bob").notShown(more)).line()).doesNotContain("reconnects=");
        assertThat(change("-40:", 1, dropped(5, 5).notShown(more)).text())
                .startsWith("how many there were before is not known, since not all that ended in 30 s are listed");
        assertThat(change("-40:", 1, dropped(5, 5).notShown(null)).status()).isEqualTo(Status.UNKNOWN);
        // One that ended before is listed, so that all since then are.
        SnapshotSketch later = reconnected("alice").asOf(TEN.plusMinutes(7)).notShown(more);
        assertThat(reconnects("0", later).status()).isEqualTo(Status.OK);
        assertThat(reconnects("0", later).text()).contains("in 5 min 0");
    }

    @Test
    void takesTheStartWhereTheMomentOfComingUpIsNotTold() {
        SnapshotSketch sketch = new SnapshotSketch()
                .asOf(TEN.plusMinutes(3))
                .session(session(1).ended(State.CLOSED, EndCause.USER_REQUEST, ""))
                .session(session(2).since(TEN.plusMinutes(2)).upUntold());
        assertThat(reconnects("0", sketch).text()).startsWith("most reconnects of one user in 5 min 1 (alice)");
    }

    private static SnapshotSketch dropped(int stay, int end) {
        SnapshotSketch sketch = new SnapshotSketch();
        for (int i = 1; i <= stay + end; i++) {
            sketch.session(i <= stay ? session(i) : session(i).ended(State.LOST, EndCause.LOST, ""));
        }
        return sketch;
    }

    /** 30 s before were all of them. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            # stay; end; thresholds; minimum; status;   text
            6     ; 4  ; -40:,-50: ; 1      ; OK      ; -40.0 % in 30 s from 10
            5     ; 5  ; -40:,-50: ; 1      ; WARNING ; -50.0 % in 30 s from 10 (outside the warning range -40:)
            0     ; 9  ; -40:,-50: ; 1      ; CRITICAL; -100.0 % in 30 s from 9 (outside the critical range -50:)
            0     ; 4  ; -40:,-50: ; 5      ; OK      ; -100.0 % in 30 s from 4
            0     ; 5  ; -40:,-50: ; 5      ; CRITICAL; -100.0 % in 30 s from 5
            3     ; 0  ; -40:,-50: ; 1      ; OK      ; 0.0 % in 30 s from 3
            0     ; 0  ; -40:,-50: ; 1      ; OK      ; none was up 30 s ago
            2     ; 1  ; ~:5       ; 1      ; OK      ; -33.3 % in 30 s from 3
            """)
    void judgesAMassDrop(int stay, int end, String thresholds, int minimum, Status status, String text) {
        CheckResult result = change(thresholds, minimum, dropped(stay, end));
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.text()).contains(text);
    }

    @Test
    void judgesARise() {
        SnapshotSketch sketch = new SnapshotSketch().session(session(1));
        for (int i = 2; i <= 4; i++) {
            sketch.session(session(i).since(TEN.plusSeconds(50)));
        }
        CheckResult result = change("-50:50", 1, sketch);
        assertThat(result.text()).startsWith("+300.0 % in 30 s from 1 (outside the warning range -50:50)");
        assertThat(result.line()).contains(" change=300.0%;-50:50;;-100 ");
    }

    @Test
    void risesFromNoneBeyondAllMeasure() {
        SnapshotSketch sketch = new SnapshotSketch().session(session(1).since(TEN.plusSeconds(50)));
        assertThat(change("50", 1, sketch).text()).startsWith("none was up 30 s ago (outside the warning range 50)");
        assertThat(change("50", 1, sketch).line()).doesNotContain("change=");
    }

    @Test
    void isUnknownWhereTheLogIsNotRead() {
        assertThat(perUser("1", new SnapshotSketch().status(CollectorStatus.STALLED, "no such file"))
                        .line())
                .isEqualTo("PPTPD SESSIONS UNKNOWN - the log is not being read any more: no such file");
    }

    /** Alice came again in the window, which begins at 09:58. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            # the log begins; --reconnects; status
            09:58:00 ; 1     ; OK
            09:58:01 ; 1     ; UNKNOWN
            09:58:01 ; 0     ; WARNING
            09:58:01 ; 0,1   ; WARNING
            09:58:01 ; ,0    ; CRITICAL
            ''       ; 1     ; UNKNOWN
            ''       ; 0     ; WARNING
            """)
    void countsReconnectsOfALogThatBeginsLaterAsSoManyAtLeast(String begins, String thresholds, Status status) {
        SnapshotSketch sketch =
                reconnected("alice").begins(begins.isEmpty() ? null : TEN.with(LocalTime.parse(begins)));
        CheckResult result = reconnects(thresholds, sketch);
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.line().contains(" reconnects=")).isEqualTo(begins.equals("09:58:00"));
        assertThat(result.text()).contains(begins.equals("09:58:00") ? "in 5 min 1 (alice)" : "at least 1 (alice)");
    }

    @Test
    void doesNotKnowWhoWasUpBeforeTheLogBegins() {
        assertThat(change("-40:", 1, dropped(5, 5).begins(TEN.plusSeconds(35))).status())
                .isEqualTo(Status.WARNING);
        CheckResult later = change("-40:", 1, dropped(5, 5).begins(TEN.plusSeconds(36)));
        assertThat(later.status()).isEqualTo(Status.UNKNOWN);
        assertThat(later.text())
                .startsWith("how many there were 30 s ago is not known, ")
                .contains(", the log is read without a gap since 2026-11-22 10:00:36 only, 1 s are missing");
        assertThat(later.line()).doesNotContain("change=");
        assertThat(change("-40:", 1, dropped(5, 5).begins(null)).text())
                .contains(", since when the log is read without a gap is not known");
    }
}

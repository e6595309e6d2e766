package io.pptpdmonitor.nagios;

import static io.pptpdmonitor.model.SessionSketch.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Health.Source;
import io.pptpdmonitor.model.Setup;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.SnapshotSketch;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The data are 4 seconds old. */
class CollectorCheckTest {

    private static final Thresholds NONE = Thresholds.NONE;

    private static CheckResult check(SnapshotSketch sketch) {
        return check(4, NONE, NONE, NONE, NONE, false, sketch);
    }

    private static CheckResult check(
            long age,
            Thresholds lost,
            Thresholds unread,
            Thresholds unnamed,
            Thresholds stray,
            boolean noDebug,
            SnapshotSketch sketch) {
        Snapshot snapshot = sketch.build();
        return new CollectorCheck(
                        NONE,
                        lost,
                        unread,
                        unnamed,
                        stray,
                        noDebug,
                        snapshot.generated().toInstant().plusSeconds(age))
                .check(snapshot);
    }

    private static Thresholds both(String text) {
        return Thresholds.parse(text, Measure.NUMBER);
    }

    @Test
    void isContentWithALogThatIsReadHoweverSilent() {
        SnapshotSketch silent = new SnapshotSketch().asOf(OffsetDateTime.parse("2026-11-01T10:00:00+02:00"));
        assertThat(check(silent).line())
                .isEqualTo(
                        "PPTPD COLLECTOR OK - the log is read, data 4 s old, nothing unread | age=4s;60;300;0 lost=0c"
                                + " unread=0B;;;0 unnamed_share=0%;;;0;100");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            CATCHING_UP; WARNING ; old log is still being read: why
            STALLED    ; CRITICAL; the log is not being read any more: why
            NO_SOURCE  ; CRITICAL; there is no log to read: why
            FAILED     ; CRITICAL; the log could not be read: why
            """)
    void tellsWhyTheOthersAreUnknown(CollectorStatus collector, Status status, String text) {
        CheckResult result = check(new SnapshotSketch().status(collector, "why"));
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.text()).startsWith(text + ", ");
        assertThat(result.line()).contains(" | age=4s;60;300;0 lost=0c unread=0B;;;0");
    }

    @ParameterizedTest
    @CsvSource({"60, OK", "61, WARNING", "300, WARNING", "301, CRITICAL", "-5, OK"})
    void judgesTheAge(long age, Status status) {
        assertThat(check(age, NONE, NONE, NONE, NONE, false, new SnapshotSketch())
                        .status())
                .isEqualTo(status);
    }

    private static Source source(@Nullable Long lag, Source.Condition condition, String text) {
        return new Source(Source.Kind.FILE, "/var/log/x", "1", lag, null, condition, text);
    }

    @Test
    void judgesWhatIsUnreadButOfThePast() {
        SnapshotSketch sketch = new SnapshotSketch()
                .source(source(5_000L, Source.Condition.BEHIND, "slow"))
                .source(source(9_000_000L, Source.Condition.PAST, ""));
        CheckResult result = check(4, NONE, both("4000"), NONE, NONE, false, sketch);
        assertThat(result.text()).startsWith("5.0KB unread (outside the warning range 4000)");
        assertThat(result.output()).endsWith("\n/var/log/x: slow\n");
        assertThat(check(4, NONE, both("6000"), NONE, NONE, false, sketch).status())
                .isEqualTo(Status.OK);
    }

    @Test
    void doesNotKnowWhatIsUnreadWhereNobodyTells() {
        SnapshotSketch sketch = new SnapshotSketch().source(source(null, Source.Condition.READ, ""));
        assertThat(check(sketch).line()).doesNotContain("unread");
        assertThat(check(4, NONE, both("6000"), NONE, NONE, false, sketch).text())
                .startsWith("how much is unread is not known");
    }

    @Test
    void judgesLostLines() {
        assertThat(check(4, both("10"), NONE, NONE, NONE, false, new SnapshotSketch().lostLines(11))
                        .line())
                .startsWith("PPTPD COLLECTOR WARNING - 11 lines lost (outside the warning range 10), the log is read")
                .contains(" lost=11c;10 ");
    }

    /** Nobody knows how many a gap holds: too many stays too many, few enough may be too many. */
    @Test
    void doesNotKnowHowManyAGapHolds() {
        Source gap = new Source(
                Source.Kind.FILE, "/var/log/x", "1", 0L, null, Source.Condition.READ, "lines may be lost", false, true);
        SnapshotSketch sketch = new SnapshotSketch().source(gap);
        assertThat(check(sketch).status()).isEqualTo(Status.OK);
        assertThat(check(4, both("10"), NONE, NONE, NONE, false, sketch).line())
                .startsWith("PPTPD COLLECTOR UNKNOWN - 0 lines lost (perhaps more: health tells of a gap whose lines"
                        + " nobody counted), the log is read")
                .contains(" lost=0c;10 ");
        assertThat(check(4, both("10"), NONE, NONE, NONE, false, sketch.lostLines(11))
                        .status())
                .isEqualTo(Status.WARNING);
    }

    @Test
    void judgesHowManyHaveNoName() {
        SnapshotSketch sketch = new SnapshotSketch()
                .session(session(1))
                .session(session(2).user(null))
                .session(session(3));
        assertThat(check(4, NONE, NONE, both("20,30"), NONE, false, sketch).line())
                .startsWith("PPTPD COLLECTOR CRITICAL - 1 of 3 sessions without a name (outside the critical range 30)")
                .contains(" unnamed_share=33%;20;30;0;100");
        assertThat(check(4, NONE, NONE, both("20"), NONE, false, sketch.status(CollectorStatus.FAILED, ""))
                        .text())
                .contains("how many have no name is not known");
    }

    @Test
    void judgesOneOfManyWithoutAName() {
        SnapshotSketch sketch = new SnapshotSketch().session(session(1).user(null));
        for (int i = 2; i <= 150; i++) {
            sketch.session(session(i));
        }
        assertThat(check(4, NONE, NONE, both("0"), NONE, false, sketch).line())
                .startsWith("PPTPD COLLECTOR WARNING - 1 of 150 sessions without a name (outside the warning range 0)")
                .contains(" unnamed_share=0%;0;;0;100");
    }

    @Test
    void judgesInterfacesWithoutASession() {
        SnapshotSketch sketch = new SnapshotSketch().strays(List.of("ppp7", "ppp9"));
        assertThat(check(4, NONE, NONE, NONE, both("0"), false, sketch).text())
                .startsWith("2 interfaces without a session: ppp7, ppp9 (outside the warning range 0)");
        assertThat(check(sketch).line()).endsWith(" stray_interfaces=2;;;0");
        assertThat(check(4, NONE, NONE, NONE, both("0"), false, new SnapshotSketch().blind("a container"))
                        .text())
                .startsWith("interfaces are not to be seen: a container");
    }

    private static Setup debug(@Nullable String pptpd, @Nullable String pppd, @Nullable String hook) {
        return new Setup(true, 100, false, pptpd, pppd, null, hook, List.of(), 2, true, List.of());
    }

    @Test
    void tellsOfDebugThatTellsNoNames() {
        SnapshotSketch both = new SnapshotSketch().setup(debug("/etc/pptpd.conf:3", "/etc/ppp/options:4", "/hook"));
        assertThat(check(both).status()).isEqualTo(Status.OK);
        assertThat(check(4, NONE, NONE, NONE, NONE, true, both).text())
                .startsWith(
                        "pptpd's debug fills the log for nothing (/etc/pptpd.conf:3), pppd's debug fills the log, and names"
                                + " come without it (/etc/ppp/options:4), the log is read");
        assertThat(check(4, NONE, NONE, NONE, NONE, true, both).status()).isEqualTo(Status.WARNING);
        assertThat(check(
                                4,
                                NONE,
                                NONE,
                                NONE,
                                NONE,
                                true,
                                new SnapshotSketch().setup(debug(null, "/etc/ppp/options:4", null)))
                        .status())
                .as("it is all that tells names")
                .isEqualTo(Status.OK);
        assertThat(check(4, NONE, NONE, NONE, NONE, true, new SnapshotSketch()).status())
                .isEqualTo(Status.UNKNOWN);
    }
}

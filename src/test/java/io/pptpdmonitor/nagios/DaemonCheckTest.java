package io.pptpdmonitor.nagios;

import static io.pptpdmonitor.model.SessionSketch.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.SnapshotSketch;
import io.pptpdmonitor.pptp.Finding;
import io.pptpdmonitor.pptp.Finding.Kind;
import io.pptpdmonitor.pptp.ServerAddress;
import io.pptpdmonitor.pptp.StartReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaemonCheckTest {

    private static final Snapshot RUNS = new SnapshotSketch().pptpdUp().build();

    private static CheckResult check(Snapshot snapshot, @Nullable Finding finding) {
        return check(snapshot, finding, Thresholds.NONE, Status.CRITICAL);
    }

    private static CheckResult check(
            Snapshot snapshot, @Nullable Finding finding, Thresholds time, Status unreachable) {
        ServerAddress server = new ServerAddress("192.0.2.1", 1723);
        return new DaemonCheck(time, unreachable, finding == null ? null : new DaemonCheck.Asked(server, finding))
                .check(snapshot);
    }

    private static Finding answered(String seconds) {
        Duration time = Duration.parse("PT" + seconds + "S");
        return new Finding(
                Kind.ANSWERED,
                "answers in " + seconds + " s",
                time,
                new StartReply(0x0100, 1, 0, 1, 1, "local", "linux"));
    }

    private static Finding failed(Kind kind) {
        return new Finding(kind, "is " + kind, null, null);
    }

    @Test
    void isOkWhereThePptpdOfTheLogRuns() {
        assertThat(check(RUNS, null).line()).isEqualTo("PPTPD DAEMON OK - pptpd runs");
    }

    @Test
    void isCriticalWhereNoneRuns() {
        assertThat(check(new SnapshotSketch().pptpdDown().build(), null).line())
                .isEqualTo("PPTPD DAEMON CRITICAL - pptpd does not run");
    }

    @Test
    void isUnknownWhereItCannotBeSeen() {
        Snapshot hidden = new SnapshotSketch()
                .blind("processes of other users are hidden")
                .build();

        assertThat(check(hidden, null).line())
                .isEqualTo(
                        "PPTPD DAEMON UNKNOWN - whether pptpd runs cannot be seen from here (processes of other users"
                                + " are hidden), ask its port with --probe");
    }

    /** What was seen then is not seen now. */
    @Test
    void isUnknownWhereTheCollectorFailed() {
        Snapshot failed = new SnapshotSketch()
                .pptpdUp()
                .status(CollectorStatus.FAILED, "no such file")
                .build();

        assertThat(check(failed, null).line())
                .isEqualTo("PPTPD DAEMON UNKNOWN - the log could not be read: no such file");
    }

    @Test
    void seesThePptpdThatRunsWhateverTheLogLacks() {
        Snapshot stalled = new SnapshotSketch()
                .pptpdUp()
                .status(CollectorStatus.STALLED, "lines are missing")
                .build();

        assertThat(check(stalled, null).status()).isEqualTo(Status.OK);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            # seconds; -w ; -c  ; status  ; after the text
            0.004    ; -  ; -   ; OK      ; ' | time=0.004s;1;5;0'
            1.200    ; -  ; -   ; WARNING ; ' (outside the warning range 1) | time=1.200s;1;5;0'
            5.001    ; -  ; -   ; CRITICAL; ' (outside the critical range 5) | time=5.001s;1;5;0'
            1.200    ; 2  ; -   ; OK      ; ' | time=1.200s;2;;0'
            1.200    ; -  ; 0.5 ; CRITICAL; ' (outside the critical range 0.5) | time=1.200s;;0.5;0'
            """)
    void judgesTheTimeOfTheAnswer(
            String seconds, @Nullable String warning, @Nullable String critical, Status status, String rest) {
        Thresholds time = new Thresholds(
                warning == null ? null : Range.parse(warning), critical == null ? null : Range.parse(critical));
        Snapshot unseen = new SnapshotSketch().build();

        CheckResult result = check(unseen, answered(seconds), time, Status.CRITICAL);

        assertThat(result.line())
                .isEqualTo("PPTPD DAEMON " + status + " - 192.0.2.1:1723 answers in " + seconds + " s" + rest);
    }

    @Test
    void tellsOfTheProcessToo() {
        assertThat(check(RUNS, answered("0.004")).text()).isEqualTo("pptpd runs, 192.0.2.1:1723 answers in 0.004 s");
        assertThat(check(new SnapshotSketch().pptpdDown().build(), answered("0.004"))
                        .line())
                .isEqualTo("PPTPD DAEMON CRITICAL - pptpd does not run, 192.0.2.1:1723 answers in 0.004 s"
                        + " | time=0.004s;1;5;0");
    }

    @ParameterizedTest
    @CsvSource({
        "NO_PPTP, CRITICAL, CRITICAL",
        "NO_PPTP, UNKNOWN, CRITICAL",
        "CLOSED, UNKNOWN, CRITICAL",
        "SILENT, CRITICAL, CRITICAL",
        "SILENT, UNKNOWN, UNKNOWN",
        "UNREACHABLE, CRITICAL, CRITICAL",
        "UNREACHABLE, WARNING, WARNING",
        "UNREACHABLE, UNKNOWN, UNKNOWN",
        "UNKNOWN_HOST, CRITICAL, UNKNOWN"
    })
    void isAsBadAsItIsToldWhereThereIsNoAnswer(Kind kind, Status unreachable, Status status) {
        CheckResult result = check(new SnapshotSketch().build(), failed(kind), Thresholds.NONE, unreachable);

        assertThat(result.line()).isEqualTo("PPTPD DAEMON " + status + " - 192.0.2.1:1723 is " + kind);
    }

    @Test
    void isCriticalWhereTheClientIsRejected() {
        Finding rejected = new Finding(
                Kind.REJECTED, "rejects", Duration.ofMillis(3), new StartReply(0x0100, 4, 0, 0, 0, "x|y", "z"));

        assertThat(check(RUNS, rejected).line())
                .isEqualTo("PPTPD DAEMON CRITICAL - 192.0.2.1:1723 rejects, pptpd runs | time=0.003s;1;5;0");
    }

    @Test
    void takesSilenceOfAFullServerForThat() {
        Snapshot full = new SnapshotSketch()
                .pptpdUp()
                .session(session(1))
                .session(session(2))
                .poolSize(2)
                .build();

        assertThat(check(full, failed(Kind.SILENT)).line())
                .isEqualTo("PPTPD DAEMON WARNING - the pool is FULL (2 of 2 slots), so 192.0.2.1:1723 is SILENT, pptpd"
                        + " runs");
        assertThat(check(full, failed(Kind.UNREACHABLE)).status()).isEqualTo(Status.CRITICAL);
    }

    @Test
    void takesSilenceForDeathWhereAnybodyCouldGetIn() {
        Snapshot room = new SnapshotSketch().session(session(1)).poolSize(2).build();
        Snapshot unknown =
                new SnapshotSketch().session(session(1)).poolSize(null).build();
        Snapshot old = new SnapshotSketch()
                .session(session(1))
                .poolSize(1)
                .status(CollectorStatus.FAILED, "gone")
                .build();

        for (Snapshot each : new Snapshot[] {room, unknown, old}) {
            assertThat(check(each, failed(Kind.SILENT)).status()).isEqualTo(Status.CRITICAL);
        }
    }
}

package io.pptpdmonitor.report;

import static io.pptpdmonitor.model.SessionSketch.TEN;
import static io.pptpdmonitor.model.SessionSketch.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Health.Source;
import io.pptpdmonitor.model.SnapshotSketch;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusHeaderTest {

    private static List<String> lines(SnapshotSketch sketch) {
        return new StatusHeader(sketch.build()).lines();
    }

    @Test
    void tellsServerFailuresAndSource() {
        SnapshotSketch sketch = new SnapshotSketch()
                .session(session(1))
                .session(session(2).user(null))
                .session(session(3).starting())
                .failure("bob", "203.0.113.7", null);

        assertThat(lines(sketch))
                .containsExactly(
                        "PPTP on vpn1   2 users, 2 sessions up (1 without a name), 1 starting   pool 3/100",
                        "failed logins  1 in 5 min from 1 address, last 11:59:04 bob 203.0.113.7   negotiation failed 0",
                        "source         /var/log/syslog, last line 4 s ago, nothing unread; live view yes");
    }

    @Test
    void admitsWhatItDoesNotKnow() {
        SnapshotSketch sketch =
                new SnapshotSketch().name(null).poolSize(null).blind("hidepid").failure(null, null, null);

        assertThat(lines(sketch))
                .containsExactly(
                        "PPTP           0 users, 0 sessions up, 0 starting   pool 0/?",
                        "failed logins  1 in 5 min from 1 address, last 11:59:04 None ?   negotiation failed 0",
                        "source         /var/log/syslog, last line 4 s ago, nothing unread; live view no (hidepid)");
    }

    /** The log was read for the last minute alone. */
    @Test
    void saysThatThereMayHaveBeenMoreFailedLogins() {
        SnapshotSketch sketch = new SnapshotSketch().failure("bob", "203.0.113.7", null);
        SnapshotSketch late = sketch.begins(sketch.build().asOf().minusMinutes(1));

        assertThat(lines(late).get(1))
                .startsWith("failed logins  at least 1 in 5 min from 1 address, last 11:59:04 bob 203.0.113.7 ");
        assertThat(lines(sketch.begins(null)).get(1)).startsWith("failed logins  at least 1 in 5 min");
    }

    @ParameterizedTest
    @CsvSource({"NO_SOURCE, no source", "FAILED, failed"})
    void givesNoNumbersWithoutALog(CollectorStatus status, String told) {
        List<String> lines = lines(new SnapshotSketch().session(session(1)).status(status, "permission denied"));

        assertThat(lines.get(0)).isEqualTo("PPTP on vpn1   users and sessions are not known");
        assertThat(lines.get(1)).isEqualTo("failed logins  not known");
        assertThat(lines.get(2)).contains("; " + told + ": permission denied");
    }

    @Test
    void tellsOfTroubleWithTheSource() {
        assertThat(lines(new SnapshotSketch()
                                .status(CollectorStatus.STALLED, "unread for 90 s")
                                .lostLines(1)
                                .source(new Source(Source.Kind.FILE, "/a", "1", 7, TEN))
                                .source(new Source(Source.Kind.JOURNAL, "journal", "c", 0, null)))
                        .get(2))
                .isEqualTo("source         /a, last line 2 h ago, 7 octets unread; journal, no line of pptpd or pppd,"
                        + " nothing unread; 1 line lost; stalled: unread for 90 s; live view yes");
    }

    @Test
    void saysOfWhichMomentACopiedLogSpeaks() {
        assertThat(lines(new SnapshotSketch().asOf(OffsetDateTime.parse("2026-03-01T23:59:59+01:00")))
                        .get(0))
                .endsWith("   pool 0/100   as of 2026-03-01 23:59:59");
    }

    @Test
    void tellsTheDayOfAFailureOfAnotherDay() {
        SnapshotSketch sketch = new SnapshotSketch().asOf(TEN.plusDays(1)).failure("bob", "203.0.113.7", null);

        assertThat(lines(sketch).get(1)).contains(", last 2026-11-22 11:59:04 bob ");
    }

    @Test
    void tellsOfALineFromTheFuture() {
        SnapshotSketch sketch =
                new SnapshotSketch().source(new Source(Source.Kind.FILE, "/a", "1", 0, TEN.plusHours(5)));

        assertThat(lines(sketch).get(2)).contains("/a, last line 2 h ahead of our clock, ");
    }

    @Test
    void isHarmlessWhateverTheLogHolds() {
        SnapshotSketch sketch = new SnapshotSketch()
                .name("vpn\u001b[2J")
                .failure("\r\n\u202e", "\u0007", null)
                .source(new Source(Source.Kind.FILE, "/tmp/\u009b", "1", 0, null));

        assertThat(lines(sketch))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f\\p{Cf}]"));
    }

    @Test
    void standsAboveTheTableAndCanBeLeftAway() {
        String with = Written.report(View.STATUS, Format.TABLE, Story.snapshot(), true);
        String without = Written.report(View.STATUS, Format.TABLE, Story.snapshot(), false);

        assertThat(with).contains("\n\n" + without + "\n").contains("TX = sent to the client");
        assertThat(without).startsWith("PPTPD Client Statistics\n\nUsername ");
    }
}

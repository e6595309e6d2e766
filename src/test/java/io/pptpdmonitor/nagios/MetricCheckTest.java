package io.pptpdmonitor.nagios;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.SnapshotSketch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricCheckTest {

    private static final Thresholds HIGH = new Thresholds(Range.parse("10"), Range.parse("20"));

    private static final Snapshot FINE = new SnapshotSketch().build();
    private static final Snapshot FAILED =
            new SnapshotSketch().status(CollectorStatus.FAILED, "no such file").build();

    @Test
    void judgesAndDrawsTheNumberUnderItsName() {
        assertThat(new MetricCheck("active-users", false, true, false, HIGH)
                        .check(FINE, 12L)
                        .line())
                .isEqualTo("PPTPD METRIC WARNING - active-users 12 (outside the warning range 10)"
                        + " | active-users=12;10;20;0");
    }

    @Test
    void drawsACounterAsOne() {
        assertThat(new MetricCheck("in-octets", true, true, false, Thresholds.NONE)
                        .check(FINE, 6_000_000_000L)
                        .line())
                .isEqualTo("PPTPD METRIC OK - in-octets 6000000000 | in-octets=6000000000c");
    }

    @Test
    void isUnknownWhereTheNumberIs() {
        assertThat(new MetricCheck("in-rate", false, true, false, HIGH)
                        .check(FINE, null)
                        .line())
                .isEqualTo("PPTPD METRIC UNKNOWN - in-rate is not known here, see what health says");
    }

    @Test
    void isUnknownWhereTheLogIsNotReadThatItIsCountedIn() {
        assertThat(new MetricCheck("active-users", false, true, false, HIGH)
                        .check(FAILED, 0L)
                        .line())
                .isEqualTo("PPTPD METRIC UNKNOWN - the log could not be read: no such file");
        assertThat(new MetricCheck("collector-status", false, false, false, HIGH)
                        .check(FAILED, 5L)
                        .status())
                .isEqualTo(Status.OK);
    }

    /** The window of the figures is five minutes, and the log was read for four of them. */
    @ParameterizedTest
    @CsvSource({"0, UNKNOWN", "10, UNKNOWN", "11, WARNING", "20, WARNING", "21, CRITICAL"})
    void takesWhatWasCountedInPartOfTheWindowForSoManyAtLeast(long value, Status status) {
        SnapshotSketch sketch = new SnapshotSketch();
        Snapshot late = sketch.begins(sketch.build().asOf().minusMinutes(4)).build();
        MetricCheck recent = new MetricCheck("recent-ends", false, true, true, HIGH);
        assertThat(recent.check(late, value).status()).isEqualTo(status);
        assertThat(recent.check(late, value).line())
                .contains("recent-ends at least " + value, "the log is read without a gap since ")
                .doesNotContain("|");
        assertThat(recent.check(FINE, value).line()).doesNotContain("at least");
    }
}

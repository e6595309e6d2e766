package io.pptpdmonitor.nagios;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.SnapshotSketch;
import org.junit.jupiter.api.Test;

class MetricCheckTest {

    private static final Thresholds HIGH = new Thresholds(Range.parse("10"), Range.parse("20"));

    private static final Snapshot FINE = new SnapshotSketch().build();
    private static final Snapshot FAILED =
            new SnapshotSketch().status(CollectorStatus.FAILED, "no such file").build();

    @Test
    void judgesAndDrawsTheNumberUnderItsName() {
        assertThat(new MetricCheck("active-users", false, true, HIGH)
                        .check(FINE, 12L)
                        .line())
                .isEqualTo("PPTPD METRIC WARNING - active-users 12 (outside the warning range 10)"
                        + " | active-users=12;10;20;0");
    }

    @Test
    void drawsACounterAsOne() {
        assertThat(new MetricCheck("in-octets", true, true, Thresholds.NONE)
                        .check(FINE, 6_000_000_000L)
                        .line())
                .isEqualTo("PPTPD METRIC OK - in-octets 6000000000 | in-octets=6000000000c");
    }

    @Test
    void isUnknownWhereTheNumberIs() {
        assertThat(new MetricCheck("in-rate", false, true, HIGH)
                        .check(FINE, null)
                        .line())
                .isEqualTo("PPTPD METRIC UNKNOWN - in-rate is not known here, see what health says");
    }

    @Test
    void isUnknownWhereTheLogIsNotReadThatItIsCountedIn() {
        assertThat(new MetricCheck("active-users", false, true, HIGH)
                        .check(FAILED, 0L)
                        .line())
                .isEqualTo("PPTPD METRIC UNKNOWN - the log could not be read: no such file");
        assertThat(new MetricCheck("collector-status", false, false, HIGH)
                        .check(FAILED, 5L)
                        .status())
                .isEqualTo(Status.OK);
    }
}

package io.pptpdmonitor.nagios;

import static io.pptpdmonitor.model.SessionSketch.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.SnapshotSketch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolCheckTest {

    private static SnapshotSketch taken(int slots) {
        SnapshotSketch sketch = new SnapshotSketch();
        for (int i = 1; i <= slots; i++) {
            sketch.session(session(i));
        }
        return sketch;
    }

    private static @Nullable Range percent(@Nullable String range) {
        return range == null ? null : Range.parse(range, Measure.PERCENT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
            # used; warning; critical; status;   first
            8     ; -      ; -       ; OK      ; 80 % of the pool used
            9     ; -      ; -       ; WARNING ; 90 % of the pool used (outside the warning range 80)
            10    ; -      ; -       ; CRITICAL; 100 % of the pool used (outside the critical range 95)
            5     ; 40%    ; -       ; WARNING ; 50 % of the pool used (outside the warning range 40)
            10    ; -      ; 100     ; OK      ; 100 % of the pool used
            """)
    void judgesThePercentByTheUsualRangesWhereNoneIsGiven(
            int used, @Nullable String warning, @Nullable String critical, Status status, String first) {
        CheckResult result = new PoolCheck(new Thresholds(percent(warning), percent(critical)), Thresholds.NONE, null)
                .check(taken(used).poolSize(10).build());

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.text()).isEqualTo(first + ", " + used + " of 10 slots");
    }

    @Test
    void drawsPercentAndNumber() {
        assertThat(new PoolCheck(Thresholds.NONE, Thresholds.NONE, null)
                        .check(taken(3).poolSize(30).build())
                        .line())
                .endsWith(" | pool=10%;80;95;0;100 pool_used=3;;;0;30");
    }

    @Test
    void judgesTheNumberAloneWhereItAloneHasRanges() {
        Thresholds slots = new Thresholds(null, Range.parse("9"));

        assertThat(new PoolCheck(Thresholds.NONE, slots, null)
                        .check(taken(10).poolSize(10).build())
                        .line())
                .isEqualTo("PPTPD POOL CRITICAL - 10 of 10 slots (outside the critical range 9), 100 % of the pool used"
                        + " | pool=100%;;;0;100 pool_used=10;;9;0;10");
    }

    @Test
    void takesTheSizeThatIsGiven() {
        assertThat(new PoolCheck(Thresholds.NONE, Thresholds.NONE, 4)
                        .check(taken(4).poolSize(100).build())
                        .text())
                .isEqualTo("100 % of the pool used (outside the critical range 95), 4 of 4 slots");
    }

    @Test
    void isUnknownWhereTheSizeIs() {
        assertThat(new PoolCheck(Thresholds.NONE, Thresholds.NONE, null)
                        .check(taken(4).poolSize(null).build())
                        .line())
                .isEqualTo(
                        "PPTPD POOL UNKNOWN - how many slots there are is not known, name it with --size, or see health on"
                                + " pptpd.conf");
    }

    @Test
    void isUnknownWhereTheLogIsNotRead() {
        assertThat(new PoolCheck(Thresholds.NONE, Thresholds.NONE, null)
                        .check(taken(4).status(CollectorStatus.FAILED, "no such file")
                                .build())
                        .line())
                .isEqualTo("PPTPD POOL UNKNOWN - the log could not be read: no such file");
    }
}

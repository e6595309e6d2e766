package io.pptpdmonitor.alert;

import static io.pptpdmonitor.alert.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {

    /** of how many | warning 80 % | critical 95 % | clear 75 %, as whole values that reach them: worked out by hand. */
    @ParameterizedTest
    @CsvSource({"100, 80, 95, 75", "7, 6, 7, 5", "10, 8, 10, 7", "1, 1, 1, 0", "0, 1, 1, 0", "3, 3, 3, 2"})
    void roundsPartsToTheFirstValueThatReachesThem(long whole, long warning, long critical, long clear) {
        AlertRule rule = rule(Metric.ACTIVE_USERS)
                .warning("80%")
                .critical("95%")
                .clear("75%")
                .build();
        assertThat(Limits.of(rule, whole)).isEqualTo(new Limits(warning, critical, clear));
    }

    /** of how many | warning 25 % | critical 10 % | clear 30 %, below. */
    @ParameterizedTest
    @CsvSource({"100, 25, 10, 30", "7, 1, 0, 3", "3, 0, 0, 1", "0, 0, 0, 1"})
    void roundsPartsBelowTheOtherWay(long whole, long warning, long critical, long clear) {
        AlertRule rule = rule(Metric.SESSIONS)
                .below()
                .warning("25%")
                .critical("10%")
                .clear("30%")
                .build();
        assertThat(Limits.of(rule, whole)).isEqualTo(new Limits(warning, critical, clear));
    }

    /** A value reaches a threshold exactly when the fraction does. */
    @Test
    void agreesWithFractions() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            int percent = 1 + random.nextInt(100);
            int whole = 1 + random.nextInt(500);
            int value = random.nextInt(whole + 1);
            AlertRule above = rule(Metric.SESSIONS).warning(percent + "%").build();
            AlertRule below =
                    rule(Metric.SESSIONS).below().warning(percent + "%").build();
            assertThat(value >= warning(above, whole)).isEqualTo(value * 100 >= percent * whole && value > 0);
            assertThat(value <= warning(below, whole)).isEqualTo(value * 100 <= percent * whole);
        }
    }

    private static long warning(AlertRule rule, long whole) {
        Long warning = Limits.of(rule, whole).warning();
        return warning == null ? -1 : warning;
    }

    @Test
    void isRaisedByNothingBelowTheMinimum() {
        AlertRule rule = rule(Metric.SESSION_ENDS).warning("25%").minimum(5).build();
        assertThat(Limits.of(rule, 4L)).isEqualTo(new Limits(5L, null, 4L));
        assertThat(Limits.of(rule, 0L)).isEqualTo(new Limits(5L, null, 4L));
        assertThat(Limits.of(rule, 40L)).isEqualTo(new Limits(10L, null, 9L));
    }

    @Test
    void hasNoneOfWhatIsNotKnown() {
        AlertRule rule = rule(Metric.ACTIVE_USERS).warning("80%").build();
        assertThat(Limits.of(rule, null)).isEqualTo(new Limits(null, null, null));
    }

    @ParameterizedTest
    @CsvSource({"5, 9, 4", "5, , 4", ", 9, 8"})
    void clearsJustBeforeItsFirstThresholdUnlessSaidOtherwise(
            @Nullable String warning, @Nullable String critical, long clear) {
        Rules rules = rule(Metric.AUTH_FAILURES);
        if (warning != null) {
            rules.warning(warning);
        }
        if (critical != null) {
            rules.critical(critical);
        }
        assertThat(Limits.of(rules.build(), null).clear()).isEqualTo(clear);
    }

    @Test
    void takesPercentOfThePoolAsTheyAre() {
        AlertRule rule = rule(Metric.POOL_PERCENT).warning("80%").critical("95").build();
        assertThat(Limits.of(rule, null)).isEqualTo(new Limits(80L, 95L, 79L));
    }
}

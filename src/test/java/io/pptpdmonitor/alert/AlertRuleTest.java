package io.pptpdmonitor.alert;

import static io.pptpdmonitor.alert.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertRuleTest {

    @Test
    void takesTheExamplesOfTheManual() {
        assertThat(rule("users-high", Metric.ACTIVE_USERS)
                        .warning("80%")
                        .critical("95%")
                        .clear("75%")
                        .hold(60)
                        .repeat(3600)
                        .build()
                        .needsWhole())
                .isTrue();
        assertThat(rule("users-low", Metric.ACTIVE_USERS)
                        .below()
                        .critical("0")
                        .hold(600)
                        .build()
                        .needsWhole())
                .isFalse();
        assertThat(rule("mass-disconnect", Metric.SESSION_ENDS)
                        .window(120)
                        .warning("25%")
                        .minimum(5)
                        .build()
                        .needsWhole())
                .isTrue();
    }

    @Test
    void isCriticalWhereTheCollectorIsStalledUnlessSaidOtherwise() {
        assertThat(rule(Metric.COLLECTOR).build().critical()).hasToString("3");
    }

    /** metric | direction | warning | critical | clear | what is said */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        active-users   | above |      |      |      | needs a warning or a critical
        active-users   | above | 0    |      |      | would always be raised
        active-users   | above | 80   | 70   |      | critical 70 is not above warning 80
        active-users   | below | 10   | 20   |      | critical 20 is not below warning 10
        active-users   | above | 80   | 95   | 80   | clear 80 does not lie on the good side of 80
        active-users   | below | 10   | 5    | 10   | clear 10 does not lie on the good side of 10
        active-users   | above |      | 95   | 96   | clear 96 does not lie on the good side of 95
        active-users   | above | 80%  | 95   |      | all as numbers, or all in percent
        auth-failures  | above | 10%  |      |      | write its thresholds without %
        data-age       | above | 10%  |      |      | write its thresholds without %
        collector      | below | 3    |      |      | gets worse above
        """)
    void refusesWhatCannotBeMeant(
            String metric, String direction, String warning, String critical, String clear, String said) {
        Rules rules = rule(Metric.valueOf(metric.toUpperCase(Locale.ROOT).replace('-', '_')));
        if (direction.equals("below")) {
            rules.below();
        }
        if (warning != null) {
            rules.warning(warning);
        }
        if (critical != null) {
            rules.critical(critical);
        }
        if (clear != null) {
            rules.clear(clear);
        }
        assertThatThrownBy(rules::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    @Test
    void refusesTimesThatAreNone() {
        Rules ends = rule(Metric.SESSION_ENDS).warning("5");
        assertThatThrownBy(ends.window(0)::build).hasMessage("window is 1s to 24h, not 0s");
        assertThatThrownBy(ends.window(90_000)::build).hasMessage("window is 1s to 24h, not 90000s");
        assertThatThrownBy(rule(Metric.SESSIONS).warning("5").hold(-1)::build).hasMessage("hold is 0s to 24h, not -1s");
        assertThatThrownBy(rule(Metric.SESSIONS).warning("5").window(60)::build)
                .hasMessageContaining("window does not belong to sessions");
        assertThatThrownBy(rule(Metric.SESSIONS).below().critical("5").minimum(3)::build)
                .hasMessage("minimum belongs to the direction above");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ä", "a\n", "123456789012345678901234567890123", "a/b"})
    void refusesNamesThatNoIndexOrFileCouldHold(String name) {
        assertThatThrownBy(rule(name, Metric.SESSIONS).warning("5")::build)
                .hasMessageContaining("the name of an alert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "-1", "1.5", "1e3", "80 %", "101%", "4294967296", "99999999999", "0x10"})
    void refusesWhatIsNoThreshold(String text) {
        assertThatThrownBy(() -> Threshold.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

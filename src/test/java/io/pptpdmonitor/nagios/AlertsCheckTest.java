package io.pptpdmonitor.nagios;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.alert.AlertBoard;
import io.pptpdmonitor.alert.AlertStatus;
import io.pptpdmonitor.alert.Direction;
import io.pptpdmonitor.alert.Level;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertsCheckTest {

    private static AlertStatus alert(String name, Level level, String text) {
        return new AlertStatus(name, Direction.ABOVE, Duration.ZERO, level, null, null, null, null, null, 0, text);
    }

    private static CheckResult check(AlertStatus... alerts) {
        return AlertsCheck.of(new AlertBoard(List.of(alerts), 0, 0));
    }

    @Test
    void isOkWhereAllAre() {
        assertThat(check(alert("pool", Level.OK, "percent of the pool 3"), alert("users", Level.OK, "users 2"))
                        .line())
                .isEqualTo("PPTPD ALERTS OK - 2 of 2 alerts ok | critical=0;;;0 warning=0;;;0 unknown=0;;;0 ok=2;;;0");
    }

    @Test
    void namesTheWorstFirst() {
        CheckResult result = check(
                alert("a", Level.OK, "users 1"),
                alert("b", Level.UNKNOWN, "sessions ended not known"),
                alert("c", Level.WARNING, "users 85 >= 80"),
                alert("d", Level.CRITICAL, "percent of the pool 97 >= 95"));

        assertThat(result.line())
                .isEqualTo("PPTPD ALERTS CRITICAL - d: percent of the pool 97 >= 95, c: users 85 >= 80, b: sessions"
                                .replace(">=", "_=")
                        + " ended not known, 1 of 4 alerts ok | critical=1;;;0 warning=1;;;0 unknown=1;;;0 ok=1;;;0");
    }

    @Test
    void isUnknownWhereOneIsAndNoneIsRaised() {
        assertThat(check(alert("a", Level.OK, "users 1"), alert("b", Level.UNKNOWN, "not judged yet"))
                        .line())
                .startsWith("PPTPD ALERTS UNKNOWN - b: not judged yet, 1 of 2 alerts ok | ");
    }

    @Test
    void isUnknownWhereNothingIsWatched() {
        assertThat(check().line())
                .isEqualTo(
                        "PPTPD ALERTS UNKNOWN - the agent watches nothing, see [[alert]] in its configuration for what"
                                + " it could");
    }

    @Test
    void isUnknownWhereNoAgentIsAsked() {
        assertThat(AlertsCheck.of(null).line())
                .isEqualTo(
                        "PPTPD ALERTS UNKNOWN - alerts are judged by the agent, ask it (-H, or on its host through its"
                                + " socket)");
    }

    @Test
    void drawsTheSameWhateverTheState() {
        assertThat(Stream.of(Level.values()).map(level -> labels(check(alert("a", level, "")))))
                .containsOnly("critical warning unknown ok");
    }

    private static String labels(CheckResult result) {
        return String.join(" ", result.perfData().stream().map(PerfData::label).toList());
    }

    /** Texts name users. */
    @Test
    void printsHostileTextHarmlessly() {
        assertThat(check(alert("most", Level.WARNING, "sessions of one user 9 >= 5, most: a|b;$(x)\n 9"))
                        .output()
                        .lines())
                .singleElement()
                .asString()
                .startsWith(
                        "PPTPD ALERTS WARNING - most: sessions of one user 9 _= 5, most: a_b,_(x) 9, 0 of 1 alerts ok");
    }

    /** An agent elsewhere does not tell everybody what it says. */
    @Test
    void namesAnAlertWhoseTextIsNotTold() {
        assertThat(check(alert("pool", Level.WARNING, "")).text()).isEqualTo("pool, 0 of 1 alerts ok");
    }
}

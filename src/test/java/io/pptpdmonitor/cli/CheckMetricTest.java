package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckMetricTest {

    private static final Instant NOW = Instant.parse("2026-11-22T14:10:40Z");

    private static CliRun check(String arguments) {
        return CliRun.at(NOW, ("check metric " + arguments + " --file etc/demo/syslog").split(" "));
    }

    /** What the demo's log is known to hold: see its truth in the recording that it was cut from. */
    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            active-users -w 1 ! 1 ! WARNING - active-users 2 (outside the warning range 1) | active-users=2;1;;0
            pptpdServerPoolSize ! 0 ! OK - pool-size 20 | pool-size=20;;;0
            totalSessions ! 0 ! OK - total-sessions 3 | total-sessions=3c
            poolUsed -w 1 -c 2 ! 1 ! WARNING - pool-used 2 (outside the warning range 1) | pool-used=2;1;2;0
            in-rate ! 3 ! UNKNOWN - in-rate is not known here, see what health says
            """)
    void tellsAnyNumberByAnyOfItsNames(String arguments, int exitCode, String line) {
        CliRun run = check(arguments);

        assertThat(run.out()).isEqualTo("PPTPD METRIC " + line + "\n");
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void listsWhatThereIs() {
        assertThat(check("users").out().lines())
                .startsWith(
                        "PPTPD METRIC UNKNOWN - there is no metric 'users', there are those below",
                        "status (pptpdServerStatus)")
                .contains("active-users (pptpdServerActiveUsers)", "collector-lines (pptpdCollectorLines)");
        assertThat(check("list").out()).startsWith("PPTPD METRIC UNKNOWN - there are those below\n");
        assertThat(check("list").exitCode()).isEqualTo(3);
    }

    @Test
    void asksForAName() {
        assertThat(CliRun.of("check", "metric").out())
                .isEqualTo("PPTPD METRIC UNKNOWN - Missing required parameter: 'NAME', see pptpd-monitor check metric"
                        + " --help\n");
    }

    @Test
    void knowsNoAlertsOfALog() {
        CliRun run = CliRun.at(NOW, "check", "alerts", "--file", "etc/demo/syslog");

        assertThat(run.out()).startsWith("PPTPD ALERTS UNKNOWN - alerts are judged by the agent");
        assertThat(run.exitCode()).isEqualTo(3);
    }
}

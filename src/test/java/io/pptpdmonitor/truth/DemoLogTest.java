package io.pptpdmonitor.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The log that bin/demo reads; what it must show is known from the hooks of the recording it was cut from. */
class DemoLogTest {

    @Test
    void showsFourUsersOnlineAndOneRefused() {
        CliRun run = CliRun.of(
                "sessions",
                "--output",
                "json",
                "--file",
                "etc/demo/syslog",
                "--wtmp",
                "etc/demo/wtmp",
                "--live",
                "no",
                "--service",
                "all");
        assertThat(run.exitCode()).as(run.err()).isZero();
        Shown shown = Shown.parse(run.out());
        assertThat(shown.sessions())
                .filteredOn(session -> session.state().equals("up"))
                .extracting(Shown.Session::user)
                .containsExactlyInAnyOrder("user18", "user19", "user21", "user34");
        Map<String, Long> states =
                shown.sessions().stream().collect(Collectors.groupingBy(Shown.Session::state, Collectors.counting()));
        assertThat(states).containsOnly(Map.entry("up", 4L), Map.entry("closed", 23L), Map.entry("failed", 1L));
        assertThat(shown.failures()).extracting(Shown.Failure::user).containsExactly("user35");
    }
}

package io.pptpdmonitor.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pptpdmonitor.CliRun;
import org.junit.jupiter.api.Test;

/** The log that bin/demo reads; what it must show is known from the hooks of the recording it was cut from. */
class DemoLogTest {

    @Test
    void showsTwoUsersOnlineAndOneGone() {
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
                .extracting(Shown.Session::user, Shown.Session::state)
                .containsExactly(tuple("alice", "closed"), tuple("bob", "up"), tuple("carol", "up"));
        assertThat(shown.failures()).isEmpty();
    }
}

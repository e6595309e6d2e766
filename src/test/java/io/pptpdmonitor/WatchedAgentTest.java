package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchedAgentTest {

    private static final Instant NOW = Instant.parse("2026-11-22T14:10:40Z");

    private static CliRun watched(AtomicBoolean silent) {
        return ServedLog.asked(NOW, List.of("--file", "etc/demo/syslog"), honest -> {
            try (LyingAgent agent = new LyingAgent(honest, (request, answer) -> silent.get() ? null : answer)) {
                return CliRun.at(
                        InstantSource.fixed(NOW),
                        // A second look, and no third.
                        delay -> !silent.getAndSet(true),
                        "-w",
                        "-H",
                        agent.address(),
                        "-C",
                        ServedLog.COMMUNITY,
                        "-t",
                        "0.5",
                        "-e",
                        "1");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void anAgentThatFallsSilentLeavesNoOldNumbersAsNewOnes() {
        List<String> lines = watched(new AtomicBoolean()).out().lines().toList();
        assertThat(lines.get(0)).startsWith("PPTP on vpn1   2 users, 2 sessions up");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("PPTP on vpn1"))
                .last()
                .asString()
                .endsWith("users and sessions are not known");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("source"))
                .last()
                .asString()
                .contains("; failed: no answer from udp:127.0.0.1:");
    }

    @Test
    void oneThatIsSilentFromTheBeginIsAnError() {
        CliRun run = watched(new AtomicBoolean(true));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("pptpd-monitor: no answer from").hasLineCount(1);
    }
}

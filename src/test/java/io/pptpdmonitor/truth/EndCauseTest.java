package io.pptpdmonitor.truth;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.pptpdmonitor.truth.Truth.TrueSession;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the driver did to end a session, and what RADIUS calls that (RFC 2866, 5.10; as pppd's radius.so maps it). */
class EndCauseTest {

    private static final Map<String, Set<String>> NAMES = Map.ofEntries(
            entry("client-term", Set.of("user-request")),
            entry("idle-5", Set.of("idle-timeout")),
            entry("maxconnect-7", Set.of("session-timeout")),
            entry("maxoctets-100000", Set.of("nas-request")),
            entry("client-vanished-lcp-echo-failure", Set.of("lost-carrier")),
            entry("client-vanished-no-lcp-echo", Set.of("lost-carrier")),
            entry("client-killed", Set.of("lost-carrier", "lost-service")),
            entry("server-link-down", Set.of("lost-carrier", "lost-service")),
            entry("server-pppd-sigterm", Set.of("admin-reset")),
            entry("server-pppd-sighup", Set.of("admin-reset")),
            entry("unit-stop-sigterm-all", Set.of("admin-reset", "admin-reboot")),
            entry("server-pppd-sigkill", Set.of("nas-error", "lost")),
            entry("crash", Set.of("nas-reboot", "lost")));

    @TestFactory
    Stream<DynamicTest> tellsWhyTheSessionsEndedOf() {
        return Recording.all().stream()
                .map(recording -> dynamicTest(
                        recording.name(),
                        () -> assertCauses(
                                recording,
                                recording.shown(recording.losslessFormats().get(0)))));
    }

    private static void assertCauses(Recording recording, Shown shown) {
        for (TrueSession session : recording.truth().sessions()) {
            if (session.cameUp() && !session.unlogged() && NAMES.containsKey(String.valueOf(session.endCause()))) {
                assertThat(shownOf(session, shown))
                        .as(recording.name() + ": " + session + ", " + session.endCause())
                        .hasValueSatisfying(cause ->
                                assertThat(cause).as(session.toString()).isIn(NAMES.get(session.endCause())));
            }
        }
        assertThat(shown.sessions())
                .as(recording.name() + ": refused logins")
                .filteredOn(session -> "auth-failed".equals(session.endCause()))
                .hasSameSizeAs(recording.truth().failures());
    }

    private static Optional<String> shownOf(TrueSession expected, Shown shown) {
        return shown.sessions().stream()
                .filter(session -> session.pid() == expected.pid())
                .min(Comparator.comparingDouble(
                        session -> expected.startedAt().distance(Shown.epoch(session.started()))))
                .map(Shown.Session::endCause);
    }
}

package io.pptpdmonitor.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

/** Two readings of the same lines: equal in all but stamps, which are within a second. */
final class Agreement {

    private static final double SECOND = 1;

    private Agreement() {}

    static void assertSame(String what, Shown expected, Shown shown) {
        assertThat(withoutStamps(shown, expected))
                .as(what)
                .containsExactlyElementsOf(withoutStamps(expected, expected));
        for (int i = 0; i < expected.sessions().size(); i++) {
            assertStamps(expected.sessions().get(i), shown.sessions().get(i));
        }
        assertThat(shown.failures()).hasSameSizeAs(expected.failures());
        for (int i = 0; i < expected.failures().size(); i++) {
            assertFailure(expected.failures().get(i), shown.failures().get(i));
        }
    }

    private static List<Shown.Session> withoutStamps(Shown shown, Shown hosts) {
        return shown.sessions().stream()
                .map(session -> withoutStamps(session, hosts))
                .toList();
    }

    /** A log without hosts shows none, so hosts count only where both have one; seconds only where pppd told them. */
    private static Shown.Session withoutStamps(Shown.Session s, Shown hosts) {
        String host = s.host() == null && !hosts.sessions().isEmpty()
                ? hosts.sessions().get(0).host()
                : s.host();
        return new Shown.Session(
                s.number(),
                host,
                s.pid(),
                s.controlPid(),
                s.service(),
                s.user(),
                s.userSource(),
                s.clientAddress(),
                s.assignedAddress(),
                s.serverAddress(),
                s.interfaceName(),
                null,
                null,
                null,
                s.state(),
                s.endCause(),
                s.endText(),
                s.toClientOctets(),
                s.fromClientOctets(),
                s.octetsExact(),
                s.toClientOctets() == null ? null : s.connectSeconds(),
                s.encryption(),
                s.bundle());
    }

    private static void assertStamps(Shown.Session expected, Shown.Session shown) {
        assertStamp(shown + ": started", expected.started(), shown.started());
        assertStamp(shown + ": up", expected.up(), shown.up());
        assertStamp(shown + ": ended", expected.ended(), shown.ended());
        if (expected.connectSeconds() != null) {
            assertThat(shown.connectSeconds()).isCloseTo(expected.connectSeconds(), within(2L));
        }
    }

    private static void assertFailure(Shown.Failure expected, Shown.Failure shown) {
        assertThat(shown.pid()).isEqualTo(expected.pid());
        assertThat(shown.user()).isEqualTo(expected.user());
        assertThat(shown.clientAddress()).isEqualTo(expected.clientAddress());
        assertThat(shown.method()).isEqualTo(expected.method());
        assertStamp(shown + ": time", expected.time(), shown.time());
    }

    private static void assertStamp(String what, String expected, String shown) {
        if (expected == null || shown == null) {
            assertThat(shown).as(what).isEqualTo(expected);
        } else {
            assertThat(Shown.epoch(shown)).as(what).isCloseTo(Shown.epoch(expected), within(SECOND));
        }
    }
}

package io.pptpdmonitor.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.User;
import java.time.temporal.ChronoUnit;
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

    /** The server's sums, its pool and its users. */
    static void assertSame(String what, Snapshot expected, Snapshot told) {
        assertThat(told.server().totals()).as(what).isEqualTo(expected.server().totals());
        assertThat(told.server().pool()).as(what).isEqualTo(expected.server().pool());
        assertThat(told.server())
                .as(what)
                .returns(expected.server().activeSessions(), Server::activeSessions)
                .returns(expected.server().activeUsers(), Server::activeUsers)
                .returns(expected.server().unnamedSessions(), Server::unnamedSessions)
                .returns(expected.server().startingSessions(), Server::startingSessions)
                .returns(expected.server().maxSessionsPerUser(), Server::maxSessionsPerUser)
                .returns(expected.server().peakSessions(), Server::peakSessions);
        assertThat(told.users()).as(what).hasSameSizeAs(expected.users());
        for (int i = 0; i < expected.users().size(); i++) {
            assertUser(what, expected.users().get(i), told.users().get(i));
        }
    }

    /** The seconds of a session that pppd did not count are those between two stamps. */
    private static void assertUser(String what, User expected, User told) {
        assertThat(told)
                .as(what + " of " + expected.name())
                .returns(expected.name(), User::name)
                .returns(expected.activeSessions(), User::activeSessions)
                .returns(expected.sessions(), User::sessions)
                .returns(expected.toClientOctets(), User::toClientOctets)
                .returns(expected.fromClientOctets(), User::fromClientOctets)
                .returns(expected.failures(), User::failures)
                .returns(expected.lastClientAddress(), User::lastClientAddress)
                .returns(expected.lastAssignedAddress(), User::lastAssignedAddress)
                .returns(expected.ended(), User::ended);
        assertThat(told.connectSeconds()).isCloseTo(expected.connectSeconds(), within(2L * expected.sessions()));
        assertThat(told.firstSeen()).isCloseTo(expected.firstSeen(), within(1, ChronoUnit.SECONDS));
        assertThat(told.lastSeen()).isCloseTo(expected.lastSeen(), within(1, ChronoUnit.SECONDS));
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
                s.bundle(),
                s.ifIndex(),
                s.toClientPackets(),
                s.fromClientPackets(),
                s.toClientErrors(),
                s.fromClientErrors(),
                s.toClientDiscards(),
                s.fromClientDiscards());
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

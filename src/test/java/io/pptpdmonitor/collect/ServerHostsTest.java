package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.LogEvent.ManagerStarted;
import io.pptpdmonitor.log.LogRecord;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Hosts in any order, each name as the same text or as another one of the same letters, as several readers make it. */
final class ServerHostsTest {

    private static final List<String> NAMES = List.of("vpn1", "VPN1", "vpn2", "Vpn2", "gw");
    private static final OffsetDateTime TIME = OffsetDateTime.parse("2026-11-22T13:56:34Z");

    private final ServerHosts hosts = new ServerHosts(() -> new HostSessions(
            (host, pid, started, seen) -> new SessionEntry(1, host, pid, started, seen),
            any -> {},
            (any, time) -> {},
            (any, of) -> {}));

    @Test
    void knowsAHostByWhicheverTextItsNameIs() {
        Random random = new Random(20261128);
        Map<String, String> shown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, HostSessions> sessions = new TreeMap<>();
        for (int i = 0; i < 10_000; i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            name = random.nextBoolean() ? name : new String(name);
            shown.putIfAbsent(name, name);
            LogRecord told = hosts.shown(new LogRecord(TIME, name, 1, new ManagerStarted(), "", 1));
            assertThat(told.host()).isEqualTo(shown.get(name));
            HostSessions of = hosts.of(told.host());
            sessions.putIfAbsent(shown.get(name), of);
            assertThat(of).isSameAs(sessions.get(shown.get(name)));
        }
        assertThat(hosts.names()).containsExactlyInAnyOrderElementsOf(sessions.keySet());
    }

    @Test
    void hasAHostWithoutAName() {
        HostSessions named = hosts.of("vpn1");
        HostSessions nameless = hosts.of(null);
        assertThat(hosts.of("vpn1")).isSameAs(named).isNotSameAs(nameless);
        assertThat(hosts.of(null)).isSameAs(nameless).isSameAs(hosts.of(""));
        assertThat(new ArrayList<>(hosts.names())).containsExactly("vpn1", "");
        assertThat(hosts.isKnown(null)).isTrue();
        assertThat(hosts.isKnown("vpn2")).isFalse();
    }
}

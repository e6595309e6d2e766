package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host of which one log writes all of its name, and another the first part. */
class HostsTest {

    private static final String FULL = "vpn1.example.org";
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");

    @Test
    void areCalledByAllOfTheirNameWhereNothingElseIsSaid() {
        Hosts hosts = Hosts.in(ZoneOffset.UTC).withFullName(FULL);

        assertThat(hosts.shown("vpn1")).isEqualTo(FULL);
        assertThat(hosts.shown(FULL)).isEqualTo(FULL);
        assertThat(hosts.shown("vpn2")).isEqualTo("vpn2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vpn1", FULL})
    void areCalledByTheAliasOfEither(String one) {
        Hosts hosts = new Hosts(ZoneOffset.UTC, Map.of(), Map.of(one, "office"), Set.of()).withFullName(FULL);

        assertThat(hosts.shown("vpn1")).isEqualTo("office");
        assertThat(hosts.shown(FULL)).isEqualTo("office");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vpn1", FULL})
    void areMeantByEitherName(String one) {
        Hosts hosts = new Hosts(ZoneOffset.UTC, Map.of(one, RIGA), Map.of(), Set.of(one)).withFullName(FULL);

        assertThat(hosts.zones()).containsEntry(hosts.shown("vpn1"), RIGA);
        assertThat(hosts.include(hosts.shown("vpn1"))).isTrue();
        assertThat(hosts.include(hosts.shown("vpn2"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vpn1", ".example.org", "vpn1.", ""})
    void areAsTheyWereWhereANameHasNoDomain(String name) {
        Hosts hosts = Hosts.in(ZoneOffset.UTC);

        assertThat(hosts.withFullName(name)).isEqualTo(hosts);
    }
}

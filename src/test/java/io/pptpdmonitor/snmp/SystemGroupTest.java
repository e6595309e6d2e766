package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.NetSnmp;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.snmp.mib.Examples;
import io.pptpdmonitor.snmp.mib.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent tells of itself (RFC 3418), asked by net-snmp's programs. */
@Tag("programs")
class SystemGroupTest {

    private static final String SYSTEM = ".1.3.6.1.2.1.1";

    private static final AgentSettings SETTINGS = new AgentSettings(
            List.of(ListenAddress.parse("udp:127.0.0.1:0")),
            new Access(List.of(), List.of(new Community(NetSnmp.COMMUNITY, Community.ANYWHERE, Scope.EVERYTHING))),
            "noc@example.org",
            "hall 2",
            64,
            16_384);

    @TempDir
    Path scratch;

    @Test
    void tellsWhoToAskAndWhereItStands() throws IOException {
        try (PptpdAgent agent = agent(Examples::morning)) {
            NetSnmp manager = new NetSnmp(scratch, agent.start().get(0).toString());
            assertThat(manager.query("snmpget", List.of("-Oqv"), SYSTEM + ".4.0", SYSTEM + ".5.0", SYSTEM + ".6.0")
                            .lines())
                    .containsExactly("\"noc@example.org\"", "\"vpn1\"", "\"hall 2\"");
            assertThat(manager.get(SYSTEM + ".7.0")).isEqualTo("76");
        }
    }

    /** RFC 3418: "If the name is unknown, the value is the zero-length string." */
    @Test
    void hasAnEmptyNameWhileItIsNotKnown() throws IOException {
        try (PptpdAgent agent = agent(Snapshots::empty)) {
            NetSnmp manager = new NetSnmp(scratch, agent.start().get(0).toString());
            assertThat(manager.get(SYSTEM + ".5.0")).isEqualTo("\"\"");
        }
    }

    /** The modules by the OIDs of their MODULE-IDENTITY, as RFC 3418, 3411, 3412, 3413 and 3414 and our MIB have them. */
    @Test
    void listsTheModulesThatItHasSomethingOf() throws IOException {
        try (PptpdAgent agent = agent(Snapshots::empty)) {
            NetSnmp manager = new NetSnmp(scratch, agent.start().get(0).toString());
            assertThat(manager.query("snmpwalk", List.of("-Onqt"), ".1.3.6.1.2.1.1.9")
                            .lines())
                    .containsExactly(
                            ".1.3.6.1.2.1.1.9.1.2.1 .1.3.6.1.6.3.1",
                            ".1.3.6.1.2.1.1.9.1.2.2 .1.3.6.1.6.3.10",
                            ".1.3.6.1.2.1.1.9.1.2.3 .1.3.6.1.6.3.11",
                            ".1.3.6.1.2.1.1.9.1.2.4 .1.3.6.1.6.3.12",
                            ".1.3.6.1.2.1.1.9.1.2.5 .1.3.6.1.6.3.15",
                            ".1.3.6.1.2.1.1.9.1.2.6 .1.3.6.1.4.1.8072.9999.9999.1723",
                            ".1.3.6.1.2.1.1.9.1.3.1 \"SNMPv2-MIB (RFC 3418): system, snmp, sysORTable\"",
                            ".1.3.6.1.2.1.1.9.1.3.2 \"SNMP-FRAMEWORK-MIB (RFC 3411)\"",
                            ".1.3.6.1.2.1.1.9.1.3.3 \"SNMP-MPD-MIB (RFC 3412)\"",
                            ".1.3.6.1.2.1.1.9.1.3.4 \"SNMP-TARGET-MIB (RFC 3413): counters of contexts\"",
                            ".1.3.6.1.2.1.1.9.1.3.5 \"SNMP-USER-BASED-SM-MIB (RFC 3414): usmStats\"",
                            ".1.3.6.1.2.1.1.9.1.3.6 \"PPTPD-MONITOR-MIB\"",
                            ".1.3.6.1.2.1.1.9.1.4.1 0",
                            ".1.3.6.1.2.1.1.9.1.4.2 0",
                            ".1.3.6.1.2.1.1.9.1.4.3 0",
                            ".1.3.6.1.2.1.1.9.1.4.4 0",
                            ".1.3.6.1.2.1.1.9.1.4.5 0",
                            ".1.3.6.1.2.1.1.9.1.4.6 0");
            assertThat(manager.query("snmpget", List.of("-Oqvt"), SYSTEM + ".8.0")
                            .out()
                            .strip())
                    .isEqualTo("0");
        }
    }

    /** It forwards nothing, and tells nobody of strangers: disabled(2). */
    @Test
    void isNoProxyAndSendsNoAuthenticationFailures() throws IOException {
        try (PptpdAgent agent = agent(Snapshots::empty)) {
            NetSnmp manager = new NetSnmp(scratch, agent.start().get(0).toString());
            assertThat(manager.query("snmpget", List.of("-Onq"), ".1.3.6.1.2.1.11.30.0", ".1.3.6.1.2.1.11.32.0")
                            .lines())
                    .containsExactly(".1.3.6.1.2.1.11.30.0 2", ".1.3.6.1.2.1.11.32.0 0");
        }
    }

    private static PptpdAgent agent(Supplier<Snapshot> snapshots) {
        return new PptpdAgent(SETTINGS, snapshots, Snapshots.NOW::toInstant);
    }
}

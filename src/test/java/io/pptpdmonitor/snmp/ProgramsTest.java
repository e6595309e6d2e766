package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.Program;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.snmp.mib.Examples;
import io.pptpdmonitor.snmp.mib.MibFile;
import io.pptpdmonitor.snmp.mib.PptpdMib;
import io.pptpdmonitor.snmp.mib.View;
import io.pptpdmonitor.snmp.mib.Walk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.smi.VariableBinding;

/** The agent and the MIB as the programs of net-snmp and libsmi see them. */
@Tag("programs")
class ProgramsTest {

    private static final String STAND_INS =
            Path.of("src/test/mibs").toAbsolutePath().toString();
    private static final String MIBS =
            STAND_INS + ":" + MibFile.PATH.toAbsolutePath().getParent();
    private static final String ROOT = "." + PptpdMib.ROOT;
    private static final String END = "No more variables left in this MIB View";

    /** How net-snmp calls what SNMP4J calls otherwise. */
    private static final Map<String, String> TYPES = Map.of(
            "OCTET STRING", "STRING",
            "Integer32", "INTEGER",
            "Gauge", "Gauge32",
            "Counter", "Counter32",
            "TimeTicks", "Timeticks",
            "Counter64", "Counter64");

    private final AtomicReference<Snapshot> snapshot = new AtomicReference<>(Examples.morning());
    private final AtomicInteger looks = new AtomicInteger();

    private final PptpdAgent agent = new PptpdAgent(
            new AgentSettings(List.of(ListenAddress.parse("udp:127.0.0.1:0")), "s3cret", 64),
            this::latest,
            Snapshots.NOW.plusSeconds(7)::toInstant);

    private String address = "";

    @TempDir
    Path netSnmp = Path.of("");

    @BeforeEach
    void start() throws IOException {
        // Or net-snmp makes it, and says so on stderr.
        Files.createDirectory(netSnmp.resolve("cert_indexes"));
        address = agent.start().get(0).toString();
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
    }

    @Test
    void smilintFindsNothing() {
        Program.Result result =
                Program.require("smilint").with("SMIPATH", STAND_INS).run("-s", "-l", "6", "./" + MibFile.PATH);
        assertThat(result).isEqualTo(new Program.Result(0, "", ""));
    }

    @Test
    void netSnmpLoadsAllModulesWithoutComplaint() {
        Program.Result result = run("snmptranslate", "-m", "ALL", "-On", "PPTPD-MONITOR-MIB::pptpdUserName");
        assertThat(result).isEqualTo(new Program.Result(0, ROOT + ".1.5.1.1.2\n", ""));
    }

    @Test
    void walksTheWholeSubtreeInOrderWithTheTypesOfTheMib() {
        Program.Result result = query("snmpwalk", "-v2c", "-On", ROOT);
        assertThat(result.err()).isEmpty();
        assertThat(oidsAndTypes(result)).isEqualTo(expected(view()));
    }

    @Test
    void walksTheSameInBulk() {
        assertThat(oidsAndTypes(query("snmpbulkwalk", "-v2c", "-Cr50", "-On", ROOT)))
                .isEqualTo(expected(view()));
    }

    @Test
    void walksInVersion1AllButCounter64() {
        assertThat(oidsAndTypes(query("snmpwalk", "-v1", "-On", ROOT))).isEqualTo(expected(view().version1()));
    }

    @Test
    void walksHostileNamesAndThousandsOfUsers() {
        serve(Examples.hostile());
        assertThat(query("snmpbulkwalk", "-v2c", "-On", ROOT + ".1.5.1.1.2").lines())
                .hasSize(19)
                .allMatch(line -> line.chars().noneMatch(Character::isISOControl));
        serve(Examples.users(5_000));
        assertThat(query("snmpbulkwalk", "-v2c", "-Cr100", "-On", ROOT + ".1.5.1.1.2")
                        .lines())
                .hasSize(5_000);
    }

    @Test
    void printsTheUsersAsATable() {
        List<String> lines = query("snmptable", "-v2c", "-CB", "-Cf", "|", "-Cl", "PPTPD-MONITOR-MIB::pptpdUserTable")
                .lines();
        assertThat(lines)
                .contains(
                        "pptpdUserName|pptpdUserActiveSessions|pptpdUserSessions|pptpdUserAuthFailures|pptpdUserInOctets"
                                + "|pptpdUserOutOctets|pptpdUserConnectTime|pptpdUserLastSeen|pptpdUserLastClientText|pptpdUserFirstSeen"
                                + "|pptpdUserInRate|pptpdUserOutRate")
                .contains(
                        "alice|1 sessions|2 sessions|1 attempts|70000 octets|5000000000 octets|15869 seconds"
                                + "|2026-11-20,9:15:30.0,+1:0|203.0.113.7|2026-11-20,8:15:31.0,+1:0|90000 octets per second|1200000 octets per second")
                .contains(
                        "|0 sessions|1 sessions|0 attempts|?|?|3600 seconds"
                                + "|2026-11-20,9:0:0.0,+1:0||2026-11-20,8:0:0.0,+1:0|8000 octets per second|50000 octets per second");
    }

    @Test
    void printsTheSessionsAsATable() {
        List<String> lines = query(
                        "snmptable", "-v2c", "-CB", "-Ci", "-Cf", "|", "PPTPD-MONITOR-MIB::pptpdSessionTable")
                .lines();
        assertThat(lines)
                .anyMatch(
                        line -> line.startsWith(
                                "3|alice|up|203.0.113.7|192.168.0.10|ppp0|12270 seconds|70000 octets"
                                        + "|5000000000 octets|900 packets|4000000 packets|mppe128|2026-11-20,8:15:30.0,+1:0|17|1003|vpn1|pptp|ipv4|"))
                .anyMatch(line -> line.startsWith("12||starting|198.51.100.9|||0 seconds|?|?|?|?|unknown|"));
    }

    @Test
    void getsOneInstanceByName() {
        Program.Result result = query("snmpget", "-v2c", "PPTPD-MONITOR-MIB::pptpdUserActiveSessions.\"alice\"");
        assertThat(result.out())
                .isEqualTo("PPTPD-MONITOR-MIB::pptpdUserActiveSessions.\"alice\" = Gauge32: 1 sessions\n");
    }

    @Test
    void answersTheGreediestGetBulk() {
        Program.Result result = query(
                "snmpbulkget", "-v2c", "-Cn1", "-Cr2147483647", "-On", ROOT + ".1.1", ROOT + ".1.5", ROOT + ".1.6");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.lines()).first().isEqualTo(ROOT + ".1.1.1.0 = STRING: vpn1");
        assertThat(result.out()).contains(ROOT + ".1.5.1.1.2.0 = ", END);
    }

    @Test
    void saysThatAnUnknownValueHasNoInstance() {
        serve(Snapshots.empty());
        assertThat(query("snmpget", "-v2c", "PPTPD-MONITOR-MIB::pptpdServerPoolSize.0")
                        .out())
                .contains("No Such Instance");
        assertThat(query("snmpget", "-v2c", ROOT + ".1.99.0").out()).contains("No Such Object");
    }

    @Test
    void refusesToBeSet() {
        Program.Result result = query("snmpset", "-v2c", ROOT + ".1.1.1.0", "s", "x");
        assertThat(result.exit()).isNotZero();
        assertThat(result.err()).contains("notWritable");
    }

    private View view() {
        return Examples.view(Examples.morning());
    }

    private Snapshot latest() {
        looks.incrementAndGet();
        return Objects.requireNonNull(snapshot.get());
    }

    /** Returns when it is served: who looks again has made the tables of what was seen before. */
    private void serve(Snapshot next) {
        snapshot.set(next);
        int enough = looks.get() + 2;
        while (looks.get() < enough) {
            agent.refresh();
            Thread.onSpinWait();
        }
    }

    /** An option list with the OID (and what follows it) last; the agent's address goes before that. */
    private Program.Result query(String program, String version, String... rest) {
        int options = 0;
        while (rest[options].startsWith("-") || rest[options].equals("|")) {
            options++;
        }
        List<String> arguments = new ArrayList<>(List.of("-m", "PPTPD-MONITOR-MIB", version, "-c", "s3cret"));
        arguments.addAll(List.of(rest).subList(0, options));
        arguments.add(address);
        arguments.addAll(List.of(rest).subList(options, rest.length));
        return run(program, arguments.toArray(String[]::new));
    }

    private Program.Result run(String program, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-M", MIBS));
        all.addAll(List.of(arguments));
        return Program.require(program)
                .with("SNMPCONFPATH", netSnmp.toString())
                .with("SNMP_PERSISTENT_DIR", netSnmp.toString())
                .run(all.toArray(String[]::new));
    }

    private static List<String> oidsAndTypes(Program.Result result) {
        return result.lines().stream()
                .filter(line -> line.startsWith(".") && !line.contains(END))
                .map(line -> line.replaceAll(" = \"\"$", " = STRING: ").replace(": Hex-STRING", ": STRING"))
                .map(line -> line.replaceAll("^(\\S+) = (?:Hex-)?([A-Za-z0-9]+): .*", "$1 $2"))
                .toList();
    }

    private static List<String> expected(View view) {
        return Walk.of(view).stream()
                .filter(binding -> binding.getOid().startsWith(PptpdMib.ROOT))
                .map(ProgramsTest::oidAndType)
                .toList();
    }

    private static String oidAndType(VariableBinding binding) {
        String type = binding.getVariable().getSyntaxString();
        return "." + binding.getOid() + " " + TYPES.getOrDefault(type, type);
    }
}

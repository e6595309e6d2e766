package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmarks run, and the program's answer is what others know; how long it takes does not matter here. */
class BenchIT {

    @TempDir
    Path scratch;

    private Launched run(String bench, String... options) throws Exception {
        String java = System.getProperty("java.home") + "/bin";
        Map<String, String> environment = Map.of("PATH", java + ":/usr/sbin:/usr/bin:/sbin:/bin");
        List<String> command =
                new ArrayList<>(List.of(Path.of("bench", bench).toAbsolutePath().toString()));
        command.addAll(List.of(options));
        return Launched.run(scratch, environment, command.toArray(String[]::new));
    }

    @Test
    @Tag("programs")
    void servesTheTableThatSnmpdServes() throws Exception {
        List.of("gcc", "net-snmp-config", "snmpd", "snmpbulkwalk").forEach(Program::require);
        Launched bench = run(
                "snmp",
                "--only",
                "bulk",
                "--passes",
                "1",
                "--seconds",
                "1",
                "--work",
                scratch.resolve("work").toString());

        assertThat(bench.code()).as(bench.out() + bench.err()).isZero();
        assertThat(bench.out()).contains("150000 instances in", "snmpd").doesNotContain("WRONG");
        assertThat(bench.out().lines())
                .filteredOn(line -> line.startsWith("varbinds a second"))
                .hasSize(2)
                .allMatch(line -> line.matches("varbinds a second +[1-9][0-9]* +[0-9.]+  >= .*snmpd [1-9][0-9]*"));
    }

    @Test
    void agreesWithTheGeneratorOnALogOfTenMegabytes() throws Exception {
        Launched bench = run(
                "run",
                "--size",
                "10000000",
                "--passes",
                "1",
                "--only",
                "growth,gz,memory",
                "--logs",
                scratch.resolve("logs").toString());

        assertThat(bench.out()).contains("zcat").doesNotContain("WRONG");
        assertThat(bench.out().lines())
                .as("the memory at each size that was read")
                .filteredOn(line -> line.startsWith("  most resident"))
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.matches("  most resident +[1-9][0-9]* MB +<= 96 MB"));
        assertThat(bench.out()).containsPattern("an ended session, octets in the state +[1-9][0-9.]+ ");
        assertThat(bench.code()).as(bench.err()).isZero();
    }

    @Test
    @Tag("programs")
    void checksAsTheAgentAndAJvmOfTheirOwnDo() throws Exception {
        List.of("gcc", "snmpd", "perl").forEach(Program::require);
        Program.requireFile(Path.of("/usr/lib/nagios/plugins/check_snmp"));
        Launched bench = run(
                "check",
                "--only",
                "socket",
                "--passes",
                "1",
                "--work",
                scratch.resolve("check").toString());

        assertThat(bench.out()).contains("check_snmp v2c", "the agent's own").doesNotContain("WRONG");
        assertThat(bench.code()).as(bench.err()).isZero();
    }
}

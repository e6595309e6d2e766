package io.pptpdmonitor.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pptpdmonitor.Program;
import io.pptpdmonitor.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From nothing to a green service: the very lines of {@code nagios/README}, on the configuration that Debian installs, each time
 * in name spaces of their own ({@code sandbox.sh}). What is asked runs as the user nagios, as it does there.
 */
@Tag("programs")
@Timeout(120)
class GreenServiceIT {

    private static final Path README = Path.of("nagios/README");
    private static final String SANDBOX =
            Path.of("src/test/resources/nagios/sandbox.sh").toAbsolutePath().toString();
    private static final String CHECK_NRPE = "/usr/lib/nagios/plugins/check_nrpe";
    private static final String LONG = "n".repeat(120);

    /** Nagios keeps its status in a file, every ten seconds. */
    private static final String NAGIOS = """
            started nagios4 /etc/nagios4/nagios.cfg
            await test -p /var/lib/nagios4/rw/nagios.cmd
            echo "[$(date +%s)] SCHEDULE_FORCED_HOST_SVC_CHECKS;vpn1;$(date +%s)" >/var/lib/nagios4/rw/nagios.cmd
            known() { sed -n '/^servicestatus/,/}/p' /var/lib/nagios4/status.dat | grep -A99 host_name=vpn1 | grep plugin_output=[PS]; }
            count() { [ "$(known | wc -l)" -eq "$1" ]; }
            """;

    private static final String ICINGA = """
            icinga2 api setup --cn localhost >/dev/null
            started icinga2 daemon
            password=$(sed -n 's/.*password = "\\(.*\\)"/\\1/p' /etc/icinga2/conf.d/api-users.conf)
            ask() { curl -sSkf -u "root:$password" -H 'Accept: application/json' "$@"; }
            api=https://localhost:5665/v1
            ours='"filter":"host.name == \\"vpn1\\" && match(\\"pptpd-*\\", service.name)"'
            await ask "$api/actions/reschedule-check" -d "{\\"type\\":\\"Service\\",\\"force\\":true,$ours}"
            known() { ask -H 'X-HTTP-Method-Override: GET' "$api/objects/services" -d "{$ours}" |
              perl -ne 'print "$_\\n" for /"output":"([PS][^"]*)"/g'; }
            count() { [ "$(known | wc -l)" -eq "$1" ]; }
            """;

    @TempDir
    Path scratch;

    private Path root;

    @BeforeEach
    void serve() throws IOException {
        for (String program : List.of("nagios4", "icinga2", "nrpe", "curl", "perl", "busybox", "unshare", "setpriv")) {
            Program.require(program);
        }
        Program.requireFile(Path.of(CHECK_NRPE));
        Program.requireFile(Path.of("/usr/lib/nagios/plugins/check_snmp"));
        assumeTrue(
                Program.require("unshare")
                                .run("--mount", "--net", "mount", "--bind", "/", "/")
                                .exit()
                        == 0,
                "this user may have no name spaces of his own");
        VpnServer server = new VpnServer(scratch.resolve("vpn1"), "alice * secret *\n");
        server.login(1, "alice");
        for (int number = 2; number <= 4; number++) {
            server.login(number, LONG + number);
        }
        root = server.root();
    }

    /** The lines below that heading. */
    private static String lines(String heading) throws IOException {
        List<String> lines = Files.readAllLines(README).stream()
                .dropWhile(line -> !line.startsWith(heading))
                .skip(1)
                .takeWhile(line -> line.startsWith("    "))
                .filter(line -> line.startsWith("    # "))
                .map(line -> line.substring(6))
                .toList();
        assertThat(lines).as(heading).hasSizeBetween(3, 10);
        // There is but one host here.
        return String.join("\n", lines).replace("192.0.2.9", "192.0.2.1") + "\n";
    }

    /** What is printed by what follows the lines. */
    private String sandbox(String lines, String asked) throws IOException {
        Path script = Files.writeString(scratch.resolve("script"), "{\n" + lines + "} >$scratch/output 2>&1\n" + asked);
        Program.Result result = Program.require("unshare")
                .within(Duration.ofSeconds(100))
                .run(
                        "--mount",
                        "--net",
                        "--propagation",
                        "private",
                        "sh",
                        SANDBOX,
                        scratch.toString(),
                        RunningProgram.HOME.toString(),
                        root.toString(),
                        script.toString());
        assertThat(result.exit())
                .as(result.out() + result.err() + Files.readString(scratch.resolve("output")))
                .isZero();
        return result.out();
    }

    /** What is not ours: packages, a group, services of systemd. */
    private List<String> called() throws IOException {
        return Files.readAllLines(scratch.resolve("called"));
    }

    private static void isGreen(String told) {
        for (String check : List.of("COLLECTOR", "USERS", "SESSIONS", "POOL", "LOGINS", "DAEMON")) {
            assertThat(told).containsPattern("(?m)^(\tplugin_output=)?PPTPD " + check + " OK - ");
        }
        assertThat(told)
                .contains("PPTPD POOL OK - 4 % of the pool used, 4 of 100 slots")
                // A rate is there when a minute has been measured.
                .containsPattern("PPTPD TRAFFIC (OK|UNKNOWN - the traffic was not measured)");
    }

    @Test
    void ofNagios() throws IOException {
        isGreen(sandbox(lines("Nagios 4 (Debian"), "agent\n" + NAGIOS + "await count 7\nknown\n"));
        assertThat(called())
                .containsExactly(
                        "apt-get install nagios4",
                        "adduser pptpd-monitor nagios",
                        "systemctl restart pptpd-monitor",
                        "systemctl restart nagios4");
    }

    @Test
    void ofIcinga() throws IOException {
        isGreen(sandbox(lines("Icinga 2, on the VPN server"), "agent\n" + ICINGA + "await count 7\nknown\n"));
        assertThat(called()).contains("systemctl restart icinga2");
    }

    @Test
    void ofCheckSnmpByNagios() throws IOException {
        String lines = lines("check_snmp, from") + "cd /opt/pptpd-monitor/nagios\n"
                + lines("and on the monitoring host, with Nagios");
        assertThat(sandbox(lines, "agent\n" + NAGIOS + "await count 1\nknown\n"))
                .isEqualTo("\tplugin_output=SNMP OK - pool 4 %\n");
    }

    @Test
    void ofCheckSnmpByIcinga() throws IOException {
        String lines = lines("check_snmp, from") + "cd /opt/pptpd-monitor/nagios/icinga2\n" + lines("or with Icinga");
        assertThat(sandbox(lines, "agent\n" + ICINGA + "await count 9\nknown\n"))
                .contains("SNMP OK - pool 4 %", "SNMP OK - users 4", "SNMP OK - collector 1");
    }

    /** All commands, by the protocol of today and by that of 1 KB. */
    @Test
    void ofNrpe() throws IOException {
        String told = sandbox(lines("NRPE, on the VPN server"), """
                agent
                started as_nagios nrpe -c /etc/nagios/nrpe.cfg -f
                await %1$s -H 127.0.0.1
                for command in $(sed -n 's/^command.\\(check_pptpd_[a-z]*\\).*/\\1/p' /etc/nagios/nrpe.d/nrpe_pptpd.cfg); do
                  for version in '' -2; do
                    code=0
                    %1$s $version -H 127.0.0.1 -c "$command" || code=$?
                    echo "$code"
                  done
                done
                """.formatted(CHECK_NRPE));

        assertThat(told)
                .contains("PPTPD USERS OK - 4 active users, 4 sessions | users=4;80;90;0;100 sessions=4;;;0;100 ")
                .contains("PPTPD ACCESS CRITICAL - 3 unknown users: ");
        List<String> lines = told.lines().toList();
        assertThat(lines).hasSize(11 * 2 * 2);
        for (int i = 0; i < lines.size(); i += 4) {
            assertThat(lines.get(i)).startsWith("PPTPD ").hasSizeLessThan(1024);
            assertThat(lines.get(i + 1)).matches("[0-3]");
            assertThat(lines.get(i + 2).replaceAll("\\d+ ?s", "age"))
                    .isEqualTo(lines.get(i).replaceAll("\\d+ ?s", "age"));
            assertThat(lines.get(i + 3)).isEqualTo(lines.get(i + 1));
        }
    }

    /** As an administrator sets them in the file. */
    @Test
    void thresholdsOfNrpeMakeEveryState() throws IOException {
        String told = sandbox(lines("NRPE, on the VPN server") + """
                cd /etc/nagios/nrpe.d
                sed -i 's/users --short -w 80/users --short -w 1/; s/ pool --short -w 80 -c 95/ pool --short -w 1 -c 2/' nrpe_pptpd.cfg
                sed -i 's/metric --short -w 80/metric --short -w 20:10/; s/access --short/& -c 5 --allow-net 192.0.2.1/' nrpe_pptpd.cfg
                """, """
                agent
                started as_nagios nrpe -c /etc/nagios/nrpe.cfg -f
                await %1$s -H 127.0.0.1
                for command in logins users pool metric access; do
                  code=0
                  %1$s -2 -H 127.0.0.1 -c check_pptpd_$command || code=$?
                  echo "$code"
                done
                """.formatted(CHECK_NRPE));

        assertThat(told)
                .containsPattern("(?m)^PPTPD LOGINS OK - .* \\| .*failed=0;;;0 .*\n0$")
                .containsPattern("(?m)^PPTPD USERS WARNING - 4 active users .* \\| users=4;1;90;0;100 .*\n1$")
                .containsPattern("(?m)^PPTPD POOL CRITICAL - 4 % .* \\| pool=4%;1;2;0;100 pool_used=4;;;0;100\n2$")
                .containsPattern("(?m)^PPTPD METRIC UNKNOWN - .*'20:10' is no range: .*\n3$")
                .containsPattern(
                        "(?m)^PPTPD ACCESS OK - 3 unknown users: n{120}2, .{250,} \\| unknown_users=3;;5;0 outside=4;;5;0\n0$");
    }
}

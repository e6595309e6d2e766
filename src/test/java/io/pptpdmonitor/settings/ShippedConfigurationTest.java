package io.pptpdmonitor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pptpdmonitor.Program;
import io.pptpdmonitor.alert.AlertRule;
import io.pptpdmonitor.snmp.Community;
import io.pptpdmonitor.snmp.Recipient;
import io.pptpdmonitor.snmp.SnmpUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files under etc that make a service of the agent. */
class ShippedConfigurationTest {

    private static final Path CONFIGURATION = Path.of("etc/pptpd-monitor.toml");
    private static final Path UNIT = Path.of("etc/systemd/pptpd-monitor.service");

    @TempDir
    Path directory;

    @Test
    void saysWhatHoldsWithoutIt() throws IOException {
        assertThat(ConfigurationFile.read(CONFIGURATION)).isEqualTo(Configuration.defaults());
    }

    @Test
    void namesEveryKeyOfTheAgent() throws IOException {
        Path file = Files.writeString(directory.resolve("unknown.toml"), "[agent]\nunknown = 1\n");
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> ConfigurationFile.read(file));
        String known = refused.faults().get(0).replaceFirst(".*there is ", "");
        List<String> shown = Files.readAllLines(CONFIGURATION).stream()
                .filter(line -> line.matches("(# )?[a-z_]+ = .*"))
                .map(line -> line.replaceFirst("^(?:# )?([a-z_]+) = .*", "$1"))
                .toList();
        // Of AgentX the option --agentx tells.
        assertThat(known.split(", ")).filteredOn(key -> !key.equals("agentx")).isSubsetOf(shown);
    }

    /** What is commented out there is right as well. */
    @Test
    void showsExamplesThatWork() throws IOException {
        String text = Files.readAllLines(CONFIGURATION).stream()
                .map(line -> line.matches("# (\\[.*|[a-z_]+ = .*)") ? line.substring(2) : line)
                .collect(Collectors.joining("\n"));
        Path file = restricted("pptpd-monitor.toml", text);
        restricted("nms.auth", "authauth\n");
        restricted("nms.priv", "privpriv\n");
        restricted("nms.traps", "traps\n");
        Configuration configuration = ConfigurationFile.read(file);
        assertThat(configuration.agent().access().users())
                .extracting(SnmpUser::name)
                .containsExactly("nms");
        assertThat(configuration.agent().access().communities())
                .extracting(Community::name)
                .containsExactly("wallboard");
        assertThat(configuration.source().hostZones()).containsKey("vpn2");
        assertThat(configuration.alerts())
                .extracting(AlertRule::name)
                .containsExactly("users-high", "users-low", "mass-disconnect", "guessing", "pool", "collector");
        assertThat(configuration.receivers())
                .extracting(Recipient::toString)
                .containsExactly("udp:192.0.2.9:162 v3 as nms informs", "udp:[2001:db8::9]:162 v2c informs");
        assertThat(configuration.telling().command()).isEqualTo(Path.of("/usr/local/sbin/on-alert"));
    }

    /** They stand there for people alone: without them the same alerts are judged. */
    @Test
    void tellsOfTheAlertsThatAreJudgedWithoutIt() throws IOException {
        String text = Files.readAllLines(CONFIGURATION).stream()
                .filter(line -> line.matches("#   (\\[\\[alert]]|[a-z]+ = .*)"))
                .map(line -> line.substring(4))
                .collect(Collectors.joining("\n"));
        Path file = restricted("pptpd-monitor.toml", text);
        assertThat(text).contains("name = \"pool\"", "name = \"collector\"");
        assertThat(ConfigurationFile.read(file).alerts()).isEqualTo(AlertRule.SHIPPED);
    }

    private Path restricted(String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        return file;
    }

    /** These options of systemd.exec(5) hide the processes, interfaces or users of the host. */
    @Test
    void doesNotBlindTheLiveView() throws IOException {
        assertThat(Files.readAllLines(UNIT))
                .noneMatch(line -> line.matches(
                        "\\s*(ProtectProc|ProcSubset|PrivateNetwork|PrivateUsers|NetworkNamespacePath)\\s*=.*"));
    }

    @Test
    void givesOneRightAndNoRoot() throws IOException {
        assertThat(Files.readAllLines(UNIT))
                .contains(
                        "User=pptpd-monitor",
                        "AmbientCapabilities=CAP_NET_BIND_SERVICE",
                        "CapabilityBoundingSet=CAP_NET_BIND_SERVICE",
                        "NoNewPrivileges=yes",
                        "StateDirectory=pptpd-monitor",
                        "ExecReload=/bin/kill -HUP $MAINPID",
                        "RestartForceExitStatus=SIGHUP");
    }

    @Test
    @Tag("programs")
    void satisfiesSystemd() throws IOException {
        // Neither the program nor procps need be here; systemd looks whether they are.
        String unit = Files.readString(UNIT)
                .replace("/opt/pptpd-monitor/bin/pptpd-monitor", "/bin/true")
                .replace("/bin/kill", "/bin/true");
        Path file = Files.writeString(directory.resolve("pptpd-monitor.service"), unit);
        Program.Result verified = Program.require("systemd-analyze").run("verify", "--man=no", file.toString());
        assertThat(verified).isEqualTo(new Program.Result(0, "", ""));

        Program.Result exposure = Program.require("systemd-analyze")
                .run("security", "--offline=true", "--threshold=25", "--no-pager", file.toString());
        assertThat(exposure.exit()).as(exposure.out()).isZero();
    }
}

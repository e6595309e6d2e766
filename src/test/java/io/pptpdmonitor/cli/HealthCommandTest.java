package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.ServerLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code health} on a host below a directory. */
class HealthCommandTest {

    @TempDir
    Path root = Path.of("");

    private ServerLog log;

    @BeforeEach
    void host() throws IOException {
        Files.createDirectories(root.resolve("var/log"));
        log = ServerLog.at(root.resolve("var/log/syslog")).login(11, "alice");
        write(
                "etc/pptpd.conf",
                "option /etc/ppp/pptpd-options\ndebug\nremoteip 192.168.0.234-238\nlocalip 192.168.0.1\nfoo\n");
        write("etc/ppp/pptpd-options", "name pptpd\n");
        write("etc/ppp/chap-secrets", "alice pptpd secret *\nbob pptpd secret *\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private CliRun run(String... args) {
        List<String> all = new java.util.ArrayList<>(List.of(args));
        all.addAll(List.of("--root", root.toString()));
        CliRun run = CliRun.at(ServerLog.START.plusSeconds(120), all.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private JsonNode json(String... args) throws IOException {
        return new ObjectMapper().readTree(run(args).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"health", "doctor"})
    void tellsHowTheServerIsSetUp(String command) {
        assertThat(run(command).out().lines().map(line -> line.replace(root.toString(), "")))
                .contains(
                        "collector   ok",
                        "names       known of all sessions that were up",
                        "debug       pppd's debug lines were seen; for pppd not set",
                        "            for pptpd at /etc/pptpd.conf:2: that logs every packet and names nobody",
                        "logwtmp     not set",
                        "hook        no line of it was seen; not installed",
                        "users       2 names in chap-secrets and pap-secrets, and nobody else can log in",
                        "pool        1 of 100 slots used, as pptpd logged",
                        "to mend     /etc/pptpd.conf:5: pptpd knows no 'foo' and ignores it; see pptpd.conf(5)");
    }

    @Test
    void takesThePoolFromTheFileWhereTheLogBeginsLater() throws IOException {
        Files.writeString(log.path(), Files.readString(log.path()).replaceAll("(?m)^.*MGR: .*\n", ""));
        assertThat(run("health").out()).contains("1 of 5 slots used, by pptpd's configuration");
        JsonNode health = json("health", "-o", "json").get("health");
        assertThat(health.get("poolSize").asInt()).isEqualTo(5);
        assertThat(health.get("poolSource").asText()).isEqualTo("config");
        assertThat(run("status").out()).contains("pool 1/5");
    }

    @Test
    void doesNotTakeThisHostsFilesForACopiedLog() throws IOException {
        Path copy = Files.copy(log.path(), root.resolve("copy"));
        JsonNode told = json("health", "-o", "json", "-f", copy.toString());
        assertThat(told.get("setup").isNull()).isTrue();
        assertThat(told.get("findings")).isEmpty();
        assertThat(run("health", "-f", copy.toString()).out()).contains("where it is set is not known");
    }

    @Test
    void tellsTheSameAsJson() throws IOException {
        JsonNode told = json("health", "-o", "json");
        JsonNode setup = told.get("setup");
        assertThat(setup.get("slots").asInt()).isEqualTo(5);
        assertThat(setup.get("pptpdDebug").asText()).endsWith("etc/pptpd.conf:2");
        assertThat(setup.get("pppdDebug").isNull()).isTrue();
        assertThat(setup.get("users").asInt()).isEqualTo(2);
        assertThat(told.get("findings").get(0).asText()).contains("knows no 'foo'");
        assertThat(told.get("health").get("poolSource").asText()).isEqualTo("log");
    }

    @Test
    void saysOfPppdsLinesThatShowNoSignOfPptpWhoSeesThem() throws IOException {
        Files.writeString(log.path(), """
                2026-11-22T10:00:00Z vpn1 pptpd[817]: MGR: Manager process started
                2026-11-22T10:01:00Z vpn1 pppd[824]: pppd 2.4.9 started by root, uid 0
                2026-11-22T10:01:01Z vpn1 pppd[824]: Using interface ppp0
                2026-11-22T10:01:02Z vpn1 pppd[824]: local  IP address 192.168.0.1
                2026-11-22T10:01:02Z vpn1 pppd[824]: remote IP address 192.168.0.100
                """);
        assertThat(run("health").out().lines())
                .contains(
                        "collector   ok",
                        "names       nobody of the service asked for was up yet",
                        "services    1 session without a sign of the service asked for (pptp, unless --service"
                                + " names another); --service all shows them",
                        "debug       no debug line of pppd's was seen; for pppd not set");
        assertThat(json("status", "-o", "json")
                        .at("/health/notShown/otherServices")
                        .asInt())
                .isEqualTo(1);
        assertThat(run("health", "--service", "all").out()).doesNotContain("services  ");
    }

    @Test
    void advisesWhereNamesAreMissing() throws IOException {
        Files.writeString(
                log.path(), Files.readString(log.path()).replaceAll("(?m)^.*(CHAP Response|pptpd-logwtmp).*\n", ""));
        assertThat(run("health").out())
                .contains("not known of all sessions that were up, nor of 1 that are; install the hook");
        write("etc/ppp/pptpd-options", "name pptpd\ndebug\n");
        assertThat(run("health").out()).contains("sessions from now on should have one");
    }

    @Test
    void saysWhereMostClientsComeFromOneAddress() throws IOException {
        String login = Files.readString(log.path());
        for (int i = 1; i < 12; i++) {
            Files.writeString(
                    log.path(),
                    login.replace("[511]", "[" + (2000 + i) + "]").replace("[1011]", "[" + (3000 + i) + "]"),
                    java.nio.file.StandardOpenOption.APPEND);
        }
        String hint = "100 % of 12 sessions come from 198.51.100.11;";
        assertThat(run("health").out()).contains(hint);
        assertThat(run("failures").err()).contains(hint);
        for (String command : List.of("health", "failures")) {
            CliRun run = run(command, "--trusted-proxy", "198.51.100.0/24");
            assertThat(run.out() + run.err()).doesNotContain(hint);
        }
    }

    @Test
    void saysInEventsWhichNamesAreUsers() throws IOException {
        Files.writeString(log.path(), """
                2026-11-22T10:09:00Z vpn1 pptpd[600]: CTRL: Client 203.0.113.7 control connection started
                2026-11-22T10:09:00Z vpn1 pppd[601]: pppd 2.4.9 started by root, uid 0
                2026-11-22T10:09:00Z vpn1 pppd[601]: Peer bob failed CHAP authentication
                2026-11-22T10:09:00Z vpn1 pppd[601]: Peer mallory failed CHAP authentication
                2026-11-22T10:09:00Z vpn1 pptpd[600]: CTRL: Reaping child PPP[601]
                """, java.nio.file.StandardOpenOption.APPEND);
        assertThat(run("events").out().lines().filter(line -> line.contains("login-failed")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"user\":\"bob\"", "\"known\":true"),
                        line -> assertThat(line).contains("\"user\":\"mallory\"", "\"known\":false"));
    }

    @Test
    void saysWhoseNameWaits() {
        assertThat(run("why", "bob").err()).contains("the name stands in the server's secrets");
        assertThat(run("why", "mallory").err()).doesNotContain("secrets");
    }
}

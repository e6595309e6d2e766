package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.wtmp.WtmpBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which logs this host's processes, interfaces and wtmp are joined to, as the program's commands show it. */
class ThisHostTest {

    private static final Instant NOW = Told.at("13:10:01").toInstant();

    @TempDir
    Path directory;

    private Path root;
    private Host host;

    @BeforeEach
    void boot() throws IOException {
        root = directory.resolve("server");
        host = Host.below(root)
                .logs("12:10:00 pptpd[818]: MGR: Manager process started\n"
                        + ALICE.startsWithDebug("13:00:00")
                        + ALICE.comesUp("13:00:01")
                        + BOB.startsWithDebug("13:05:00")
                        + BOB.comesUp("13:05:01"))
                .runs(818, "pptpd", "12:10:00")
                .runs(828, "pppd", "13:00:00")
                .carries("ppp0", 7, 9_012_345_678L, 4_294_967_438L);
        int seconds = (int) Told.at("13:00:01").toEpochSecond();
        WtmpBytes.write(
                root.resolve("var/log/wtmp"),
                WtmpBytes.narrow(7, 828, "ppp0", "alice", seconds, 0).host("10.99.0.11"));
        Path etc = Files.createDirectories(root.resolve("etc/ppp"));
        Path conf =
                Files.writeString(root.resolve("etc/pptpd.conf"), "localip 192.168.0.1\nremoteip 192.168.0.234-237\n");
        Files.setLastModifiedTime(conf, FileTime.from(Told.at("12:00:00").toInstant()));
        Files.writeString(etc.resolve("chap-secrets"), "carol * secret *\n");
    }

    @Test
    void joinsThisHostToItsOwnLogThatNobodyHadToName() throws IOException {
        assertJoined(sessions());
    }

    @Test
    void joinsThisHostToALogBelowItsVarLog() throws IOException {
        assertJoined(sessions("--file", host.log().toString()));
        assertJoined(sessions("--file", root.resolve("var/log/../log/syslog").toString()));
    }

    @Test
    void doesNotJudgeALogThatWasCopiedElsewhere() throws IOException {
        String copy = Told.write(directory.resolve("syslog"), "").toString();
        Files.copy(
                host.log(),
                Path.of(copy),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);

        assertApart(sessions("--file", copy));
        assertApart(sessions("--file", host.log().toString(), "--file", copy));
        assertJoined(sessions("--file", copy, "--live", "yes"));
    }

    /** As a log server that is a VPN server, too, keeps the logs of others. */
    @Test
    void judgesNoOtherHostsLogThatIsKeptHere() throws IOException {
        host.called("vpn2");
        String named = host.log().toString();

        assertThat(run("status", "--file", named).out())
                .contains(
                        "live view no (the log is of vpn1, this host is vpn2; --live yes, or --host-alias vpn1=vpn2, if that is"
                                + " the same)");
        assertApart(sessions("--file", named));
        assertApart(sessions("--log-host", "vpn1"));
        assertApart(sessions("--log-host", "vpn1", "--live", "yes"));
        assertJoined(sessions("--file", named, "--live", "yes"));
        assertJoined(sessions());
    }

    @Test
    void doesNotJoinThisHostWhereItIsToldNotTo() throws IOException {
        assertApart(sessions("--live", "no"));
    }

    @Test
    void joinsAWtmpThatIsNamedToAnyLog() throws IOException {
        JsonNode told =
                sessions("--live", "no", "--wtmp", root.resolve("var/log/wtmp").toString());

        assertThat(told.at("/health/liveView").asBoolean()).isFalse();
        assertThat(told.at("/sessions/0/user").asText()).isEqualTo("alice");
    }

    @Test
    void showsTheCurrentOctetsInTheStatusTable() {
        CliRun run = run("status");

        assertThat(run.out().lines().filter(line -> line.contains("alice")))
                .singleElement()
                .asString()
                .startsWith("*  alice")
                .contains("8.4", "4.0", "ppp0");
        assertThat(run.out()).contains("live view yes", "1 user, 1 session up");
    }

    @Test
    void saysInTheStatusTableWhyItSeesNothing() {
        assertThat(run("status", "--live", "no").out()).contains("live view no (");
    }

    @Test
    void asksTheFilesOfThisHostForNoUserOfAnother() throws IOException {
        String own = host.log().toString();
        assertThat(check("access", "--file", own)).startsWith("PPTPD ACCESS CRITICAL - 1 unknown user: alice");
        host.called("vpn2");

        assertThat(check("access", "--file", own))
                .startsWith("PPTPD ACCESS UNKNOWN - who may be a user is not known, name a list with --known-users");
        assertThat(check("pool", "--log-host", "vpn1")).startsWith("PPTPD POOL UNKNOWN - ");
    }

    private static void assertJoined(JsonNode told) {
        assertThat(told.at("/health/poolSize").asInt()).isEqualTo(4);
        assertThat(told.at("/health/liveView").asBoolean()).isTrue();
        assertThat(told.at("/health/liveViewText").asText()).isEqualTo("pppd 828 of the log runs");
        assertThat(told.at("/sessions/0/state").asText()).isEqualTo("up");
        assertThat(told.at("/sessions/0/user").asText()).isEqualTo("alice");
        assertThat(told.at("/sessions/0/userSource").asText()).isEqualTo("wtmp");
        assertThat(told.at("/sessions/0/toClientOctets").asLong()).isEqualTo(9_012_345_678L);
        assertThat(told.at("/sessions/0/fromClientOctets").asLong()).isEqualTo(4_294_967_438L);
        assertThat(told.at("/sessions/0/octetsExact").asBoolean()).isTrue();
        assertThat(told.at("/sessions/0/connectSeconds").asLong()).isEqualTo(600);
        assertThat(told.at("/sessions/1/state").asText()).isEqualTo("lost");
    }

    private static void assertApart(JsonNode told) {
        assertThat(told.at("/health/liveView").asBoolean()).isFalse();
        assertThat(told.at("/health/liveViewText").asText()).isNotBlank();
        assertThat(told.at("/health/poolSize").isNull()).isTrue();
        for (JsonNode session : told.get("sessions")) {
            assertThat(session.get("state").asText()).isEqualTo("up");
            assertThat(session.get("user").isNull()).isTrue();
            assertThat(session.get("toClientOctets").isNull()).isTrue();
            assertThat(session.get("octetsExact").isNull()).isTrue();
        }
        assertThat(told.get("sessions")).hasSize(2);
    }

    private JsonNode sessions(String... more) throws JsonProcessingException {
        List<String> args = new ArrayList<>(List.of("sessions", "--output", "json"));
        args.addAll(List.of(more));
        return new ObjectMapper().readTree(run(args.toArray(String[]::new)).out());
    }

    private String check(String... args) {
        List<String> all = new ArrayList<>(List.of("check"));
        all.addAll(List.of(args));
        all.addAll(List.of("--root", root.toString(), "--zone", "UTC"));
        return CliRun.at(NOW, all.toArray(String[]::new)).out();
    }

    private CliRun run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--root", root.toString(), "--zone", "UTC"));
        CliRun run = CliRun.at(NOW, all.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }
}

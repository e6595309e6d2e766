package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.ServerLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that show something, and what their options change in it. */
class ViewsTest {

    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");
    private static final Instant NOW = ServerLog.START.plusSeconds(600);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path scratch = Path.of("");

    private ServerLog log;

    @BeforeEach
    void write() throws IOException {
        log = ServerLog.at(scratch.resolve("syslog"))
                .login(11, "alice")
                .logout(11)
                .login(12, "bob");
    }

    /** As etc/pptpd-monitor-1.schema.json has them. */
    @ParameterizedTest
    @CsvSource({"status, users", "users, users", "sessions, sessions failures", "failures, failures"})
    void writesTheDocumentOfItsCommand(String view, String parts) throws IOException {
        JsonNode document = json(view, "-f", log.toString());
        List<String> names = new ArrayList<>();
        document.fieldNames().forEachRemaining(names::add);
        List<String> expected = new ArrayList<>(List.of("schema", "generated", "source", "health"));
        expected.addAll(List.of(parts.split(" ")));
        assertThat(names).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(document.get("schema").asText()).isEqualTo("pptpd-monitor/1");
    }

    @ParameterizedTest
    @CsvSource({
        "status, 'user,activeSessions,sessions,', 2",
        "users, 'user,activeSessions,sessions,', 2",
        "sessions, 'number,host,pid,controlPid,service,user,', 2",
        "failures, 'time,host,pid,user,clientAddress,method', 0"
    })
    void writesARecordForEachRow(String view, String titles, int rows) {
        CliRun whole = run(view, "--output", "csv", "--file", log.toString());
        assertThat(whole.out()).startsWith(titles);
        List<String> lines = List.of(whole.out().split("\r\n"));
        assertThat(lines).hasSize(rows + 1);
        String bare = run(view, "-o", "csv", "-n", "-f", log.toString()).out();
        assertThat(bare).isEqualTo(whole.out().substring(lines.get(0).length() + 2));
    }

    @ParameterizedTest
    @CsvSource({"users, bob", "sessions, bob", "status, *  bob"})
    void printsATableUnlessToldOtherwise(String view, String row) {
        String plain = run(view, "-f", log.toString()).out();
        assertThat(plain).contains(row).endsWith("\n");
        assertThat(run(view, "--output", "table", "--file", log.toString()).out())
                .isEqualTo(plain);
        String bare = run(view, "--no-header", "-f", log.toString()).out();
        assertThat(plain).contains(bare);
        assertThat(bare.lines().count()).isLessThan(plain.lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-o json", "-o csv", "-n", "--service all", "-d 5", "-r"})
    void showsTheStatusWhereNoCommandIsNamed(String options) {
        String[] words =
                ("status " + options + " -f " + log).replaceAll(" +", " ").split(" ");
        assertThat(run(Arrays.copyOfRange(words, 1, words.length))).isEqualTo(run(words));
    }

    @Test
    void takesTheAncestorsOptionsTogether() {
        assertThat(run("-rwd", "30", "-f", log.toString()).out())
                .contains("PPTPD Client Statistics", "*  bob", "   alice");
    }

    @ParameterizedTest
    @CsvSource({"'', 0", "pptp, 0", "l2tp, 1", "pppoe, 2", "client, 0", "all, 3"})
    void showsTheServiceThatWasAskedFor(String service, int sessions) throws IOException {
        Path recording = RECORDINGS.resolve("j/syslog.rfc3339");
        List<String> args = new ArrayList<>(List.of("sessions", "-f", recording.toString()));
        args.addAll(service.isEmpty() ? List.of() : List.of("--service", service));
        assertThat(json(args.toArray(String[]::new)).get("sessions")).hasSize(sessions);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Riga, 2026-11-22T14:10:12+02:00",
        "UTC, 2026-11-22T14:10:12Z",
        "+05:30, 2026-11-22T14:10:12+05:30",
        "America/St_Johns, 2026-11-22T14:10:12-03:30"
    })
    void readsStampsWithoutAZoneInTheZoneNamed(String zone, String started) throws IOException {
        Path copy = Files.copy(RECORDINGS.resolve("a/syslog"), scratch.resolve("copy"));
        Files.setLastModifiedTime(copy, FileTime.from(Instant.parse("2026-11-22T14:10:35Z")));
        JsonNode first = json("sessions", "-f", copy.toString(), "--zone", zone)
                .get("sessions")
                .get(0);
        assertThat(first.get("started").asText()).isEqualTo(started);
        JsonNode stamped = json("sessions", "-f", RECORDINGS + "/a/syslog.rfc3339", "--zone", zone);
        assertThat(stamped.get("sessions").get(0).get("started").asText()).endsWith("Z");
    }

    @Test
    void readsTheRotatedPastOnlyWhenAsked() throws IOException {
        JsonNode with = json("sessions", "-r", "-f", RECORDINGS + "/k/create.log", "--service", "all");
        JsonNode without = json("sessions", "-f", RECORDINGS + "/k/create.log", "--service", "all");
        assertThat(with.get("sessions").size())
                .isGreaterThan(without.get("sessions").size());
        assertThat(with.get("sessions"))
                .hasSize(3)
                .allMatch(session -> session.get("user").isTextual());
    }

    @Test
    void mergesFilesByTheirStamps() throws IOException {
        Path pptpd = scratch.resolve("pptpd.log");
        Path pppd = scratch.resolve("pppd.log");
        List<String> lines = Files.readAllLines(log.path());
        Files.write(
                pptpd, lines.stream().filter(line -> line.contains("pptpd[")).toList());
        Files.write(pppd, lines.stream().filter(line -> line.contains("pppd[")).toList());
        JsonNode whole = json("sessions", "-f", log.toString());
        assertThat(json("sessions", "-f", pppd.toString(), "-f", pptpd.toString())
                        .get("sessions"))
                .isEqualTo(whole.get("sessions"));
    }

    @Test
    void takesNamesFromTheWtmpFileThatIsNamed() throws IOException {
        String recording = RECORDINGS + "/b/syslog.rfc3339";
        assertThat(json("sessions", "-f", recording).get("sessions"))
                .hasSize(3)
                .allMatch(session -> session.get("user").isNull()
                        && session.get("userSource").isNull());
        assertThat(json("sessions", "-f", recording, "--wtmp", RECORDINGS + "/b/wtmp")
                        .get("sessions"))
                .extracting(session -> session.get("user").asText())
                .containsExactly("alice", "bob", "carol");
    }

    @Test
    void checksTheUsersOfTheSameLog() {
        CliRun check = run("check", "users", "-w", "0", "-c", "5", "-f", log.toString());
        assertThat(check.out())
                .startsWith("PPTPD USERS WARNING - 1 active user (outside the warning range 0), 1 session");
        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(run("check", "users", "-c", "@1:3", "-f", log.toString()).exitCode())
                .isEqualTo(2);
        assertThat(run("check", "users", "-f", log.toString()).exitCode()).isZero();
    }

    /** The host of the fixture: pppd 864 holds ppp0 since 13:58:38, pppd 925 ppp1 since 13:58:42. */
    @Test
    void joinsTheCountersOfTheHostBelowItsRoot() throws IOException {
        copyTree(Path.of("src/test/resources/proc/vpn1"), scratch.resolve("root"));
        Path logs = Files.createDirectories(scratch.resolve("root/var/log"));
        Files.writeString(logs.resolve("syslog"), """
                2026-11-22T13:58:37Z vpn1 pptpd[863]: CTRL: Client 10.99.0.11 control connection started
                2026-11-22T13:58:38Z vpn1 pptpd[863]: CTRL: Starting call (launching pppd, opening GRE)
                2026-11-22T13:58:39Z vpn1 pppd[864]: pppd 2.4.9 started by root, uid 0
                2026-11-22T13:58:39Z vpn1 pppd[864]: Using interface ppp0
                2026-11-22T13:58:39Z vpn1 pppd[864]: peer from calling number 10.99.0.11 authorized
                2026-11-22T13:58:39Z vpn1 pppd[864]: local  IP address 192.168.0.1
                2026-11-22T13:58:39Z vpn1 pppd[864]: remote IP address 192.168.0.234
                2026-11-22T13:58:39Z vpn1 pppd[864]: pptpd-logwtmp.so ip-up ppp0 alice 10.99.0.11
                """);
        Instant now = Instant.parse("2026-11-22T14:58:39Z");
        String[] views = {"--root", scratch.resolve("root").toString()};
        // 9012345678 octets to the client, 4294967438 from it; GB of 2^30 octets.
        assertThat(CliRun.at(now, views).out())
                .contains("live view yes")
                .containsPattern("\\*  alice +1/0 .* ppp0 +8\\.4GB +4\\.0GB +1:00:00");
        String[] copied = {"-f", logs.resolve("syslog").toString(), "--root", views[1], "--live", "no"};
        assertThat(CliRun.at(now, copied).out()).contains("live view no").containsPattern("ppp0 +\\? +\\? ");
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static CliRun run(String... args) {
        return CliRun.at(NOW, args);
    }

    private static JsonNode json(String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--output", "json"));
        CliRun run = CliRun.at(NOW, all.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Map.of("err", run.err())).containsEntry("err", "");
        return MAPPER.readTree(run.out());
    }
}

package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a central log server: one recording as if two hosts had sent it, line by line, with the same pids. */
class SeveralHostsTest {

    private static final Path RECORDING = Path.of("src/test/resources/recordings/a");
    private static final Path GUESSES = Path.of("etc/demo/guesses");
    private static final Instant WRITTEN = Instant.parse("2026-11-22T15:00:00Z");
    private static final InstantSource LATER = InstantSource.fixed(WRITTEN);

    @TempDir
    Path folder;

    private String central;

    @BeforeEach
    void interleave() throws IOException {
        central = ofTwoHosts(RECORDING.resolve("syslog"));
    }

    private String ofTwoHosts(Path recording) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(recording)) {
            lines.add(line);
            lines.add(line.replaceFirst(" vpn1 ", " vpn2.example.org "));
        }
        Path log = Files.write(folder.resolve("central.log"), lines);
        Files.setLastModifiedTime(log, FileTime.from(WRITTEN));
        return log.toString();
    }

    private static CliRun run(String... args) {
        return CliRun.at(LATER, pause -> false, args);
    }

    private static JsonNode json(String log, String... args) throws IOException {
        String[] all = Stream.concat(Stream.of("sessions", "-o", "json", "-f", log), Stream.of(args))
                .toArray(String[]::new);
        CliRun run = run(all);
        assertThat(run.err()).isEmpty();
        return new ObjectMapper().readTree(run.out());
    }

    private JsonNode alone() throws IOException {
        Path log = Files.copy(RECORDING.resolve("syslog"), folder.resolve("alone"));
        Files.setLastModifiedTime(log, FileTime.from(WRITTEN));
        return json(log.toString());
    }

    @Test
    void keepsTheHostsApart() throws IOException {
        JsonNode sessions = json(central).get("sessions");
        List<String> users = alone().get("sessions").findValuesAsText("user");

        assertThat(sessions).hasSize(2 * users.size());
        for (String host : List.of("vpn1", "vpn2.example.org")) {
            assertThat(sessions)
                    .filteredOn(session -> session.get("host").asText().equals(host))
                    .extracting(session -> session.get("user").asText())
                    .containsExactlyElementsOf(users);
        }
    }

    @Test
    void showsTheHostWhereThereIsMoreThanOne() throws IOException {
        assertThat(run("sessions", "-f", central).out().lines().findFirst().orElse(""))
                .matches("#  HOST +USER +STATE .*");
        assertThat(run("sessions", "-f", central, "--log-host", "vpn1").out().lines())
                .first()
                .asString()
                .matches("#  USER +STATE .*");
    }

    /** Each host refused alice once, and mallory once. */
    @Test
    void showsOnWhichHostALoginFailed() throws IOException {
        assertThat(run("failures", "-f", ofTwoHosts(GUESSES)).out().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).matches("TIME +# +USER +CLIENT +METHOD +HOST +PID"),
                        line -> assertThat(line).matches(".* alice .* vpn1 .*"),
                        line -> assertThat(line).matches(".* mallory .* vpn1 .*"),
                        line -> assertThat(line).matches(".* alice .* vpn2.example.org .*"),
                        line -> assertThat(line).matches(".* mallory .* vpn2.example.org .*"));
    }

    /** A host whose clock is an hour slow is told of last: the failures before are no older for that. */
    @Test
    void countsTheLatestFailuresWhereAnotherHostsClockIsSlow() throws IOException {
        List<String> fast = Files.readAllLines(GUESSES);
        List<String> slow = fast.stream()
                .map(line -> line.replaceFirst(" vpn1 ", " vpn2 ").replaceFirst("T13:", "T12:"))
                .toList();
        Path log = Files.write(
                folder.resolve("slow.log"),
                Stream.concat(fast.stream(), slow.stream()).toList());
        Files.setLastModifiedTime(log, FileTime.from(WRITTEN));
        String alone =
                run("check", "logins", "-w", "9999", "-f", GUESSES.toString()).out();
        String told = run("check", "logins", "-w", "9999", "-f", log.toString()).out();

        assertThat(alone).contains("at least 2 failed logins in 5 min");
        assertThat(told).contains("at least 2 failed logins in 5 min", "failed_total=4c");
    }

    @Test
    void showsOnWhichHostAnAttemptWasWhereThereIsMoreThanOne() throws IOException {
        String guesses = ofTwoHosts(GUESSES);
        assertThat(run("why", "mallory", "-f", guesses).out().lines())
                .filteredOn(line -> !line.startsWith("    "))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).matches("#  HOST +TIME +USER +CLIENT .*"),
                        line -> assertThat(line).matches("\\d  vpn1 +2026-11-22 .* mallory .*"),
                        line -> assertThat(line).matches("\\d  vpn2.example.org +2026-11-22 .* mallory .*"));
        assertThat(run("why", "mallory", "-f", guesses, "--log-host", "vpn1")
                        .out()
                        .lines())
                .first()
                .asString()
                .matches("#  TIME +USER +CLIENT .*");
        JsonNode told = new ObjectMapper()
                .readTree(run("why", "mallory", "-o", "json", "-f", guesses).out());
        assertThat(told.get("attempts").findValuesAsText("host")).containsExactlyInAnyOrder("vpn1", "vpn2.example.org");
    }

    @Test
    void readsOneHostAsIfItWereAlone() throws IOException {
        JsonNode alone = alone();
        JsonNode one = json(central, "--log-host", "vpn1");
        for (String part : List.of("sessions", "failures")) {
            assertThat(one.get(part)).isEqualTo(alone.get(part));
        }
        assertThat(one.at("/health/relevantLines")).isEqualTo(alone.at("/health/relevantLines"));
    }

    /** As relays write the address of one that has no name. */
    @Test
    void readsAHostThatIsAnAddressInBrackets() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(RECORDING.resolve("syslog"))) {
            lines.add(line);
            lines.add(line.replaceFirst(" vpn1 ", " [2001:db8::2] "));
        }
        Path log = Files.write(folder.resolve("brackets.log"), lines);
        Files.setLastModifiedTime(log, FileTime.from(WRITTEN));
        List<String> users = alone().get("sessions").findValuesAsText("user");

        assertThat(json(log.toString()).get("sessions"))
                .filteredOn(session -> session.get("host").asText().equals("2001:db8::2"))
                .extracting(session -> session.get("user").asText())
                .containsExactlyElementsOf(users);
        assertThat(json(log.toString(), "--log-host", "2001:db8::2").get("sessions"))
                .hasSameSizeAs(users);
    }

    /** The first hundred lines in capitals, of the others each second one (RFC 4343). */
    private Path inOtherLetters(String name, int first) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(RECORDING.resolve("syslog"))) {
            boolean capitals = lines.size() < 100 || (lines.size() + first) % 2 == 0;
            lines.add(capitals ? line.replaceFirst(" vpn1 ", " VPN1 ") : line);
        }
        Path log = Files.write(folder.resolve(name), lines);
        Files.setLastModifiedTime(log, FileTime.from(WRITTEN));
        return log;
    }

    @Test
    void takesAHostInOtherLettersForTheSame() throws IOException {
        String log = inOtherLetters("letters.log", 0).toString();
        JsonNode told = json(log);
        JsonNode alone = alone();
        for (String part : List.of("sessions", "failures")) {
            assertThat(told.get(part).toString())
                    .isEqualTo(alone.get(part).toString().replace("vpn1", "VPN1"));
        }
        for (String name : List.of("vpn1", "VPN1", "Vpn1")) {
            assertThat(json(log, "--log-host", name).get("sessions")).isEqualTo(told.get("sessions"));
            assertThat(started(json(log, "--host-zone", name + "=+05:00").get("sessions"), "VPN1"))
                    .isNotEmpty()
                    .allMatch(moment -> moment.getOffset().toString().equals("+05:00"));
            assertThat(json(log, "--host-alias", name + "=gw").get("sessions").findValuesAsText("host"))
                    .containsOnly("gw");
        }
    }

    /** Each line once, however its source writes the host. */
    @Test
    void takesLinesOfSeveralLogsInOtherLettersForTheSame() throws IOException {
        JsonNode alone = alone();
        JsonNode both = json(
                inOtherLetters("syslog", 0).toString(),
                "--file",
                inOtherLetters("daemon.log", 1).toString());
        for (String part : List.of("sessions", "failures")) {
            assertThat(both.get(part).toString())
                    .isEqualToIgnoringCase(alone.get(part).toString());
        }
        assertThat(both.at("/server/totals")).isEqualTo(alone.at("/server/totals"));
    }

    /** A state of which the host began in capitals, and what came since. */
    @Test
    void goesOnWithAHostInOtherLetters() throws IOException {
        List<String> lines = Files.readAllLines(inOtherLetters("whole", 0));
        Path log = folder.resolve("grows");
        String[] kept = {"--live", "yes", "--state", folder.resolve("state").toString()};
        for (int part = 1; part <= 3; part++) {
            Files.write(log, lines.subList(0, lines.size() * part / 3));
            Files.setLastModifiedTime(log, FileTime.from(WRITTEN));
            json(log.toString(), kept);
        }
        assertThat(json(log.toString(), kept).get("sessions").toString())
                .isEqualTo(json(log.toString(), "--live", "yes").get("sessions").toString());
    }

    @Test
    void callsAHostByItsAlias() throws IOException {
        JsonNode sessions = json(central, "--host-alias", "vpn2.example.org=vpn2", "--log-host", "vpn2")
                .get("sessions");
        assertThat(sessions).isNotEmpty();
        assertThat(sessions.findValuesAsText("host")).containsOnly("vpn2");
    }

    @Test
    void readsEachHostsStampsInItsZone() throws IOException {
        JsonNode sessions =
                json(central, "--host-zone", "vpn2.example.org=+05:00").get("sessions");
        List<OffsetDateTime> one = started(sessions, "vpn1");
        List<OffsetDateTime> other = started(sessions, "vpn2.example.org");
        assertThat(one).isNotEmpty().hasSameSizeAs(other);
        for (int i = 0; i < one.size(); i++) {
            assertThat(other.get(i).toInstant())
                    .isEqualTo(one.get(i).toInstant().minusSeconds(5 * 3600));
            assertThat(other.get(i).getOffset()).hasToString("+05:00");
        }
    }

    private static List<OffsetDateTime> started(JsonNode sessions, String host) {
        List<OffsetDateTime> moments = new ArrayList<>();
        for (JsonNode session : sessions) {
            if (session.get("host").asText().equals(host)) {
                moments.add(OffsetDateTime.parse(session.get("started").asText()));
            }
        }
        return moments;
    }

    /** A name that is not in the log is no host where nobody is. */
    @Test
    void saysWhichHostsThereAreWhereTheNameIsWrong() {
        CliRun check = run("check", "users", "-w", "9", "-f", central, "--log-host", "vpn9");
        assertThat(check.exitCode()).isEqualTo(3);
        assertThat(check.out())
                .startsWith("PPTPD USERS UNKNOWN - there is no log to read: no line of pptpd or pppd in " + central
                        + " (it holds lines of vpn1, vpn2.example.org: --log-host takes one of these)");
    }

    @Test
    void refusesAnEmptyName() {
        CliRun run = run("sessions", "-f", central, "--log-host", "");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--log-host").contains("expected a host's name, but was ''");
    }

    @Test
    void refusesWhatIsNoPair() {
        assertThat(run("sessions", "-f", central, "--host-zone", "vpn2").err())
                .contains("--host-zone")
                .contains("expected a host's name, = and a value, but was 'vpn2'");
        assertThat(run("sessions", "-f", central, "--host-zone", "vpn2=Mars").exitCode())
                .isEqualTo(2);
    }

    /** With a name written wrongly its stamps stay in the zone of the others. */
    @Test
    void saysWhichZoneIsOfNoHost() {
        CliRun run = run("sessions", "-f", central, "--host-zone", "vpn3=Asia/Tokyo", "--host-zone", "vpn1=UTC");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .isEqualTo("pptpd-monitor: the log tells of no host vpn3, which --host-zone names; it tells of vpn1,"
                        + " vpn2.example.org\n");
        assertThat(run("sessions", "-f", central, "--host-zone", "vpn2=UTC", "--log-host", "vpn1")
                        .err())
                .isEmpty();
    }

    /** A name that is written wrongly makes two hosts of one. */
    @Test
    void saysWhichAliasIsOfNoHost() {
        String[] misspelt = {"-f", central, "--host-alias", "vpn2.exmaple.org=vpn2"};
        String told = "pptpd-monitor: the log tells of no host vpn2.exmaple.org, which --host-alias names; it tells of"
                + " vpn1, vpn2.example.org\n";
        assertThat(run(with("sessions", misspelt)).err()).isEqualTo(told);
        assertThat(run(with("health", misspelt)).err()).isEqualTo(told);
        assertThat(run("sessions", "-f", central, "--host-alias", "vpn2.example.org=vpn2")
                        .err())
                .isEmpty();
        assertThat(run("sessions", "-f", central, "--host-alias", "vpn9=vpn2", "--log-host", "vpn1")
                        .err())
                .as("of a host that is left out")
                .isEmpty();
    }

    /** Also where the lines that called it so were read long ago. */
    @Test
    void remembersByWhichAliasAHostWasCalled() throws IOException {
        Path state = folder.resolve("state");
        String[] kept = {
            "-f", central, "--host-alias", "vpn2.example.org=vpn2", "--live", "yes", "--state", state.toString()
        };
        assertThat(run(with("sessions", kept)).err()).isEmpty();
        assertThat(state).exists();
        assertThat(run(with("sessions", kept)).err()).isEmpty();
    }

    private static String[] with(String command, String... options) {
        return Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
    }

    @Test
    void refusesANameThatIsShownAsAnother() {
        CliRun run = run("sessions", "-f", central, "--host-alias", "vpn2.example.org=vpn2", "--host-alias", "vpn2=gw");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("pptpd-monitor: --host-alias vpn2.example.org=vpn2: vpn2 is shown as gw itself; write"
                        + " vpn2.example.org=gw, or leave one of them out");
    }

    private CliRun pool(int ofBig, String... args) throws IOException {
        StringBuilder lines =
                new StringBuilder("Nov 22 10:00:00 big pptpd[100]: MGR: Maximum of 20 connections available\n");
        for (int i = 0; i < ofBig; i++) {
            lines.append(control("big", i));
        }
        for (int i = 0; i < 3; i++) {
            lines.append(control("small", i));
        }
        Path log = Files.writeString(folder.resolve("pools.log"), lines);
        Files.setLastModifiedTime(log, FileTime.from(Instant.parse("2026-11-22T10:02:00Z")));
        return run(Stream.concat(Stream.of("check", "pool", "-f", log.toString()), Stream.of(args))
                .toArray(String[]::new));
    }

    private static String control(String host, int number) {
        return "Nov 22 10:01:00 " + host + " pptpd[" + (200 + number) + "]: CTRL: Client 198.51.100." + (10 + number)
                + " control connection started\n";
    }

    /** Of small it is not known how many there are: it may be full. */
    @Test
    void judgesThePoolOfSeveralHostsAsFarAsItIsCertain() throws IOException {
        assertThat(pool(1).exitCode()).isEqualTo(3);
        assertThat(pool(1).out())
                .startsWith(
                        "PPTPD POOL UNKNOWN - at least 5 % of the pool used on big (perhaps more: how many slots there are"
                                + " on small is not known, 3 are taken)");
        assertThat(pool(17).exitCode()).as("85 %").isEqualTo(1);
        assertThat(pool(20).exitCode()).isEqualTo(2);
        assertThat(pool(20).out()).contains("100 % of the pool used on big");
        assertThat(pool(1, "-c", "4").exitCode()).isEqualTo(2);
        assertThat(pool(1, "--slots", "2").exitCode()).isEqualTo(1);
        assertThat(pool(1, "--size", "3").exitCode()).isEqualTo(2);
        assertThat(pool(1, "--log-host", "big").exitCode()).isZero();
    }
}

package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.cli.Environment;
import io.pptpdmonitor.cli.PptpdMonitorCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent on every recording, asked by net-snmp; it runs in this process. */
@Tag("programs")
class RecordingsWalkTest {

    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T00:00:00Z"));
    private static final String ROOT = ".1.3.6.1.4.1.8072.9999.9999.1723";

    @TempDir
    Path scratch = Path.of("");

    static Stream<Path> recordings() throws IOException {
        try (Stream<Path> folders = Files.list(RECORDINGS)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void walksTheWholeSubtreeInOrder(Path recording) throws IOException {
        List<Program.Result> walks = whileServed(recording, RecordingsWalkTest::walks);
        Program.Result walk = walks.get(0);
        assertThat(walk.err()).isEmpty();
        assertThat(walk.exit()).isZero();
        assertThat(walk.out()).doesNotContain("Wrong Type");
        List<int[]> walked = instances(walk).stream()
                .map(line -> oid(line.substring(0, line.indexOf(' '))))
                .toList();
        assertThat(walked).hasSizeGreaterThan(30).isSortedAccordingTo(Arrays::compare);
        assertThat(walked.stream().map(Arrays::toString)).doesNotHaveDuplicates();
        assertThat(walked).hasSameSizeAs(instances(walks.get(1)));
        assertThat(walks.get(2).lines().stream().filter(line -> !line.contains("No Such Instance")))
                .hasSameSizeAs(users(recording));
    }

    /** While no instance came or went: rates are known once the agent has looked twice. */
    private static List<Program.Result> walks(NetSnmp manager) {
        List<Program.Result> walks = List.of();
        for (int i = 0; i < 10; i++) {
            walks = List.of(
                    manager.query("snmpwalk", List.of("-On"), ROOT),
                    manager.query("snmpbulkwalk", List.of("-On", "-Cr40"), ROOT),
                    manager.query("snmpwalk", List.of("-Oqv"), "PPTPD-MONITOR-MIB::pptpdUserName"));
            Program.Result again = manager.query("snmpwalk", List.of("-On"), ROOT);
            if (instances(again).size() == instances(walks.get(0)).size()) {
                return walks;
            }
        }
        return walks;
    }

    private static List<String> instances(Program.Result walk) {
        return walk.lines().stream()
                .filter(line -> line.startsWith(ROOT) && !line.contains(NetSnmp.END))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "d", "g", "i"})
    void printsUsersAndSessionsAsTables(String name) throws IOException {
        Path recording = RECORDINGS.resolve(name);
        List<String> users = users(recording);
        long up = sessions(recording).stream().filter("up"::equals).count();
        List<Program.Result> tables = whileServed(
                recording,
                manager -> Stream.of("pptpdUserTable", "pptpdSessionTable")
                        .map(table -> manager.query(
                                "snmptable", List.of("-CB", "-Cf", "~~", "-CH"), "PPTPD-MONITOR-MIB::" + table))
                        .toList());
        assertThat(tables).extracting(Program.Result::err).containsOnly("");
        List<String> rows = rows(tables.get(0));
        assertThat(rows).hasSameSizeAs(users).allMatch(row -> row.chars().noneMatch(Character::isISOControl));
        assertThat(rows.stream().map(row -> row.substring(0, row.indexOf("~~"))).filter(this::isPlain))
                .containsExactlyInAnyOrderElementsOf(
                        users.stream().filter(this::isPlain).toList());
        assertThat(rows(tables.get(1))).hasSize((int) up);
    }

    private boolean isPlain(String user) {
        return user.matches("[a-z]{1,20}\\d*");
    }

    private static List<String> rows(Program.Result table) {
        return table.lines().stream()
                .filter(line -> line.contains("~~") && !line.startsWith("SNMP table"))
                .toList();
    }

    private static int[] oid(String text) {
        return Stream.of(text.substring(1).split("\\."))
                .mapToInt(Integer::parseUnsignedInt)
                .toArray();
    }

    /** Starts the agent, lets the manager ask, and ends the agent. */
    private <T> T whileServed(Path recording, Function<NetSnmp, T> questions) {
        StringWriter said = new StringWriter();
        StringWriter complained = new StringWriter();
        List<T> answers = new ArrayList<>();
        Environment environment = new Environment(
                CLOCK,
                ZoneOffset.UTC,
                InputStream.nullInputStream(),
                new PrintWriter(said),
                new PrintWriter(complained),
                false,
                pause -> {
                    String address = said.toString().strip().replace("listening on ", "");
                    answers.add(questions.apply(manager(address)));
                    return false;
                });
        String[] args = {"agent", "--listen", "udp:127.0.0.1:0", "--community", NetSnmp.COMMUNITY};
        int code = PptpdMonitorCommand.commandLine(environment)
                .execute(Stream.concat(Stream.of(args), source(recording)).toArray(String[]::new));
        assertThat(complained.toString()).isEmpty();
        assertThat(code).isZero();
        return answers.get(0);
    }

    private NetSnmp manager(String address) {
        try {
            return new NetSnmp(scratch, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> source(Path recording) {
        return Stream.of(
                "--file",
                recording.resolve("syslog").toString(),
                "--wtmp",
                recording.resolve("wtmp").toString(),
                "--live",
                "no");
    }

    private static List<String> users(Path recording) throws IOException {
        return texts(recording, "users", "user");
    }

    private static List<String> sessions(Path recording) throws IOException {
        return texts(recording, "sessions", "state");
    }

    private static List<String> texts(Path recording, String view, String field) throws IOException {
        Stream<String> args = Stream.concat(Stream.of(view, "-o", "json"), source(recording));
        CliRun run = CliRun.at(CLOCK.instant(), args.toArray(String[]::new));
        List<String> texts = new ArrayList<>();
        JsonNode rows = new ObjectMapper().readTree(run.out()).get(view);
        rows.forEach(row -> texts.add(row.get(field).asText()));
        return texts;
    }
}

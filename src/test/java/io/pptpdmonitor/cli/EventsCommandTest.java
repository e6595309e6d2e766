package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.ServerLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** {@code events}; what happens between two looks happens in the pause. */
class EventsCommandTest {

    private static final InstantSource CLOCK = InstantSource.fixed(ServerLog.START.plusSeconds(600));
    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What a test does between two looks. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    @TempDir
    Path scratch = Path.of("");

    private ServerLog log;

    @BeforeEach
    void write() throws IOException {
        log = ServerLog.at(scratch.resolve("syslog")).login(11, "alice");
    }

    @Test
    void printsAllOfALog() throws IOException {
        log.logout(11).login(12, "bob");
        assertThat(types(CliRun.at(CLOCK, pause -> false, "events", "-f", log.toString())))
                .containsExactly("server-started null", "session-up alice", "session-end alice", "session-up bob");
    }

    @Test
    void followsOnlyWhatIsNew() {
        CliRun run = follow(List.of("--follow"), () -> log.login(12, "bob"), () -> log.logout(11));
        assertThat(types(run)).containsExactly("session-up bob", "session-end alice");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void followsWhatIsOldTooIfAsked() {
        CliRun run = follow(List.of("--follow", "--all"), () -> log.login(12, "bob"));
        assertThat(types(run)).containsExactly("server-started null", "session-up alice", "session-up bob");
    }

    @Test
    void goesOnWhileTheLogIsGoneAndSaysSoOnce() {
        CliRun run = follow(
                List.of("--follow"),
                () -> Files.delete(log.path()),
                () -> {},
                () -> ServerLog.at(log.path()).login(12, "bob"));
        assertThat(types(run)).contains("session-up bob");
        assertThat(run.err().lines()).containsExactly("pptpd-monitor: no such file: " + log);
    }

    @Test
    void needsALog() {
        CliRun run = CliRun.of("events", "-f", scratch.resolve("absent").toString());
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void saysThatALogHoldsNoLineOfTheServer() throws IOException {
        CliRun run = CliRun.of(
                "events",
                "-f",
                ServerLog.withoutServer(scratch.resolve("other")).toString());
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("no line of pptpd or pppd");
    }

    @TestFactory
    Stream<DynamicTest> keepsToTheSchema() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("etc/pptpd-monitor-event-1.schema.json")));
        return recordings()
                .map(recording -> DynamicTest.dynamicTest(recording, () -> {
                    CliRun run = CliRun.of("events", "--service", "all", "-f", log(recording));
                    assertThat(run.out()).isNotEmpty();
                    assertThat(run.out().lines())
                            .allSatisfy(line -> assertThat(schema.validate(
                                            line,
                                            InputFormat.JSON,
                                            context ->
                                                    context.getExecutionConfig().setFormatAssertionsEnabled(true)))
                                    .isEmpty());
                }));
    }

    @Test
    void listsNoProxyAsAnOffender() {
        String all = CliRun.of("events", "-o", "fail2ban", "-f", log("d")).out();
        String others = CliRun.of("events", "-o", "fail2ban", "--trusted-proxy", "10.99.0.12/31", "-f", log("d"))
                .out();
        assertThat(all).contains(" from 10.99.0.11 ", " from 10.99.0.12 ", " from 10.99.0.13 ");
        assertThat(others.lines())
                .isNotEmpty()
                .containsExactlyElementsOf(all.lines()
                        .filter(line -> line.contains(" from 10.99.0.11 "))
                        .toList());
    }

    @Test
    void refusesAProxyThatIsNone() {
        CliRun run = CliRun.of("events", "--trusted-proxy", "vpn.example.org", "-f", log.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("expected an address").contains("'vpn.example.org'");
    }

    private CliRun follow(List<String> options, Step... steps) {
        Iterator<Step> left = Arrays.asList(steps).iterator();
        List<String> args = new ArrayList<>(List.of("events", "-f", log.toString()));
        args.addAll(options);
        return CliRun.at(
                CLOCK,
                pause -> {
                    if (!left.hasNext()) {
                        return false;
                    }
                    try {
                        left.next().run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return true;
                },
                args.toArray(String[]::new));
    }

    private static List<String> types(CliRun run) {
        return run.out()
                .lines()
                .map(EventsCommandTest::json)
                .map(event ->
                        event.get("type").asText() + " " + event.get("user").asText())
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String log(String recording) {
        return RECORDINGS.resolve(recording).resolve("syslog").toString();
    }

    private static Stream<String> recordings() throws IOException {
        try (Stream<Path> folders = Files.list(RECORDINGS)) {
            return folders
                    .filter(folder -> Files.isRegularFile(folder.resolve("syslog")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}

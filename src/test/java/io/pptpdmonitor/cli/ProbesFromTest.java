package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.model.AddressRange;
import io.pptpdmonitor.settings.SourceSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The probes of a monitoring host, which pptpd logs as anybody's. In the recording nine probes asked a server with two slots,
 * four times for the last one, and bob alone filled it; here all of them come from 192.0.2.9, as the log would have it.
 */
class ProbesFromTest {

    private static final Path RECORDING = Path.of("src/test/resources/recordings/x/syslog.rfc3339");
    private static final String WHEN_BOB_CAME = "2026-11-27T03:37:15.584538Z";

    @TempDir
    Path scratch;

    private Path log;

    @BeforeEach
    void probeFromElsewhere() throws IOException {
        String text = Files.readString(RECORDING)
                .replaceAll("Client (127\\.0\\.0\\.1|10\\.99\\.0\\.1) ", "Client 192.0.2.9 ");
        assertThat(text.lines().filter(line -> line.contains("192.0.2.9 control connection started")))
                .hasSize(9);
        log = Files.writeString(scratch.resolve("syslog"), text);
    }

    /** When the pool was full, as the events tell. */
    private static List<String> fills(Path log, String... options) {
        Stream<String> all = Stream.concat(Stream.of("events", "--file", log.toString()), Stream.of(options));
        CliRun run = CliRun.of(all.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        return run.out()
                .lines()
                .filter(line -> line.contains("\"pool-full\""))
                .map(line -> line.replaceAll(".*\"time\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Test
    void countAsClientsWhereNobodySaysSo() {
        assertThat(fills(log)).hasSize(5).contains(WHEN_BOB_CAME);
        assertThat(fills(log, "--probes-from", "192.0.2.8")).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.9", "192.0.2.0/24"})
    void fillNoPoolWhereTheirHostIsNamed(String host) {
        assertThat(fills(log, "--probes-from", "203.0.113.1", "--probes-from", host))
                .containsExactly(WHEN_BOB_CAME);
    }

    /** That of bob, who starts a call, and is behind the same address. */
    @Test
    void areNoneWhereACallIsStarted() {
        assertThat(fills(log, "--probes-from", "0.0.0.0/0")).containsExactly(WHEN_BOB_CAME);
    }

    /** What is kept of months is worth more than that a count is of one rule alone. */
    @Test
    void changeNothingOfWhatWasCountedBefore() throws IOException {
        List<String> lines = Files.readAllLines(log);
        Files.write(log, lines.subList(0, 144));
        assertThat(exhaustions(kept())).isEqualTo(3);

        Files.write(log, lines);
        SourceOptions named = kept();
        named.probesFrom = List.of(AddressRange.parse("192.0.2.9"));
        assertThat(exhaustions(named)).isEqualTo(3);
    }

    private SourceOptions kept() {
        SourceOptions source = new SourceOptions();
        source.files = List.of(log);
        source.live = SourceOptions.Live.YES;
        source.root = scratch;
        source.state.state = scratch.resolve("state").toString();
        return source;
    }

    @Test
    void areOfTheConfigurationWhereNoOptionNamesThem() throws IOException {
        SourceSettings said = new SourceSettings(
                List.of(log),
                false,
                null,
                null,
                null,
                List.of(),
                Map.of(),
                Map.of(),
                List.of(AddressRange.parse("192.0.2.9")));
        SourceOptions asSaid = new SourceOptions();
        asSaid.otherwise(said);
        SourceOptions named = new SourceOptions();
        named.probesFrom = List.of(AddressRange.parse("192.0.2.8"));
        named.otherwise(said);

        assertThat(exhaustions(asSaid)).isEqualTo(1);
        assertThat(exhaustions(named)).isEqualTo(5);
    }

    private static long exhaustions(SourceOptions source) throws IOException {
        PrintWriter out = new PrintWriter(new StringWriter());
        InstantSource later = InstantSource.fixed(Instant.parse("2026-11-27T12:00:00Z"));
        Environment environment =
                new Environment(later, ZoneOffset.UTC, InputStream.nullInputStream(), out, out, false, delay -> false);
        try (Collector collector = source.open(environment, false)) {
            return collector.collect().server().totals().poolExhaustions();
        }
    }
}

package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.source.LogFile;
import io.pptpdmonitor.source.LogSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** pppd has a log of its own, which can be read only when all of it has long happened: each call is told once. */
class LatePppdLogTest {

    @TempDir
    Path directory;

    /** How many came up, and how many did not, tells the recordings' truth.json. */
    @ParameterizedTest
    @CsvSource({"a, 11, 3, 0", "a, 59, 3, 0", "d, 9, 25, 22", "d, 59, 25, 22", "e, 9, 13, 0", "e, 59, 13, 0"})
    void tellsOnceWhatPptpdToldBefore(String name, int minutes, int up, int failed) throws IOException {
        List<String> all = Recordings.named(name).text().lines().toList();
        List<String> pptpd = new ArrayList<>(
                all.stream().filter(line -> !line.contains(" pppd[")).toList());
        List<String> pppd = all.stream().filter(line -> line.contains(" pppd[")).toList();
        OffsetDateTime end = OffsetDateTime.parse(all.get(all.size() - 1).split(" ", 2)[0]);
        OffsetDateTime later = end.plus(Duration.ofMinutes(minutes));
        AtomicReference<Instant> now = new AtomicReference<>(end.toInstant());
        Path daemon = write("daemon.log", pptpd);
        Path own = write("pppd.log", List.of());
        List<LogSource> sources = Stream.of(daemon, own)
                .<LogSource>map(file -> new LogFile(file, List.of(), ZoneOffset.UTC))
                .toList();
        CollectorSettings settings =
                new CollectorSettings(sources, null, null, EnumSet.of(Service.PPTP), ZoneOffset.UTC, true);
        try (Collector collector = new Collector(settings, now::get)) {
            collector.collect();
            now.set(later.toInstant());
            pptpd.add(later + " vpn1 pptpd[816]: MGR: dropped small initial connection");
            write("daemon.log", pptpd);
            collector.collect();
            write("pppd.log", pppd);
            Snapshot told = collector.collect();

            assertThat(told.sessions().stream()
                            .filter(session -> session.state().cameUp()))
                    .hasSize(up);
            assertThat(told.sessions()).hasSize(up + failed);
        }
    }

    private Path write(String name, List<String> lines) throws IOException {
        return Files.write(directory.resolve(name), lines, StandardCharsets.UTF_8);
    }
}

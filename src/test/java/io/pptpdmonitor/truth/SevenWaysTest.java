package io.pptpdmonitor.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.collect.CollectorSettings;
import io.pptpdmonitor.file.RotatedFiles;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.report.Format;
import io.pptpdmonitor.report.Report;
import io.pptpdmonitor.report.View;
import io.pptpdmonitor.source.LogFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * One recording, told seven ways: traditional, RFC 3339, RFC 5424, BusyBox, the journal's JSON, a rotated chain, and
 * followed while it is written and rotated. Left out: forms without years where the clock was set in the recording
 * ({@code m-*}), as their stamps tell an hour twice; and recordings that no daemon wrote with full stamps ({@code
 * d-busybox}, {@code f-inetutils}).
 */
class SevenWaysTest {

    private static final String RICHEST = "syslog.rfc3339";
    private static final int SEEDS = Integer.getInteger("seeds", 2);

    @TempDir
    Path dir;

    @TestFactory
    Stream<DynamicContainer> tellsTheSameOf() {
        return Recording.all().stream()
                .filter(recording -> Files.exists(recording.folder().resolve(RICHEST)))
                .map(recording -> dynamicContainer(recording.name(), ways(recording)));
    }

    private Stream<DynamicTest> ways(Recording recording) {
        List<DynamicTest> tests = new ArrayList<>();
        forms(recording)
                .forEach((form, writer) -> tests.add(dynamicTest(form, () -> inOneFile(recording, form, writer))));
        Function<SyslogForm, String> form =
                recording.truth().clockStep() ? SyslogForm::rfc3339 : SyslogForm::traditional;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            String name = recording.name() + seed;
            tests.add(dynamicTest("rotated " + seed, () -> rotated(recording, form, random, name)));
            tests.add(dynamicTest("followed " + seed, () -> followed(recording, form, random, name)));
        }
        return tests.stream();
    }

    private static Map<String, Function<SyslogForm, String>> forms(Recording recording) {
        Map<String, Function<SyslogForm, String>> forms = new LinkedHashMap<>();
        forms.put("rfc3339", SyslogForm::rfc3339);
        forms.put("rfc5424", SyslogForm::rfc5424);
        int[] boots = {0};
        forms.put("journal", line -> line.journal(boots[0] += line.isBoot() ? 1 : 0));
        if (!recording.truth().clockStep()) {
            forms.put("traditional", SyslogForm::traditional);
            forms.put("busybox", SyslogForm::busyBox);
        }
        return forms;
    }

    private void inOneFile(Recording recording, String form, Function<SyslogForm, String> writer) throws IOException {
        Path file = dir.resolve(recording.name() + "." + form);
        Files.write(file, bytes(lines(recording, writer)));
        touch(file, recording);

        assertSame(recording, form, recording.shownOf(file));
        assertSame(recording, form, snapshot(recording, file, RotatedFiles.of(file)));
    }

    /** In pieces, the older ones compressed as logrotate does. */
    private void rotated(Recording recording, Function<SyslogForm, String> writer, Random random, String name)
            throws IOException {
        List<String> lines = lines(recording, writer);
        Path live = dir.resolve(name);
        int pieces = 2 + random.nextInt(4);
        int from = 0;
        for (int number = pieces - 1; number >= 0; number--) {
            int to = number == 0 ? lines.size() : from + random.nextInt(lines.size() - from + 1);
            boolean compressed = number > 1 || (number == 1 && random.nextBoolean());
            Path file = number == 0 ? live : dir.resolve(name + "." + number + (compressed ? ".gz" : ""));
            try (OutputStream stored = Files.newOutputStream(file);
                    OutputStream out = compressed ? new GZIPOutputStream(stored) : stored) {
                out.write(bytes(lines.subList(from, to)));
            }
            touch(file, recording);
            from = to;
        }

        assertSame(recording, "rotated into " + pieces, recording.shownOf(live, "--rotate"));
        assertSame(recording, "rotated into " + pieces, snapshot(recording, live, RotatedFiles.of(live)));
    }

    private static Snapshot snapshot(Recording recording, Path log, List<Path> past) throws IOException {
        Instant now = Instant.ofEpochSecond(recording.truth().modified());
        try (Collector collector = collector(recording, log, past, InstantSource.fixed(now))) {
            return collector.collect();
        }
    }

    private static Collector collector(Recording recording, Path log, List<Path> past, InstantSource clock) {
        ZoneId zone = ZoneId.of(recording.truth().zone());
        Path wtmp = recording.folder().resolve("wtmp");
        CollectorSettings settings = new CollectorSettings(
                List.of(new LogFile(log, past, zone)), wtmp, null, EnumSet.allOf(Service.class), zone, true);
        return new Collector(settings, clock);
    }

    /** Written in chunks that end anywhere, and read after each; renamed or truncated between some of them. */
    private void followed(Recording recording, Function<SyslogForm, String> writer, Random random, String name)
            throws IOException {
        byte[] all = bytes(lines(recording, writer));
        Path live = dir.resolve(name + ".live");
        Files.createFile(live);
        List<Instant> stamps = lines(recording, SyslogForm::rfc3339).stream()
                .map(line -> OffsetDateTime.parse(line.substring(0, line.indexOf(' ')))
                        .toInstant())
                .toList();
        AtomicReference<Instant> now = new AtomicReference<>(stamps.get(0));
        try (Collector collector = collector(recording, live, List.of(), now::get)) {
            int written = 0;
            int rotations = 0;
            for (int from = 0; from < all.length; ) {
                int to = Math.min(all.length, from + 1 + random.nextInt(1 + all.length / 20));
                Files.write(live, java.util.Arrays.copyOfRange(all, from, to), StandardOpenOption.APPEND);
                touch(live, recording);
                for (int i = from; i < to; i++) {
                    written += all[i] == '\n' ? 1 : 0;
                }
                now.set(stamps.get(Math.max(0, written - 1)));
                if (random.nextBoolean()) {
                    collector.collect();
                } else {
                    collector.look();
                }
                if (random.nextInt(6) == 0 && all[to - 1] == '\n') {
                    rotate(live, ++rotations, random.nextBoolean());
                }
                from = to;
            }
            Files.write(live, new byte[0], StandardOpenOption.APPEND);
            Snapshot told = collector.collect();
            assertSame(recording, "followed, rotated " + rotations + " times", shown(told));
            assertSame(recording, "followed, rotated " + rotations + " times", told);
        }
    }

    private static void rotate(Path live, int number, boolean rename) throws IOException {
        Path old = live.resolveSibling(live.getFileName() + "." + (100 - number));
        if (rename) {
            Files.move(live, old);
            Files.createFile(live);
        } else {
            Files.copy(live, old);
            Files.write(live, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        }
    }

    private static Shown shown(Snapshot snapshot) throws IOException {
        StringBuilder json = new StringBuilder();
        Report.write(View.SESSIONS, Format.JSON, snapshot, json, true);
        return Shown.parse(json.toString());
    }

    private void assertSame(Recording recording, String what, Shown shown) {
        Agreement.assertSame(recording.name() + ", " + what, recording.shown(RICHEST), shown);
    }

    /** What is not told by session or failure. */
    private static void assertSame(Recording recording, String what, Snapshot told) throws IOException {
        Snapshot expected = snapshot(recording, recording.folder().resolve(RICHEST), List.of());
        Agreement.assertSame(recording.name() + ", " + what, expected, told);
    }

    /** So that the figures that are compared are not all 0: what the recordings' README tells of the scanner and the pool. */
    @Test
    void comparesAScannerAndAFullPool() throws IOException {
        assertThat(totals("f").badConnections()).isEqualTo(7);
        assertThat(totals("f").poolExhaustions()).isPositive();
        assertThat(totals("i").authFailures()).isPositive();
    }

    private static Server.Totals totals(String name) throws IOException {
        Recording recording = Recording.named(name);
        return snapshot(recording, recording.folder().resolve(RICHEST), List.of())
                .server()
                .totals();
    }

    /** What is made here is what those daemons made of the same messages. */
    @Test
    void writesWhatOtherDaemonsWrote() throws IOException {
        Recording a = Recording.named("a");
        Path folder = a.folder();

        assertThat(lines(a, SyslogForm::rfc3339)).isEqualTo(Files.readAllLines(folder.resolve(RICHEST)));
        assertThat(lines(a, SyslogForm::traditional)).isEqualTo(Files.readAllLines(folder.resolve("syslog")));
        assertThat(lines(a, SyslogForm::rfc5424).stream().map(SevenWaysTest::withoutPriority))
                .isEqualTo(Files.readAllLines(folder.resolve("syslog.rfc5424")).stream()
                        .map(SevenWaysTest::withoutPriority)
                        .toList());
    }

    private static String withoutPriority(String line) {
        return line.substring(line.indexOf('>'));
    }

    private static List<String> lines(Recording recording, Function<SyslogForm, String> writer) {
        try {
            return Files.readAllLines(recording.folder().resolve(RICHEST), StandardCharsets.ISO_8859_1).stream()
                    .map(SyslogForm::parse)
                    .map(writer)
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] bytes(List<String> lines) {
        StringBuilder all = new StringBuilder();
        lines.forEach(line -> all.append(line).append('\n'));
        return all.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void touch(Path file, Recording recording) throws IOException {
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.ofEpochSecond(recording.truth().modified())));
    }
}

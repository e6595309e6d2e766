package io.pptpdmonitor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pptpdmonitor.log.Hosts;
import io.pptpdmonitor.log.LineSplitter;
import io.pptpdmonitor.log.LogEvent;
import io.pptpdmonitor.log.LogParser;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.log.StampYears;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A file that is read in stretches, several at a time, tells what it tells when it is read from begin to end. */
class StretchesTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Riga");
    private static final Hosts ALIKE = Hosts.in(ZONE);
    private static final Instant WRITTEN = Instant.parse("2026-11-23T00:00:00Z");

    private static final Path RECORDING = Path.of("src/test/resources/recordings/d/syslog");

    private record Read(
            List<LogRecord> records,
            List<Long> counts,
            boolean debug,
            @Nullable OffsetDateTime last,
            Set<String> otherHosts) {}

    static List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/recordings"))) {
            return files.filter(file -> file.getFileName().toString().matches("(syslog|journal)[^/]*(?<!gz)"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void aRecordingTellsTheSame(Path log) throws IOException {
        byte[] all = Files.readAllBytes(log);
        for (int length : new int[] {700, 4096}) {
            assertThat(inStretches(all, length)).isEqualTo(fromBeginToEnd(all));
        }
    }

    /** "last message repeated", the rest of a line that was wrapped, and damages stand at the begin of stretches, too. */
    @Test
    void linesThatNeedTheOnesBeforeAreReadWithThem() throws IOException {
        Random random = new Random(20261126);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String line : Files.readAllLines(Path.of("src/test/resources/recordings/f-reduce/syslog"))) {
            out.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
            switch (random.nextInt(6)) {
                case 0 ->
                    out.writeBytes(
                            "Nov 22 14:10:10 vpn1 last message repeated 3 times\n".getBytes(StandardCharsets.UTF_8));
                case 1 -> out.writeBytes("the rest of that\n\n".getBytes(StandardCharsets.UTF_8));
                case 2 ->
                    out.writeBytes("Nov 22 14:10:10 vpn1 pptpd[7]: CTRL: Reaping child\n PPP[9]\n"
                            .getBytes(StandardCharsets.UTF_8));
                default -> {}
            }
        }
        byte[] all = out.toByteArray();

        for (int length = 200; length < 1200; length += 37) {
            assertThat(inStretches(all, length)).as("stretches of %d", length).isEqualTo(fromBeginToEnd(all));
        }
    }

    /** A host's last line may stand in the stretch before the one in which it is repeated. */
    @Test
    void repetitionsOfSeveralHostsAreReadAsTheyAreFromBeginToEnd() throws IOException {
        Random random = new Random(20261128);
        StringBuilder log = new StringBuilder();
        for (String line : Files.readAllLines(Path.of("src/test/resources/recordings/f-reduce/syslog"))) {
            log.append(line.replaceFirst(" vpn1 ", " vpn" + random.nextInt(5) + " "))
                    .append('\n');
            if (random.nextInt(4) == 0) {
                log.append("Nov 22 14:10:10 vpn%d last message repeated %d times%n"
                        .formatted(random.nextInt(5), 2 + random.nextInt(9)));
            }
        }
        byte[] all = log.toString().getBytes(StandardCharsets.UTF_8);

        assertThat(fromBeginToEnd(all).records()).anyMatch(told -> told.count() > 1);
        for (int length = 200; length < 4000; length += 137) {
            assertThat(inStretches(all, length)).as("stretches of %d", length).isEqualTo(fromBeginToEnd(all));
        }
    }

    @Test
    void bootsOfAJournalsTextAreReadAsTheyAreFromBeginToEnd() throws IOException {
        Random random = new Random(20261129);
        StringBuilder log = new StringBuilder();
        for (String line : Files.readAllLines(Path.of("src/test/resources/recordings/f-reduce/syslog"))) {
            log.append(line).append('\n');
            if (random.nextInt(9) == 0) {
                log.append("-- Boot %032x --%n".formatted(random.nextInt(1 << 30)));
            }
        }
        byte[] all = log.toString().getBytes(StandardCharsets.UTF_8);

        assertThat(fromBeginToEnd(all).records()).anyMatch(told -> told.event() instanceof LogEvent.Booted);
        for (int length = 200; length < 4000; length += 137) {
            assertThat(inStretches(all, length)).as("stretches of %d", length).isEqualTo(fromBeginToEnd(all));
        }
    }

    /** Of a central log: some hosts have zones of their own, and the lines of others do not count. */
    @Test
    void hostsThatAreNotAlikeAreReadAsTheyAreFromBeginToEnd() throws IOException {
        Random random = new Random(20261127);
        StringBuilder log = new StringBuilder();
        for (String line : Files.readAllLines(Path.of("src/test/resources/recordings/f-reduce/syslog"))) {
            log.append(line.replaceFirst(" vpn1 ", " vpn" + random.nextInt(9) + " "))
                    .append('\n');
        }
        byte[] all = log.toString().getBytes(StandardCharsets.UTF_8);
        Map<String, ZoneId> zones = Map.of("vpn2", ZoneId.of("Asia/Tokyo"), "three", ZoneId.of("America/New_York"));
        Map<String, String> aliases = Map.of("vpn3", "three");

        for (Set<String> only : List.of(Set.<String>of(), Set.of("three", "vpn1"), Set.of("elsewhere"))) {
            Hosts hosts = new Hosts(ZONE, zones, aliases, only);
            Read read = read(all, 1, all.length, hosts);
            assertThat(read.records().isEmpty()).isEqualTo(only.contains("elsewhere"));
            for (int length : new int[] {700, 2000, 4096}) {
                assertThat(read(all, 3, length, hosts))
                        .as("%d, %s", length, only)
                        .isEqualTo(read);
            }
        }
    }

    @Test
    void aFileThatIsCutMeanwhileIsReadAsFarAsItGoes() throws IOException {
        byte[] all = Files.readAllBytes(RECORDING);
        LogParser parser = new LogParser(ZONE);
        LineSplitter lines = new LineSplitter();
        StampYears.Source cut = (space, position) -> position > 50_000 ? -1 : read(all, space, position);

        new Stretches(cut, StampYears.unknown(), () -> 3, 4096).read(all.length, parser, lines, told -> {});

        assertThat(lines.consumed()).isBetween(20_000L, 54_000L);
        assertThat(all[(int) lines.consumed() - 1]).isEqualTo((byte) '\n');
    }

    @Test
    void whatStandsBeforeABadSectorIsRead() throws IOException {
        byte[] all = Files.readAllBytes(RECORDING);
        for (int runners = 2; runners < 6; runners++) {
            LogParser parser = new LogParser(ZONE);
            parser.modified(WRITTEN);
            LineSplitter lines = new LineSplitter();
            List<LogRecord> told = new ArrayList<>();
            StampYears.Source bad = (space, position) -> {
                if (position <= 60_000 && 60_000 < position + space.remaining()) {
                    throw new IOException("bad sector");
                }
                return read(all, space, position);
            };
            int atATime = runners;
            new Stretches(bad, StampYears.unknown(), () -> atATime, 4096).read(all.length, parser, lines, told::add);

            assertThat(lines.consumed()).isBetween(40_000L, 60_000L);
            byte[] before = Arrays.copyOf(all, (int) lines.consumed());
            assertThat(told).isEqualTo(fromBeginToEnd(before).records());
        }
    }

    @Test
    void aSinkThatRefusesIsAskedNoMore() throws IOException {
        byte[] all = Files.readAllBytes(RECORDING);
        IllegalStateException refusal = new IllegalStateException("no room");
        AtomicInteger asked = new AtomicInteger();
        StampYears.Source file = (space, position) -> read(all, space, position);

        assertThatThrownBy(() -> new Stretches(file, StampYears.unknown(), () -> 4, 2000)
                        .read(all.length, new LogParser(ZONE), new LineSplitter(), told -> {
                            if (asked.incrementAndGet() == 100) {
                                throw refusal;
                            }
                        }))
                .isSameAs(refusal);
        assertThat(asked).hasValue(100);
    }

    /** Who is interrupted asks at once what was told, and saves it: nobody may be at it then. */
    @Test
    void whoIsInterruptedWaitsUntilNothingIsHandedOver() throws Exception {
        byte[] all = Files.readAllBytes(RECORDING);
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger inHand = new AtomicInteger();
        AtomicInteger left = new AtomicInteger(-1);
        StampYears.Source file = (space, position) -> read(all, space, position);
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread reading = new Thread(() -> {
            ended.set(catchThrowable(() -> new Stretches(file, StampYears.unknown(), () -> 3, 2000)
                    .read(all.length, new LogParser(ZONE), new LineSplitter(), record -> {
                        inHand.incrementAndGet();
                        told.countDown();
                        awaitInAnyCase(goOn);
                        inHand.decrementAndGet();
                    })));
            left.set(inHand.get());
        });
        reading.start();
        told.await();
        reading.interrupt();
        Set<Thread.State> waitsOrHasEnded = Set.of(Thread.State.TIMED_WAITING, Thread.State.TERMINATED);
        while (!waitsOrHasEnded.contains(reading.getState())) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        reading.join();
        assertThat(ended.get()).isInstanceOf(InterruptedIOException.class);
        assertThat(left).hasValue(0);
    }

    private static void awaitInAnyCase(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException again) {
                // As a sink does that computes.
            }
        }
    }

    private static Read fromBeginToEnd(byte[] all) throws IOException {
        return read(all, 1, all.length, ALIKE);
    }

    private static Read inStretches(byte[] all, int length) throws IOException {
        return read(all, 3, length, ALIKE);
    }

    private static Read read(byte[] all, int atATime, int length, Hosts hosts) throws IOException {
        LogParser parser = new LogParser(hosts);
        parser.modified(WRITTEN);
        LineSplitter lines = new LineSplitter();
        List<LogRecord> records = new ArrayList<>();
        StampYears.Source file = (space, position) -> read(all, space, position);
        new Stretches(file, StampYears.unknown(), () -> atATime, length).read(all.length, parser, lines, records::add);
        LineSplitter.LineSink sink = parser.into(records::add);
        int at = (int) lines.consumed();
        while (at < all.length) {
            int count = Math.min(all.length - at, lines.space().length - lines.free());
            System.arraycopy(all, at, lines.space(), lines.free(), count);
            lines.added(count, sink);
            at += count;
        }
        lines.finish(sink);
        return new Read(
                records,
                List.of(
                        lines.lines(),
                        lines.consumed(),
                        lines.wholeLines(),
                        parser.counts().relevantLines(),
                        parser.counts().pppdLines(),
                        parser.counts().unparsedLines()),
                parser.counts().debugSeen(),
                parser.lastStamp(),
                parser.otherHosts());
    }

    private static int read(byte[] all, java.nio.ByteBuffer space, long position) {
        int count = (int) Math.min(space.remaining(), all.length - position);
        if (count <= 0) {
            return -1;
        }
        space.put(all, (int) position, count);
        return count;
    }
}

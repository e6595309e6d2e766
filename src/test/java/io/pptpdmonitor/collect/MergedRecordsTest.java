package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pptpdmonitor.log.LogEvent;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.source.LogSource;
import io.pptpdmonitor.source.OutdatedLog;
import io.pptpdmonitor.source.StandardInput;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MergedRecordsTest {

    private static final OffsetDateTime START = OffsetDateTime.parse("2026-11-22T13:00:00Z");
    /** What two threads may be ahead: 8 batches of 512 each, one that is being filled and one that is being taken. */
    private static final long MOST_AHEAD = 2 * 10 * 512;

    private static LogRecord told(OffsetDateTime time, int pid) {
        return new LogRecord(time, "vpn1", pid, new LogEvent.PppdExited(), "Exit.", 1);
    }

    private static LogSource source() {
        return new StandardInput(
                InputStream.nullInputStream(),
                false,
                InstantSource.fixed(Instant.EPOCH),
                io.pptpdmonitor.log.Hosts.in(ZoneOffset.UTC));
    }

    @Test
    void holdsLittleOfWhatThereIs() {
        AtomicLong handed = new AtomicLong();
        AtomicLong most = new AtomicLong();
        List<LogSource> sources = List.of(source(), source());
        AtomicLong taken = new AtomicLong();
        SourceReader.Reading reading = (source, sink) -> {
            int first = source == sources.get(0) ? 0 : 1;
            for (int i = 0; i < 200_000; i++) {
                sink.accept(told(START.plusSeconds(i), 2 * i + first));
                most.accumulateAndGet(handed.incrementAndGet() - taken.get(), Math::max);
            }
        };
        List<Integer> order = new ArrayList<>();

        assertThat(new MergedRecords(2, () -> START).read(sources, reading, seen -> {
                    taken.incrementAndGet();
                    order.add(seen.pid());
                }))
                .isEmpty();

        assertThat(order).hasSize(400_000).isSorted();
        assertThat(most.get()).isLessThanOrEqualTo(MOST_AHEAD);
    }

    @Test
    void handsOverWhatWasReadBeforeAFailure() {
        List<Integer> read = new ArrayList<>();
        List<LogSource> sources = List.of(source(), source());
        SourceReader.Reading reading = (source, sink) -> {
            sink.accept(told(START, source == sources.get(0) ? 1 : 2));
            if (source == sources.get(0)) {
                throw new IOException("no more");
            }
        };

        List<IOException> failures =
                new MergedRecords(2, () -> START).read(sources, reading, seen -> read.add(seen.pid()));

        assertThat(read).containsExactly(1, 2);
        assertThat(failures).extracting(IOException::getMessage).containsExactly("no more");
    }

    @Test
    void hidesNoFaultOfOurs() {
        SourceReader.Reading faulty = (source, sink) -> {
            throw new IllegalStateException("a fault");
        };
        assertThatThrownBy(
                        () -> new MergedRecords(2, () -> START).read(List.of(source(), source()), faulty, seen -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a fault");
    }

    /** One log is written a moment before the other, and the program is ended between the two. */
    @Test
    void knowsADoubleAfterARestart() throws DamagedStateException {
        List<LogSource> sources = List.of(source(), source());
        MergedRecords before = new MergedRecords(2, () -> START);
        List<Integer> read = new ArrayList<>();
        before.read(sources, only(sources.get(0), told(START, 7)), seen -> read.add(seen.pid()));
        StateOutput state = new StateOutput();
        before.save(state);
        MergedRecords after = new MergedRecords(2, () -> START);
        StateInput in = new StateInput(state.toByteArray());
        after.resume(in);
        assertThat(in.atEnd()).isTrue();

        after.read(sources, only(sources.get(1), told(START.plusSeconds(1), 7)), seen -> read.add(seen.pid()));
        assertThat(read).containsExactly(7);
        after.read(sources, only(sources.get(0), told(START.plusSeconds(1), 7)), seen -> read.add(seen.pid()));
        assertThat(read).as("the same source tells it again").containsExactly(7, 7);
    }

    /** As rsyslog's imjournal does, which writes what it missed while it was down; the journal was read meanwhile. */
    @Test
    void knowsADoubleThatComesMinutesLater() {
        List<LogSource> sources = List.of(source(), source());
        MergedRecords merged = new MergedRecords(2, () -> START);
        List<Integer> read = new ArrayList<>();
        for (LogSource source : sources) {
            for (int minute = 0; minute < 10; minute++) {
                LogRecord told = told(START.plusMinutes(minute), minute + 1);
                merged.read(sources, only(source, told), seen -> read.add(seen.pid()));
            }
        }

        assertThat(read).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void knowsADoubleAfterALineWhoseStampIsWrong() {
        List<LogSource> sources = List.of(source(), source());
        MergedRecords merged = new MergedRecords(2, () -> START);
        List<Integer> read = new ArrayList<>();
        merged.read(sources, only(sources.get(0), told(START, 7)), seen -> read.add(seen.pid()));
        merged.read(sources, only(sources.get(0), told(START.minusDays(30), 8)), seen -> read.add(seen.pid()));
        merged.read(sources, only(sources.get(1), told(START.plusSeconds(1), 7)), seen -> read.add(seen.pid()));

        assertThat(read).containsExactly(7, 8);
    }

    /** What stands in the state file is read at each start. */
    @Test
    void keepsLittleOfWhatItHasRead() {
        List<LogSource> sources = List.of(source(), source());
        MergedRecords merged = new MergedRecords(2, () -> START);
        SourceReader.Reading busy = (source, sink) -> {
            for (int second = 0; second < 20_000; second++) {
                sink.accept(told(START.plusSeconds(second), second + 1));
            }
        };
        List<Integer> read = new ArrayList<>();
        merged.read(sources, busy, seen -> read.add(seen.pid()));
        StateOutput state = new StateOutput();
        merged.save(state);

        assertThat(read).hasSize(20_000).doesNotHaveDuplicates();
        assertThat(state.toByteArray()).hasSizeLessThan(64 << 10);
    }

    /** One that can be read and says nothing any more is waited for for an hour, by the clock of the other. */
    @Test
    void keepsAnHourForASourceThatIsSilent() {
        List<LogSource> sources = List.of(source(), source());
        MergedRecords merged = new MergedRecords(2, () -> START);
        read(merged, sources, lines(0, 10), lines(0, 200_000));

        assertThat(saved(merged)).hasSizeLessThan(300 << 10);
        assertThat(read(merged, sources, lines(199_000, 200_000), List.of()))
                .as("what it tells late")
                .isEmpty();
        assertThat(merged.leftOut(0).lines()).isZero();
    }

    @Test
    void isBoundedWhereASourceCannotBeRead() {
        List<LogSource> sources = List.of(source(), source());
        MergedRecords merged = new MergedRecords(2, () -> START);
        SourceReader.Reading unreadable = (source, sink) -> {
            if (source == sources.get(0)) {
                throw new IOException("no permission");
            }
            lines(0, 300_000).forEach(sink::accept);
        };
        merged.read(sources, unreadable, told -> {});

        assertThat(saved(merged)).hasSizeLessThan(4 << 20);
        assertThat(read(merged, sources, lines(0, 300_000), List.of())).isEmpty();
        assertThat(merged.leftOut(0).lines())
                .isEqualTo(300_000 - OlderLines.MOST - 1000)
                .isLessThan(200_000);
    }

    /** Else all that is read within that year would pass for incomplete. */
    @Test
    void leavesOutNoLineOfTheFuture() throws DamagedStateException {
        List<LogSource> sources = List.of(source(), source());
        OffsetDateTime now = START.plusDays(4);
        AtomicReference<OffsetDateTime> clock = new AtomicReference<>(START);
        MergedRecords merged = new MergedRecords(2, clock::get);
        List<LogRecord> strayed = new ArrayList<>(lines(0, 150_000));
        strayed.set(100, told(START.plusYears(1), 101));
        read(merged, sources, List.of(), strayed);
        // While it was read, and not when that began.
        clock.set(now);
        assertThat(read(merged, sources, strayed, List.of())).isEmpty();

        assertThat(merged.leftOut(0).text()).contains(" to " + START.plusYears(1));
        assertThat(merged.leftOut(0).last()).isEqualTo(now);
        StateOutput state = new StateOutput();
        merged.save(state);
        MergedRecords resumed = new MergedRecords(2, () -> START);
        resumed.resume(new StateInput(state.toByteArray()));
        assertThat(resumed.leftOut(0).last()).isEqualTo(now);
    }

    /** That of a thousand lines more, by the clock of the source that told them; what comes later is left out. */
    @ParameterizedTest
    @CsvSource({
        "SILENT,     PT59M,     0",
        "SILENT,     PT1H2M,    1",
        "UNREADABLE, P6DT23H,   0",
        "UNREADABLE, P7DT1H,    1",
        "PAST,       PT55S,     0",
        "PAST,       PT1M5S,    1",
    })
    void waitsForASourceAsLongAsItMayBeBehind(Doubles.Patience how, Duration behind, long leftOut) {
        LogSource other = how == Doubles.Patience.PAST ? new OutdatedLog(source(), START) : source();
        List<LogSource> sources = List.of(source(), other);
        MergedRecords merged = new MergedRecords(2, () -> START);
        List<LogRecord> later = IntStream.range(0, 1500)
                .mapToObj(i -> told(START.plus(behind), 2 + i))
                .toList();
        for (List<LogRecord> some : List.of(List.of(told(START, 1)), later)) {
            merged.read(
                    sources,
                    (source, sink) -> {
                        if (source == sources.get(0)) {
                            some.forEach(sink::accept);
                        } else if (how == Doubles.Patience.UNREADABLE) {
                            throw new IOException("no permission");
                        }
                    },
                    told -> {});
        }

        assertThat(read(merged, sources, List.of(), List.of(told(START, 1)))).isEmpty();
        assertThat(merged.leftOut(1).lines()).isEqualTo(leftOut);
    }

    /** Of so many fewer older lines are kept. */
    @ParameterizedTest
    @ValueSource(ints = {9, 12, 40})
    void tellsOnceWhatManyTell(int count) throws DamagedStateException {
        List<LogSource> sources =
                IntStream.range(0, count).mapToObj(i -> source()).toList();
        MergedRecords merged = new MergedRecords(count, () -> START);
        int most = OlderLines.MOST * 8 / count;
        int told = most + 1000 + 500;
        List<LogRecord> all = lines(0, told);
        // The first tells all, and the others cannot be read meanwhile.
        List<Integer> read = new ArrayList<>();
        merged.read(
                sources,
                (source, sink) -> {
                    if (source != sources.get(0)) {
                        throw new IOException("no permission");
                    }
                    all.forEach(sink::accept);
                },
                line -> read.add(line.pid()));
        assertThat(read).hasSize(told);
        StateOutput state = new StateOutput();
        merged.save(state);
        MergedRecords resumed = new MergedRecords(count, () -> START);
        resumed.resume(new StateInput(state.toByteArray()));

        List<Integer> again = new ArrayList<>();
        resumed.read(
                sources,
                (source, sink) -> (source == sources.get(0) ? List.<LogRecord>of() : all).forEach(sink::accept),
                line -> again.add(line.pid()));
        assertThat(again).isEmpty();
        for (int i = 1; i < count; i++) {
            assertThat(resumed.leftOut(i).lines())
                    .as("left out of source %d", i)
                    .isEqualTo(500);
        }
    }

    /** pptpd and pppd may log to different files. */
    @Test
    void leavesOutNothingThatTheOthersDoNotTell() {
        List<LogSource> sources = List.of(source(), source());
        MergedRecords merged = new MergedRecords(2, () -> START);
        read(merged, sources, List.of(), lines(0, 150_000));
        List<LogRecord> others = lines(0, 5000).stream()
                .map(told -> new LogRecord(told.time(), "vpn1", told.pid(), new LogEvent.ManagerStarted(), "MGR", 1))
                .toList();
        List<LogRecord> ofOthers = lines(0, 5000).stream()
                .map(told -> new LogRecord(told.time(), "vpn2", told.pid(), told.event(), told.message(), 1))
                .toList();

        assertThat(read(merged, sources, others, List.of())).hasSize(5000);
        assertThat(read(merged, sources, ofOthers, List.of())).hasSize(5000);
        assertThat(merged.leftOut(0).lines()).isZero();
    }

    @Test
    void countsEqualLinesOfASourceThatIsBehind() {
        List<LogSource> sources = List.of(source(), source());
        MergedRecords merged = new MergedRecords(2, () -> START);
        List<LogRecord> flood = new ArrayList<>();
        for (int i = 0; i < 3300; i++) {
            flood.add(told(START.plusSeconds(i / 3 * 3L), 7));
        }
        List<LogRecord> oneMore = new ArrayList<>(flood);
        oneMore.add(450, flood.get(450));

        assertThat(read(merged, sources, flood, List.of())).hasSize(3300);
        assertThat(read(merged, sources, List.of(), oneMore)).hasSize(1);
    }

    /** All that was told before the clock was set is behind, and its moments come again. */
    @Test
    void knowsADoubleOfASourceThatIsBehindWhereTheClockWasSetBack() throws DamagedStateException {
        List<LogSource> sources = List.of(source(), source());
        MergedRecords merged = new MergedRecords(2, () -> START);
        List<LogRecord> before = lines(0, 3600);
        List<LogRecord> after = lines(1800, 5400).stream()
                .map(told -> told(told.time(), told.pid() + 10_000))
                .toList();
        List<LogRecord> all = new ArrayList<>(before);
        all.addAll(after);
        assertThat(read(merged, sources, List.of(), all)).hasSize(7200);
        StateOutput state = new StateOutput();
        merged.save(state);
        MergedRecords resumed = new MergedRecords(2, () -> START);
        resumed.resume(new StateInput(state.toByteArray()));

        assertThat(read(resumed, sources, all.subList(0, 3599), List.of())).isEmpty();
        assertThat(read(resumed, sources, all.subList(3599, 7200), lines(5400, 5500)))
                .hasSize(100);
        assertThat(saved(resumed)).hasSizeLessThan(40 << 10);
    }

    /** The first line that they have in common stands behind a setting of the clock, to which the other one has not come yet. */
    @Test
    void knowsADoubleOfASourceThatHasNothingElseInCommonWhereTheClockWasSetBack() {
        List<LogSource> sources = List.of(source(), source());
        MergedRecords merged = new MergedRecords(2, () -> START);

        assertThat(read(merged, sources, List.of(), lines(50, 51))).containsExactly(51);
        assertThat(read(merged, sources, lines(3600, 3700), List.of())).hasSize(100);
        assertThat(read(merged, sources, lines(0, 100), List.of())).hasSize(99).doesNotContain(51);
        assertThat(merged.leftOut(0).lines()).isZero();
    }

    /** One of them damaged a stamp: the lines behind it are not told after all that the other tells. */
    @Test
    void goesOnInOrderBehindAStrayStamp() {
        List<LogSource> sources = List.of(source(), source());
        MergedRecords merged = new MergedRecords(2, () -> START);
        List<LogRecord> damaged = new ArrayList<>(lines(0, 1000));
        damaged.set(100, told(START.minusDays(1), 101));
        damaged.set(200, told(START.plusDays(1), 201));

        List<Integer> read = read(merged, sources, damaged, lines(0, 1000));

        assertThat(read).hasSize(1002);
        assertThat(read.stream().distinct().toList()).isSorted();
    }

    /** With equal lines, stray stamps, disorder and a clock that is set; some of the time one cannot be read. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void tellsOnceWhatSeveralTellInAnyLag(long seed) throws DamagedStateException {
        Random random = new Random(seed);
        List<LogRecord> log = log(random);
        List<LogSource> sources = IntStream.range(0, 2 + random.nextInt(3))
                .mapToObj(i -> source())
                .toList();
        MergedRecords merged = new MergedRecords(sources.size(), () -> START);
        int[] from = new int[sources.size()];
        List<LogRecord> read = new ArrayList<>();
        int steps = 3 + random.nextInt(30);
        for (int step = 1; step <= steps; step++) {
            int[] begin = from.clone();
            boolean last = step == steps;
            Arrays.setAll(from, i -> last ? log.size() : further(begin[i], log.size(), steps, random));
            SourceReader.Reading some = (source, sink) -> {
                int i = sources.indexOf(source);
                log.subList(begin[i], from[i]).forEach(sink::accept);
                if (!last) {
                    throw new IOException("no more for now");
                }
            };
            merged.read(sources, some, read::add);
            StateOutput state = new StateOutput();
            merged.save(state);
            merged = new MergedRecords(sources.size(), () -> START);
            merged.resume(new StateInput(state.toByteArray()));
        }

        assertThat(read).isEqualTo(log);
    }

    private static int further(int from, int most, int steps, Random random) {
        return random.nextInt(3) == 0 ? from : Math.min(most, from + random.nextInt(1 + 2 * most / steps));
    }

    /** Of some days at most: an unreadable source is waited for for a week. */
    private static List<LogRecord> log(Random random) {
        List<LogRecord> log = new ArrayList<>();
        OffsetDateTime now = START;
        for (int i = 0; i < 3000; i++) {
            int what = random.nextInt(1000);
            now = what < 300
                    ? now.plusNanos(random.nextInt(2_000_000_000))
                    : what < 302
                            ? now.plusHours(random.nextInt(10))
                            : what == 302 ? now.minusHours(random.nextInt(5)) : now;
            OffsetDateTime stamp = random.nextInt(700) == 0
                    ? now.plusSeconds(random.nextInt(400_000) - 200_000)
                    : now.minusNanos(random.nextInt(2_000_000_000));
            String message = random.nextInt(3) == 0 ? "Exit." : "text " + random.nextInt(200);
            log.add(new LogRecord(stamp, "vpn1", random.nextInt(40), new LogEvent.PppdExited(), message, 1));
        }
        return log;
    }

    private static List<LogRecord> lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(second -> told(START.plusSeconds(second), second + 1))
                .toList();
    }

    /** Reads these of the two sources; gives the pids of what was handed over. */
    private static List<Integer> read(
            MergedRecords merged, List<LogSource> sources, List<LogRecord> first, List<LogRecord> second) {
        List<Integer> read = new ArrayList<>();
        SourceReader.Reading reading =
                (source, sink) -> (source == sources.get(0) ? first : second).forEach(sink::accept);
        assertThat(merged.read(sources, reading, told -> read.add(told.pid()))).isEmpty();
        return read;
    }

    private static byte[] saved(MergedRecords merged) {
        StateOutput state = new StateOutput();
        merged.save(state);
        return state.toByteArray();
    }

    private static SourceReader.Reading only(LogSource wanted, LogRecord told) {
        return (source, sink) -> {
            if (source == wanted) {
                sink.accept(told);
            }
        };
    }
}

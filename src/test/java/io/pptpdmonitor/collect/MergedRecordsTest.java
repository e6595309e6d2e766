package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pptpdmonitor.log.LogEvent;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.source.LogSource;
import io.pptpdmonitor.source.StandardInput;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

        assertThat(new MergedRecords().read(sources, reading, seen -> {
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

        List<IOException> failures = new MergedRecords().read(sources, reading, seen -> read.add(seen.pid()));

        assertThat(read).containsExactly(1, 2);
        assertThat(failures).extracting(IOException::getMessage).containsExactly("no more");
    }

    @Test
    void hidesNoFaultOfOurs() {
        SourceReader.Reading faulty = (source, sink) -> {
            throw new IllegalStateException("a fault");
        };
        assertThatThrownBy(() -> new MergedRecords().read(List.of(source(), source()), faulty, seen -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a fault");
    }

    /** One log is written a moment before the other, and the program is ended between the two. */
    @Test
    void knowsADoubleAfterARestart() throws DamagedStateException {
        List<LogSource> sources = List.of(source(), source());
        MergedRecords before = new MergedRecords();
        List<Integer> read = new ArrayList<>();
        before.read(sources, only(sources.get(0), told(START, 7)), seen -> read.add(seen.pid()));
        StateOutput state = new StateOutput();
        before.save(state);
        MergedRecords after = new MergedRecords();
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
        MergedRecords merged = new MergedRecords();
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
        MergedRecords merged = new MergedRecords();
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
        MergedRecords merged = new MergedRecords();
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

    private static SourceReader.Reading only(LogSource wanted, LogRecord told) {
        return (source, sink) -> {
            if (source == wanted) {
                sink.accept(told);
            }
        };
    }
}

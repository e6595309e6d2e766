package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.Hosts;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two to four logs of one host, which share all of its lines or a part, are read in steps, one far behind the other, with a
 * restart behind each step; the host's clock is set back by up to three hours many times, stamps are late or stray, and
 * texts come again. The first log holds all lines, so each is to be told as often as it is there, or told to be left out.
 */
@Timeout(120)
class MergedNoiseTest {

    private static final OffsetDateTime START = OffsetDateTime.parse("2026-11-22T13:00:00Z");
    private static final int MOST_LINES = 3200;

    @ParameterizedTest
    @ValueSource(longs = {1, 101, 201, 301, 401})
    void tellsEachLineAsOftenAsItIsThere(long first) throws DamagedStateException {
        for (long seed = first; seed < first + 40; seed++) {
            assertThat(new Logs(seed).wrong()).as("seed %d", seed).isEmpty();
        }
    }

    /** Tells of as many seeds as the first argument says, 500 at most (each starts threads that live for a minute), from the second on. */
    public static void main(String[] args) throws DamagedStateException {
        long first = Long.parseLong(args[1]);
        int logs = 0;
        for (long seed = first; seed < first + Long.parseLong(args[0]); seed++) {
            String wrong = new Logs(seed).wrong();
            if (!wrong.isEmpty()) {
                logs++;
                System.out.println("seed " + seed + ": " + wrong);
            }
        }
        System.out.println(logs + " logs told wrongly");
    }

    private static final class Logs {

        private final Random random;
        private final List<LogRecord> log;
        private final List<List<LogRecord>> parts = new ArrayList<>();
        private long leftOut;
        private final Map<LogRecord, Integer> told = new HashMap<>();

        Logs(long seed) {
            random = new Random(seed);
            log = log(200 + random.nextInt(MOST_LINES - 200), 1 + random.nextInt(10));
            int logs = 2 + random.nextInt(3);
            for (int i = 0; i < logs; i++) {
                int percent = i == 0 || random.nextBoolean() ? 100 : 1 + random.nextInt(60);
                int salt = random.nextInt();
                parts.add(log.stream()
                        .filter(line -> isShared(line, salt, percent))
                        .toList());
            }
        }

        private static boolean isShared(LogRecord line, int salt, int percent) {
            int hash = Objects.hash(line.message(), line.pid(), salt) * 0x9E3779B1;
            return Math.floorMod(hash >>> 7, 100) < percent;
        }

        /** @param sets how often the clock is set back, in a thousand lines */
        private List<LogRecord> log(int lines, int sets) {
            List<LogRecord> made = new ArrayList<>();
            OffsetDateTime now = START;
            for (int i = 0; i < lines; i++) {
                int what = random.nextInt(1000);
                if (what < 300) {
                    now = now.plusNanos(random.nextInt(2_000_000_000));
                } else if (what < 310) {
                    now = now.plusMinutes(random.nextInt(100));
                } else if (what < 310 + sets) {
                    now = now.minusMinutes(random.nextInt(200));
                }
                OffsetDateTime stamp = random.nextInt(700) == 0
                        ? now.plusSeconds(random.nextInt(40_000) - 20_000)
                        : now.minusNanos(random.nextInt(2_000_000_000));
                String text = "text " + random.nextInt(200);
                made.add(new LogRecord(stamp, "vpn1", random.nextInt(40), new LogEvent.PppdExited(), text, 1));
            }
            return made;
        }

        /** Reads them, and tells what is wrong with what came of it; empty if nothing is. */
        String wrong() throws DamagedStateException {
            List<LogSource> sources =
                    Stream.generate(Logs::source).limit(parts.size()).toList();
            int[] read = new int[parts.size()];
            byte[] kept = null;
            int steps = 3 + random.nextInt(30);
            for (int step = 1; step <= steps; step++) {
                int[] from = read.clone();
                boolean isLast = step == steps;
                for (int i = 0; i < read.length; i++) {
                    read[i] = isLast
                            ? parts.get(i).size()
                            : further(from[i], parts.get(i).size(), steps);
                }
                MergedRecords merged = new MergedRecords(parts.size(), () -> START);
                if (kept != null) {
                    merged.resume(new StateInput(kept));
                }
                merged.read(
                        sources,
                        (source, sink) -> {
                            int i = sources.indexOf(source);
                            parts.get(i).subList(from[i], read[i]).forEach(sink::accept);
                            if (!isLast) {
                                throw new IOException("no more");
                            }
                        },
                        line -> told.merge(line, 1, Integer::sum));
                leftOut = IntStream.range(0, parts.size())
                        .mapToLong(source -> merged.leftOut(source).lines())
                        .sum();
                StateOutput out = new StateOutput();
                merged.save(out);
                kept = out.toByteArray();
            }
            Map<LogRecord, Integer> there = new HashMap<>();
            log.forEach(line -> there.merge(line, 1, Integer::sum));
            int often = 0;
            int missing = 0;
            for (Map.Entry<LogRecord, Integer> line : there.entrySet()) {
                int times = told.getOrDefault(line.getKey(), 0) - line.getValue();
                often += Math.max(0, times);
                missing += Math.max(0, -times);
            }
            return (often == 0 ? "" : often + " lines too often ")
                    + (missing <= leftOut ? "" : missing + " missing, " + leftOut + " told");
        }

        private int further(int from, int size, int steps) {
            return random.nextInt(3) == 0 ? from : Math.min(size, from + random.nextInt(1 + 2 * size / steps));
        }

        private static LogSource source() {
            return new StandardInput(
                    InputStream.nullInputStream(), false, InstantSource.fixed(Instant.EPOCH), Hosts.in(ZoneOffset.UTC));
        }
    }
}

package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose stamps tell no year, of which it is known when each line was written. */
class StampYearsTest {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);

    /** A log that was written at known moments. */
    private static final class Log {
        final List<LocalDateTime> written = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private String filler = "";

        Log filledUp(int octets) {
            filler = ".".repeat(octets);
            return this;
        }

        Log line(LocalDateTime time) {
            written.add(time);
            text.append(STAMP.format(time)).append(" vpn1 pppd[7]: Exit.").append(filler);
            text.append('\n');
            return this;
        }

        Log line(String time) {
            return line(LocalDateTime.parse(time));
        }

        LocalDateTime last() {
            return written.get(written.size() - 1);
        }

        byte[] bytes() {
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** As they are read: in pieces, each with what is known of it. */
    private static List<LocalDateTime> read(Log log, Instant modified, ZoneId zone) {
        byte[] b = log.bytes();
        List<LocalDateTime> read = new ArrayList<>();
        StampReader stamps = new StampReader(zone);
        stamps.modified(modified);
        SyslogHeader header = new SyslogHeader();
        SyslogLine line = new SyslogLine();
        StampYears years = years(b, modified, zone);
        LineSplitter splitter = new LineSplitter();
        long at = 0;
        while (at < b.length) {
            int count = (int) Math.min(Math.min(b.length - at, 64 * 1024), years.until(at) - at);
            assertThat(count).isPositive();
            System.arraycopy(b, (int) at, splitter.space(), splitter.free(), count);
            stamps.bounds(years.bounds(at, at + count));
            splitter.added(count, (buffer, from, to) -> {
                assertThat(header.read(buffer, from, to, line)).isTrue();
                var stamp = stamps.read(line);
                read.add(stamp == null ? null : stamp.toLocalDateTime());
            });
            at += count;
        }
        return read;
    }

    private static StampYears years(byte[] b, Instant modified, ZoneId zone) {
        try {
            return StampYears.of((space, position) -> slice(b, space, position), 0, b.length, modified, zone);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int slice(byte[] b, ByteBuffer space, long position) {
        int count = (int) Math.min(space.remaining(), b.length - position);
        if (count <= 0) {
            return -1;
        }
        space.put(b, (int) position, count);
        return count;
    }

    private static List<LocalDateTime> read(Log log) {
        return read(log, log.last().plusMinutes(1).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    }

    @Test
    void datesALogOfSeveralYears() {
        Log log = new Log();
        for (LocalDateTime time = LocalDateTime.of(2021, 3, 5, 8, 0);
                time.getYear() < 2027;
                time = time.plusDays(9).plusHours(5)) {
            log.line(time);
        }

        assertThat(read(log)).isEqualTo(log.written);
    }

    @Test
    void datesAFewLinesOfSeveralYears() {
        Log log = new Log()
                .line("2022-11-22T08:00:00")
                .line("2023-03-22T08:00:00")
                .line("2023-06-22T08:00:00")
                .line("2023-12-31T23:59:59")
                .line("2024-01-01T00:00:00")
                .line("2024-06-01T00:00:00")
                .line("2024-09-30T12:00:00")
                .line("2025-02-28T12:00:00");

        assertThat(read(log)).isEqualTo(log.written);
    }

    /** Smaller jumps back are clocks that were set; as long as nothing says otherwise. */
    @Test
    void takesAJumpBackOfLessThanSixMonthsForNoNewYear() {
        Log log = new Log()
                .line("2026-08-01T00:00:00")
                .line("2026-06-01T00:00:00")
                .line("2026-06-02T00:00:00")
                .line("2026-09-02T00:00:00");

        assertThat(read(log)).isEqualTo(log.written);
    }

    /** The year that was pushed on by each old line once was 2246. */
    @Test
    void oldLinesAmongNewOnesChangeNothing() {
        Log log = new Log();
        for (int i = 0; i < 1000; i++) {
            log.line(LocalDateTime.of(2023, 1, 10, 0, 0).plusDays(i));
            if (i > 300 && i % 100 == 7) {
                log.line(LocalDateTime.of(2023, 1, 10, 0, 0).plusDays(i - 250));
            }
        }

        List<LocalDateTime> read = read(log);

        for (int i = 0; i < read.size(); i++) {
            boolean old = i > 0 && log.written.get(i).isBefore(log.written.get(i - 1));
            if (!old) {
                assertThat(read.get(i)).isEqualTo(log.written.get(i));
            } else {
                assertThat(read.get(i)).isBefore(log.written.get(i - 1).plusDays(1));
            }
        }
    }

    @Test
    void oldLinesAtTheEndChangeNothing() {
        Log log = new Log();
        for (int i = 0; i < 50; i++) {
            log.line(LocalDateTime.of(2026, 11, 1, 0, 0).plusHours(12L * i));
        }
        log.line("2026-03-01T00:00:00");

        List<LocalDateTime> read = read(log, Instant.parse("2026-11-26T01:00:00Z"), ZoneOffset.UTC);

        assertThat(read).isEqualTo(log.written);
    }

    @Test
    void knowsTheYearOfALeapDay() {
        Log log = new Log()
                .line("2024-02-27T00:00:00")
                .line("2024-02-29T10:00:00")
                .line("2024-03-05T00:00:00")
                .line("2024-03-06T00:00:00");

        assertThat(read(log, Instant.parse("2026-11-26T00:00:00Z"), ZoneOffset.UTC))
                .as("copied years later")
                .isEqualTo(log.written);
    }

    @Test
    void aCopyOfAnOldLogIsTakenForAsNewAsItCanBe() {
        Log log = new Log()
                .line("2023-11-20T00:00:00")
                .line("2023-12-30T00:00:00")
                .line("2024-04-01T00:00:00");

        assertThat(read(log, Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC))
                .isEqualTo(log.written.stream().map(time -> time.plusYears(2)).toList());
    }

    /** A line may be longer than what is looked at first. */
    @ParameterizedTest
    @ValueSource(ints = {30, 400, 700})
    void looksAtNoMoreThanAFewLinesOfALargeFile(int filler) {
        Log log = new Log().filledUp(filler);
        for (int i = 0; i < 40_000; i++) {
            log.line(LocalDateTime.of(2024, 6, 1, 0, 0).plusMinutes(30L * i));
        }
        byte[] b = log.bytes();
        int[] looks = {0, 0};

        StampYears years;
        try {
            years = StampYears.of(
                    (space, position) -> {
                        int count = slice(b, space, position);
                        looks[0]++;
                        looks[1] += Math.max(0, count);
                        return count;
                    },
                    0,
                    b.length,
                    log.last().toInstant(ZoneOffset.UTC),
                    ZoneOffset.UTC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }

        assertThat(looks[0]).isLessThan(filler > 500 ? 1200 : 600);
        assertThat(looks[1]).isLessThan(3 << 20);
        assertThat(years.bounds(0, 1).before()).isBefore(LocalDateTime.of(2024, 6, 10, 0, 0));
        assertThat(read(log)).isEqualTo(log.written);
    }

    @Test
    void looksAtOneLineOfAFileThatTellsItsYears() throws IOException {
        byte[] b = "2026-11-22T13:29:31Z vpn1 pppd[7]: Exit.\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        int[] looks = {0};

        StampYears years = StampYears.of(
                (space, position) -> {
                    looks[0]++;
                    return slice(b, space, position);
                },
                0,
                b.length,
                Instant.parse("2026-11-22T14:00:00Z"),
                ZoneOffset.UTC);

        assertThat(looks[0]).isLessThan(3);
        assertThat(years.until(0)).isEqualTo(Long.MAX_VALUE);
        assertThat(years.bounds(0, b.length)).isEqualTo(StampBounds.NONE);
    }

    static Stream<Long> seeds() {
        return LongStream.range(0, Integer.getInteger("seeds", 6) * 5L).boxed();
    }

    /** Years of silence and of noise, disorder of seconds, small steps of the clock, in small files and large ones. */
    @ParameterizedTest
    @MethodSource("seeds")
    void datesWhateverWasWritten(long seed) {
        Random random = new Random(seed);
        Log log = new Log().filledUp(random.nextInt(3) == 0 ? 2000 : 0);
        LocalDateTime time = LocalDateTime.of(2019, 1, 1, 0, 0).plusHours(random.nextInt(24 * 366));
        Duration clock = Duration.ZERO;
        for (int i = random.nextInt(3000); i >= 0; i--) {
            time = time.plusSeconds(pause(random));
            clock = random.nextInt(500) == 0 ? Duration.ofHours(random.nextInt(40) - 20) : clock;
            log.line(time.plus(clock).minusSeconds(random.nextInt(3)));
        }

        List<LocalDateTime> read = read(log, time.plusHours(1).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);

        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i))
                    .as("line %d of %d", i, read.size())
                    .isCloseTo(log.written.get(i), within(0, ChronoUnit.SECONDS));
        }
    }

    /** Seconds; now and then a silence of weeks, but none of five months. */
    private static long pause(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> random.nextInt(3600 * 24);
            case 1 -> random.nextInt(40) == 0 ? random.nextInt(3600 * 24 * 140) : 60;
            default -> random.nextInt(300);
        };
    }

    @Test
    void survivesNoise() {
        Random random = new Random(20261122);
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder();
            for (int lines = random.nextInt(200); lines > 0; lines--) {
                text.append(STAMP.format(LocalDateTime.of(2024, 1, 1, 0, 0).plusHours(random.nextInt(366 * 24))));
                text.append(random.nextInt(3) == 0 ? "\n" : " vpn1 pppd[7]: Exit.\n");
            }
            byte[] b = text.toString().getBytes(StandardCharsets.UTF_8);
            Instant modified = Instant.ofEpochSecond(random.nextInt());

            StampYears years = years(b, modified, ZoneOffset.UTC);

            for (long at = 0; at < b.length; at += 40) {
                assertThat(years.until(at)).isGreaterThan(at);
                StampBounds bounds = years.bounds(at, Math.min(years.until(at), b.length));
                assertThat(bounds).isNotNull();
            }
        }
    }
}

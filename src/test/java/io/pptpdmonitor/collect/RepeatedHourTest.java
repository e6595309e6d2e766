package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.Hosts;
import io.pptpdmonitor.log.LogEvent.PppdExited;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.source.LogFile;
import io.pptpdmonitor.source.LogSource;
import io.pptpdmonitor.source.StandardInput;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines whose stamps tell no zone, in the hour that comes twice, are doubles of those whose stamps do. */
class RepeatedHourTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final OffsetDateTime FIRST = OffsetDateTime.parse("2026-10-25T02:10:00+02:00");
    private static final OffsetDateTime SECOND = OffsetDateTime.parse("2026-10-25T02:10:00+01:00");
    private static final DateTimeFormatter TRADITIONAL = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);

    @TempDir
    Path directory;

    private final List<LogSource> sources = List.of(source(), source());
    private MergedRecords merged = new MergedRecords(2, () -> SECOND);
    private final List<LogRecord> told = new ArrayList<>();

    private static LogSource source() {
        return new StandardInput(
                InputStream.nullInputStream(), false, InstantSource.fixed(Instant.EPOCH), Hosts.in(BERLIN));
    }

    private static LogRecord exit(OffsetDateTime time, int pid) {
        return new LogRecord(time, "vpn1", pid, new PppdExited(), "Exit.", 1);
    }

    private static LogRecord withoutZone(OffsetDateTime time, OffsetDateTime other, int pid) {
        return new LogRecord(time, "vpn1", pid, new PppdExited(), "Exit.", 1, other);
    }

    private void read(List<LogRecord> first, List<LogRecord> second) {
        assertThat(merged.read(
                        sources,
                        (source, sink) -> (source == sources.get(0) ? first : second).forEach(sink::accept),
                        told::add))
                .isEmpty();
    }

    @Test
    void isADoubleOfOneThatIsReadLater() {
        read(List.of(withoutZone(FIRST, SECOND, 7)), List.of());
        read(List.of(), List.of(exit(SECOND.plusNanos(345_000_000), 7)));

        assertThat(told).hasSize(1);
    }

    /** What was told is kept with both of its moments. */
    @Test
    void isADoubleOfOneThatIsReadByTheNextProcess() throws DamagedStateException {
        read(List.of(withoutZone(FIRST, SECOND, 7)), List.of());
        StateOutput state = new StateOutput();
        merged.save(state);
        merged = new MergedRecords(2, () -> SECOND);
        merged.resume(new StateInput(state.toByteArray()));
        read(List.of(), List.of(exit(SECOND.plusNanos(345_000_000), 7)));

        assertThat(told).hasSize(1);
    }

    /** The log without zones could not be read meanwhile. */
    @ParameterizedTest
    @ValueSource(ints = {1, 999, 3000})
    void isADoubleOfOneThatWasReadBefore(int lines) {
        List<LogRecord> whole = IntStream.range(0, lines)
                .mapToObj(i -> exit(SECOND.plusNanos(i * 1_000_000L), i + 1))
                .toList();
        List<LogRecord> late = IntStream.range(0, lines)
                .mapToObj(i -> withoutZone(FIRST.plusSeconds(i / 1000), SECOND.plusSeconds(i / 1000), i + 1))
                .toList();
        merged.read(
                sources,
                (source, sink) -> {
                    if (source == sources.get(0)) {
                        throw new IOException("no permission");
                    }
                    whole.forEach(sink::accept);
                },
                told::add);
        read(late, List.of());

        assertThat(told).isEqualTo(whole);
        assertThat(merged.leftOut(0).lines()).isZero();
    }

    @Test
    void isNoDoubleWhereBothTellTheirZone() {
        read(List.of(exit(FIRST, 7)), List.of(exit(SECOND, 7)));

        assertThat(told).hasSize(2);
    }

    @Test
    void isADoubleOfOneLineOnly() {
        read(
                List.of(withoutZone(FIRST, SECOND, 7), withoutZone(FIRST, SECOND, 7)),
                List.of(exit(FIRST, 7), exit(SECOND, 7)));

        assertThat(told).hasSize(2);
        read(List.of(withoutZone(FIRST, SECOND, 7)), List.of());
        assertThat(told).as("a third one").hasSize(3);
    }

    /** What is known of one host's clock is not believed of another one's. */
    @Test
    void looksAtEachHostByItself() {
        LogRecord other =
                withoutZone(FIRST.plusSeconds(1), SECOND.plusSeconds(1), 8).of("vpn2");
        read(List.of(withoutZone(FIRST, SECOND, 7), other), List.of(exit(SECOND, 7)));

        assertThat(told).extracting(LogRecord::time).containsExactlyInAnyOrder(FIRST.plusSeconds(1), SECOND);
    }

    /** Some minutes or hours of silence here and there, and the same line again and again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void tellsWhatAPartOfTheLinesHoldsWithoutZone(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> messages = new ArrayList<>();
        List<OffsetDateTime> moments = new ArrayList<>();
        Instant now = FIRST.toInstant().minusSeconds(3600);
        for (int i = 1; now.isBefore(SECOND.toInstant().plusSeconds(7200)); i++) {
            now = now.plusMillis(random.nextInt(10) == 0 ? random.nextInt(5_000_000) : random.nextInt(20_000));
            moments.add(now.atZone(BERLIN).toOffsetDateTime());
            messages.add(
                    random.nextInt(5) == 0
                            ? "pptpd[818]: MGR: dropped small initial connection"
                            : "pppd[" + i + "]: Exit.");
        }
        int percent = 20 + random.nextInt(81);
        boolean[] shared = new boolean[moments.size()];
        for (int i = 0; i < shared.length; i++) {
            shared[i] = random.nextInt(100) < percent;
        }
        Path whole = written("whole", moments, messages, OffsetDateTime::toString, i -> true);
        Path part = written("part", moments, messages, TRADITIONAL::format, i -> shared[i]);
        List<LogSource> files = List.of(new LogFile(part, List.of(), BERLIN), new LogFile(whole, List.of(), BERLIN));
        merged.read(files, LogSource::poll, told::add);

        assertThat(told).hasSameSizeAs(moments);
        for (int i = 0; i < moments.size(); i++) {
            assertThat(told.get(i).time().toEpochSecond())
                    .isBetween(
                            moments.get(i).toEpochSecond() - 2, moments.get(i).toEpochSecond() + 2);
        }
    }

    private Path written(
            String name,
            List<OffsetDateTime> moments,
            List<String> messages,
            java.util.function.Function<OffsetDateTime, String> stamp,
            IntPredicate wanted)
            throws IOException {
        List<String> lines = IntStream.range(0, moments.size())
                .filter(wanted)
                .mapToObj(i -> stamp.apply(moments.get(i)) + " vpn1 " + messages.get(i))
                .toList();
        Path file = Files.write(directory.resolve(name), lines);
        return Files.setLastModifiedTime(file, FileTime.from(SECOND.toInstant().plusSeconds(10_000)));
    }
}

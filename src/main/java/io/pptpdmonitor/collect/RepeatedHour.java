package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogEvent.PppdReaped;
import io.pptpdmonitor.log.LogRecord;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * When lines of one source were written whose stamps tell no zone, in the hour that comes twice at the end of summer time.
 * Of such a stamp alone the pass is taken that fits the stamps before it, which is wrong where nothing was written for
 * about an hour, or the clock was set. But another source may hold the same line: where its stamp tells the zone that
 * decides, and else where it is read as of the second pass, since only a stamp of the first one shows that.
 * Not thread-safe.
 */
final class RepeatedHour {

    /** Lines that follow each other this closely are of one pass. */
    private static final Duration TOGETHER = Duration.ofMinutes(1);

    /** The two passes are that far apart, or less. */
    private static final Duration PASS = Duration.ofHours(1);

    /** So many lines that follow each other are looked for in other sources, which may hold some of them only. */
    private static final int LINES = 64;
    /** So far ahead: a busy server's hour. */
    private static final int AHEAD = 4096;

    /**
     * The last such line of a host.
     *
     * @param time what it was read as
     * @param other whether that was wrong
     */
    private record Pass(OffsetDateTime time, boolean other) {

        boolean isOf(OffsetDateTime next, Duration within) {
            return time.getOffset().equals(next.getOffset())
                    && Duration.between(time, next).abs().compareTo(within) <= 0;
        }
    }

    private final int source;
    private final Doubles doubles;
    /** By host; without letters' case, as hosts are compared. */
    private final Map<String, Pass> passes = new HashMap<>();

    RepeatedHour(int source, Doubles doubles) {
        this.source = source;
        this.doubles = doubles;
    }

    /**
     * The line, of the moment at which it was written as far as anybody knows.
     *
     * @param behind what comes behind it
     * @param sources that have lines to tell; this one may be among them
     */
    LogRecord placed(LogRecord read, SourceReader behind, Iterable<SourceCursor> sources) {
        if (read.other() == null) {
            if (!passes.isEmpty()) {
                passes.remove(host(read)); // Its clock was elsewhere between.
            }
            return read;
        }
        String host = host(read);
        Pass before = passes.get(host);
        Pass pass = before != null && before.isOf(read.time(), TOGETHER)
                ? new Pass(read.time(), before.other)
                : new Pass(read.time(), isOther(read, before, behind, sources));
        passes.put(host, pass);
        return pass.other ? read.atOther() : read;
    }

    private static String host(LogRecord read) {
        String host = HostSpellings.alike(read.host());
        return host == null ? "" : host;
    }

    private boolean isOther(
            LogRecord read, @Nullable Pass before, SourceReader behind, Iterable<SourceCursor> sources) {
        Map<NewestLines.Line, LogRecord> lines = lines(read, behind);
        Boolean known = toldBefore(lines);
        known = known == null ? new Untold(lines).search(sources) : known;
        if (known != null || before == null) {
            return known != null && known;
        }
        // What was wrong once remains so, as each stamp is read by those before.
        return before.other && before.isOf(read.time(), PASS) && !read.time().isBefore(before.time);
    }

    /** It and those that follow it closely. */
    private static Map<NewestLines.Line, LogRecord> lines(LogRecord read, SourceReader behind) {
        Map<NewestLines.Line, LogRecord> lines = new LinkedHashMap<>();
        String host = host(read);
        Pass before = new Pass(read.time(), false);
        LogRecord line = read;
        for (int i = 0; i < LINES && line != null; i++) {
            if (host.equals(host(line))) {
                if (line.other() == null || !before.isOf(line.time(), TOGETHER)) {
                    break;
                }
                lines.putIfAbsent(NewestLines.Line.of(line), line);
                before = new Pass(line.time(), false);
            }
            line = behind.ahead(i);
        }
        return lines;
    }

    /** Whether one of them was told as of its other moment; null if none was told. */
    private @Nullable Boolean toldBefore(Map<NewestLines.Line, LogRecord> lines) {
        for (Map.Entry<NewestLines.Line, LogRecord> each : lines.entrySet()) {
            LogRecord line = each.getValue();
            if (doubles.isTold(each.getKey(), source, line.time())) {
                return false;
            }
            if (doubles.isTold(each.getKey(), source, line.atOther().time())) {
                return true;
            }
        }
        return null;
    }

    /** The same of what the others have still to tell. */
    private final class Untold {

        private final Map<NewestLines.Line, LogRecord> lines;
        /** Of which the lines tell, in their order: of most lines of others these alone show that they are not the same. */
        private final int[] pids;
        /** What a line shows whose stamp is of the second pass; null if there was none. */
        private @Nullable Boolean withoutZone;
        /** Where pptpd and pppd have a log each: whether another source tells of the same processes now, */
        private boolean now;
        /** and at the other moment. */
        private boolean then;

        Untold(Map<NewestLines.Line, LogRecord> lines) {
            this.lines = lines;
            pids = lines.values().stream()
                    .flatMapToInt(line -> line.event() instanceof PppdReaped reaped
                            ? IntStream.of(line.pid(), reaped.pppdPid())
                            : IntStream.of(line.pid()))
                    .sorted()
                    .toArray();
        }

        /** A line with a zone decides, then one of the second pass, then the processes. */
        @Nullable Boolean search(Iterable<SourceCursor> sources) {
            for (SourceCursor each : sources) {
                for (int i = 0; i < AHEAD && each.source() != source; i++) {
                    LogRecord untold = each.untold(i);
                    if (untold == null) {
                        break;
                    }
                    Boolean known = mayBeOfThem(untold) ? looked(untold) : null;
                    if (known != null) {
                        return known;
                    }
                }
            }
            boolean goesOn = withoutZone == null && now != then;
            return goesOn ? Boolean.valueOf(then) : withoutZone;
        }

        private boolean mayBeOfThem(LogRecord untold) {
            return isOneOf(untold.pid()) || (untold.event() instanceof PppdReaped reaped && isOneOf(reaped.pppdPid()));
        }

        private boolean isOneOf(int pid) {
            return Arrays.binarySearch(pids, pid) >= 0;
        }

        /** What it shows for certain, or null. */
        private @Nullable Boolean looked(LogRecord untold) {
            OffsetDateTime also = untold.other();
            boolean secondPass = also != null && untold.time().isAfter(also);
            if (also == null) {
                goesOn(untold);
            }
            LogRecord line = also == null || secondPass ? lines.get(NewestLines.Line.of(untold)) : null;
            Boolean other = line == null ? null : isOther(line, untold);
            if (also == null) {
                return other;
            }
            withoutZone = withoutZone == null ? other : withoutZone;
            return null;
        }

        private static @Nullable Boolean isOther(LogRecord line, LogRecord untold) {
            if (isNear(line.time(), untold.time(), Doubles.APART)) {
                return false;
            }
            return isNear(line.atOther().time(), untold.time(), Doubles.APART) ? true : null;
        }

        private void goesOn(LogRecord untold) {
            for (LogRecord line : lines.values()) {
                boolean same = isOfSameProcess(line, untold);
                now |= same && isNear(line.time(), untold.time(), TOGETHER.toMillis());
                then |= same && isNear(line.atOther().time(), untold.time(), TOGETHER.toMillis());
            }
        }
    }

    private static boolean isOfSameProcess(LogRecord some, LogRecord other) {
        boolean same = some.pid() == other.pid() || isOfReaped(some, other) || isOfReaped(other, some);
        return same && some.pid() != 0 && host(some).equals(host(other));
    }

    private static boolean isOfReaped(LogRecord line, LogRecord other) {
        return line.event() instanceof PppdReaped reaped && reaped.pppdPid() == other.pid();
    }

    private static boolean isNear(OffsetDateTime some, OffsetDateTime other, long apart) {
        return Math.abs(Doubles.moment(some) - Doubles.moment(other)) <= apart;
    }
}

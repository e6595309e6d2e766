package io.pptpdmonitor.log;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * From which moment on the lines of a source were read: the stamp of the first one, of whatever program. One that stands alone,
 * an hour or more from the next, is a stray: then it is that of the next. Where a host has just booted, or its clock shows its
 * epoch, the clock may be set soon: then it is that of the first line behind the jump. After some lines nothing more is asked.
 * Not thread-safe.
 */
public final class FirstLine {

    /** Lines of a log that goes on are nearer. */
    private static final Duration ALONE = Duration.ofHours(1);
    /** By then a line of the kernel tells that the host has just booted. */
    private static final int ENOUGH = 64;
    /** By then the clock of a host that has booted is set. */
    private static final int ENOUGH_OF_A_BOOT = 2000;

    private static final int YEAR_OF_NO_LOG = 2000;
    private static final byte[] KERNEL_STARTED = Bytes.ascii("Linux version ");
    private static final int BEHIND_UPTIME = 24;

    private final HostStamps stamps;
    private final HostNames names;
    private Instant modified = StampReader.sane(Instant.MAX);
    private Instant latest = Instant.MAX;
    private @Nullable OffsetDateTime begin;
    private @Nullable OffsetDateTime before;
    private long lines;
    private boolean alone;
    private boolean booted;
    private boolean settled;

    FirstLine(Hosts hosts) {
        names = new HostNames(hosts);
        stamps = new HostStamps(hosts, names);
    }

    /** The file that is read from now on was last written to at this moment: a later stamp is of no clock that is right. */
    void modified(Instant time) {
        stamps.modified(time);
        modified = StampReader.sane(time);
        latest = modified.plus(Duration.ofDays(1));
    }

    void bounds(StampBounds bounds) {
        stamps.bounds(bounds);
    }

    /** Whether lines to come tell nothing new. */
    public boolean isSettled() {
        return settled;
    }

    /**
     * All that there is was read: whoever reads on knows that no line is missing before the next, however long that takes. One
     * that stands alone was written when the file was, or is a stray.
     */
    public void readToEnd() {
        OffsetDateTime first = begin;
        boolean vouchedFor = first != null && (!alone || !isFar(modified.atOffset(first.getOffset()), first));
        settled |= vouchedFor && !maySoonBeSet();
    }

    /** Nothing more is looked at. */
    void settle() {
        settled = true;
    }

    /** What was read until now is not followed by what is read from now on. */
    public void forget() {
        begin = null;
        before = null;
        lines = 0;
        alone = false;
        booted = false;
        settled = false;
    }

    /** The moment; null where no stamp was read. */
    public @Nullable OffsetDateTime moment() {
        return begin;
    }

    /** Takes the next line. */
    void next(SyslogLine line) {
        if (settled || !names.isIncluded(line)) {
            return;
        }
        OffsetDateTime stamp = stamps.of(line).read(line);
        OffsetDateTime first = begin;
        if (stamp == null || (first != null && isOfTheFuture(stamp) && !isOfTheFuture(first))) {
            return;
        }
        if (first != null && isOfTheFuture(first) && !isOfTheFuture(stamp)) {
            forget();
        }
        booted |= line.program == Program.KERNEL && tellsOfABoot(line) && !isFar(begin, stamp);
        next(stamp);
    }

    /** Unless all are: then it is the file's own time that is wrong. */
    private boolean isOfTheFuture(OffsetDateTime stamp) {
        return stamp.toInstant().isAfter(latest);
    }

    private void next(OffsetDateTime stamp) {
        OffsetDateTime last = before;
        boolean jump = isFar(last, stamp);
        boolean wasSet = jump && last != null && stamp.isAfter(last) && maySoonBeSet();
        if (last == null || (jump && alone) || wasSet) {
            begin = stamp;
            alone = true;
        } else {
            alone = false;
        }
        before = stamp;
        lines++;
        boolean doubtful = maySoonBeSet() || isOfTheFuture(stamp);
        settled = wasSet
                || lines >= (doubtful ? ENOUGH_OF_A_BOOT : ENOUGH)
                || (!alone && !doubtful && isFar(begin, stamp));
    }

    private static boolean isFar(@Nullable OffsetDateTime some, OffsetDateTime other) {
        return some != null && Duration.between(some, other).abs().compareTo(ALONE) >= 0;
    }

    /** Some count from 1970; without a year that looks like the first of January, west of Greenwich like the day before. */
    private boolean maySoonBeSet() {
        OffsetDateTime first = begin;
        return booted
                || (first != null
                        && (first.getYear() < YEAR_OF_NO_LOG
                                || first.plusDays(1).getDayOfYear() <= 2));
    }

    /** With or without the uptime before it. */
    private static boolean tellsOfABoot(SyslogLine line) {
        int to = Math.min(line.messageTo, line.messageFrom + BEHIND_UPTIME + KERNEL_STARTED.length);
        for (int from = line.messageFrom; from <= to - KERNEL_STARTED.length; from++) {
            if (Bytes.startsWith(line.bytes, from, to, KERNEL_STARTED)) {
                return true;
            }
        }
        return false;
    }

    void save(StateOutput out) {
        out.time(begin).time(before).number(lines);
        out.flag(alone).flag(booted).flag(settled);
    }

    void resume(StateInput in) throws DamagedStateException {
        begin = in.time();
        before = in.time();
        lines = in.number();
        alone = in.flag();
        booted = in.flag();
        settled = in.flag();
    }
}

package io.pptpdmonitor.log;

import io.pptpdmonitor.log.LogEvent.Booted;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are the first of a boot of their host, by what the journal tells of them: another _BOOT_ID, or what journalctl
 * prints between the lines of two boots. The kernel may say so as well, in such a line or the next. Not thread-safe.
 */
final class Boots {

    /** The kernel's first lines are nearer to each other, and the next boot is further. */
    private static final Duration ONE_BOOT = Duration.ofSeconds(2);

    private final HostNames names;
    private final HostStamps stamps;
    private final BootIds ids = new BootIds();
    private final BootSeparators separators = new BootSeparators();
    /** Whether the line that is read was told to be the first of one. */
    private boolean told;

    Boots(HostNames names, HostStamps stamps) {
        this.names = names;
        this.stamps = stamps;
    }

    /** Whether the text without stamp and tag is what journalctl prints between two boots. */
    boolean isMark(byte[] b, int from, int to) {
        return separators.read(b, from, to);
    }

    /** Whether there was such a mark. */
    boolean areMarked() {
        return separators.met();
    }

    /** Whether the next line may be the first of one. */
    boolean areAwaited() {
        return separators.waits();
    }

    /** Tells of the boot between the line before of the same host and this one, if there was one. */
    void next(SyslogLine line, LogRecord.Sink sink) {
        told = (line.bootId != null || separators.waits()) && tell(line, sink);
    }

    private boolean tell(SyslogLine line, LogRecord.Sink sink) {
        String id = line.bootId;
        String host = names.shown(line);
        boolean another = id == null
                ? separators.isFirstOfBoot(host, names, ids)
                : names.include(line) && ids.isAnother(host, id);
        if (!another || !names.isIncluded(line)) {
            return false;
        }
        StampReader stamp = stamps.of(line);
        OffsetDateTime time = stamp.read(line);
        if (time == null) {
            return false;
        }
        sink.accept(new LogRecord(time, host, 0, new Booted(), "", 1, stamp.other()));
        return true;
    }

    /**
     * Whether the boot of which the kernel says in this line was told of.
     *
     * @param before what the line before of the same host told
     */
    boolean wasTold(SyslogLine line, @Nullable LogRecord before) {
        if (told || before == null || !(before.event() instanceof Booted)) {
            return told;
        }
        OffsetDateTime time = stamps.of(line).read(line);
        return time != null && Duration.between(before.time(), time).abs().compareTo(ONE_BOOT) < 0;
    }

    void forget() {
        ids.clear();
        separators.clear();
    }

    void save(StateOutput out) {
        ids.save(out);
        separators.save(out);
    }

    void resume(StateInput in) throws DamagedStateException {
        ids.resume(in);
        separators.resume(in);
    }
}

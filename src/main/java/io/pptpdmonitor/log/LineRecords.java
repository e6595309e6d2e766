package io.pptpdmonitor.log;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Makes records of lines that tell something, of the moment and the host that they name. Not thread-safe. */
final class LineRecords implements LineFilter.Passed {

    private final HostStamps stamps;
    private final HostNames names;
    private final LineCounts counts;
    private final PreviousRecords previous = new PreviousRecords();
    /** Whether a line was read that repeats one which was not. */
    private boolean neededThoseBefore;
    /** Whether no line of the host of the line that is read was read before it. */
    private boolean firstOfHost;

    /** Takes what the lines tell that are passed over. */
    private LogRecord.Sink passedTo = none -> {};

    LineRecords(HostStamps stamps, HostNames names, LineCounts counts) {
        this.stamps = stamps;
        this.names = names;
        this.counts = counts;
    }

    /** From now on what lines tell that are passed over is for this one. */
    void passTo(LogRecord.Sink sink) {
        passedTo = sink;
    }

    @Override
    public void stamp(SyslogLine passed) {
        stamps.of(passed).note(passed);
    }

    @Override
    public void event(SyslogLine passed, Program program, LogEvent event, MessageReader reader) {
        counts.debug |= PppdMessages.isPacket(program, passed);
        StampReader stamp = stamps.of(passed);
        OffsetDateTime time = stamp.readAndNote(passed);
        happened(time, stamp.other(), passed, program, event, reader, 1, passedTo);
    }

    /**
     * Hands over what the line tells, if its stamp names a moment.
     *
     * @param reader that has read the message last
     */
    void happened(
            SyslogLine line, Program program, LogEvent event, MessageReader reader, int count, LogRecord.Sink sink) {
        StampReader stamp = stamps.of(line);
        OffsetDateTime time = stamp.read(line);
        happened(time, stamp.other(), line, program, event, reader, count, sink);
    }

    private void happened(
            @Nullable OffsetDateTime time,
            @Nullable OffsetDateTime other,
            SyslogLine line,
            Program program,
            LogEvent event,
            MessageReader reader,
            int count,
            LogRecord.Sink sink) {
        if (time == null) {
            counts.unparsed += program.relevant() ? 1 : 0;
            return;
        }
        String text = reader.text(line, event.isQuoted() || sink.comparesTexts());
        LogRecord told = new LogRecord(time, names.shown(line), line.pid, event, text, count, other);
        previous.keep(told, program, line);
        sink.accept(told);
    }

    @Override
    public void silent(SyslogLine passed) {
        previous.forget(names.shown(passed));
    }

    /** What the line of the same host before this one told, which is forgotten; null if that told nothing. */
    @Nullable LogRecord takePrevious(SyslogLine line, MessageReader reader) {
        String host = names.shown(line);
        firstOfHost = !previous.knows(host);
        return previous.take(host, reader);
    }

    /** Hands over the same record again, so many times, at the moment of the line whose previous one was taken last. */
    void repeat(@Nullable LogRecord repeated, int times, SyslogLine line, LogRecord.Sink sink) {
        neededThoseBefore |= firstOfHost && names.isIncluded(line);
        if (repeated != null) {
            StampReader stamp = stamps.of(line);
            OffsetDateTime time = stamp.read(line);
            sink.accept(
                    time == null
                            ? repeated.again(repeated.time(), repeated.other(), times)
                            : repeated.again(time, stamp.other(), times));
            previous.keepAgain(repeated);
        }
    }

    /** The line, of whatever host, tells nothing. */
    void forgetPrevious() {
        previous.forgetLast();
    }

    /** Nothing was read before. */
    void forgetAll() {
        previous.clear();
        neededThoseBefore = false;
    }

    /** Whether a line was read that repeats one before the first. */
    boolean neededThoseBefore() {
        return neededThoseBefore;
    }

    /** Goes on behind what the other one has told. */
    void takeOver(LineRecords ahead) {
        previous.takeOver(ahead.previous);
    }

    /** Keeps what the next line may repeat. */
    void save(StateOutput out) {
        previous.save(out);
    }

    void resume(StateInput in) throws DamagedStateException {
        previous.resume(in);
    }
}

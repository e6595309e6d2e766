package io.pptpdmonitor.log;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line that mattered.
 *
 * @param time with the line's own offset and fraction
 * @param host null in a log without hosts
 * @param pid of the process that the tag names, 0 if it names none
 * @param event what the line reported
 * @param message what the line said, without stamp, host and tag; may be empty where whoever takes it compares no texts, and
 *     the event does not quote it
 * @param count how often: more than 1 where a syslog daemon merged equal lines
 * @param other what its stamp may mean as well, which tells no zone and is of an hour that comes twice; else null
 */
public record LogRecord(
        OffsetDateTime time,
        @Nullable String host,
        int pid,
        LogEvent event,
        String message,
        int count,
        @Nullable OffsetDateTime other) {

    /** One whose stamp means one moment. */
    public LogRecord(OffsetDateTime time, @Nullable String host, int pid, LogEvent event, String message, int count) {
        this(time, host, pid, event, message, count, null);
    }

    LogRecord again(OffsetDateTime at, @Nullable OffsetDateTime orAt, int times) {
        return new LogRecord(at, host, pid, event, message, times, orAt);
    }

    /** The same, of the other moment that its stamp may mean. */
    public LogRecord atOther() {
        return other == null
                ? this
                : new LogRecord(/* time= */ other, host, pid, event, message, count, /* other= */ time);
    }

    /** The same, of another moment. */
    public LogRecord at(OffsetDateTime moment) {
        return new LogRecord(moment, host, pid, event, message, count);
    }

    /** The same, of a host that is called so. */
    public LogRecord of(String name) {
        return name.equals(host) ? this : new LogRecord(time, name, pid, event, message, count, other);
    }

    /** Takes records as they are read. */
    @FunctionalInterface
    public interface Sink {
        void accept(LogRecord logRecord);

        /** Whether it needs to know what each line says, to tell it from lines of other sources. */
        default boolean comparesTexts() {
            return true;
        }

        /** The same, which compares no texts. */
        default Sink withoutTexts() {
            Sink whole = this;
            return new Sink() {

                @Override
                public void accept(LogRecord told) {
                    whole.accept(told);
                }

                @Override
                public void acceptAll(List<LogRecord> told) {
                    whole.acceptAll(told);
                }

                @Override
                public boolean comparesTexts() {
                    return false;
                }
            };
        }

        /** Takes records that were read ahead, one after the other; whoever calls it does not touch the list again. */
        default void acceptAll(List<LogRecord> records) {
            records.forEach(this::accept);
        }
    }
}

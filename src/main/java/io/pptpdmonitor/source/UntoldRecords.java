package io.pptpdmonitor.source;

import io.pptpdmonitor.log.LogRecord;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands over what a file that is read once more tells of the time behind that which was told of. Not thread-safe. */
final class UntoldRecords implements LogRecord.Sink {

    private final LogRecord.Sink sink;
    private final @Nullable OffsetDateTime told;

    /** @param told the last moment that was told of; null if none was */
    UntoldRecords(LogRecord.Sink sink, @Nullable OffsetDateTime told) {
        this.sink = sink;
        this.told = told;
    }

    private boolean isUntold(LogRecord read) {
        return told == null || read.time().isAfter(told);
    }

    @Override
    public void accept(LogRecord read) {
        if (isUntold(read)) {
            sink.accept(read);
        }
    }

    @Override
    public void acceptAll(List<LogRecord> read) {
        sink.acceptAll(read.stream().filter(this::isUntold).toList());
    }

    @Override
    public boolean comparesTexts() {
        return sink.comparesTexts();
    }
}

package io.pptpdmonitor.source;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A place where lines of pptpd and pppd may come, and none was seen when logs were looked for: others write there, or the
 * file is not there yet. Once a line has come it is a log as any other. Not thread-safe.
 */
public final class QuietLog extends FoundLog {

    private final boolean written;
    private final String problem;
    /** The file that may be made yet; null where it is there. */
    private @Nullable Path awaited;

    private QuietLog(LogSource log, boolean written, String problem, @Nullable Path awaited) {
        super(log);
        this.written = written;
        this.problem = problem;
        this.awaited = awaited;
    }

    /**
     * One that is there.
     *
     * @param written whether others write to it
     * @param problem as {@link Silence#problem}
     */
    public static QuietLog of(LogSource log, boolean written, String problem) {
        return new QuietLog(log, written, problem, null);
    }

    /** A file that may be made yet. */
    public static QuietLog awaited(LogFile log, Path path, String problem) {
        return new QuietLog(log, true, problem, path);
    }

    @Override
    public void poll(LogRecord.Sink sink) throws IOException {
        Path path = awaited;
        if (path != null && Files.notExists(path)) {
            return;
        }
        awaited = null;
        super.poll(sink);
    }

    @Override
    public Silence silence() {
        return new Silence(written ? begin() : null, problem);
    }

    @Override
    public Health.Source health() {
        Health.Source health = super.health();
        if (awaited != null) {
            return health.telling("it is not there yet");
        }
        return health.lastLine() == null ? health.telling("nothing of pptpd or pppd" + since()) : health;
    }

    private String since() {
        OffsetDateTime begin = begin();
        String others = written ? "" : ", and nothing of others lately";
        return (begin == null ? "" : " since " + begin + ", when it begins") + others;
    }
}

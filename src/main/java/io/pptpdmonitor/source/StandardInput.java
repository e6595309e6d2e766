package io.pptpdmonitor.source;

import io.pptpdmonitor.log.Hosts;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines that another program hands over. What has passed cannot be read again. */
public final class StandardInput implements LogSource {

    private final boolean following;
    private final InstantSource clock;
    private final LogLines lines;
    private final ReadAhead in;
    private boolean ended;

    /**
     * @param following whether a poll takes what is there, or waits for the end
     * @param clock by which a stamp without a year is read
     * @param hosts whose lines are read
     */
    public StandardInput(InputStream in, boolean following, InstantSource clock, Hosts hosts) {
        this.following = following;
        this.clock = clock;
        this.lines = new LogLines(hosts);
        this.in = new ReadAhead(in, "standard input");
    }

    @Override
    public void poll(LogRecord.Sink sink) throws IOException {
        lines.modified(clock.instant());
        do {
            if (!following) {
                in.await();
            }
            byte[] taken = taken();
            lines.take(taken, taken.length, (b, from, to) -> lines.line(b, from, to, sink));
        } while (following ? in.waiting() > 0 : !in.isAtEnd());
        lines.readToEnd();
        if (!ended && in.isAtEnd()) {
            ended = true;
            finish(sink);
        }
    }

    private byte[] taken() throws IOException {
        try {
            return in.take();
        } catch (IOException e) {
            throw new IOException("cannot read standard input (" + e.getMessage() + "); hand it a log", e);
        }
    }

    @Override
    public void finish(LogRecord.Sink sink) {
        lines.finish(sink);
    }

    @Override
    public Counts counts() {
        return lines.counts();
    }

    @Override
    public @Nullable OffsetDateTime begin() {
        return lines.begin();
    }

    @Override
    public Set<String> aliases() {
        return lines.aliases();
    }

    @Override
    public Health.Source health() {
        return new Health.Source(
                Health.Source.Kind.STANDARD_INPUT,
                "standard input",
                Long.toString(lines.taken()),
                (long) in.waiting(),
                lines.lastStamp(),
                ended && following ? Health.Source.Condition.PAST : Health.Source.Condition.READ,
                Gap.joined(ended && following ? "it has ended" : "", lines.notTaken()));
    }

    @Override
    public void save(StateOutput out) {
        lines.save(out);
    }

    @Override
    public void resume(StateInput in) throws DamagedStateException {
        lines.resume(in);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

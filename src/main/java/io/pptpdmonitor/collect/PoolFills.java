package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogEvent;
import io.pptpdmonitor.log.LogEvent.Booted;
import io.pptpdmonitor.log.LogEvent.CallStarted;
import io.pptpdmonitor.log.LogEvent.ControlFinished;
import io.pptpdmonitor.log.LogEvent.ControlReaped;
import io.pptpdmonitor.log.LogEvent.ControlStarted;
import io.pptpdmonitor.log.LogEvent.ManagerStarted;
import io.pptpdmonitor.log.LogEvent.PoolExhausted;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one host that tell that the last slot was given out. To whom tells the next control connection that starts:
 * a probe is one of a host that probes, calls nobody and goes again, and does not count. Not thread-safe.
 */
final class PoolFills {

    /** The process that is forked with the last slot says so at once, however busy the host is. */
    private static final Span SOON = Span.ofSeconds(10);
    /** No probe lasts longer. */
    private static final Span PROBE = Span.ofSeconds(60);

    private final Predicate<String> probing;
    private final Consumer<LogRecord> counts;
    /** Of which it is not certain yet whether it counts. */
    private @Nullable LogRecord open;
    /** The pid of the pptpctrl that may be a probe's; 0 while none has started. */
    private int taker;

    /**
     * Begins with none.
     *
     * @param probing whether an address is one from which probes come
     * @param counts takes each line that counts
     */
    PoolFills(Predicate<String> probing, Consumer<LogRecord> counts) {
        this.probing = probing;
        this.counts = counts;
    }

    /** Such a line; one that stands for several tells of more than a probe. */
    void full(LogRecord line) {
        settle();
        open = line;
        if (line.count() > 1) {
            settle();
        }
    }

    /** Any later line of the host. */
    void told(LogRecord line) {
        LogRecord full = open;
        if (full == null) {
            return;
        }
        LogEvent event = line.event();
        if (taker == 0 && event instanceof ControlStarted started) {
            started(full, started, line);
        } else if (ends(event) || (line.pid() == taker && event instanceof CallStarted)) {
            settle();
        } else if (taker != 0 && hasGone(line)) {
            forget();
        }
    }

    private void started(LogRecord full, ControlStarted started, LogRecord line) {
        if (SOON.covers(full.time(), line.time()) && probing.test(started.clientAddress())) {
            taker = line.pid();
        } else {
            settle();
        }
    }

    /** Whether nothing more is told of the manager that said so. */
    private static boolean ends(LogEvent event) {
        return event instanceof Booted || event instanceof ManagerStarted;
    }

    private boolean hasGone(LogRecord line) {
        return line.event() instanceof ControlReaped reaped
                ? reaped.controlPid() == taker
                : line.pid() == taker && line.event() instanceof ControlFinished;
    }

    /**
     * It is so late now: whoever would show that it was a probe may have had the time to.
     *
     * @param now null if nothing more will come
     */
    void passed(@Nullable OffsetDateTime now) {
        LogRecord full = open;
        if (full != null && (now == null || (taker == 0 ? SOON : PROBE).isOver(full.time(), now))) {
            settle();
        }
    }

    /** Whatever is not known to be a probe counts. */
    void settle() {
        LogRecord full = open;
        forget();
        if (full != null) {
            counts.accept(full);
        }
    }

    private void forget() {
        open = null;
        taker = 0;
    }

    void save(StateOutput out) {
        LogRecord full = open;
        out.flag(full != null);
        if (full != null) {
            out.time(full.time()).text(full.host()).number(full.pid()).text(full.message());
            out.number(full.count()).number(taker);
        }
    }

    /** Goes on from what was saved. */
    PoolFills restored(StateInput in) throws DamagedStateException {
        if (in.flag()) {
            open = new LogRecord(in.needTime(), in.text(), in.count(), new PoolExhausted(), in.needText(), in.count());
            taker = in.count();
        }
        return this;
    }
}

package io.pptpdmonitor.snmp.agentx;

import io.pptpdmonitor.snmp.mib.View;
import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.VariableBinding;

/**
 * Serves PPTPD-MONITOR-MIB through a master agent, such as net-snmp's snmpd, with AgentX (RFC 2741). Opens no port. It
 * goes on trying for as long as there is no master, and logs one line when it goes and one when it comes. One thread, a
 * daemon.
 *
 * <p>All PDUs that a master makes of one SNMP request are answered from one view. The supplier is called by the thread;
 * where it throws, the manager gets genErr.
 */
public final class AgentxSubagent implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AgentxSubagent.class.getName());

    private static final int MAX_NOTICES = 64;
    private static final Duration END = Duration.ofSeconds(2);

    private final MasterAddress address;
    private final RequestViews views;
    private final MasterTime time;
    private final Timing timing;
    private final Backoff backoff;
    private final Queue<Notice> notices = new ArrayBlockingQueue<>(MAX_NOTICES);
    private final Set<MasterException.Kind> told = EnumSet.noneOf(MasterException.Kind.class);
    private final Selector selector;
    private final Thread thread = new Thread(this::run, "agentx");
    private volatile boolean serving;
    private volatile boolean ended;

    /**
     * Does nothing before {@link #start}.
     *
     * @param views hands out the latest view
     * @param upTime what the time stamps of the views are of, in hundredths of a second
     */
    public AgentxSubagent(MasterAddress address, Supplier<View> views, LongSupplier upTime) throws IOException {
        this(address, views, upTime, Timing.USUAL);
    }

    AgentxSubagent(MasterAddress address, Supplier<View> views, LongSupplier upTime, Timing timing) throws IOException {
        this.address = address;
        this.views = new RequestViews(views, upTime);
        this.time = new MasterTime(upTime);
        this.timing = timing;
        this.backoff = new Backoff(timing.shortestPause(), timing.longestPause());
        this.selector = Selector.open();
        thread.setDaemon(true);
    }

    /** Begins to look for the master, and returns at once. */
    public void start() {
        thread.start();
    }

    /**
     * Waits for a session with the master, no longer than that. Not for the subagent's own thread.
     *
     * @return whether there is one; false at once when the subagent is closed
     */
    public synchronized boolean awaitServing(Duration within) throws InterruptedException {
        long began = System.nanoTime();
        long left = within.toNanos();
        while (!serving && !ended && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = within.toNanos() - (System.nanoTime() - began);
        }
        return serving && !ended;
    }

    private synchronized void serving(boolean now) {
        serving = now;
        notifyAll();
    }

    /**
     * Has the master send a notification to whoever it is configured to tell. Returns when the master has it, or has
     * not: no later than after the time that is given. Not for the subagent's own thread.
     *
     * @param bindings snmpTrapOID.0 first, then the objects; a sysUpTime.0 before it is left out, as the master's own
     *     is what its managers know
     * @return whether the master has said that it took it; if not, it is away or has gone, or was silent for so long:
     *     it may have taken it all the same
     * @throws IOException if it does not want it; the message is a clause
     */
    public boolean notify(List<VariableBinding> bindings, Duration within) throws IOException, InterruptedException {
        boolean timed = bindings.get(0).getOid().equals(SnmpConstants.sysUpTime);
        Notice notice = new Notice(timed ? bindings.subList(1, bindings.size()) : bindings);
        if (!serving || !notices.offer(notice)) {
            return false;
        }
        selector.wakeup();
        try {
            return notice.taken().get(within.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException(Objects.requireNonNull(e.getCause()).getMessage(), e);
        } finally {
            notices.remove(notice);
        }
    }

    /** Ends the session and the thread; returns when both are over. */
    @Override
    public void close() throws IOException {
        ended = true;
        serving(false);
        selector.wakeup();
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        selector.close();
    }

    private void run() {
        while (!ended) {
            long began = System.nanoTime();
            try (Connection connection = Connection.open(address, selector, timing.answer())) {
                serve(new Session(address, connection, views, time, timing, () -> ended));
            } catch (MasterException e) {
                went(e);
            } catch (RuntimeException e) {
                failed(e);
            }
            if (System.nanoTime() - began > timing.longestPause().toNanos()) {
                backoff.reset();
            }
            pause(backoff.next());
        }
    }

    private void serve(Session session) throws MasterException {
        session.open();
        told.clear();
        try {
            serving(true);
            LOG.info(() -> "serving through the AgentX master at " + address);
            session.serve(notices);
            session.close();
        } finally {
            serving(false);
            views.clear();
            dropNotices();
        }
    }

    /**
     * Those that no answer will come for. Whoever is told so finds that we do not serve any more; who has put one into the
     * queue meanwhile has seen that we serve, and waits in vain no longer than it said.
     */
    private void dropNotices() {
        for (@Nullable Notice notice = notices.poll(); notice != null; notice = notices.poll()) {
            notice.taken().complete(false);
        }
    }

    private void went(MasterException e) {
        if (!ended && told.add(e.kind())) {
            LOG.warning(() -> e.getMessage() + "; trying again until it works");
        }
    }

    /** No fault of the master's: one of ours, which must not end the service. */
    private void failed(RuntimeException e) {
        if (!ended) {
            LOG.log(Level.WARNING, e, () -> "the AgentX session ended with a fault: " + e);
        }
    }

    private void pause(Duration pause) {
        long until = System.nanoTime() + pause.toNanos();
        try {
            for (long left = pause.toMillis(); !ended && left > 0; ) {
                selector.select(left);
                left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            }
        } catch (IOException | ClosedSelectorException e) {
            ended = true;
        }
    }
}

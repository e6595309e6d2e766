package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest snapshot of a collector, for any number of threads. {@link #get} never waits; the others are
 * for one thread. Where these do not come to an end, what was known stays, and its health says how far it has fallen
 * behind.
 */
public final class LatestSnapshot implements Supplier<Snapshot> {

    /** Nobody calls a log unread that is read a minute later. */
    private static final Duration BEHIND = Duration.ofSeconds(60);
    /** From one look at what is unread to the next. */
    private static final Duration BETWEEN = Duration.ofSeconds(5);

    /** What was told of an old snapshot, and when. */
    private record Doubted(Instant of, Instant at, Snapshot told) {}

    private final Collector collector;
    private final Follower follower;
    private final InstantSource clock;
    private volatile Snapshot latest;
    private volatile @Nullable Doubted doubted;
    private volatile boolean looking;

    /**
     * Reads what there is.
     *
     * @throws IOException if nothing can be had, with a message for the user
     */
    public LatestSnapshot(Collector collector, InstantSource clock) throws IOException {
        this(collector, clock, collector.collect());
    }

    private LatestSnapshot(Collector collector, InstantSource clock, Snapshot first) {
        this.collector = collector;
        this.follower = new Follower(collector);
        this.clock = clock;
        this.latest = first;
    }

    /** Of a collector that has read nothing yet: until {@link #begin} is done, the snapshot says that, and nothing else. */
    public static LatestSnapshot unread(Collector collector, InstantSource clock) {
        return new LatestSnapshot(collector, clock, collector.unread());
    }

    /**
     * Reads what there is.
     *
     * @throws IOException if nothing can be had, with a message for the user
     */
    public void begin() throws IOException {
        latest = collector.collect();
    }

    @Override
    public Snapshot get() {
        Snapshot newest = latest;
        Instant now = clock.instant();
        boolean old = Duration.between(newest.generated().toInstant(), now).compareTo(BEHIND) > 0;
        CollectorStatus status = newest.health().status();
        boolean reads = status == CollectorStatus.OK || status == CollectorStatus.STALLED;
        return old && reads ? doubted(newest, now) : newest;
    }

    /** The same snapshot as long as nothing else is to be said of it. */
    private Snapshot doubted(Snapshot newest, Instant now) {
        Doubted before = doubted;
        Instant of = newest.generated().toInstant();
        if (before != null
                && before.of.equals(of)
                && Duration.between(before.at, now).abs().compareTo(BETWEEN) < 0) {
            return before.told;
        }
        Snapshot told = newest.withHealth(Backlog.of(newest, looking));
        doubted = new Doubted(of, now, told);
        return told;
    }

    /** Reads on; if that fails, what was known stays, and its health says that it grows old. */
    public void refresh() {
        looking = true;
        try {
            latest = collector.collect();
        } catch (IOException e) {
            failed(e);
        } finally {
            looking = false;
        }
    }

    /** As {@link #refresh}, to be called at every {@link Follower#BEAT}: what is not old stays where nothing happened. */
    public void keepUp() {
        looking = true;
        try {
            follower.beat(this::begin);
        } catch (IOException e) {
            failed(e);
        } finally {
            looking = false;
        }
    }

    private void failed(IOException problem) {
        latest = latest.withHealth(latest.health().withStatus(CollectorStatus.FAILED, Reason.of(problem)));
    }
}

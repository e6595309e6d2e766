package io.pptpdmonitor.alert;

import io.pptpdmonitor.model.Event;
import io.pptpdmonitor.model.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Judges the alerts once a second, in a thread of its own, so that one who collects and got stuck is noticed; keeps their
 * states, and hands what is to be told to a thread for each receiver.
 */
public final class AlertWatch implements AutoCloseable {

    /** From one judgement to the next. */
    private static final Duration BEAT = Duration.ofSeconds(1);

    /** No end of the agent waits longer for its receivers. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(AlertWatch.class.getName());

    /**
     * What is watched, and who is told.
     *
     * @param text of a notification, for the command
     */
    public record Settings(
            List<AlertRule> rules,
            NotifySettings telling,
            List<Receiver> receivers,
            Function<Notification.OfAlert, String> text) {

        public Settings {
            rules = List.copyOf(rules);
            receivers = List.copyOf(receivers);
        }
    }

    private final Supplier<Snapshot> snapshots;
    private final InstantSource clock;
    private final @Nullable AlertsFile file;
    private final Alerts alerts;
    private final AtomicLong drops = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CommandRuns commands;
    private final Thread thread;
    private List<Courier> couriers = List.of();
    private volatile SessionNews news;
    private Settings settings;
    private String trouble = "";

    /**
     * Begins with what was kept; judges nothing yet.
     *
     * @param kept the file of the states; null: they are not kept
     */
    public AlertWatch(Settings settings, Supplier<Snapshot> snapshots, InstantSource clock, @Nullable Path kept) {
        this.snapshots = snapshots;
        this.clock = clock;
        this.file = kept == null ? null : new AlertsFile(kept);
        this.alerts = new Alerts(settings.rules(), read());
        this.settings = settings;
        this.commands = new CommandRuns(settings.text(), CommandRuns.LIMIT);
        this.news = new SessionNews(settings.telling(), clock);
        this.thread = new Thread(this::run, "alerts");
        thread.setDaemon(true);
        open(settings);
    }

    private Alerts.Kept read() {
        try {
            return file == null ? Alerts.Kept.NOTHING : file.read();
        } catch (IOException e) {
            LOG.warning(e.getMessage());
            return Alerts.Kept.NOTHING;
        }
    }

    /** Judges from now on, once a second. */
    public void start() {
        thread.start();
    }

    /** Something happened on the server; for the thread that collects, and those that read for it. */
    public void accept(Event event) {
        if (settings.telling().sessions()) {
            news.accept(event);
        }
    }

    /** The snapshots show what was accepted; for the thread that collects. */
    public void collected() {
        news.collected();
    }

    /** All alerts as they are now. */
    public AlertBoard board() {
        return alerts.board().withDrops(drops.get());
    }

    /** Goes on with other settings; alerts that stay keep their states, and what waits for a receiver is told. */
    public synchronized void configure(Settings next) {
        alerts.configure(next.rules());
        if (!next.telling().equals(settings.telling())) {
            news = new SessionNews(next.telling(), clock);
        }
        settings = next;
        open(next);
    }

    /** Whoever was a receiver before, and still is, is told what waits for him. */
    private void open(Settings of) {
        List<Courier> before = couriers;
        couriers = of.receivers().stream()
                .map(receiver -> before.stream()
                        .filter(courier -> courier.serves(receiver))
                        .findFirst()
                        .orElseGet(() -> new Courier(receiver, of.telling(), clock, drops)))
                .toList();
        couriers.forEach(courier -> courier.configure(of.telling()));
        before.stream()
                .filter(courier -> !couriers.contains(courier))
                .forEach(courier -> courier.close(Duration.ZERO, "it is not configured any more"));
        commands.use(of.telling().command());
    }

    private void run() {
        try {
            do {
                beat();
            } while (!ended.await(BEAT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One judgement. What it tells is kept before it is told, or a crash would have it told twice. */
    synchronized void beat() {
        try {
            Snapshot snapshot = snapshots.get();
            List<Notification> told = new ArrayList<>(alerts.judge(snapshot, clock.instant()));
            told.addAll(news.take(snapshots, clock.instant(), alerts::nextNumber));
            keep();
            tell(told);
        } catch (RuntimeException e) {
            LOG.log(java.util.logging.Level.SEVERE, e, () -> "the alerts could not be judged: " + e);
        }
    }

    private void tell(List<Notification> told) {
        if (told.isEmpty()) {
            return;
        }
        couriers.forEach(courier -> courier.add(told));
        for (Notification each : told) {
            if (each instanceof Notification.OfAlert ofAlert) {
                commands.add(ofAlert);
            }
        }
    }

    /** A disk that is full is told once. */
    private void keep() {
        if (file == null) {
            return;
        }
        try {
            file.write(alerts.kept());
            trouble = "";
        } catch (IOException e) {
            String now = String.valueOf(e.getMessage());
            if (!now.equals(trouble)) {
                LOG.warning(now + "; after a restart what is raised would be told again");
            }
            trouble = now;
        }
    }

    /** Ends its threads. What is to be told is told first, where that does not take long. */
    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join(BEAT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            couriers.forEach(Courier::finish);
            long deadline = System.nanoTime() + LAST_WORDS.toNanos();
            couriers.forEach(
                    courier -> courier.close(Duration.ofNanos(deadline - System.nanoTime()), "the agent ends"));
            commands.close(Duration.ofNanos(deadline - System.nanoTime()));
            closeFile();
        }
    }

    private void closeFile() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            LOG.log(java.util.logging.Level.FINE, e, () -> "the alerts' states could not be closed");
        }
    }
}

package io.pptpdmonitor.alert;

import static io.pptpdmonitor.alert.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertWatchTest {

    private static final AlertRule USERS =
            rule("users-high", Metric.ACTIVE_USERS).warning("80%").build();

    private final AtomicReference<Snapshot> snapshot = new AtomicReference<>(users(0));
    private final AtomicReference<Instant> now = new AtomicReference<>(Figures.NOW);
    private final Recording receiver = new Recording("nms");
    private final List<AlertWatch> open = new ArrayList<>();
    private final Logged log = new Logged(AlertWatch.class);

    @TempDir
    Path directory = Path.of("");

    @AfterEach
    void close() {
        open.forEach(AlertWatch::close);
        log.close();
    }

    @Test
    void aRestartRepeatsNoRaiseAndTellsTheClearThatItMissed() {
        AlertWatch first = watch(directory.resolve("alerts"), USERS);
        look(first, users(80));
        told("1 raised users-high warning");
        first.close();

        AlertWatch second = watch(directory.resolve("alerts"), USERS);
        assertThat(second.board().notifications()).isEqualTo(1);
        look(second, users(85));
        second.close();

        AlertWatch third = watch(directory.resolve("alerts"), USERS);
        look(third, users(10));
        told("1 raised users-high warning", "2 cleared users-high ok");
        assertThat(log.lines()).isEmpty();
    }

    /** Whatever happens to the process then: what was told is kept already. */
    @Test
    void keepsWhatItTellsBeforeItTells() throws IOException {
        Path kept = directory.resolve("alerts");
        AtomicReference<String> file = new AtomicReference<>("");
        Recording looking = new Recording("nms") {
            @Override
            public void tell(Notification notification) throws IOException {
                file.set(Files.readString(kept));
                super.tell(notification);
            }
        };
        AlertWatch watch = watch(kept, looking, USERS);
        look(watch, users(80));
        Until.holds("it is told", () -> looking.taken.size() == 1);
        assertThat(file.get())
                .contains("notifications 1\n", "alert users-high WARNING WARNING")
                .contains(" WARNING 20");
    }

    @Test
    void damagedStatesAreToldAndBeginAnewAndOnce() throws IOException {
        Path kept = directory.resolve("alerts");
        Files.writeString(kept, "garbage\n");
        AlertWatch first = watch(kept, USERS);
        look(first, users(80));
        told("1 raised users-high warning");
        first.close();
        look(watch(kept, USERS), users(80));
        told("1 raised users-high warning");
        assertThat(log.lines()).hasSize(1).first().asString().contains("are damaged", "all begin anew");
    }

    @Test
    void goesOnWhereNothingCanBeKeptAndSaysSoOnce() {
        AlertWatch watch = watch(directory.resolve("none/alerts"), USERS);
        look(watch, users(80));
        look(watch, users(10));
        told("1 raised users-high warning", "2 cleared users-high ok");
        assertThat(log.lines())
                .containsExactly("cannot write the alerts' states " + directory.resolve("none/alerts")
                        + ": there is no such directory; after a restart what is raised would be told again");
    }

    @Test
    void otherSettingsKeepTheStatesAndWhatWaitsForAReceiver() {
        Recording slow = new Recording("slow");
        slow.hangs = new CountDownLatch(1);
        AlertWatch watch = watch(null, slow, USERS);
        look(watch, users(80));
        AlertRule other = rule(Metric.SESSIONS).warning("50").build();
        watch.configure(new AlertWatch.Settings(
                List.of(USERS, other), NotifySettings.DEFAULT, List.of(slow, receiver), t -> ""));
        look(watch, users(80));
        told("2 raised sessions warning");
        slow.hangs.countDown();
        Until.holds(
                "the slow one is told both",
                () -> slow.taken.equals(List.of("1 raised users-high warning", "2 raised sessions warning")));
    }

    /** As long as it takes. */
    @Test
    void killsTheCommandAfterTenSeconds() throws IOException {
        Path command = directory.resolve("command");
        Files.writeString(command, "#!/bin/sh\nexec tail -f /dev/null\n");
        assertThat(command.toFile().setExecutable(true)).isTrue();
        AlertWatch watch = watch(null, USERS);
        watch.configure(new AlertWatch.Settings(
                List.of(USERS),
                new NotifySettings(false, 10, Duration.ofSeconds(60), 1000, command),
                List.of(receiver),
                event -> ""));
        try (Logged runs = new Logged(CommandRuns.class)) {
            long begun = System.nanoTime();
            look(watch, users(80));
            Until.holds("it is told", () -> !runs.lines().isEmpty());
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
            assertThat(runs.lines())
                    .containsExactly(command + " for notification 1 was killed, as it was not done after 10 s");
        }
    }

    @Test
    void judgesOnceASecondByItself() {
        AlertWatch watch = watch(null, USERS);
        snapshot.set(users(80));
        watch.start();
        told("1 raised users-high warning");
        snapshot.set(users(10));
        told("1 raised users-high warning", "2 cleared users-high ok");
        assertThat(watch.board().worst()).isEqualTo(Level.OK);
    }

    /** The thread that collects hangs in a read: only another one can tell. */
    @Test
    void raisesTheCollectorWhereTheCollectingHangs() {
        AlertWatch watch = watch(null, rule(Metric.DATA_AGE).critical("120").build());
        look(watch, users(1));
        now.set(Figures.NOW.plusSeconds(121));
        watch.beat();
        told("1 raised data-age critical");
    }

    @Test
    void tellsNothingWhileOldLogIsRead() {
        AlertWatch watch = watch(null, USERS);
        look(
                watch,
                Figures.figures()
                        .users(99)
                        .pool(99, 100)
                        .status(CollectorStatus.CATCHING_UP, "")
                        .build());
        assertThat(watch.board().notifications()).isZero();
        assertThat(watch.board().worst()).isEqualTo(Level.UNKNOWN);
    }

    private AlertWatch watch(@Nullable Path kept, AlertRule... rules) {
        return watch(kept, receiver, rules);
    }

    private AlertWatch watch(@Nullable Path kept, Receiver to, AlertRule... rules) {
        AlertWatch watch = new AlertWatch(
                new AlertWatch.Settings(List.of(rules), NotifySettings.DEFAULT, List.of(to), event -> ""),
                snapshot::get,
                now::get,
                kept);
        open.add(watch);
        return watch;
    }

    private void look(AlertWatch watch, Snapshot next) {
        snapshot.set(next);
        watch.beat();
    }

    private void told(String... expected) {
        Until.holds(
                "it is told " + List.of(expected) + " and not " + receiver.taken,
                () -> receiver.taken.equals(List.of(expected)));
    }

    private static Snapshot users(int users) {
        return Figures.figures().users(users).pool(users, 100).build();
    }

    /** A receiver that notes what it is told, once it may. */
    private static class Recording implements Receiver {

        final List<String> taken = new CopyOnWriteArrayList<>();
        volatile CountDownLatch hangs = new CountDownLatch(0);
        private final String name;

        Recording(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void tell(Notification notification) throws IOException {
            try {
                hangs.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            Notification.OfAlert alert = (Notification.OfAlert) notification;
            taken.add(alert.number() + (alert.raised() ? " raised " : " cleared ")
                    + alert.alert().name() + " " + alert.alert().level().label());
        }

        @Override
        public void close() {}
    }
}

package io.pptpdmonitor.alert;

import static io.pptpdmonitor.alert.OutboxTest.alert;
import static io.pptpdmonitor.alert.OutboxTest.session;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CourierTest {

    private static final NotifySettings SETTINGS = new NotifySettings(true, 10, Duration.ofSeconds(60), 3, null);

    private final AtomicLong drops = new AtomicLong();
    private final AtomicReference<Instant> now = new AtomicReference<>(Figures.NOW);
    private final Logged log = new Logged(Courier.class);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void givesUpWithOneLineForEachAlertAndOneForSessionsInARow() {
        Taking receiver = new Taking();
        receiver.dead = true;
        try (Courier courier = courier(receiver)) {
            courier.add(List.of(alert(1), session(2), session(3)));
            Until.holds("three are given up", () -> drops.get() == 3);
            receiver.dead = false;
            courier.add(List.of(session(4)));
            Until.holds(
                    "it is told again",
                    () -> receiver.taken.equals(List.of(4L)) && log.lines().size() == 2);
        }
        assertThat(log.lines())
                .containsExactly(
                        "notification 1 to nms was given up: no answer",
                        "nms takes notifications again; 3 were given up");
    }

    @Test
    void oneThatHangsDelaysNobodyAndLosesSessionsBeforeAlerts() {
        Taking hanging = new Taking();
        hanging.hangs = new CountDownLatch(1);
        Taking other = new Taking();
        try (Courier slow = courier(hanging);
                Courier quick = courier(other)) {
            for (long number = 1; number <= 8; number += 2) {
                List<Notification> both = List.of(alert(number), session(number + 1));
                slow.add(both);
                quick.add(both);
                long last = number + 1;
                Until.holds("the other one is told", () -> hanging.begun && other.taken.contains(last));
            }
            assertThat(hanging.taken).isEmpty();
            hanging.hangs.countDown();
            Until.holds("all alerts are told in the end", () -> hanging.taken.equals(List.of(1L, 3L, 5L, 7L)));
        }
        assertThat(drops).hasValue(4);
        assertThat(log.lines())
                .hasSize(2)
                .allMatch(line -> line.equals("no room in the queue of nms: dropped 2, of alerts 0"));
    }

    @Test
    void tellsNoSessionThatWaitedTooLong() {
        Taking receiver = new Taking();
        now.set(Figures.NOW.plusSeconds(61));
        try (Courier courier = courier(receiver)) {
            courier.add(List.of(session(1), alert(2), session(3)));
            Until.holds("both are given up", () -> drops.get() == 2);
        }
        assertThat(receiver.taken).containsExactly(2L);
    }

    @Test
    void tellsWhatWaitsBeforeItEnds() {
        Taking receiver = new Taking();
        Courier courier = courier(receiver);
        courier.add(List.of(alert(1), alert(2)));
        courier.close(Duration.ofSeconds(30), "of a test");
        assertThat(receiver.taken).containsExactly(1L, 2L);
        assertThat(drops).hasValue(0);
    }

    @Test
    void goesOnWithAnotherQueue() {
        Taking receiver = new Taking();
        receiver.hangs = new CountDownLatch(1);
        try (Courier courier = courier(receiver)) {
            courier.add(List.of(session(1)));
            Until.holds("the first is being told", () -> receiver.begun);
            courier.configure(new NotifySettings(true, 10, Duration.ofSeconds(60), 4, null));
            courier.add(List.of(alert(2), session(3), alert(4), alert(5)));
            assertThat(drops).hasValue(0);
            courier.configure(new NotifySettings(true, 10, Duration.ofSeconds(60), 3, null));
            assertThat(drops).hasValue(1);
            receiver.hangs.countDown();
            Until.holds("the others are told", () -> receiver.taken.equals(List.of(1L, 2L, 4L, 5L)));
        }
        assertThat(log.lines()).containsExactly("no room in the queue of nms: dropped 1, of alerts 0");
    }

    @Test
    void endsWithoutOneThatHangs() {
        Taking receiver = new Taking();
        receiver.hangs = new CountDownLatch(1);
        Courier courier = courier(receiver);
        courier.add(List.of(alert(1), alert(2), alert(3)));
        Until.holds("the first is being told", () -> receiver.begun);
        courier.close(Duration.ZERO, "it is not configured any more");
        Until.holds("all are given up", () -> drops.get() == 3);
        assertThat(log.lines())
                .containsExactly(
                        "notification 1 to nms was given up: interrupted",
                        "2 notifications to nms were given up: it is not configured any more");
    }

    private Courier courier(Receiver receiver) {
        return new Courier(receiver, SETTINGS, now::get, drops);
    }

    /** Takes all, unless it is dead or hangs. */
    private static final class Taking implements Receiver {

        final List<Long> taken = new CopyOnWriteArrayList<>();
        volatile boolean dead;
        volatile boolean begun;
        volatile CountDownLatch hangs = new CountDownLatch(0);

        @Override
        public String name() {
            return "nms";
        }

        @Override
        public void tell(Notification notification) throws IOException {
            begun = true;
            try {
                hangs.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            if (dead) {
                throw new IOException("no answer");
            }
            taken.add(notification.number());
        }

        @Override
        public void close() {}
    }
}

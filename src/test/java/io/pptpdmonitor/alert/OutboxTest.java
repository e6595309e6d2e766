package io.pptpdmonitor.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.SessionBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void dropsTheOldestSessionFirstAndNoAlertBeforeOne() {
        Outbox outbox = new Outbox(4, MINUTE);
        assertThat(outbox.add(List.of(alert(1), session(2), alert(3), session(4))))
                .isEmpty();
        assertThat(numbers(outbox.add(List.of(alert(5))))).containsExactly(2L);
        assertThat(numbers(outbox.add(List.of(session(6))))).containsExactly(4L);
        assertThat(numbers(outbox.add(List.of(alert(7))))).containsExactly(6L);
        assertThat(numbers(outbox.add(List.of(session(8))))).containsExactly(8L);
        assertThat(numbers(outbox.add(List.of(alert(9))))).containsExactly(1L);
        assertThat(rest(outbox)).containsExactly(3L, 5L, 7L, 9L);
    }

    /** Whatever comes: order is kept, nothing is lost uncounted, and no alert goes while a session waits. */
    @Test
    void keepsItsPromisesWhateverComes() {
        Random random = new Random(5);
        for (int run = 0; run < 500; run++) {
            int room = 1 + random.nextInt(8);
            Outbox outbox = new Outbox(room, MINUTE);
            List<Notification> all = new ArrayList<>();
            List<Notification> dropped = new ArrayList<>();
            for (int number = 1; number <= 40; number++) {
                Notification next = random.nextInt(3) == 0 ? alert(number) : session(number);
                all.add(next);
                dropped.addAll(outbox.add(List.of(next)));
            }
            List<Long> kept = rest(outbox);
            assertThat(kept).hasSize(Math.min(room, 40)).isSorted();
            assertThat(kept.size() + dropped.size()).isEqualTo(40);
            long alerts =
                    all.stream().filter(Notification.OfAlert.class::isInstance).count();
            long droppedAlerts = dropped.stream()
                    .filter(Notification.OfAlert.class::isInstance)
                    .count();
            assertThat(droppedAlerts).isEqualTo(Math.max(0, alerts - room));
        }
    }

    @Test
    void takesASessionForNoNewsAnyMoreAndAnAlertAlways() {
        Outbox outbox = new Outbox(4, MINUTE);
        assertThat(outbox.stale(session(1), Figures.NOW.plusSeconds(60))).isFalse();
        assertThat(outbox.stale(session(1), Figures.NOW.plusSeconds(61))).isTrue();
        assertThat(outbox.stale(alert(1), Figures.NOW.plusSeconds(3_600))).isFalse();
    }

    static Notification.OfAlert alert(long number) {
        return alert(number, "users-high");
    }

    static Notification.OfAlert alert(long number, String name) {
        AlertStatus status = new AlertStatus(
                name,
                Direction.ABOVE,
                Duration.ZERO,
                Level.WARNING,
                92L,
                90L,
                95L,
                85L,
                Figures.NOW,
                1,
                "users 92 >= 90");
        return new Notification.OfAlert(number, "vpn1", Figures.NOW, true, status);
    }

    static Notification session(long number) {
        return new Notification.OfSession(
                number,
                "vpn1",
                Figures.NOW,
                true,
                SessionBuilder.session(number).up().build(),
                1);
    }

    private static List<Long> numbers(List<Notification> notifications) {
        return notifications.stream().map(Notification::number).toList();
    }

    private static List<Long> rest(Outbox outbox) {
        outbox.close();
        List<Long> rest = new ArrayList<>();
        try {
            for (Notification next = outbox.take(); next != null; next = outbox.take()) {
                rest.add(next.number());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return rest;
    }
}

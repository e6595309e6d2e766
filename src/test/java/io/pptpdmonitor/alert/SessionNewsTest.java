package io.pptpdmonitor.alert;

import static io.pptpdmonitor.model.SessionBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Event;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionNewsTest {

    private static final OffsetDateTime NOON = Snapshots.NOW;
    private static final NotifySettings SETTINGS = new NotifySettings(true, 3, Duration.ofSeconds(60), 100, null);

    private final AtomicLong number = new AtomicLong(100);
    private final SessionNews news = new SessionNews(SETTINGS, NOON::toInstant);

    @Test
    void tellsEachSessionThatComesOrGoes() {
        news.accept(up(1, 0));
        news.accept(end(2, -60));
        assertThat(take(Figures.figures().users(5).build()))
                .containsExactly(
                        new Notification.OfSession(101, "vpn1", Figures.NOW, true, up(1, 0).session(), 5),
                        new Notification.OfSession(
                                102, "vpn1", Figures.NOW, false, end(2, -60).session(), 5));
        assertThat(take(Snapshots.empty())).isEmpty();
    }

    /** The figures beside it are of a snapshot that shows it. */
    @Test
    void waitsForTheSnapshotThatShowsASession() {
        Snapshot before = Figures.figures().users(4).build();
        news.accept(up(1, 0));
        news.collected();
        news.accept(up(2, 0));
        assertThat(news.take(() -> before, Figures.NOW, number::incrementAndGet))
                .extracting(Notification::number)
                .containsExactly(101L);
        assertThat(news.take(() -> before, Figures.NOW, number::incrementAndGet))
                .isEmpty();
        assertThat(take(Figures.figures().users(5).build()))
                .containsExactly(new Notification.OfSession(102, "vpn1", Figures.NOW, true, up(2, 0).session(), 5));
    }

    @Test
    void countsThoseThatWaitForASnapshotOnceEach() {
        for (int i = 1; i <= 2; i++) {
            for (int session = 1; session <= 3; session++) {
                news.accept(up(session, 0));
            }
            assertThat(take(Snapshots.empty())).hasSize(3);
        }
        for (int i = 1; i <= 2; i++) {
            for (int session = 1; session <= 3; session++) {
                news.accept(up(session, 0));
            }
            news.collected();
        }
        assertThat(take(Snapshots.empty())).hasSize(1).first().isInstanceOf(Notification.OfSessions.class);
    }

    @Test
    void tellsNothingElse() {
        Session failed =
                session(1).failed(NOON, EndCause.NEGOTIATION_FAILED, null).build();
        news.accept(new Event.OfSession(Event.Type.NEGOTIATION_FAILED, NOON, failed));
        news.accept(new Event.OfSession(Event.Type.SESSION_NAMED, NOON, up(2, 0).session()));
        news.accept(new Event.OfServer(Event.Type.SERVER_STARTED, NOON, "vpn1", 1, 1));
        assertThat(take(Snapshots.empty())).isEmpty();
    }

    @Test
    void tellsNothingOld() {
        for (int i = 1; i <= 10_000; i++) {
            news.accept(up(i, -61 - i));
            news.accept(end(i, -61));
        }
        assertThat(take(Snapshots.empty())).isEmpty();
        assertThat(number).hasValue(100);
    }

    @Test
    void tellsThatThereWereMoreThanItTells() {
        for (int i = 1; i <= 3; i++) {
            news.accept(up(i, 0));
        }
        assertThat(take(Snapshots.empty())).hasSize(3);
        for (int i = 1; i <= 1_000; i++) {
            news.accept(up(i, 0));
        }
        assertThat(take(Figures.figures().users(7).build()))
                .containsExactly(new Notification.OfSessions(104, "vpn1", Figures.NOW, 7, 0L, 0));
        assertThat(take(Snapshots.empty())).isEmpty();
    }

    @Test
    void tellsNothingBeforeTheSourcesAreCaughtUp() {
        news.accept(up(1, 0));
        assertThat(take(Figures.figures()
                        .status(CollectorStatus.CATCHING_UP, "")
                        .build()))
                .isEmpty();
        assertThat(take(Snapshots.empty())).isEmpty();
    }

    @Test
    void tellsNoFigureThatIsNotKnown() {
        news.accept(up(1, 0));
        assertThat(take(Figures.figures()
                        .users(5)
                        .status(CollectorStatus.FAILED, "gone")
                        .build()))
                .containsExactly(new Notification.OfSession(101, "vpn1", Figures.NOW, true, up(1, 0).session(), null));
    }

    /** Its last line is an hour old when the live view misses it; until then it was shown as up. */
    @Test
    void tellsTheEndOfALostSessionThatWasShownAsUp() {
        take(Snapshots.snapshot().sessions(List.of(up(1, -7_200).session())).build());
        news.accept(lost(1, -3_600));
        news.accept(lost(2, -3_600));
        assertThat(take(Snapshots.empty())).hasSize(1).first().satisfies(each -> {
            assertThat(((Notification.OfSession) each).session().number()).isEqualTo(1);
            assertThat(((Notification.OfSession) each).activeSessions()).isZero();
        });
    }

    private List<Notification> take(Snapshot snapshot) {
        news.collected();
        return news.take(() -> snapshot, Figures.NOW, number::incrementAndGet);
    }

    private static Event.OfSession up(long session, int second) {
        OffsetDateTime time = NOON.plusSeconds(second);
        return new Event.OfSession(
                Event.Type.SESSION_UP,
                time,
                session(session).started(time.minusSeconds(1)).up().build());
    }

    private static Event.OfSession end(long session, int second) {
        OffsetDateTime time = NOON.plusSeconds(second);
        return new Event.OfSession(
                Event.Type.SESSION_END,
                time,
                session(session).closed(time, EndCause.USER_REQUEST, null).build());
    }

    private static Event.OfSession lost(long session, int second) {
        OffsetDateTime time = NOON.plusSeconds(second);
        return new Event.OfSession(
                Event.Type.SESSION_END, time, session(session).lost(time).build());
    }
}

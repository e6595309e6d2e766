package io.pptpdmonitor.alert;

import static io.pptpdmonitor.alert.Figures.figures;
import static io.pptpdmonitor.alert.Rules.rule;
import static io.pptpdmonitor.model.SessionBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.SessionBuilder;
import io.pptpdmonitor.model.SessionSketch;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.model.State;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MeasurementTest {

    private static final OffsetDateTime NOON = Snapshots.NOW;

    @Test
    void readsFiguresOff() {
        Snapshot snapshot = figures()
                .users(7)
                .unnamed(2)
                .most(3)
                .pool(9, 20)
                .rates(1_000, 200)
                .build();
        assertThat(value(Metric.ACTIVE_USERS, snapshot)).isEqualTo(9);
        assertThat(value(Metric.UNNAMED_SESSIONS, snapshot)).isEqualTo(2);
        assertThat(value(Metric.SESSIONS, snapshot)).isEqualTo(9);
        assertThat(value(Metric.MAX_SESSIONS_PER_USER, snapshot)).isEqualTo(3);
        assertThat(value(Metric.POOL_PERCENT, snapshot)).isEqualTo(45);
        assertThat(value(Metric.OUT_RATE, snapshot)).isEqualTo(1_000);
        assertThat(value(Metric.IN_RATE, snapshot)).isEqualTo(200);
        assertThat(value(Metric.COLLECTOR, snapshot)).isEqualTo(1);
        assertThat(measured(Metric.ACTIVE_USERS, snapshot).whole()).isEqualTo(20);
    }

    @Test
    void knowsNoPercentageOfAPoolThatIsNotKnown() {
        assertThat(value(Metric.POOL_PERCENT, figures().pool(9, null).build())).isNull();
        assertThat(value(Metric.POOL_PERCENT, figures().pool(null, 20).build())).isNull();
        assertThat(value(Metric.POOL_PERCENT, figures().pool(20, 20).build())).isEqualTo(100);
    }

    /** The fullest is told; where another one may be fuller, at least that, and at most that all is taken. */
    @Test
    void tellsThePercentageOfTheFullestOfSeveralHosts() {
        Pool vpn1 = new Pool(20, 9).of("vpn1", null);
        Measured fullest = measured(Metric.POOL_PERCENT, figures().pool(vpn1).build());
        assertThat(fullest.value()).isEqualTo(45);
        assertThat(fullest.most()).isEqualTo(45);
        assertThat(fullest.isAtLeast()).isFalse();
        assertThat(fullest.detail().get()).isEqualTo("pool 9 of 20");

        Pool vpn2 = new Pool(null, 3).of("vpn2", vpn1);
        Measured perhapsMore =
                measured(Metric.POOL_PERCENT, figures().pool(vpn2).build());
        assertThat(perhapsMore.value()).isEqualTo(45);
        assertThat(perhapsMore.most()).isEqualTo(100);
        assertThat(perhapsMore.more()).isEqualTo("the size of the pool of another host is not known");
        assertThat(perhapsMore.detail().get()).isEqualTo("pool 9 of 20");
        assertThat(measured(Metric.ACTIVE_USERS, figures().users(7).pool(vpn2).build())
                        .whole())
                .as("slots of the host that is told")
                .isNull();
    }

    @Test
    void knowsNoPercentageWhereNoHostToldHowManySlotsItHas() {
        for (Pool other :
                Arrays.asList(null, new Pool(null, 1).of("vpn1", null), new Pool(20, null).of("vpn1", null))) {
            Measured measured = measured(
                    Metric.POOL_PERCENT,
                    figures().pool(new Pool(null, 3).of("vpn2", other)).build());
            assertThat(measured.value()).isNull();
            assertThat(measured.detail().get()).isEqualTo("the size of the pool is not known");
        }
    }

    @Test
    void knowsNoRateThatWasNotMeasured() {
        assertThat(value(Metric.IN_RATE, figures().build())).isNull();
        assertThat(value(Metric.OUT_RATE, figures().build())).isNull();
    }

    @Test
    void measuresAtLeastTheRateThatWasSeen() {
        Snapshot snapshot = figures().leastRates(1_000, 200).build();
        assertThat(measured(Metric.OUT_RATE, snapshot))
                .returns(1_000L, Measured::value)
                .returns(true, Measured::isAtLeast)
                .returns(null, Measured::most);
        assertThat(measured(Metric.IN_RATE, snapshot)).returns(200L, Measured::value);
    }

    /** Those without a name may be anybody's, and all be of one. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0, 0", "3, 0, 3, 3", "0, 1, 1, 1", "0, 5, 1, 5", "3, 2, 3, 5"})
    void countsSessionsWithoutANameForOneUser(int named, int unnamed, long least, long most) {
        Snapshot snapshot =
                figures().users(named == 0 ? 0 : 1).most(named).unnamed(unnamed).build();
        Measured measured = measured(Metric.MAX_SESSIONS_PER_USER, snapshot);
        assertThat(measured.value()).isEqualTo(least);
        assertThat(measured.most()).isEqualTo(most);
        assertThat(measured.more())
                .isEqualTo(unnamed == 0 ? "" : unnamed + (unnamed == 1 ? " session" : " sessions") + " without a name");
    }

    @Test
    void countsReconnectsAtLeastWhereSomeSessionsHaveNoName() {
        Measured some = measured(
                Metric.RECONNECTS_PER_USER,
                sessions(closed(1, "alice", -3_600, -250), up(2, "alice", -240), closed(3, null, -3_600, -5)));
        assertThat(some.value()).isEqualTo(1);
        assertThat(some.isAtLeast()).isTrue();
        assertThat(some.most()).isNull();
        assertThat(some.more()).isEqualTo("not all sessions have a name");
    }

    @ParameterizedTest
    @EnumSource
    void knowsNothingWhileTheLogIsNotReadButThatItIsNot(Metric metric) {
        for (CollectorStatus status : List.of(CollectorStatus.NO_SOURCE, CollectorStatus.FAILED)) {
            Snapshot snapshot = figures()
                    .users(7)
                    .pool(9, 20)
                    .rates(1, 1)
                    .status(status, "why")
                    .build();
            boolean ofTheCollector = metric == Metric.COLLECTOR || metric == Metric.DATA_AGE;
            assertThat(value(metric, snapshot) != null).isEqualTo(ofTheCollector);
        }
    }

    @Test
    void tellsTheAgeOfTheData() {
        Snapshot snapshot = figures().generated(NOON.minusSeconds(75)).build();
        assertThat(value(Metric.DATA_AGE, snapshot)).isEqualTo(75);
        assertThat(value(Metric.DATA_AGE, figures().generated(NOON.plusHours(1)).build()))
                .isZero();
    }

    @Test
    void countsTheEndsOfTheWindowAndWhoWasUpBefore() {
        Snapshot snapshot = sessions(
                up(1, "alice", -3_600),
                up(2, "bob", -60),
                closed(3, "carol", -3_600, -121),
                closed(4, "dave", -3_600, -119),
                closed(5, "erin", -3_600, -1),
                closed(6, "frank", -100, -50),
                failed(7, -30, EndCause.NEGOTIATION_FAILED),
                session(8).started(NOON.minusSeconds(200)).build());
        Measured ends = measured(rule(Metric.SESSION_ENDS).warning("25%").window(120), snapshot);
        assertThat(ends.value()).isEqualTo(3);
        assertThat(ends.whole()).isEqualTo(3);
        assertThat(ends.detail().get()).isEqualTo("3 were up before, most by: user-request 3");
    }

    @Test
    void countsSessionsWhoseBeginWasNotSeenAsUpBefore() {
        Session unseen = SessionSketch.session(1)
                .startedBeforeTheLog()
                .ended(State.CLOSED, EndCause.USER_REQUEST, "")
                .build();
        AlertRule rule = rule(Metric.SESSION_ENDS).warning("25%").window(120).build();
        Instant later = SessionSketch.TEN.plusSeconds(65).toInstant();
        assertThat(new Measurement(sessions(unseen), later).of(rule).whole()).isEqualTo(1);
    }

    @Test
    void countsFailuresOfTheWindowByTheirReason() {
        Snapshot snapshot = Snapshots.snapshot()
                .sessions(List.of(
                        failed(1, -301, EndCause.NEGOTIATION_FAILED),
                        failed(2, -299, EndCause.NEGOTIATION_FAILED),
                        failed(3, -2, EndCause.AUTH_FAILED),
                        failed(4, -1, EndCause.PORT_ERROR)))
                .failures(List.of(failure(-301, "a"), failure(-299, "b"), failure(-5, "b"), failure(-1, null)))
                .build();
        assertThat(value(Metric.NEGOTIATION_FAILURES, snapshot)).isEqualTo(2);
        Measured logins = measured(rule(Metric.AUTH_FAILURES).warning("1"), snapshot);
        assertThat(logins.value()).isEqualTo(3);
        assertThat(logins.detail().get()).isEqualTo("most from: 203.0.113.98 2");
    }

    @Test
    void countsTheReconnectsOfTheUserWithMost() {
        Snapshot snapshot = sessions(
                closed(1, "alice", -3_600, -250),
                closed(2, "alice", -240, -200),
                closed(3, "alice", -190, -100),
                up(4, "alice", -90),
                closed(5, "bob", -3_600, -250),
                up(6, "bob", -240),
                closed(7, "carol", -3_600, -1),
                up(8, "carol", -240),
                up(9, null, -20));
        Measured most = measured(rule(Metric.RECONNECTS_PER_USER).warning("3"), snapshot);
        assertThat(most.value()).isEqualTo(3);
        assertThat(most.detail().get()).isEqualTo("most: alice 3");
    }

    @Test
    void knowsNoReconnectsWhereNamesAreNotKnown() {
        assertThat(value(Metric.RECONNECTS_PER_USER, sessions(closed(1, null, -3_600, -5), up(2, null, -1))))
                .isNull();
        assertThat(value(Metric.RECONNECTS_PER_USER, sessions(closed(1, "alice", -3_600, -5))))
                .isZero();
    }

    /** Many more ends than are looked at at first; against a plain look at all of them. */
    @Test
    void agreesWithAPlainLookAtAllSessions() {
        Random random = new Random(11);
        for (int run = 0; run < 60; run++) {
            List<Session> all = new ArrayList<>();
            for (int i = 1; i <= 1 + random.nextInt(700); i++) {
                int up = -1 - random.nextInt(2_000);
                all.add(random.nextInt(4) == 0 ? up(i, "u" + i, up) : closed(i, "u" + i, up, random.nextInt(-up) + up));
            }
            int length = 1 + random.nextInt(1_500);
            OffsetDateTime begin = NOON.minusSeconds(length);
            Measured measured = measured(
                    rule(Metric.SESSION_ENDS).warning("25%").window(length),
                    Snapshots.snapshot().sessions(all).build());
            assertThat(measured.value())
                    .isEqualTo(all.stream()
                            .filter(s -> s.state().ended() && endsAfter(s, begin))
                            .count());
            assertThat(measured.whole())
                    .isEqualTo(all.stream()
                            .filter(s -> !Objects.requireNonNull(s.up()).isAfter(begin))
                            .filter(s -> endsAfter(s, begin))
                            .count());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH_FAILURES, 2, most from: 203.0.113.98 2",
        "NEGOTIATION_FAILURES, 1, ''",
        "SESSION_ENDS, 3, most by: user-request 3",
        "RECONNECTS_PER_USER, 1, ''"
    })
    void countsAtLeastWhatALogTellsThatBeginsWithinTheWindow(Metric metric, long value, String detail) {
        Snapshots some = Snapshots.snapshot()
                .sessions(List.of(
                        closed(1, "alice", -3_600, -250),
                        closed(2, "alice", -240, -200),
                        closed(3, "bob", -3_600, -100),
                        failed(4, -1, EndCause.PORT_ERROR)))
                .failures(List.of(failure(-5, "b"), failure(-1, "b")));
        Measured covered = measured(metric, some.health(since(300)).build());
        assertThat(covered.value()).isEqualTo(value);
        assertThat(covered.isAtLeast()).isFalse();

        Measured later = measured(metric, some.health(since(299)).build());
        assertThat(later.value()).isEqualTo(value);
        assertThat(later.isAtLeast()).isTrue();
        assertThat(later.whole()).as("nobody knows who was up before").isNull();
        assertThat(later.detail().get()).isEqualTo(detail);
        assertThat(later.more())
                .isEqualTo("the log is read without a gap since 2026-11-20 11:55:01 only, 1 s are missing");
    }

    @ParameterizedTest
    @EnumSource
    void needsNoPastForWhatIsNow(Metric metric) {
        Snapshot late = figures().users(7).pool(9, 20).rates(1, 1).begins(NOON).build();
        assertThat(measured(metric, late).isAtLeast()).isEqualTo(metric.windowed());
    }

    private static Health since(int seconds) {
        return Snapshots.health(CollectorStatus.OK, "", NOON.minusSeconds(seconds));
    }

    private static boolean endsAfter(Session session, OffsetDateTime time) {
        OffsetDateTime ended = session.ended();
        return ended == null || ended.isAfter(time);
    }

    private static @Nullable Long value(Metric metric, Snapshot snapshot) {
        return measured(metric, snapshot).value();
    }

    private static Measured measured(Metric metric, Snapshot snapshot) {
        return measured(rule(metric).warning("1"), snapshot);
    }

    private static Measured measured(Rules rule, Snapshot snapshot) {
        Instant now = NOON.toInstant();
        return new Measurement(snapshot, now).of(rule.build());
    }

    private static Snapshot sessions(Session... sessions) {
        return Snapshots.snapshot().sessions(Arrays.asList(sessions)).build();
    }

    private static SessionBuilder began(long number, @Nullable String user, int second) {
        return session(number).user(user).started(NOON.plusSeconds(second - 1));
    }

    private static Session up(long number, @Nullable String user, int second) {
        return began(number, user, second).up().build();
    }

    private static Session closed(long number, @Nullable String user, int second, int end) {
        return began(number, user, second)
                .closed(NOON.plusSeconds(end), EndCause.USER_REQUEST, null)
                .build();
    }

    private static Session failed(long number, int end, EndCause cause) {
        return session(number)
                .started(NOON.plusSeconds(end - 1))
                .failed(NOON.plusSeconds(end), cause, null)
                .build();
    }

    private static Failure failure(int second, @Nullable String last) {
        return new Failure(
                NOON.plusSeconds(second),
                1,
                "vpn1",
                999,
                "mallory",
                last == null ? null : "203.0.113." + (int) last.charAt(0),
                AuthMethod.CHAP);
    }
}

package io.pptpdmonitor.collect;

import static io.pptpdmonitor.model.SessionBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.KeptState;
import io.pptpdmonitor.model.NotShown;
import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Server.Rate;
import io.pptpdmonitor.model.Server.Rates;
import io.pptpdmonitor.model.Server.UserRates;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.SessionBuilder;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.Wtmp;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Seconds count from {@link Snapshots#NOW}. */
class RateMeterTest {

    private static final OffsetDateTime NOON = Snapshots.NOW;

    private long nanos;
    /** So many seconds is the clock ahead of what it was set to at first. */
    private int ahead;

    private final RateMeter meter = new RateMeter(RateMeter.MINUTE, () -> nanos);
    private final List<Session> past = new ArrayList<>();

    @Test
    void measuresOverTheLastMinute() {
        for (int second = 0; second < 60; second += 5) {
            assertThat(look(second, up(1, -3_600, 1_000_000 + second * 300L, second * 20L)))
                    .isNull();
        }
        assertThat(look(60, up(1, -3_600, 1_018_000, 1_200))).isEqualTo(new Rates(300, 20));
        // The minute before is past: nothing more was carried, and half of what is looked at was before.
        assertThat(look(90, up(1, -3_600, 1_018_000, 1_200))).isEqualTo(new Rates(150, 10));
        assertThat(look(120, up(1, -3_600, 1_018_000, 1_200))).isEqualTo(new Rates(0, 0));
    }

    @Test
    void isZeroWhereNobodyIs() {
        look(0);
        assertThat(look(60)).isEqualTo(new Rates(0, 0));
    }

    @Test
    void countsWhoComesAndGoesInBetween() {
        look(0, up(1, -3_600, 1_000, 0));
        look(20, up(1, -3_600, 1_000, 0), up(2, 15, 0, 500));
        look(40, up(2, 15, 0, 900), ended(1, -3_600, 30, 1_600, 60));
        assertThat(look(60, ended(2, 15, 50, 0, 1_200), ended(3, 45, 50, 600, 0)))
                .isEqualTo(new Rates((600 + 600) / 60, (60 + 1_200) / 60));
    }

    @Test
    void waitsForTheInterfaceOfWhoJustCame() {
        Session other = up(1, -3_600, 1_000, 0);
        look(0, other);
        look(30, other, unknown(2, 25));
        look(40, other, up(2, 25, 6_000, 0));
        assertThat(look(60, other, up(2, 25, 6_000, 0))).isEqualTo(new Rates(100, 0));
    }

    @Test
    void measuresNothingWhereOctetsAreNotKnown() {
        look(0, unknown(1, -3_600));
        assertThat(look(60, unknown(1, -3_600))).isNull();
        assertThat(look(61, up(1, -3_600, 5_000_000_000L, 7))).isNull();
        assertThat(look(121, up(1, -3_600, 5_000_000_600L, 67))).isEqualTo(new Rates(10, 1));
    }

    /** Without a live view a session's octets come all at once, at its end, and are no traffic of that minute. */
    @Test
    void takesTheOctetsOfAWholeSessionForNoTrafficOfItsLastMinute() {
        look(0, unknown(1, -3_600));
        assertThat(look(30, ended(1, -3_600, 25, 5_000_000_000L, 7))).isNull();
        assertThat(look(60)).isNull();
        assertThat(look(90)).isEqualTo(new Rates(0, 0));
    }

    @Test
    void takesASessionThatIsReadLateForNoTrafficOfNow() {
        look(0);
        assertThat(look(60, ended(1, -7_200, -3_600, 5_000_000_000L, 7))).isNull();
        assertThat(look(120)).isEqualTo(new Rates(0, 0));
    }

    @Test
    void takesASessionThatIsTakenUpForNoTrafficOfNow() {
        look(0);
        assertThat(look(60, up(1, -7_200, 5_000_000_000L, 7))).isNull();
        assertThat(look(120, up(1, -7_200, 5_000_000_060L, 7))).isEqualTo(new Rates(1, 0));
    }

    @Test
    void beginsAnewWhereACounterWentBack() {
        look(0, up(1, -3_600, 1_000, 0));
        look(30, up(1, -3_600, 900, 0));
        assertThat(look(60, up(1, -3_600, 900, 0))).isNull();
        assertThat(look(90, up(1, -3_600, 900, 0))).isEqualTo(new Rates(0, 0));
    }

    @Test
    void beginsAnewWhereTheClockWasSetOrTheLookWasLongAgo() {
        look(0);
        ahead = -200;
        look(-100);
        assertThat(look(-50)).isNull();
        assertThat(look(-40)).isEqualTo(new Rates(0, 0));
        assertThat(look(3_600)).isNull();
        assertThat(look(3_660)).isEqualTo(new Rates(0, 0));
    }

    @Test
    void measuresTheTimeThatHasPassedAndNotWhatAClockWasSetBy() {
        whole(0, up(1, -3_600, 1_000, 0, "alice"));
        ahead = 20;
        whole(50, up(1, -3_600, 4_000, 300, "alice"));
        assertThat(whole(80, up(1, -3_600, 7_000, 600, "alice")))
                .isEqualTo(new Rates(100, 10, users(Rate.NONE, Map.of("alice", new Rate(100, 10)))));
    }

    private static UserRates users(Rate nameless, Map<String, Rate> named) {
        return new UserRates(new TreeMap<>(named), nameless);
    }

    @Test
    void tellsWhoseItWas() {
        whole(0, up(1, -3_600, 1_000, 0, "alice"), up(2, -3_600, 9_000, 0, "bob"), up(3, -3_600, 0, 0, null));
        whole(30, up(1, -3_600, 7_000, 0, "alice"), up(2, -3_600, 9_600, 60, "bob"), up(3, -3_600, 0, 600, null));
        assertThat(whole(
                        60,
                        up(1, -3_600, 7_000, 600, "alice"),
                        up(2, -3_600, 9_600, 60, "bob"),
                        up(3, -3_600, 0, 600, null)))
                .isEqualTo(new Rates(
                        110, 21, users(new Rate(0, 10), Map.of("alice", new Rate(100, 10), "bob", new Rate(10, 1)))));
    }

    @Test
    void countsTheSessionsOfAUserThatCameAndWentInBetween() {
        whole(0, up(1, -3_600, 50_000, 0, "alice"), up(2, -3_600, 0, 0, "bob"));
        whole(20, ended(1, -3_600, 10, 51_200, 0, "alice"), up(3, 15, 600, 0, "alice"), up(2, -3_600, 1_800, 0, "bob"));
        Rates rates = whole(
                60,
                ended(1, -3_600, 10, 51_200, 0, "alice"),
                ended(3, 15, 50, 1_200, 0, "alice"),
                up(2, -3_600, 1_800, 0, "bob"));
        assertThat(rates)
                .isEqualTo(new Rates(
                        70, 0, users(Rate.NONE, Map.of("alice", new Rate(40, 0), "bob", new Rate(30, 0)))));
    }

    @Test
    void doesNotCountWhatAUserCarriedBefore() {
        whole(0, ended(1, -3_600, -1, 900_000, 0, "alice"), up(2, -3_600, 70, 0, "bob"));
        assertThat(whole(60, ended(1, -3_600, -1, 900_000, 0, "alice"), up(2, -3_600, 130, 0, "bob")))
                .isEqualTo(new Rates(1, 0, users(Rate.NONE, Map.of("bob", new Rate(1, 0)))));
    }

    /** As of a log that is read late, or of a clock that was set: the session was up at the look before all the same. */
    @Test
    void countsWhatASessionCarriedWhoseEndIsStampedLongBefore() {
        whole(0, up(1, -3_600, 900_000, 0, "alice"));
        assertThat(whole(60, ended(1, -3_600, -600, 906_000, 60, "alice")))
                .isEqualTo(new Rates(100, 1, users(Rate.NONE, Map.of("alice", new Rate(100, 1)))));
    }

    @Test
    void countsWhoCameBeforeALookAndIsReadOfBehindIt() {
        whole(0);
        whole(30, ended(1, -9, -5, 6_000, 60, "alice"));
        assertThat(whole(60)).isEqualTo(new Rates(100, 1, users(Rate.NONE, Map.of("alice", new Rate(100, 1)))));
    }

    /** Killed, it wrote no statistics; of the interface 600 octets were seen since the first look. bob told all. */
    @Test
    void isAtLeastWhatWasSeenOfASessionThatDidNotTellAll() {
        whole(0, up(1, -3_600, 1_000, 0, "alice"), up(2, -3_600, 0, 0, "bob"));
        Session lost = of("alice", began(1, -3_600))
                .lost(NOON.plusSeconds(30))
                .traffic(1_600, 0, false)
                .build();
        Rates rates = whole(60, lost, ended(2, -3_600, 40, 0, 60, "bob"));
        assertThat(rates)
                .isEqualTo(new Rates(
                        10, 1, users(Rate.NONE, Map.of("alice", new Rate(10, 0, false), "bob", new Rate(0, 1)))));
        assertThat(Objects.requireNonNull(rates).whole()).isFalse();
        assertThat(whole(120)).isEqualTo(new Rates(0, 0, users(Rate.NONE, Map.of())));
    }

    /** Its octets of a look at which they were not to be seen are no begin of anything: what is missing would come on top. */
    @Test
    void goesOnFromTheLastLookAtWhichAllWasSeen() {
        whole(0, up(1, -3_600, 1_000, 0, "alice"));
        Session hidden = of("alice", began(1, -3_600)).traffic(1_000, 0, false).build();
        assertThat(whole(60, hidden))
                .isEqualTo(new Rates(0, 0, users(Rate.NONE, Map.of("alice", new Rate(0, 0, false)))));
        assertThat(whole(75, ended(1, -3_600, 70, 8_500, 0, "alice")))
                .isEqualTo(new Rates(100, 0, users(Rate.NONE, Map.of("alice", new Rate(100, 0)))));
        assertThat(whole(110)).isNull();
        assertThat(whole(135)).isEqualTo(new Rates(0, 0, users(Rate.NONE, Map.of())));
    }

    /** Whoever looks, the rates of all users are those of the server: here there is one. */
    @Test
    void agreesWithTheWholeWhereOneUserIsAlone() {
        Random random = new Random(7);
        long octets = 0;
        for (int second = 0; second < 600; second += 1 + random.nextInt(9)) {
            octets += random.nextInt(100_000);
            Rates rates = whole(second, up(1, -3_600, octets, 7, "alice"));
            if (second >= 80) {
                Rates all = Objects.requireNonNull(rates);
                UserRates users = Objects.requireNonNull(all.users());
                assertThat(users.busiest()).isEqualTo("alice");
                assertThat((double) users.of("alice").toClient())
                        .as("over up to ten seconds more")
                        .isCloseTo((double) all.toClients(), Percentage.withPercentage(50));
            }
        }
    }

    @Test
    void measuresOverAShorterTime() {
        RateMeter quick = new RateMeter(Duration.ofSeconds(3), () -> nanos);
        quick.measure(snapshot(0, List.of(up(1, -3_600, 1_000, 0, "alice"))));
        nanos = 3_000_000_000L;
        assertThat(quick.measure(snapshot(3, List.of(up(1, -3_600, 1_300, 30, "alice")))))
                .isEqualTo(new Rates(100, 10, users(Rate.NONE, Map.of("alice", new Rate(100, 10)))));
    }

    private @Nullable Rates look(int second, Session... now) {
        Rates rates = whole(second, now);
        return rates == null ? null : new Rates(rates.toClients(), rates.fromClients());
    }

    private @Nullable Rates whole(int second, Session... now) {
        List<Session> all = new ArrayList<>(past);
        all.removeIf(old -> Arrays.stream(now).anyMatch(each -> each.number() == old.number()));
        all.addAll(Arrays.asList(now));
        past.clear();
        all.stream().filter(each -> each.state().ended()).forEach(past::add);
        nanos = (second - ahead) * 1_000_000_000L;
        return meter.measure(snapshot(second, all));
    }

    private static Snapshot snapshot(int second, List<Session> all) {
        Health health = new Health(
                CollectorStatus.OK,
                "",
                List.of(),
                0,
                0L,
                0,
                0,
                false,
                null,
                true,
                "",
                Health.Doubts.NONE,
                null,
                KeptState.none(""),
                Wtmp.NONE,
                NotShown.NOTHING,
                null,
                null);
        return Snapshots.snapshot()
                .generated(NOON.plusSeconds(second))
                .server(server(all))
                .sessions(all)
                .health(health)
                .build();
    }

    private static Server server(List<Session> all) {
        Server empty = Snapshots.server("vpn1", 0, 0);
        long cameUp = all.stream().filter(each -> each.state().cameUp()).count();
        List<Traffic> known = all.stream()
                .filter(each -> each.traffic() != null)
                .map(Session::traffic)
                .toList();
        Long none = cameUp == 0 ? 0L : null;
        long to = known.stream().mapToLong(Traffic::toClientOctets).sum();
        long from = known.stream().mapToLong(Traffic::fromClientOctets).sum();
        return new Server(
                "vpn1",
                Server.Status.UP,
                (int) all.stream().filter(each -> each.state() == State.UP).count(),
                0,
                0,
                0,
                0,
                empty.recent(),
                0,
                null,
                new Server.Totals(
                        cameUp,
                        0,
                        0,
                        0,
                        0,
                        known.isEmpty() ? none : Long.valueOf(to),
                        known.isEmpty() ? none : Long.valueOf(from)),
                new Pool(null, null),
                null);
    }

    private static SessionBuilder began(long number, int up) {
        return session(number).started(NOON.plusSeconds(up - 1)).up();
    }

    private static Session up(long number, int up, long toClient, long fromClient) {
        return up(number, up, toClient, fromClient, null);
    }

    private static Session up(long number, int up, long toClient, long fromClient, @Nullable String user) {
        return of(user, began(number, up)).traffic(toClient, fromClient, true).build();
    }

    private static Session unknown(long number, int up) {
        return began(number, up).build();
    }

    private static Session ended(long number, int up, int end, long toClient, long fromClient) {
        return ended(number, up, end, toClient, fromClient, null);
    }

    private static Session ended(long number, int up, int end, long toClient, long fromClient, @Nullable String user) {
        return of(user, began(number, up))
                .closed(NOON.plusSeconds(end), EndCause.USER_REQUEST, null)
                .traffic(toClient, fromClient, true)
                .build();
    }

    private static SessionBuilder of(@Nullable String user, SessionBuilder session) {
        return user == null ? session : session.user(user);
    }
}

package io.pptpdmonitor.nagios;

import static io.pptpdmonitor.model.SessionSketch.TEN;
import static io.pptpdmonitor.model.SessionSketch.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Health.Source;
import io.pptpdmonitor.model.NotShown;
import io.pptpdmonitor.model.Server.Rate;
import io.pptpdmonitor.model.Server.Rates;
import io.pptpdmonitor.model.Server.UserRates;
import io.pptpdmonitor.model.SessionSketch;
import io.pptpdmonitor.model.Setup;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.SnapshotSketch;
import io.pptpdmonitor.model.State;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * PNP4Nagios' graphs are made from the first answer: whatever the state and whatever is not known, a check's n-th number is
 * always the same one.
 */
class PerfDataPlacesTest {

    private static final Thresholds SOME = Thresholds.parse("1,3", Measure.NUMBER);
    private static final Thresholds NONE = Thresholds.NONE;
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final OffsetDateTime NOW = TEN.plusSeconds(65);

    /** Every check with all that it looks at; names of users are drawn on request only, whoever they are. */
    private static Stream<Check> checks(Thresholds judging) {
        Thresholds asked = judging.none() ? Thresholds.parse("~:", Measure.NUMBER) : judging;
        return Stream.of(
                new UsersCheck(judging, UnknownAs.EACH),
                new PoolCheck(judging, judging, null),
                new SessionsCheck(judging, judging, asked, asked, asked, 1, WINDOW),
                new LoginsCheck(
                        judging,
                        judging,
                        judging,
                        false,
                        WINDOW,
                        name -> null,
                        new Selection(List.of(Selection.Term.parse("net=0.0.0.0/0")), List.of())),
                new LoginsCheck(
                        judging,
                        judging,
                        judging,
                        true,
                        WINDOW,
                        name -> null,
                        new Selection(List.of(Selection.Term.parse("net=0.0.0.0/0")), List.of())),
                new TrafficCheck(judging, judging, judging, judging),
                new QuotaCheck(judging, null, 0, false, name -> null, Selection.ALL),
                new CollectorCheck(judging, judging, judging, judging, judging, false, NOW.toInstant()));
    }

    private final Random random = new Random(5);

    private boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Snapshot any() {
        SnapshotSketch sketch = new SnapshotSketch()
                .asOf(NOW)
                .status(one(List.of(CollectorStatus.OK, CollectorStatus.OK, CollectorStatus.CATCHING_UP)), "why")
                .strays(once(3) ? null : List.of("ppp7"))
                .notShown(one(List.of(NotShown.NOTHING, new NotShown(9, 9L, 0, 0))))
                .setup(
                        once(2)
                                ? null
                                : new Setup(true, 100, false, null, null, null, null, List.of(), 2, true, List.of()))
                .source(new Source(
                        Source.Kind.FILE,
                        "log",
                        "1",
                        once(3) ? null : Long.valueOf(7),
                        null,
                        Source.Condition.READ,
                        ""));
        for (int i = random.nextInt(4); i > 0; i--) {
            sketch.session(anybody(i));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            sketch.failureAt(
                    NOW.minusSeconds(i), one(List.of("alice", "mallory")), one(List.of("192.0.2.1", "192.0.2.2")));
        }
        Snapshot snapshot = sketch.build();
        @Nullable UserRates users = once(2)
                ? null
                : new UserRates(new TreeMap<>(Map.of("alice", new Rate(2, 1))), new Rate(random.nextInt(2), 0));
        return snapshot.withServer(snapshot.server().withRates(once(3) ? null : new Rates(3, 2, users)));
    }

    private SessionSketch anybody(int number) {
        SessionSketch sketch = session(number).user(once(3) ? null : one(List.of("alice", "bob")));
        return switch (random.nextInt(5)) {
            case 0 -> sketch.ended(State.CLOSED, EndCause.USER_REQUEST, "");
            case 1 -> sketch.since(NOW.minusSeconds(5));
            case 2 -> sketch.starting();
            case 3 -> sketch.bare();
            default -> sketch;
        };
    }

    @Test
    void eachNumberHasItsPlace() {
        Map<String, List<String>> longest = new HashMap<>();
        Map<String, Integer> shorter = new HashMap<>();
        for (int i = 0; i < 4_000; i++) {
            Snapshot snapshot = any();
            checks(once(2) ? SOME : NONE).forEach(check -> {
                List<String> labels = labels(check.check(snapshot));
                String key = check.getClass().getSimpleName()
                        + (check instanceof LoginsCheck logins ? logins.negotiations() : "");
                List<String> most = longest.merge(key, labels, (one, other) -> one.size() < other.size() ? other : one);
                assertThat(labels).as(key + " of " + snapshot).isEqualTo(most.subList(0, labels.size()));
                shorter.merge(key, labels.size() < most.size() && !labels.isEmpty() ? 1 : 0, Integer::sum);
            });
        }
        assertThat(longest)
                .containsEntry(
                        "SessionsCheck",
                        List.of("sessions", "unnamed", "starting", "longest", "change", "reconnects", "max_per_user"))
                .containsEntry(
                        "LoginsCheckfalse", List.of("failed_total", "failed", "ok", "per_address", "known_failed"))
                .containsEntry("TrafficCheck", List.of("rate", "in_rate", "out_rate", "in", "out", "max_user_rate"))
                .containsEntry("CollectorCheck", List.of("age", "lost", "unread", "unnamed_share", "stray_interfaces"));
        assertThat(shorter.get("SessionsCheck")).as("something was not known").isPositive();
        assertThat(shorter.get("CollectorCheck")).as("something was not known").isPositive();
    }

    private static List<String> labels(CheckResult result) {
        return result.perfData().stream().map(PerfData::label).toList();
    }
}

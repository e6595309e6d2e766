package io.pptpdmonitor.snmp.mib;

import static io.pptpdmonitor.model.SessionBuilder.START;
import static io.pptpdmonitor.model.SessionBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.model.UserTotals;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

class ViewTest {

    private static final int MANY = 10_000;

    @Test
    @Timeout(60)
    void agreesWithASortedMapOverTenThousandRows() {
        View view = Examples.view(large());
        List<VariableBinding> walk = Walk.of(view);
        TreeMap<OID, Variable> map = new TreeMap<>();
        walk.forEach(binding -> map.put(binding.getOid(), binding.getVariable()));
        assertThat(map).hasSizeGreaterThan(15 * MANY);

        Random random = new Random(20261120);
        for (int i = 0; i < MANY; i++) {
            OID asked = nearby(walk.get(random.nextInt(walk.size())).getOid(), random);
            VariableBinding next = view.next(asked);
            assertThat(next == null ? null : next.getOid()).isEqualTo(map.higherKey(asked));
            assertThat(view.get(asked)).isEqualTo(map.get(asked));
        }
    }

    /** An OID at, before, behind, above or below one that exists, with sub-identifiers up to 2^32 - 1. */
    private static OID nearby(OID oid, Random random) {
        OID changed = new OID(oid);
        switch (random.nextInt(5)) {
            case 0 -> changed.trim(1 + random.nextInt(4));
            case 1 -> changed.append(random.nextInt());
            case 2 -> changed.set(changed.size() - 1, random.nextInt());
            case 3 -> changed.set(random.nextInt(changed.size()), random.nextInt());
            default -> assertThat(changed).isEqualTo(oid);
        }
        return changed;
    }

    @Test
    void walksTenThousandRowsInTimeThatGrowsNoFasterThanTheRows() {
        // A walk that looks at every row for every row would take a hundred million steps for each of thirty columns.
        assertThatCode(() -> Walk.of(Examples.view(large()))).doesNotThrowAnyException();
        assertThat(timed(() -> Walk.of(Examples.view(large())))).isLessThan(Duration.ofSeconds(5));
    }

    private static Duration timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void stepsOverAColumnWithoutInstances() {
        View view = Examples.view(
                Snapshots.snapshot().sessions(List.of(session(1).up().build())).build());
        OID octets = new OID(PptpdMib.SESSION_ENTRY).append(8);
        assertThat(view.next(octets))
                .extracting(VariableBinding::getOid)
                .isEqualTo(new OID(PptpdMib.SESSION_ENTRY).append("12.1"));
        assertThat(view.get(new OID(octets).append(1))).isNull();
        assertThat(view.implemented(new OID(octets).append(1))).isTrue();
    }

    /** A 0 would be a number. */
    @Test
    void tellsNoTimeOfAUserOfWhomNoneIsKnown() {
        OffsetDateTime seen = OffsetDateTime.parse("2026-11-22T10:00:00Z");
        View view = Examples.view(Snapshots.snapshot()
                .users(List.of(
                        new UserTotals("al", 0, 1, null, null, null, false, 0, seen, seen, null, null, null, true),
                        new UserTotals("bo", 0, 2, null, null, 60L, false, 0, seen, seen, null, null, null, true)))
                .build());
        OID time = new OID(PptpdMib.USER_ENTRY).append(8);
        assertThat(view.get(new OID(time).append("2.97.108"))).isNull();
        assertThat(view.next(time))
                .returns(new OID(time).append("2.98.111"), VariableBinding::getOid)
                .returns("60", told -> told.toValueString());
    }

    /** What is at least so much is no gauge's value. */
    @Test
    void tellsNoRateOfWhichAPartWasNotSeen() {
        OID rate = new OID(PptpdMib.SERVER).append("21.0");
        OID ofAlice = new OID(PptpdMib.USER_ENTRY).append("12.5.97.108.105.99.101");
        Snapshot morning = Examples.morning();
        assertThat(Examples.view(morning).get(rate)).isNotNull();
        assertThat(Examples.view(morning).get(ofAlice)).isNotNull();
        Server.UserRates unseen = new Server.UserRates(
                new TreeMap<>(Map.of("alice", new Server.Rate(9, 9), "bob", new Server.Rate(0, 0, false))),
                Server.Rate.NONE);
        View view = Examples.view(morning.withServer(morning.server().withRates(new Server.Rates(9, 9, unseen))));
        assertThat(view.get(rate)).isNull();
        assertThat(view.get(ofAlice)).isNull();
    }

    @Test
    void knowsWhichObjectsThereAre() {
        View view = Examples.view(Snapshots.empty());
        assertThat(view.implemented(new OID(PptpdMib.SERVER).append("23.0"))).isTrue();
        assertThat(view.implemented(new OID(PptpdMib.SERVER).append("26.0"))).isFalse();
        assertThat(view.implemented(new OID(PptpdMib.ROOT).append("1.8.1.0"))).isFalse();
        assertThat(view.implemented(new OID("1.3"))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_SOURCE", "CATCHING_UP", "FAILED"})
    void countsNothingWhileTheLogIsNotRead(CollectorStatus status) {
        View view = Examples.view(Snapshots.snapshot()
                .server(Snapshots.server("vpn1", 0, 0))
                .health(Snapshots.health(status, "no log"))
                .build());
        assertThat(view.next(new OID(PptpdMib.SERVER).append("2.0")))
                .extracting(VariableBinding::getOid)
                .isEqualTo(new OID(PptpdMib.COLLECTOR).append("1.0"));
        assertThat(view.get(new OID(PptpdMib.SERVER).append("1.0"))).hasToString("vpn1");
    }

    @Test
    void keepsOfTheEndedSessionsThoseThatEndedLast() {
        List<Session> sessions = new ArrayList<>();
        for (long n = 1; n <= 100; n++) {
            sessions.add(session(n)
                    .closed(START.plusMinutes(n == 1 ? 1000 : n), EndCause.USER_REQUEST, null)
                    .build());
            sessions.add(session(100 + n)
                    .failed(START.plusMinutes(n), EndCause.AUTH_FAILED, null)
                    .build());
        }
        View view = Examples.view(Snapshots.snapshot().sessions(sessions).build());
        List<Integer> kept = indices(view, new OID(PptpdMib.HISTORY_ENTRY).append(3));
        assertThat(kept).hasSize(64).startsWith(1, 38).endsWith(100);
        List<Integer> failed = indices(view, new OID(PptpdMib.FAILURE_ENTRY).append(3));
        assertThat(failed).hasSize(64).startsWith(137).endsWith(200);
    }

    @Test
    void takesFromTheFailedLoginWhatItsSessionDoesNotTell() {
        View view = Examples.view(Snapshots.snapshot()
                .sessions(List.of(
                        session(7).failed(START, EndCause.AUTH_FAILED, null).build()))
                .failures(List.of(
                        new Failure(START, 6, null, 1, "other", "203.0.113.6", null),
                        new Failure(START, 7, null, 1, "first", "203.0.113.7", null),
                        new Failure(START, 7, null, 1, "last", "203.0.113.8", null)))
                .build());
        assertThat(view.get(new OID(PptpdMib.FAILURE_ENTRY).append("2.7"))).hasToString("last");
        assertThat(view.get(new OID(PptpdMib.FAILURE_ENTRY).append("4.7"))).hasToString("203.0.113.8");
    }

    @Test
    void numbersSessionsFromOneAgainAfterTheLargestIndex() {
        View view = Examples.view(Snapshots.snapshot()
                .sessions(List.of(
                        session(4_294_967_295L).build(), session(4_294_967_296L).build()))
                .build());
        assertThat(indices(view, new OID(PptpdMib.SESSION_ENTRY).append(3))).containsExactly(1, -1);
    }

    private static List<Integer> indices(View view, OID column) {
        return Walk.of(view).stream()
                .map(VariableBinding::getOid)
                .filter(oid -> oid.startsWith(column))
                .map(OID::last)
                .toList();
    }

    private static Snapshot large() {
        List<Session> sessions = new ArrayList<>();
        List<User> users = new ArrayList<>();
        LongStream.rangeClosed(1, MANY).forEach(n -> {
            sessions.add(session(n * 7).user("user" + n).up().connectSeconds(n).build());
            users.add(Snapshots.user("user" + n));
        });
        Collections.shuffle(sessions, new Random(1));
        Collections.shuffle(users, new Random(2));
        return Snapshots.snapshot().sessions(sessions).users(users).build();
    }
}

package io.pptpdmonitor.snmp.mib;

import static io.pptpdmonitor.model.SessionBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.LiveCounters.Losses;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.model.UserTotals;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.TimeTicks;

class LatestViewTest {

    private final AtomicReference<Snapshot> snapshot = new AtomicReference<>(Snapshots.empty());
    private final AtomicLong upTime = new AtomicLong();
    private final LatestView views =
            new LatestView(() -> Objects.requireNonNull(snapshot.get()), 64, Snapshots.NOW::toInstant, upTime::get);

    @Test
    void keepsTheViewWhileTheSnapshotIsTheSame() {
        views.refresh();
        LatestView.Versions made = views.current();
        views.refresh();
        assertThat(views.current()).isSameAs(made);
    }

    @Test
    void tellsWhenARowCameOrWent() {
        serve(100, Snapshots.empty());
        assertThat(tablesLastChange()).isZero();

        serve(200, Snapshots.snapshot().sessions(List.of(session(1).build())).build());
        assertThat(tablesLastChange()).isEqualTo(200);

        serve(
                300,
                Snapshots.snapshot().sessions(List.of(session(1).up().build())).build());
        assertThat(tablesLastChange()).isEqualTo(200);

        serve(400, Snapshots.snapshot().sessions(List.of(session(2).build())).build());
        assertThat(tablesLastChange()).isEqualTo(400);

        serve(500, Snapshots.empty());
        assertThat(tablesLastChange()).isEqualTo(500);
    }

    @Test
    void tellsWhenACounterWentBack() {
        serve(100, Snapshots.snapshot().server(Snapshots.server("a", 0, 10)).build());
        serve(200, Snapshots.snapshot().server(Snapshots.server("a", 0, 11)).build());
        assertThat(discontinuity()).isZero();

        serve(300, Snapshots.snapshot().server(Snapshots.server("a", 0, 3)).build());
        assertThat(discontinuity()).isEqualTo(300);

        serve(400, Snapshots.snapshot().server(Snapshots.server("a", 0, 4)).build());
        assertThat(discontinuity()).isEqualTo(300);
    }

    @Test
    void tellsWhenAUsersOctetsWentBack() {
        serve(100, withOctets(1000L));
        serve(200, withOctets(null));
        serve(300, withOctets(2000L));
        assertThat(discontinuity()).isZero();

        serve(400, withOctets(1999L));
        assertThat(discontinuity()).isEqualTo(400);
    }

    /** One may be called as nobody is in Java. */
    @Test
    void comparesEachUserWithHimselfWhoeverComesOrGoes() {
        serve(100, withUsers(withOctets(null, 900L), withOctets("carol", 500L)));
        serve(200, withUsers(withOctets("alice", 1L), withOctets("carol", 500L), withOctets("null", 10L)));
        serve(300, withUsers(withOctets(null, 2L), withOctets("bob", 3L), withOctets("carol", 500L)));
        assertThat(discontinuity()).isZero();

        serve(400, withUsers(withOctets("alice", 1L), withOctets("carol", 499L), withOctets("dave", 9L)));
        assertThat(discontinuity()).isEqualTo(400);
    }

    @Test
    void tellsWhenASessionsCountersWentBack() {
        serve(
                100,
                Snapshots.snapshot()
                        .sessions(List.of(session(1).up().live(3, 10, 10).build()))
                        .build());
        serve(
                200,
                Snapshots.snapshot()
                        .sessions(List.of(session(1).up().live(3, 10, 9).build()))
                        .build());
        assertThat(discontinuity()).isEqualTo(200);
    }

    @Test
    void tellsWhenASessionsLossesWentBackAndNotWhenTheyAreUntold() {
        serve(100, discarding(new Losses(1, 2, 3, 4)));
        serve(200, discarding(null));
        serve(300, discarding(new Losses(1, 2, 3, 4)));
        assertThat(discontinuity()).isZero();

        serve(400, discarding(new Losses(1, 2, 3, 3)));
        assertThat(discontinuity()).isEqualTo(400);
        serve(500, discarding(new Losses(0, 2, 3, 3)));
        assertThat(discontinuity()).isEqualTo(500);
    }

    private static Snapshot discarding(@Nullable Losses losses) {
        return Snapshots.snapshot()
                .sessions(List.of(session(1).up().live(3, 10, 10, losses).build()))
                .build();
    }

    @Test
    void doesNotTakeTheWrapOfA32BitCounterForAStepBack() {
        serve(
                100,
                Snapshots.snapshot()
                        .server(Snapshots.server("a", 0, 4_294_967_295L))
                        .build());
        serve(
                200,
                Snapshots.snapshot()
                        .server(Snapshots.server("a", 0, 4_294_967_297L))
                        .build());
        assertThat(discontinuity()).isZero();
        assertThat(views.current().version2().get(new OID(PptpdMib.SERVER).append("14.0")))
                .hasToString("1");
    }

    @Test
    void hasNoCounter64ForVersion1() {
        serve(0, Examples.morning());
        View view = views.current().version1();
        assertThat(Walk.lines(view)).isNotEmpty().noneMatch(line -> line.contains("Counter64"));
        assertThat(Walk.of(view))
                .hasSizeLessThan(Walk.of(views.current().version2()).size());
    }

    private void serve(long ticks, Snapshot latest) {
        upTime.set(ticks);
        snapshot.set(latest);
        views.refresh();
    }

    private long tablesLastChange() {
        return ticks("13.0");
    }

    private long discontinuity() {
        return ticks("12.0");
    }

    private long ticks(String object) {
        OID oid = new OID(PptpdMib.COLLECTOR).append(object);
        return ((TimeTicks) Objects.requireNonNull(views.current().version2().get(oid))).getValue();
    }

    private static Snapshot withOctets(@Nullable Long octets) {
        return withUsers(withOctets("alice", octets));
    }

    private static Snapshot withUsers(User... users) {
        return Snapshots.snapshot().users(List.of(users)).build();
    }

    private static User withOctets(@Nullable String name, @Nullable Long octets) {
        User user = Snapshots.user(name);
        return new UserTotals(
                name, 0, 1, octets, octets, 1L, true, 0, user.firstSeen(), user.lastSeen(), null, null, null, true);
    }
}

package io.pptpdmonitor.snmp.mib;

import io.pptpdmonitor.alert.AlertBoard;
import io.pptpdmonitor.alert.AlertStatus;
import io.pptpdmonitor.model.Server.Rates;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.User;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The view of the latest snapshot. {@link #refresh} makes it, in the thread that calls it; {@link #current} hands out
 * what was made last and never waits. A request that takes one view and answers everything from it sees one snapshot.
 * Safe for use by several threads.
 */
public final class LatestView {

    private final Supplier<Snapshot> snapshots;
    private final Supplier<AlertBoard> alerts;
    private final int historySize;
    private final InstantSource clock;
    private final LongSupplier upTime;
    private final Node node;
    private @Nullable Tables tables;
    private @Nullable View withoutAlerts;
    private AlertBoard board = AlertBoard.EMPTY;
    private volatile @Nullable Versions versions;
    private long tablesLastChange;
    private long discontinuity;

    /** Of an agent that judges no alerts. */
    public LatestView(
            Supplier<Snapshot> snapshots, int historySize, InstantSource clock, LongSupplier upTime, Node node) {
        this(snapshots, () -> AlertBoard.EMPTY, historySize, clock, upTime, node);
    }

    /** Both clocks as in {@link Moment}; what a supplier throws comes out of {@link #refresh}. */
    public LatestView(
            Supplier<Snapshot> snapshots,
            Supplier<AlertBoard> alerts,
            int historySize,
            InstantSource clock,
            LongSupplier upTime,
            Node node) {
        this.snapshots = snapshots;
        this.alerts = alerts;
        this.historySize = historySize;
        this.clock = clock;
        this.upTime = upTime;
        this.node = node;
    }

    /** The same where nobody asks over SNMP. */
    public LatestView(Supplier<Snapshot> snapshots, int historySize, InstantSource clock, LongSupplier upTime) {
        this(snapshots, historySize, clock, upTime, Node.NONE);
    }

    /**
     * The view that was made last.
     *
     * @throws IllegalStateException if none was made yet, or the last attempt to make one failed
     */
    public Versions current() {
        Versions made = versions;
        if (made == null) {
            throw new IllegalStateException("there is no snapshot to answer from");
        }
        return made;
    }

    /**
     * Makes the view of the snapshot and the alerts that the suppliers now have, unless it has been made; for one thread at
     * a time.
     */
    public synchronized void refresh() {
        Versions latest = null;
        try {
            latest = latest(snapshots.get(), alerts.get());
        } finally {
            versions = latest; // What is there no more must not look as if it were still so.
        }
    }

    /** Whether two snapshots are equal would take long to find out. */
    @SuppressWarnings("ReferenceEquality")
    private Versions latest(Snapshot snapshot, AlertBoard latestBoard) {
        Versions made = versions;
        Tables old = tables;
        if (made == null || old == null || old.snapshot() != snapshot) {
            Tables latest = Tables.of(snapshot, historySize, old == null ? Rows.none() : old.users);
            if (old != null) {
                noteRows(latest.sameRows(old));
                discontinuity = Continuity.broken(old.snapshot(), snapshot) ? upTime.getAsLong() : discontinuity;
            }
            withoutAlerts = null;
            return made(latest, latestBoard);
        }
        return board.equals(latestBoard) ? made : made(old, latestBoard);
    }

    private Versions made(Tables latest, AlertBoard latestBoard) {
        Rows<AlertStatus> rows = AlertTable.rows(latestBoard);
        if (tables != null) {
            noteRows(rows.sameIndices(AlertTable.rows(board)));
        }
        tables = latest;
        board = latestBoard;
        View others = withoutAlerts;
        if (others == null) {
            others = latest.view(
                    new Moment(latest.snapshot(), historySize, clock, upTime, tablesLastChange, discontinuity, node));
            withoutAlerts = others;
        }
        return Versions.of(others.and(View.builder()
                .table(PptpdMib.ALERT, AlertTable.SCALARS, Rows.scalars(latestBoard))
                .table(PptpdMib.ALERT_ENTRY, AlertTable.columns(latest.offset()), rows)
                .build()));
    }

    private void noteRows(boolean same) {
        if (!same) {
            tablesLastChange = upTime.getAsLong();
            withoutAlerts = null; // It tells that.
        }
    }

    /** One snapshot as each kind of manager is shown it. */
    public static final class Versions {

        private final Map<Scope, View> version2 = new EnumMap<>(Scope.class);
        private final Map<Scope, View> version1 = new EnumMap<>(Scope.class);

        static Versions of(View whole) {
            Versions versions = new Versions();
            for (Scope scope : Scope.values()) {
                View view = whole.within(scope);
                versions.version2.put(scope, view);
                versions.version1.put(scope, view.version1());
            }
            return versions;
        }

        /** All there is. */
        public View version2() {
            return version2(Scope.EVERYTHING);
        }

        public View version1() {
            return version1(Scope.EVERYTHING);
        }

        public View version2(Scope scope) {
            return Objects.requireNonNull(version2.get(scope));
        }

        /** Without what SNMPv1 cannot carry. */
        public View version1(Scope scope) {
            return Objects.requireNonNull(version1.get(scope));
        }
    }

    /** The rows of all tables, as of one snapshot. */
    private record Tables(
            Snapshot snapshot,
            UserNames names,
            Rows<Session> sessions,
            Rows<User> users,
            Rows<Session> history,
            Rows<FailureTable.Attempt> failures) {

        static Tables of(Snapshot snapshot, int historySize, Rows<User> usersBefore) {
            UserNames names = UserNames.of(snapshot.users());
            return new Tables(
                    snapshot,
                    names,
                    SessionTable.rows(snapshot),
                    UserTable.rows(snapshot, names, usersBefore),
                    HistoryTable.rows(snapshot, historySize),
                    FailureTable.rows(snapshot));
        }

        /** In which this agent tells moments. */
        ZoneOffset offset() {
            return snapshot.generated().getOffset();
        }

        boolean sameRows(Tables other) {
            return sessions.sameIndices(other.sessions)
                    && users.sameIndices(other.users)
                    && history.sameIndices(other.history)
                    && failures.sameIndices(other.failures);
        }

        View view(Moment moment) {
            Rows<Moment> scalars = Rows.scalars(moment);
            Rates rates = snapshot.server().wholeRates();
            List<Column<User>> ofUsers = UserTable.columns(names, rates == null ? null : rates.users());
            return View.builder()
                    .table(PptpdMib.SYSTEM, SystemGroup.SCALARS, scalars)
                    .table(SystemGroup.MODULE_ENTRY, SystemGroup.MODULE_COLUMNS, SystemGroup.MODULES)
                    .table(SnmpGroups.SNMP, SnmpGroups.SNMP_SCALARS, scalars)
                    .table(SnmpGroups.ENGINE, SnmpGroups.ENGINE_SCALARS, scalars)
                    .table(SnmpGroups.DISPATCHER, SnmpGroups.DISPATCHER_SCALARS, scalars)
                    .table(SnmpGroups.TARGET, SnmpGroups.TARGET_SCALARS, scalars)
                    .table(SnmpGroups.USERS, SnmpGroups.USER_SCALARS, scalars)
                    .table(PptpdMib.SERVER, ServerScalars.IDENTITY, Rows.scalars(snapshot.server()))
                    .table(PptpdMib.SERVER, ServerScalars.FIGURES, ServerScalars.figures(snapshot))
                    .table(PptpdMib.COLLECTOR, CollectorScalars.SCALARS, scalars)
                    .table(PptpdMib.SESSION_ENTRY, SessionTable.columns(names), sessions)
                    .table(PptpdMib.USER_ENTRY, ofUsers, users)
                    .table(PptpdMib.HISTORY, HistoryTable.SCALARS, scalars)
                    .table(PptpdMib.HISTORY_ENTRY, HistoryTable.columns(names), history)
                    .table(PptpdMib.FAILURE, FailureTable.SCALARS, scalars)
                    .table(PptpdMib.FAILURE_ENTRY, FailureTable.columns(names), failures)
                    .build();
        }
    }
}

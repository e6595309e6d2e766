package io.pptpdmonitor.snmp.mib;

import io.pptpdmonitor.alert.AlertBoard;
import io.pptpdmonitor.model.Server.Rates;
import io.pptpdmonitor.model.Server.UserRates;
import io.pptpdmonitor.model.Snapshot;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/**
 * What an agent elsewhere has told of the MIB so far; of it a snapshot is made, the reverse of {@link LatestView}. For one
 * thread.
 *
 * <p>A snapshot that is read back says null, not 0, of what the MIB does not carry:
 *
 * <ul>
 *   <li>of a running session controlPid, userSource, serverAddress, up, lastSeen and bundle, and where the log begins later
 *       than the session its start;
 *   <li>of an ended one these, pid, service, encryption and, if it never came up, its start and interface;
 *   <li>of a failed login pid and method; its time is the end of its session; of several in one session the last;
 *   <li>of the server how many addresses failed logins came from, and who told the size of the pool;
 *   <li>of the collector relevantLines, debugSeen, setup, what is kept, the path of wtmp and the names of interfaces without a
 *       session, of failed logins how many are not shown, and of the sources their positions and conditions, and if there are several all but their names and texts.
 * </ul>
 *
 * Stamps have tenths of a second, texts at most 255 octets, and of the ended sessions there are the newest only.
 */
public final class RemoteMib {

    private static final UserNames NOBODY = UserNames.of(List.of());

    private final RemoteTable system = new RemoteTable(PptpdMib.SYSTEM, SystemGroup.SCALARS);
    private final RemoteTable server = new RemoteTable(
            PptpdMib.SERVER,
            Stream.concat(ServerScalars.IDENTITY.stream(), ServerScalars.FIGURES.stream())
                    .toList());
    private final RemoteTable collector = new RemoteTable(PptpdMib.COLLECTOR, CollectorScalars.SCALARS);
    private final RemoteTable history = new RemoteTable(PptpdMib.HISTORY, HistoryTable.SCALARS);
    private final RemoteTable failure = new RemoteTable(PptpdMib.FAILURE, FailureTable.SCALARS);
    private final RemoteTable sessions = new RemoteTable(PptpdMib.SESSION_ENTRY, SessionTable.columns(NOBODY));
    private final RemoteTable users = new RemoteTable(PptpdMib.USER_ENTRY, UserTable.columns(NOBODY, null));
    private final RemoteTable ended = new RemoteTable(PptpdMib.HISTORY_ENTRY, HistoryTable.columns(NOBODY));
    private final RemoteTable failed = new RemoteTable(PptpdMib.FAILURE_ENTRY, FailureTable.columns(NOBODY));
    private final RemoteTable alert = new RemoteTable(PptpdMib.ALERT, AlertTable.SCALARS);
    private final RemoteTable alerts = new RemoteTable(PptpdMib.ALERT_ENTRY, AlertTable.columns(ZoneOffset.UTC));
    private final List<RemoteTable> all =
            List.of(sessions, users, ended, failed, server, collector, history, failure, system, alerts, alert);

    /** The instances that a GET is to ask for. */
    public List<OID> scalars() {
        return instances(Stream.of(system, server, collector, history, failure).flatMap(RemoteTable::objects));
    }

    private static List<OID> instances(Stream<OID> scalars) {
        return scalars.map(object -> new OID(object.getValue(), 0)).toList();
    }

    /** The instances that a GET is to ask for, where it is the alerts that are wanted. */
    public List<OID> alertScalars() {
        return instances(alert.objects());
    }

    /** The columns that are to be walked then. */
    public List<OID> alertTable() {
        return alerts.objects().toList();
    }

    /** Of each table the columns that are to be walked. */
    public List<List<OID>> tables() {
        return Stream.of(users, sessions, ended, failed)
                .map(table -> table.objects().toList())
                .toList();
    }

    /**
     * Takes the value of an instance; one that is of nothing that is asked for is passed over.
     *
     * @throws UnexpectedValueException if the MIB does not allow it
     */
    public void accept(OID instance, Variable value) throws UnexpectedValueException {
        for (RemoteTable table : all) {
            if (table.holds(instance)) {
                table.accept(instance, value);
                return;
            }
        }
    }

    /** Whether anything of the MIB was told. */
    public boolean told() {
        return collector.scalars().choice("pptpdCollectorStatus") != null;
    }

    /** Whether the tables may be read, in which users stand. */
    public boolean tablesShown() {
        return history.scalars().number("pptpdHistorySize") != null;
    }

    /** What sysUpTime is, in hundredths of a second; null if it was not told. */
    public @Nullable Long upTime() {
        return system.scalars().number("sysUpTime");
    }

    /** What sysUpTime was when a row last came or went; null if it was not told. */
    public @Nullable Long tablesLastChange() {
        return collector.scalars().number("pptpdCollectorTablesLastChange");
    }

    /**
     * What time it is there, by the clock that all stamps are of.
     *
     * @param now by our clock
     */
    public OffsetDateTime there(OffsetDateTime now) {
        return new RemoteServer(server.scalars(), collector.scalars()).there(now);
    }

    /**
     * All that was told, where the tables were walked.
     *
     * @param now by our clock
     * @throws UnexpectedValueException if it does not fit together
     */
    public Snapshot snapshot(OffsetDateTime now) throws UnexpectedValueException {
        RemoteSessions rows = new RemoteSessions(sessions, ended, failed);
        RemoteUsers names = new RemoteUsers(users, rows.sessions());
        Snapshot figures = figures(now);
        Snapshot all = new Snapshot(
                figures.generated(),
                rows.goOnAfter(figures.asOf()) ? figures.generated() : figures.asOf(),
                figures.server().withRates(rates(figures.server().rates(), names.rates())),
                rows.sessions(),
                names.users(),
                rows.failures(),
                figures.health()
                        .withLists(
                                names.namesKnown(),
                                new RemoteServer(server.scalars(), collector.scalars()).notShown(rows.cameUp())));
        if (all.health().counted()) {
            agree(all);
        }
        return all;
    }

    private static @Nullable Rates rates(@Nullable Rates all, @Nullable UserRates users) {
        return all == null ? null : new Rates(all.toClients(), all.fromClients(), users);
    }

    /**
     * The figures of the server and the collector alone; the snapshot lists nobody.
     *
     * @param now by our clock
     * @throws UnexpectedValueException if it does not fit together
     */
    public Snapshot figures(OffsetDateTime now) throws UnexpectedValueException {
        RemoteServer figures = new RemoteServer(server.scalars(), collector.scalars());
        OffsetDateTime generated = figures.generated(now);
        return new Snapshot(
                generated,
                figures.asOf(generated),
                figures.server(),
                List.of(),
                List.of(),
                List.of(),
                figures.health());
    }

    /**
     * The alerts that were told; null where none are shown, however many there are.
     *
     * @throws UnexpectedValueException if they do not fit together
     */
    public @Nullable AlertBoard alerts() throws UnexpectedValueException {
        return new RemoteAlerts(alert.scalars(), alerts).board();
    }

    /** What a view of the agent leaves out must not look like nobody being there. */
    private static void agree(Snapshot all) throws UnexpectedValueException {
        long up = all.up().count();
        if (up != all.server().activeSessions()) {
            throw new UnexpectedValueException("pptpdServerActiveSessions is "
                    + all.server().activeSessions() + ", and pptpdSessionTable has " + up + " sessions that are up");
        }
        if (all.users().isEmpty() && all.server().totals().sessions() > 0) {
            throw new UnexpectedValueException("pptpdServerTotalSessions is "
                    + all.server().totals().sessions() + ", and pptpdUserTable is empty");
        }
    }
}

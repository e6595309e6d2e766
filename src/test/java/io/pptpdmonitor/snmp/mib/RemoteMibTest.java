package io.pptpdmonitor.snmp.mib;

import static io.pptpdmonitor.model.SessionBuilder.START;
import static io.pptpdmonitor.model.SessionBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pptpdmonitor.alert.AlertBoard;
import io.pptpdmonitor.alert.AlertStatus;
import io.pptpdmonitor.alert.Level;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.LiveCounters;
import io.pptpdmonitor.model.LiveCounters.Losses;
import io.pptpdmonitor.model.NotShown;
import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.model.UserTotals;
import io.pptpdmonitor.model.Wtmp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** A snapshot that was served, and read back. */
class RemoteMibTest {

    /** The clock that the example is served by. */
    private static final OffsetDateTime NOW = Snapshots.NOW.plusSeconds(7);

    private static RemoteMib told(Iterable<VariableBinding> instances) throws UnexpectedValueException {
        RemoteMib mib = new RemoteMib();
        for (VariableBinding instance : instances) {
            mib.accept(instance.getOid(), instance.getVariable());
        }
        return mib;
    }

    private static Snapshot readBack(Snapshot snapshot) throws UnexpectedValueException {
        return told(Walk.of(Examples.view(snapshot))).snapshot(NOW);
    }

    private static Session session3(Snapshot snapshot) {
        return snapshot.sessions().get(0);
    }

    @Test
    void aRunningSessionKeepsWhatTheMibCarries() throws UnexpectedValueException {
        Session read = session3(readBack(Examples.morning()));
        assertThat(read)
                .returns(3L, Session::number)
                .returns("vpn1", Session::host)
                .returns(1003, Session::pid)
                .returns(Service.PPTP, Session::service)
                .returns("alice", Session::user)
                .returns("203.0.113.7", Session::clientAddress)
                .returns("192.168.0.10", Session::assignedAddress)
                .returns("ppp0", Session::interfaceName)
                .returns(START, Session::started)
                .returns(true, Session::startSeen)
                .returns(State.UP, Session::state)
                .returns(new Traffic(5_000_000_000L, 70_000, true), Session::traffic)
                .returns(12_270L, Session::connectSeconds)
                .returns("mppe-128", Session::encryption)
                .returns(new LiveCounters(17, 4_000_000, 900, new Losses(1, 4_294_967_296L, 12, 0)), Session::live);
        assertThat(new Object[] {
                    read.controlPid(),
                    read.userSource(),
                    read.serverAddress(),
                    read.up(),
                    read.ended(),
                    read.lastSeen(),
                    read.endCause(),
                    read.endText(),
                    read.bundle()
                })
                .containsOnlyNulls();
    }

    @Test
    void aSessionWhoseStartNobodySawHasNone() throws UnexpectedValueException {
        assertThat(readBack(Examples.morning()).sessions())
                .filteredOn(session -> session.number() == 5)
                .singleElement()
                .returns(null, Session::started)
                .returns(false, Session::startSeen)
                .returns(null, Session::user)
                .returns(null, Session::traffic)
                .returns(new LiveCounters(0, 1, 2, null), Session::live);
    }

    @Test
    void anEndedSessionKeepsWhatTheMibCarries() throws UnexpectedValueException {
        assertThat(readBack(Examples.morning()).sessions())
                .filteredOn(session -> session.number() == 4)
                .singleElement()
                .returns(State.CLOSED, Session::state)
                .returns(START.plusMinutes(90), Session::ended)
                .returns(EndCause.USER_REQUEST, Session::endCause)
                .returns("LCP terminated by peer (User request)", Session::endText)
                .returns(new Traffic(4_294_967_295L, 4_294_967_296L, false), Session::traffic)
                .returns(5_399L, Session::connectSeconds)
                .returns(Service.UNKNOWN, Session::service)
                .returns(null, Session::pid)
                .returns(null, Session::encryption);
    }

    @Test
    void aFailedLoginIsOfItsSession() throws UnexpectedValueException {
        Snapshot read = readBack(Examples.morning());
        assertThat(read.failures())
                .containsExactly(new Failure(START.plusMinutes(3), 7, "vpn1", null, "mallory", "198.51.100.23", null));
        assertThat(read.sessions())
                .filteredOn(session -> session.state() == State.FAILED)
                .extracting(Session::number, Session::endCause, Session::started)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(7L, EndCause.AUTH_FAILED, null),
                        org.assertj.core.groups.Tuple.tuple(8L, EndCause.NEGOTIATION_FAILED, null));
    }

    @Test
    void theServerAndItsHealthKeepWhatTheMibCarries() throws UnexpectedValueException {
        Snapshot read = readBack(Examples.morning());
        Server served = Examples.morning().server();
        assertThat(read.server())
                .usingRecursiveComparison()
                .ignoringFields("recent.failedAddresses", "pool.source", "peakTime")
                .isEqualTo(served);
        assertThat(read.server().recent().failedAddresses()).isNull();
        assertThat(read.server().pool()).isEqualTo(new Pool(100, 42, null));
        assertThat(read.server().peakTime()).isEqualTo(served.peakTime());
        assertThat(read.generated()).isEqualTo(Snapshots.NOW);
        assertThat(read.health())
                .returns(CollectorStatus.OK, Health::status)
                .returns(1_000_000L, Health::lines)
                .returns(3L, Health::unparsedLines)
                .returns(4L, Health::lostLines)
                .returns(true, Health::liveView)
                .returns(false, Health::namesKnown)
                .returns(new Health.StrayInterfaces(2, null), Health::strayInterfaces);
        assertThat(read.health().sources())
                .singleElement()
                .returns(Health.Source.Kind.AGENT, Health.Source::kind)
                .returns("/var/log/syslog, journal", Health.Source::name)
                .returns(99L, Health.Source::lagOctets)
                .returns(OffsetDateTime.parse("2026-11-20T11:59:48+01:00"), Health.Source::lastLine);
    }

    @Test
    void doubtsAreKeptAndWhatIsNotListedIsCounted() throws UnexpectedValueException {
        Health.Source syslog = new Health.Source(Health.Source.Kind.FILE, "/log", "1", 0, null)
                .with(Health.Source.Condition.UNREADABLE, "Permission denied");
        Health.Source journal = new Health.Source(Health.Source.Kind.JOURNAL, "journal", "s=1", 0, null);
        Health served = new Health(
                CollectorStatus.OK,
                "",
                List.of(syslog, journal),
                9,
                8L,
                0,
                0,
                true,
                true,
                false,
                "hidepid",
                new Health.Doubts(1, 2, 3),
                null,
                null,
                new Wtmp("/var/log/wtmp", "cut off"),
                new NotShown(7, 8L, 4, 5),
                null,
                OffsetDateTime.parse("2026-11-20T06:25:01.97+01:00"));
        Snapshot read = readBack(Snapshots.snapshot()
                .server(Snapshots.server("vpn1", 0, 7))
                .users(List.of(Snapshots.user("alice")))
                .health(served)
                .build());
        assertThat(read.health())
                .returns("hidepid", Health::liveViewText)
                .returns(new Health.Doubts(1, 2, 3), Health::doubts)
                .returns(new Wtmp(null, "cut off"), Health::wtmp)
                .returns(new NotShown(7, null, 4, 5), Health::notShown)
                .returns(OffsetDateTime.parse("2026-11-20T06:25:01.9+01:00"), Health::begins);
        assertThat(read.health().sources()).singleElement().returns("/log: Permission denied", Health.Source::text);
    }

    /** Those of before 2026-11-27 end their collector's scalars at 13. */
    @Test
    void anAgentOfAnOlderMibTellsOfNoDoubtsAndNotThatThereAreNone() throws UnexpectedValueException {
        List<VariableBinding> older = Walk.of(Examples.view(Examples.morning())).stream()
                .filter(told -> !told.getOid().startsWith(PptpdMib.COLLECTOR)
                        || told.getOid().get(PptpdMib.COLLECTOR.size()) <= 13)
                .toList();
        assertThat(told(older).snapshot(NOW).health())
                .returns(null, Health::doubts)
                .returns(null, Health::wtmp)
                .returns(null, Health::notShown)
                .returns(null, Health::strayInterfaces)
                .returns(null, Health::begins)
                .returns("", Health::liveViewText);
    }

    /** Those of before end pptpdUserTable at column 11. */
    @Test
    void anAgentOfAnOlderMibTellsOfNoUsersRateAndNotThatThereIsNone() throws UnexpectedValueException {
        List<VariableBinding> older = Walk.of(Examples.view(Examples.morning())).stream()
                .filter(told -> !told.getOid().startsWith(PptpdMib.USER_ENTRY)
                        || told.getOid().get(PptpdMib.USER_ENTRY.size()) <= 11)
                .toList();
        assertThat(told(older).snapshot(NOW).server().rates()).isEqualTo(new Server.Rates(1_250_000, 98_000));
    }

    /** Those of before 2026-11-28 end pptpdSessionTable at column 21. */
    @Test
    void anAgentOfAnOlderMibTellsOfNoLossesAndNotThatThereAreNone() throws UnexpectedValueException {
        List<VariableBinding> older = Walk.of(Examples.view(Examples.morning())).stream()
                .filter(told -> !told.getOid().startsWith(PptpdMib.SESSION_ENTRY)
                        || told.getOid().get(PptpdMib.SESSION_ENTRY.size()) <= 21)
                .toList();
        assertThat(session3(told(older).snapshot(NOW)).live()).isEqualTo(new LiveCounters(17, 4_000_000, 900, null));
    }

    @Test
    void whatEndedSessionsCarriedFollowsFromWhatIsListed() throws UnexpectedValueException {
        Session ended = session(1)
                .user("alice")
                .closed(START.plusMinutes(9), EndCause.USER_REQUEST, "x")
                .connectSeconds(5L)
                .traffic(40, 4, true)
                .build();
        Session up = session(2)
                .user("alice")
                .up()
                .connectSeconds(5L)
                .traffic(100, 10, true)
                .live(3, 1, 1)
                .build();
        assertThat(pastOf(List.of(ended, up), 2, 140L, 14L)).isEqualTo(new Traffic(40, 4, true));
        // Of an older one nobody tells whether its octets are exact.
        assertThat(pastOf(List.of(ended, up), 3, 1_140L, 114L)).isEqualTo(new Traffic(1_040, 104, false));
        // Nothing is left, because nothing was told or because nothing was carried: that is not known.
        assertThat(pastOf(List.of(up), 2, 100L, 10L)).isNull();
        assertThat(pastOf(List.of(up), 1, 100L, 10L)).isNull();
        assertThat(pastOf(List.of(), 1, 100L, 10L)).isEqualTo(new Traffic(100, 10, false));
        assertThat(pastOf(List.of(), 1, null, null)).isNull();
    }

    @Test
    void howLongAUserWasUpIsKnownInPartUnlessEachSessionIsListedWithIt() throws UnexpectedValueException {
        Session timed = session(1)
                .user("alice")
                .closed(START.plusMinutes(9), EndCause.USER_REQUEST, "x")
                .connectSeconds(5L)
                .build();
        Session untimed = session(2)
                .user("alice")
                .closed(START.plusMinutes(9), EndCause.USER_REQUEST, "x")
                .connectSeconds(null)
                .build();
        assertThat(timeOf(5L, timed)).returns(5L, User::connectSeconds).returns(true, User::connectSecondsWhole);
        assertThat(timeOf(5L, timed, untimed))
                .returns(5L, User::connectSeconds)
                .returns(false, User::connectSecondsWhole);
        assertThat(timeOf(null, untimed)).returns(null, User::connectSeconds).returns(false, User::connectSecondsWhole);
        assertThat(timeOf(5L)).returns(5L, User::connectSeconds).returns(false, User::connectSecondsWhole);
    }

    /** Of whom at least one session is there. */
    private static User timeOf(@org.jspecify.annotations.Nullable Long seconds, Session... listed)
            throws UnexpectedValueException {
        int all = Math.max(1, listed.length);
        User user = new UserTotals("alice", 0, all, null, null, seconds, true, 0, START, START, null, null, null, true);
        return readBack(Snapshots.snapshot()
                        .server(Snapshots.server("vpn1", 0, all))
                        .sessions(List.of(listed))
                        .users(List.of(user))
                        .build())
                .users()
                .get(0);
    }

    private static @org.jspecify.annotations.Nullable Traffic pastOf(
            List<Session> sessions,
            int all,
            @org.jspecify.annotations.Nullable Long to,
            @org.jspecify.annotations.Nullable Long from)
            throws UnexpectedValueException {
        int up = (int)
                sessions.stream().filter(session -> session.state() == State.UP).count();
        User user = new UserTotals("alice", up, all, to, from, 9L, true, 0, START, START, null, null, null, true);
        return readBack(Snapshots.snapshot()
                        .server(Snapshots.server("vpn1", up, all))
                        .sessions(sessions)
                        .users(List.of(user))
                        .build())
                .users()
                .get(0)
                .ended();
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_SOURCE", "CATCHING_UP", "FAILED"})
    void aLogThatIsNotReadIsNotNobody(CollectorStatus status) throws UnexpectedValueException {
        Snapshot read = readBack(Snapshots.snapshot()
                .server(Snapshots.server("vpn1", 3, 9))
                .health(Snapshots.health(status, "why"))
                .build());
        assertThat(read.health())
                .returns(status, Health::status)
                .returns("why", Health::statusText)
                .returns(false, Health::counted)
                .returns(List.of(), Health::sources);
        assertThat(read.server().name()).isEqualTo("vpn1");
    }

    @Test
    void theAgeIsToldByTheClockOfTheAgent() throws UnexpectedValueException {
        RemoteMib mib = told(Walk.of(Examples.view(Examples.morning())));
        // 12 seconds before the snapshot, whoever's clock is a day wrong.
        assertThat(mib.figures(NOW.plusDays(1)).generated()).isEqualTo(Snapshots.NOW);
        assertThat(mib.figures(NOW.plusSeconds(2)).generated()).isEqualTo(Snapshots.NOW.plusSeconds(2));
    }

    @Test
    void aCopiedLogTellsOfItsLastLine() throws UnexpectedValueException {
        OffsetDateTime last = Snapshots.NOW.minusHours(3);
        Health.Source file = new Health.Source(Health.Source.Kind.FILE, "/tmp/log", "1", 0, last);
        Session up = session(1).up().connectSeconds(60L).build();
        Snapshots served = Snapshots.snapshot()
                .server(Snapshots.server("vpn1", 1, 1))
                .users(List.of(Snapshots.user(null)))
                .health(Snapshots.health(CollectorStatus.OK, "", file));
        assertThat(readBack(served.sessions(List.of(up)).build()).asOf()).isEqualTo(last);
        // Nobody can have been up for that long then: it is of now.
        Session longer = session(1).up().connectSeconds(4 * 3600L).build();
        assertThat(readBack(served.sessions(List.of(longer)).build()).asOf()).isEqualTo(Snapshots.NOW);
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        assertThatThrownBy(() -> readBack(Snapshots.snapshot()
                        .server(Snapshots.server("vpn1", 3, 0))
                        .build()))
                .isInstanceOf(UnexpectedValueException.class)
                .hasMessage("pptpdServerActiveSessions is 3, and pptpdSessionTable has 0 sessions that are up");
        assertThatThrownBy(() -> readBack(Snapshots.snapshot()
                        .server(Snapshots.server("vpn1", 0, 2))
                        .build()))
                .hasMessage("pptpdServerTotalSessions is 2, and pptpdUserTable is empty");
    }

    @Test
    void hostileNamesStayAsTheAgentToldThem() throws UnexpectedValueException {
        Snapshot read = told(Walk.of(Examples.view(Examples.hostile()))).snapshot(NOW);
        assertThat(read.users())
                .hasSize(19)
                .extracting(User::name)
                .doesNotContainNull()
                .contains("a".repeat(96), "ünï");
        assertThat(read.users()).extracting(User::name).anyMatch(name -> name != null && name.matches("~[0-9a-f]{8}"));
    }

    /** Seeded; each takes away some instances of an honest walk, and gives others other values. */
    @Test
    void whateverIsToldEndsInASnapshotOrIsRefused() {
        List<VariableBinding> honest = new ArrayList<>(Walk.of(Examples.view(Examples.morning())));
        int refused = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            List<VariableBinding> some = new ArrayList<>();
            for (VariableBinding each : honest) {
                int lot = random.nextInt(1_000);
                if (lot < 990) {
                    some.add(each);
                } else if (lot < 996) {
                    some.add(new VariableBinding(index(each.getOid(), random), value(random)));
                }
            }
            try {
                told(some).snapshot(NOW);
            } catch (UnexpectedValueException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
                refused++;
            }
        }
        assertThat(refused).isBetween(10_000, 19_999);
    }

    private static OID index(OID oid, Random random) {
        int[] parts = oid.getValue();
        if (random.nextInt(3) == 0) {
            parts[parts.length - 1] = random.nextInt();
        }
        return new OID(random.nextInt(9) == 0 ? Arrays.copyOf(parts, parts.length + 1) : parts);
    }

    private static Variable value(Random random) {
        byte[] octets = new byte[random.nextInt(300)];
        random.nextBytes(octets);
        return switch (random.nextInt(9)) {
            case 0 -> new Integer32(random.nextInt());
            case 1 -> new Gauge32(random.nextInt() & 0xFFFF_FFFFL);
            case 2 -> new Counter64(random.nextLong());
            case 3 -> new OctetString(octets);
            case 4 -> new OctetString(Arrays.copyOf(octets, 11));
            case 5 -> new Counter32(random.nextInt(9));
            case 6 -> new TimeTicks(random.nextInt(9));
            case 7 -> new Integer32(random.nextInt(9));
            default -> Null.noSuchInstance;
        };
    }

    /** By name; a gauge stays at its largest value, and a long text is cut. */
    @Test
    void alertsAreThoseThatAreServed() throws UnexpectedValueException {
        AlertBoard board = Examples.board();
        AlertBoard read = Objects.requireNonNull(
                told(Walk.of(Examples.view(Examples.morning(), board))).alerts());

        assertThat(read.notifications()).isEqualTo(board.notifications());
        assertThat(read.drops()).isEqualTo(board.drops());
        assertThat(read.alerts().stream().map(AlertStatus::name))
                .containsExactly("pool", "users-high", "users-low", "z");
        assertThat(read.alerts().subList(0, 3))
                .containsExactlyInAnyOrderElementsOf(board.alerts().subList(0, 3));
        assertThat(read.alerts().get(3))
                .returns(Level.WARNING, AlertStatus::level)
                .returns(4_294_967_295L, AlertStatus::value)
                .returns(1L, AlertStatus::warning)
                .extracting(AlertStatus::text)
                .asString()
                .startsWith("most: ")
                .doesNotContain("\u001b");
    }

    @Test
    void anAgentWithoutAlertsIsNotOneThatShowsNone() throws UnexpectedValueException {
        assertThat(told(Walk.of(Examples.view(Examples.morning()))).alerts()).isEqualTo(AlertBoard.EMPTY);
        assertThat(new RemoteMib().alerts()).isNull();
    }

    @Test
    void aTableThatIsMissingIsNoTableThatIsEmpty() throws UnexpectedValueException {
        RemoteMib mib = new RemoteMib();
        for (VariableBinding instance : Walk.of(Examples.view(Examples.morning(), Examples.board()))) {
            if (!instance.getOid().startsWith(PptpdMib.ALERT_ENTRY)) {
                mib.accept(instance.getOid(), instance.getVariable());
            }
        }

        assertThatThrownBy(mib::alerts).hasMessageContaining("and pptpdAlertTable is empty");
    }
}

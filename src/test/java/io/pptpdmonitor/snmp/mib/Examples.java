package io.pptpdmonitor.snmp.mib;

import static io.pptpdmonitor.model.SessionBuilder.START;
import static io.pptpdmonitor.model.SessionBuilder.session;

import io.pptpdmonitor.alert.AlertBoard;
import io.pptpdmonitor.alert.AlertStatus;
import io.pptpdmonitor.alert.Direction;
import io.pptpdmonitor.alert.Level;
import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Health.Source;
import io.pptpdmonitor.model.Health.StrayInterfaces;
import io.pptpdmonitor.model.KeptState;
import io.pptpdmonitor.model.LiveCounters.Losses;
import io.pptpdmonitor.model.NotShown;
import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.model.UserTotals;
import io.pptpdmonitor.model.Wtmp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Snapshots made by hand, and their views at a fixed time. */
public final class Examples {

    private Examples() {}

    /** A working morning: every column has a value somewhere, and every one that can be unknown is so somewhere. */
    public static Snapshot morning() {
        return Snapshots.snapshot()
                .server(server())
                .sessions(List.of(
                        session(3)
                                .host("vpn1")
                                .user("alice")
                                .client("203.0.113.7", "192.168.0.10")
                                .interfaceName("ppp0")
                                .up()
                                .connectSeconds(12_270L)
                                .traffic(5_000_000_000L, 70_000L, true)
                                .live(17, 4_000_000L, 900L, new Losses(1, 4_294_967_296L, 12, 0))
                                .encryption("mppe-128")
                                .build(),
                        session(5)
                                .host("vpn1")
                                .client("2001:db8::7", "192.168.0.11")
                                .interfaceName("ppp1")
                                .startUnseen()
                                .up()
                                .connectSeconds(60L)
                                .live(0, 1, 2)
                                .encryption("mppe-40")
                                .build(),
                        session(12).host("vpn1").client("198.51.100.9", null).build(),
                        session(4)
                                .host("vpn1")
                                .user("bob")
                                .client("203.0.113.8", "192.168.0.12")
                                .interfaceName("ppp2")
                                .closed(
                                        START.plusMinutes(90),
                                        EndCause.USER_REQUEST,
                                        "LCP terminated by peer (User request)")
                                .connectSeconds(5_399L)
                                .traffic(4_294_967_295L, 4_294_967_296L, false)
                                .build(),
                        session(6)
                                .host("vpn1")
                                .user("alice")
                                .service(Service.PPTP)
                                .lost(START.plusHours(1))
                                .build(),
                        session(7)
                                .host("vpn1")
                                .client("198.51.100.23", null)
                                .failed(
                                        START.plusMinutes(3),
                                        EndCause.AUTH_FAILED,
                                        "Peer mallory failed CHAP authentication")
                                .build(),
                        session(8)
                                .host("vpn1")
                                .failed(
                                        START.plusMinutes(4),
                                        EndCause.NEGOTIATION_FAILED,
                                        "LCP: timeout sending Config-Requests")
                                .build()))
                .users(List.of(
                        Snapshots.user(null),
                        new UserTotals(
                                "alice",
                                1,
                                2,
                                5_000_000_000L,
                                70_000L,
                                15_869L,
                                true,
                                1,
                                START.plusSeconds(1),
                                START.plusHours(1),
                                "203.0.113.7",
                                "192.168.0.10",
                                null,
                                true),
                        new UserTotals(
                                "bob",
                                0,
                                1,
                                4_294_967_295L,
                                4_294_967_296L,
                                5_399L,
                                true,
                                0,
                                START,
                                START.plusMinutes(90),
                                "203.0.113.8",
                                "192.168.0.12",
                                null,
                                true)))
                .failures(List.of(new Failure(
                        START.plusMinutes(3), 7, "vpn1", 1007, "mallory", "198.51.100.23", AuthMethod.MSCHAPV2)))
                .health(new Health(
                        CollectorStatus.OK,
                        "",
                        List.of(
                                new Source(
                                        Source.Kind.FILE,
                                        "/var/log/syslog",
                                        "123456",
                                        99,
                                        OffsetDateTime.parse("2026-11-20T11:59:48+01:00")),
                                new Source(Source.Kind.JOURNAL, "journal", "s=1", 0, null)),
                        1_000_000,
                        2_000L,
                        3,
                        4,
                        true,
                        false,
                        true,
                        "pid 1003 seen",
                        Health.Doubts.NONE,
                        null,
                        KeptState.none(""),
                        Wtmp.NONE,
                        NotShown.NOTHING,
                        new StrayInterfaces(2, List.of("ppp7", "ppp9")),
                        OffsetDateTime.parse("2026-11-20T06:25:01.9+01:00")))
                .build();
    }

    private static Server server() {
        return new Server(
                "vpn1",
                Server.Status.UP,
                2,
                2,
                1,
                1,
                1,
                new Server.Recent(Duration.ofMinutes(5), 1, 1, 1, 2),
                3,
                OffsetDateTime.parse("2026-11-20T09:30:00.7-03:30"),
                new Server.Totals(4, 1, 1, 9, 2, 9_294_967_295L, 4_295_037_296L),
                new Pool(100, 42),
                new Server.Rates(
                        1_250_000,
                        98_000,
                        new Server.UserRates(
                                new TreeMap<>(Map.of("alice", new Server.Rate(1_200_000, 90_000))),
                                new Server.Rate(50_000, 8_000))));
    }

    /** Names and texts as an attacker or a broken client would choose them. */
    public static Snapshot hostile() {
        List<String> names = List.of(
                "",
                " ",
                "-",
                "|;<>\"'`$(id)",
                "\u001b[31mred",
                "\u0085\u009b",
                "\u202egpj.exe",
                "\r\npptpdUserName.0 = x",
                "bell\u0007",
                "bell\u0008",
                "bell\uFFFD",
                "\uD83D half",
                "\uD83D\uDE00",
                "ünï",
                "~0a1b2c3d",
                "a".repeat(96),
                "a".repeat(97),
                "a".repeat(95) + "ä",
                "ä".repeat(200));
        List<User> users = names.stream().map(Snapshots::user).toList();
        List<Session> sessions = IntStream.range(0, names.size())
                .mapToObj(i -> session(i + 1)
                        .user(names.get(i))
                        .client("not an address " + "x".repeat(50), "1.2.3.999")
                        .interfaceName("a".repeat(20))
                        .up()
                        .build())
                .toList();
        return Snapshots.snapshot()
                .users(users)
                .sessions(sessions)
                .health(Snapshots.health(CollectorStatus.FAILED, "no right to read \u001b]0;x\u0007" + "ä".repeat(200)))
                .build();
    }

    /** So many users, none of them up. */
    public static Snapshot users(int count) {
        List<User> users = IntStream.range(0, count)
                .mapToObj(i -> Snapshots.user("user" + i))
                .toList();
        return Snapshots.snapshot().users(users).build();
    }

    /** Alerts of each state; one with all that can be known, one with hardly anything. */
    public static AlertBoard board() {
        Instant since = Snapshots.NOW.minusMinutes(3).toInstant();
        return new AlertBoard(
                List.of(
                        alert("users-high", Direction.ABOVE, Level.CRITICAL, 96L, 80L, 95L, 75L, since),
                        alert("users-low", Direction.BELOW, Level.OK, 96L, null, 0L, 1L, null),
                        alert("pool", Direction.ABOVE, Level.UNKNOWN, null, null, null, null, since),
                        alert("z", Direction.ABOVE, Level.WARNING, 5_000_000_000L, 1L, null, 0L, since)),
                41,
                2);
    }

    private static AlertStatus alert(
            String name,
            Direction direction,
            Level level,
            @Nullable Long value,
            @Nullable Long warning,
            @Nullable Long critical,
            @Nullable Long clear,
            @Nullable Instant since) {
        return new AlertStatus(
                name,
                direction,
                Duration.ofMinutes(1),
                level,
                value,
                warning,
                critical,
                clear,
                since,
                level == Level.OK ? 0 : 3,
                name.equals("z") ? "most: \u001b[31mred\u202e" + "ä".repeat(200) : "users 96 >= 95");
    }

    /** As {@link #view(Snapshot, AlertBoard)}, of an agent that judges no alerts. */
    public static View view(Snapshot snapshot) {
        return view(snapshot, AlertBoard.EMPTY);
    }

    /** The view at {@link Snapshots#NOW} plus seven seconds, an agent's age of 1 h. */
    public static View view(Snapshot snapshot, AlertBoard board) {
        LatestView views = new LatestView(
                () -> snapshot,
                () -> board,
                64,
                () -> Snapshots.NOW.plusSeconds(7).toInstant(),
                () -> 360_000,
                Node.NONE);
        views.refresh();
        return views.current().version2();
    }
}

package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pptpdmonitor.log.Hosts;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Health.StrayInterfaces;
import io.pptpdmonitor.model.LiveCounters;
import io.pptpdmonitor.model.LiveCounters.Losses;
import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What this host's processes and interfaces tell of the log's sessions, and when they tell nothing. */
class LiveViewTest {

    private static final String MANAGER = """
            12:10:00 pptpd[818]: MGR: Manager process started
            12:10:00 pptpd[818]: MGR: Maximum of 20 connections available
            """;
    private static final String ALICE_UP = ALICE.startsWithDebug("13:00:00") + ALICE.comesUp("13:00:01");
    private static final String BOB_UP = BOB.startsWithDebug("13:05:00") + BOB.comesUp("13:05:01");

    @TempDir
    Path root;

    private Host host;

    @BeforeEach
    void boot() {
        host = Host.below(root);
    }

    private Session onlySession() throws IOException {
        Snapshot told = host.look();
        assertThat(told.sessions()).hasSize(1);
        return told.sessions().get(0);
    }

    // Interfaces.

    private static StrayInterfaces strays(String... names) {
        return new StrayInterfaces(names.length, List.of(names));
    }

    @Test
    void tellsOfInterfacesThatNoSessionHas() throws IOException {
        host.logs(ALICE_UP).runs(828, "pppd", "13:00:00").carries("ppp0", 7, 10, 10);
        assertThat(host.look().health().strayInterfaces()).isEqualTo(strays());

        host.tree().with("sys/class/net/ppp5/ifindex", "8\n").with("sys/class/net/wlan0/ifindex", "9\n");
        assertThat(host.look().health().strayInterfaces()).isEqualTo(strays("ppp5"));
    }

    @Test
    void knowsOfNoInterfaceWithoutASessionWhereItSeesNothing() throws IOException {
        host.logs(ALICE_UP).tree().with("sys/class/net/ppp5/ifindex", "8\n");
        assertThat(host.look().health().strayInterfaces()).isNull();
    }

    /** The look comes before the log is read. */
    @Test
    void takesAnInterfaceWhoseSessionJustEndedForNoStray() throws IOException {
        host.logs(ALICE_UP + BOB_UP + BOB.ends("13:10:00", "5.0", 7, 8))
                .runs(828, "pppd", "13:00:00")
                .tree()
                .with("sys/class/net/ppp0/ifindex", "7\n")
                .with("sys/class/net/ppp1/ifindex", "8\n");
        assertThat(host.look().health().strayInterfaces()).isEqualTo(strays());

        host.logs(ALICE_UP + BOB_UP + BOB.ends("13:09:40", "4.7", 7, 8));
        assertThat(host.look().health().strayInterfaces()).isEqualTo(strays("ppp1"));
    }

    // Proof.

    @Test
    void isProvenByAPppdOfTheLog() throws IOException {
        host.logs(ALICE_UP).runs(828, "pppd", "13:00:00").runs(818, "pptpd", "12:10:00");

        assertThat(host.look().health())
                .returns(true, health -> health.liveView())
                .returns("pppd 828 of the log runs", health -> health.liveViewText());
        assertThat(host.look().server().status()).isEqualTo(Server.Status.UP);
    }

    @Test
    void isProvenByTheManagerOfTheLog() throws IOException {
        host.logs(MANAGER).runs(818, "pptpd", "12:10:00");

        assertThat(host.look().health())
                .returns(true, health -> health.liveView())
                .returns("pptpd 818 of the log runs", health -> health.liveViewText());
    }

    @Test
    void isProvenByAPppdThatIsOlderThanTheLog() throws IOException {
        host.logs(ALICE.addresses("13:00:01")).runs(828, "pppd", "12:30:00");

        assertThat(host.look().health().liveView()).isTrue();
    }

    @Test
    void isProvenByAPppdThatHasItsNumberInAContainer() throws IOException {
        host.logs(ALICE_UP).runs(4121, "4121\t828", "pppd", "13:00:00");

        assertThat(host.look().health().liveView()).isTrue();
    }

    @Test
    void provesNothingWhereNothingIsToBeSeen() throws IOException {
        host.logs(MANAGER + ALICE_UP);
        assertUnproven("no process that the log names runs here");

        Files.delete(root.resolve("proc/1/stat"));
        assertUnproven("processes of other users are hidden (hidepid or ProtectProc)");

        Files.delete(root.resolve("proc/stat"));
        assertUnproven("there is no /proc to read");
    }

    @Test
    void provesNothingInsideAContainer() throws IOException {
        host.logs(MANAGER + ALICE_UP).tree().with("proc/self/status", "NSpid:\t7\n");
        Files.createDirectories(root.resolve("proc/self/ns"));
        Files.createSymbolicLink(root.resolve("proc/self/ns/pid"), Path.of("pid:[4026532999]"));

        assertUnproven("this is a container, the server's processes are outside");
    }

    @Test
    void provesNothingByAnotherProgramUnderThePid() throws IOException {
        host.logs(MANAGER + ALICE_UP).runs(828, "bash", "13:00:00").runs(818, "bash", "12:10:00");

        assertUnproven("no process that the log names runs here");
    }

    @Test
    void provesNothingByAProcessThatBeganAtAnotherTime() throws IOException {
        host.logs(MANAGER + ALICE_UP).runs(828, "pppd", "13:00:11").runs(818, "pptpd", "12:09:49");

        assertUnproven("no process that the log names runs here");
    }

    @Test
    void provesNothingOfTwoHosts() throws IOException {
        host.logs(ALICE_UP + BOB_UP.replace(" pp", " vpn2 pp")).runs(828, "pppd", "13:00:00");

        assertUnproven("the log is of 2 hosts");
    }

    /** ALICE's last line is of 13:00:01, BOB's first of 13:05:00. */
    @Test
    void saysWhatToDoWhereThisHostWasGivenAnotherName() throws IOException {
        host.logs(of("gw1", ALICE_UP) + of("gw2", BOB_UP)).runs(828, "pppd", "13:00:00");
        String order =
                "the log is of 2 hosts; gw1 is silent since 2026-11-22 13:00:01, before gw2 began: --host-alias ";
        host.called("gw2.example.org");
        assertUnproven(order + "gw1=gw2, if that is one host");
        host.called("GW1");
        assertUnproven(order + "gw2=gw1, if that is one host");
        assertThat(host.called("gw2")
                        .look(ownership(true, Map.of("gw1", "gw2")))
                        .health()
                        .liveViewText())
                .isEqualTo("pppd 828 of the log runs");
        host.called("gw3");
        assertUnproven("the log is of 2 hosts");
        host.logs(of("gw1", ALICE_UP) + of("gw2", BOB_UP) + of("gw1", ALICE.ends("13:09:00", "9.0", 7, 8)));
        assertThat(host.called("gw2").look().health().liveViewText()).isEqualTo("the log is of 2 hosts");
    }

    /** Which of them this host was nobody can tell. */
    @Test
    void saysNothingOfANameWhereSeveralHostsFellSilent() throws IOException {
        host.called("gw3");
        host.logs(of("gw1", ALICE_UP) + of("gw3", BOB_UP));
        assertThat(host.look().health().liveViewText()).contains("--host-alias gw1=gw3");
        host.logs(of("gw1", ALICE_UP) + of("gw2", ALICE_UP) + of("gw3", BOB_UP));
        assertUnproven("the log is of 3 hosts");
    }

    @Test
    void provesNothingWhereTheLogIsEmpty() throws IOException {
        host.logs("").runs(818, "pptpd", "12:10:00");

        assertUnproven("the log names no process yet");
    }

    // Whose log it is.

    private static Ownership ownership(boolean anyName, Map<String, String> aliases, String... picked) {
        return new Ownership(new Hosts(ZoneOffset.UTC, Map.of(), aliases, Set.of(picked)), anyName);
    }

    private static String of(String name, String lines) {
        return lines.replaceAll("(?m)^(\\S+) ", "$1 " + name + " ");
    }

    private void provenByPidAndStart() {
        host.logs(ALICE_UP).runs(828, "pppd", "13:00:00").carries("ppp0", 7, 5000, 600);
    }

    private void assertProven(Ownership ownership) throws IOException {
        Snapshot told = host.look(ownership);
        assertThat(told.health().liveViewText()).isEqualTo("pppd 828 of the log runs");
        assertThat(told.sessions())
                .extracting(Session::state, Session::traffic)
                .containsExactly(tuple(State.UP, new Traffic(5000, 600, true)));
    }

    /** Two servers that came up together give the same pids at the same time. */
    @Test
    void provesNothingOfAnotherHostThoughPidAndStartAgree() throws IOException {
        provenByPidAndStart();
        host.called("vpn2");

        assertUnproven(
                "the log is of vpn1, this host is vpn2; --live yes, or --host-alias vpn1=vpn2, if that is the same",
                ownership(false, Map.of()));
        assertUnproven("the log is of vpn1, this host is vpn2", ownership(true, Map.of(), "vpn1"));
        host.called("vpn1.example.net").logs(of("vpn2", ALICE_UP) + BOB_UP);
        assertUnproven("the log is of vpn2, this host is vpn1.example.net", ownership(true, Map.of(), "vpn2"));
    }

    @Test
    void provesNothingOfAHostThatWasPickedWhereItDoesNotKnowItsOwnName() throws IOException {
        provenByPidAndStart();

        assertUnproven(
                "how this host is called, and whether it is vpn1, cannot be read", ownership(true, Map.of(), "vpn1"));
    }

    /** A pppd of the same number that began at another time would end what runs there; one of another number be taken up. */
    @Test
    void losesAndAdoptsNobodyOfAnotherHost() throws IOException {
        host.called("vpn2")
                .logs(MANAGER + ALICE_UP + BOB_UP)
                .runs(818, "pptpd", "12:10:00")
                .runs(828, "pppd", "13:00:00")
                .runs(700, "pptpctrl", "12:05:00", 818)
                .runs(701, "pppd", "12:05:00", 700);
        assertThat(host.look(ownership(false, Map.of())).sessions())
                .extracting(Session::pid, Session::state)
                .containsExactlyInAnyOrder(tuple(828, State.UP), tuple(870, State.UP));

        assertThat(host.called("vpn1").look(ownership(false, Map.of())).sessions())
                .extracting(Session::pid, Session::state)
                .containsExactlyInAnyOrder(tuple(828, State.UP), tuple(870, State.LOST), tuple(701, State.STARTING));
    }

    /** A host that was renamed, or that a container calls otherwise, and its own log. */
    @Test
    void isProvenOfTheOnlyHostOfALogThatNobodyNamed() throws IOException {
        provenByPidAndStart();
        host.called("0f3a9c1b2d4e");

        assertProven(ownership(true, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vpn1", "vpn1.example.org", "VPN1", "localhost", "localhost.localdomain"})
    void isProvenWhereTheLogCallsTheHostAsItCallsItself(String name) throws IOException {
        provenByPidAndStart();
        host.called(name);

        assertProven(ownership(false, Map.of()));
    }

    @Test
    void isProvenOfTheHostThatWasPickedWhereItIsThisOne() throws IOException {
        provenByPidAndStart();
        assertProven(ownershipOfCalled("vpn1", ownership(false, Map.of(), "vpn1")));

        host.logs(of("vpn1.example.org", ALICE_UP) + BOB_UP);
        assertProven(ownershipOfCalled("vpn1", ownership(false, Map.of(), "vpn1.example.org")));
        assertProven(ownershipOfCalled("gw", ownership(false, Map.of("vpn1.example.org", "gw"), "gw")));
        assertProven(ownershipOfCalled(
                "vpn1.example.org", ownership(false, Map.of("vpn1.example.org", "gw", "vpn1", "other"), "gw")));
    }

    private Ownership ownershipOfCalled(String name, Ownership ownership) {
        host.called(name);
        return ownership;
    }

    /** As rsyslog writes before it knows the host's name. */
    @Test
    void isProvenWhereTheLogCallsItsHostLocalhost() throws IOException {
        provenByPidAndStart();
        host.called("vpn1").logs(of("localhost", ALICE_UP));

        assertProven(ownership(false, Map.of()));
    }

    private void assertUnproven(String why) throws IOException {
        assertUnproven(why, Ownership.sure(ZoneOffset.UTC));
    }

    private void assertUnproven(String why, Ownership ownership) throws IOException {
        Snapshot told = host.look(ownership);
        assertThat(told.health())
                .returns(false, health -> health.liveView())
                .returns(why, health -> health.liveViewText());
        assertThat(told.server().status()).isEqualTo(Server.Status.UNKNOWN);
        assertThat(told.sessions())
                .allSatisfy(session -> assertThat(session)
                        .returns(State.UP, Session::state)
                        .returns(null, Session::traffic)
                        .returns(null, Session::live));
    }

    // Boots that no line tells of, as the kernel's lines may stand in another log.

    /** This host is vpn1, and its kernel runs since then. */
    private void rebooted(String time) {
        host.tree()
                .with("proc/stat", "cpu  1 2 3 4\nbtime " + Told.at(time).toEpochSecond() + "\n")
                .with("proc/sys/kernel/hostname", "vpn1.example.org\n");
    }

    @Test
    void endsWhatRanBeforeTheHostWasBooted() throws IOException {
        host.logs(MANAGER + ALICE_UP);
        rebooted("13:08:00");

        Snapshot told = host.look();

        assertThat(told.sessions())
                .singleElement()
                .returns(State.LOST, Session::state)
                .returns(Told.at("13:00:01"), Session::ended)
                .returns(EndCause.NAS_REBOOT, Session::endCause);
        assertThat(told.server()).returns(0, Server::activeSessions).returns(new Pool(null, 0), Server::pool);
    }

    @Test
    void tellsABootAsTheCauseWhereTheNextServerRuns() throws IOException {
        rebooted("13:08:00");
        host.logs(MANAGER + ALICE_UP + "13:08:20 pptpd[640]: MGR: Manager process started\n"
                        + BOB.starts("13:09:00")
                        + BOB.comesUp("13:09:01"))
                .runs(640, "pptpd", "12:00:20") // Twenty seconds behind the boot.
                .runs(870, "pppd", "12:01:00");

        assertThat(host.look().sessions())
                .extracting(Session::pid, Session::state, Session::endCause)
                .containsExactly(tuple(828, State.LOST, EndCause.NAS_REBOOT), tuple(870, State.UP, null));
    }

    @Test
    void endsNobodyOfAnotherHostByTheBootOfThisOne() throws IOException {
        host.logs(ALICE_UP);
        rebooted("13:08:00");
        host.tree().with("proc/sys/kernel/hostname", "vpn2\n");

        assertThat(onlySession().state()).isEqualTo(State.UP);
    }

    /** The kernel reckons its begin from the clock, so that it moves when that is set. */
    @Test
    void endsNobodyWhosePppdRunsByABootThatTheClockHasMoved() throws IOException {
        host.logs(ALICE_UP).runs(828, "pppd", "13:00:00").carries("ppp0", 7, 5, 6);
        rebooted("13:08:00");

        assertThat(onlySession()).returns(State.UP, Session::state).returns(null, Session::endCause);
    }

    @Test
    void endsNobodyByABootWhereProcessesAreHidden() throws IOException {
        host.logs(ALICE_UP);
        rebooted("13:08:00");
        Files.delete(root.resolve("proc/1/stat"));

        assertThat(onlySession().state()).isEqualTo(State.UP);
    }

    // Who is gone.

    @Test
    void losesASessionWhosePppdIsAbsent() throws IOException {
        host.logs(MANAGER + ALICE_UP).runs(818, "pptpd", "12:10:00");

        assertThat(onlySession())
                .returns(State.LOST, Session::state)
                .returns(Told.at("13:00:01"), Session::ended)
                .returns(EndCause.LOST, Session::endCause);
    }

    /** One pppd may be seen, and others not, as whoever may read only his own processes sees his own. */
    @Test
    void losesNobodyWhereSomeProcessesAreHidden() throws IOException {
        host.logs(ALICE_UP + BOB_UP).runs(828, "pppd", "13:00:00");
        Files.delete(root.resolve("proc/1/stat"));

        Snapshot told = host.look();
        assertThat(told.health().liveView()).isTrue();
        assertThat(told.sessions())
                .hasSize(2)
                .allSatisfy(session -> assertThat(session.state()).isEqualTo(State.UP));
    }

    @Test
    void losesASessionWhosePidAnotherProgramHas() throws IOException {
        host.logs(MANAGER + ALICE_UP).runs(818, "pptpd", "12:10:00").runs(828, "bash", "13:08:00");

        assertThat(onlySession().state()).isEqualTo(State.LOST);
    }

    @Test
    void failsASessionThatNeverCameUpAndWhosePppdIsAbsent() throws IOException {
        host.logs(MANAGER + ALICE.startsWithDebug("13:00:00")).runs(818, "pptpd", "12:10:00");

        assertThat(onlySession()).returns(State.FAILED, Session::state).returns(EndCause.LOST, Session::endCause);
    }

    @Test
    void doesNotLoseASessionThatMayHaveBegunAfterTheLook() throws IOException {
        host.logs(MANAGER + ALICE.startsWithDebug("13:10:00")).runs(818, "pptpd", "12:10:00");

        assertThat(onlySession().state()).isEqualTo(State.STARTING);
    }

    @Test
    void doesNotLoseASessionWhosePppdSeemsToHaveBegunAtAnotherTime() throws IOException {
        host.logs(MANAGER + ALICE_UP)
                .runs(818, "pptpd", "12:10:00")
                .runs(828, "pppd", "13:00:30")
                .carries("ppp0", 7, 5000, 600);

        assertThat(onlySession())
                .as("the clock may have been set since")
                .returns(State.UP, Session::state)
                .returns(null, Session::traffic);
    }

    /** Boot time plus ticks moves with the clock, a line's stamp does not: forward by 30 s and more, back by half an hour. */
    @ParameterizedTest
    @ValueSource(strings = {"13:00:30", "13:05:00", "12:30:00"})
    void knowsNoSecondsOfASessionWhosePppdSeemsToHaveBegunAtAnotherTime(String began) throws IOException {
        host.logs(MANAGER + ALICE_UP).runs(818, "pptpd", "12:10:00").carries("ppp0", 7, 5000, 600);

        assertThat(host.runs(828, "pppd", "13:00:00").look().sessions())
                .extracting(Session::connectSeconds)
                .containsExactly(600L);
        host.runs(828, "pppd", began);
        assertThat(onlySession()).returns(State.UP, Session::state).returns(null, Session::connectSeconds);
    }

    @Test
    void takesTheSecondsThatPppdCountedOfSuchASession() throws IOException {
        host.logs(MANAGER + ALICE_UP).runs(818, "pptpd", "12:10:00").runs(828, "pppd", "13:05:00");
        host.carries("ppp0", 7, 5000, 600);
        try (Collector collector =
                host.collector(InstantSource.fixed(Told.at("13:10:01").toInstant()))) {
            assertThat(collector.collect().sessions())
                    .extracting(Session::connectSeconds)
                    .containsOnlyNulls();
            host.appends(ALICE.ends("13:10:00", "5.0", 70, 80));

            assertThat(collector.collect().sessions())
                    .extracting(Session::state, Session::connectSeconds)
                    .containsExactly(tuple(State.CLOSED, 300L));
        }
    }

    @Test
    void losesSuchASessionIfItsInterfaceIsGoneOrAnothers() throws IOException {
        host.logs(MANAGER + ALICE_UP).runs(818, "pptpd", "12:10:00").runs(828, "pppd", "13:08:00");
        assertThat(onlySession().state()).isEqualTo(State.LOST);

        host.carries("ppp0", 9, 5, 6).heldBy("ppp0", 3001);
        assertThat(onlySession().state()).isEqualTo(State.LOST);
    }

    @Test
    void letsALaterExitCorrectTheLoss() throws IOException {
        host.logs(MANAGER + ALICE_UP).runs(818, "pptpd", "12:10:00");
        try (Collector collector =
                host.collector(InstantSource.fixed(Told.at("13:10:01").toInstant()))) {
            assertThat(collector.collect().sessions())
                    .extracting(Session::state)
                    .containsExactly(State.LOST);
            host.appends(ALICE.ends("13:10:00", "10.0", 70, 80));

            assertThat(collector.collect().sessions())
                    .extracting(Session::state, Session::ended, Session::endCause)
                    .containsExactly(tuple(State.CLOSED, Told.at("13:10:00"), EndCause.USER_REQUEST));
        }
    }

    @Test
    void countsSlotsByTheProcessesThatHoldThem() throws IOException {
        host.logs(MANAGER + ALICE_UP + BOB.connects("13:01:00"))
                .runs(818, "pptpd", "12:10:00")
                .runs(827, "pptpctrl", "13:00:00", 818)
                .runs(828, "pppd", "13:00:00", 827)
                .runs(700, "pptpctrl", "12:20:00", 818);

        assertThat(host.look().server().pool().used())
                .as("827 runs, so does 700, whose start the log no longer has; 869 was killed")
                .isEqualTo(2);
    }

    @Test
    void countsNoSlotOfAPptpctrlThatHasOutlivedItsManager() throws IOException {
        host.logs(ALICE_UP + MANAGER.replace("12:10:00", "13:05:00").replace("818", "977"))
                .runs(827, "pptpctrl", "13:00:00", 1)
                .runs(828, "pppd", "13:00:00", 827)
                .runs(977, "pptpd", "13:05:00");

        assertThat(host.look().server().pool()).isEqualTo(new Pool(20, 0));
        assertThat(host.look().server().activeSessions()).isEqualTo(1);
    }

    // The server.

    @Test
    void saysThatTheServerIsDownWhereItsManagerIsAbsentAndAPppdIsNot() throws IOException {
        host.logs(MANAGER + ALICE_UP).runs(828, "pppd", "13:00:00");

        assertThat(host.look().server().status()).isEqualTo(Server.Status.DOWN);
    }

    // Counters.

    @Test
    void tellsTheCountersOfTheSessionsInterface() throws IOException {
        host.logs(ALICE_UP)
                .runs(828, "pppd", "13:00:00")
                .carries("ppp0", 7, 9_012_345_678L, 4_294_967_438L)
                .heldBy("ppp0", 828);

        assertThat(onlySession())
                .returns(new Traffic(9_012_345_678L, 4_294_967_438L, true), Session::traffic)
                .returns(new LiveCounters(7, 10, 20, new Losses(0, 0, 0, 0)), Session::live)
                .returns(600L, Session::connectSeconds);
    }

    /** The columns are those of the kernel's dev_seq_printf_stats: after errs and drop come fifo and others. */
    @Test
    void tellsWhatTheInterfaceDidNotPassOn() throws IOException {
        host.logs(ALICE_UP)
                .runs(828, "pppd", "13:00:00")
                .carries("ppp0", 7, 5, 6)
                .heldBy("ppp0", 828)
                .tree()
                .with("proc/net/dev", """
                        Inter-|   Receive                                                |  Transmit
                         face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                          ppp0: 98304064  140022   31    2    0     7          0         0 713490221  610044    5 4294967298    0     0       0          0
                        """);

        assertThat(onlySession().live())
                .isEqualTo(new LiveCounters(7, 610_044, 140_022, new Losses(5, 31, 4_294_967_298L, 2)));
    }

    @Test
    void tellsTheCountersWithoutAPidFileToo() throws IOException {
        host.logs(ALICE_UP).runs(828, "pppd", "13:00:00").carries("ppp0", 7, 5, 6);

        assertThat(onlySession().traffic()).isEqualTo(new Traffic(5, 6, true));
    }

    @Test
    void tellsNoCountersOfAnInterfaceThatAnotherPppdHolds() throws IOException {
        host.logs(ALICE_UP)
                .runs(828, "pppd", "13:00:00")
                .carries("ppp0", 7, 5, 6)
                .heldBy("ppp0", 3001);

        assertThat(onlySession())
                .returns(State.UP, Session::state)
                .returns(null, Session::traffic)
                .returns(null, Session::live);
    }

    @Test
    void tellsNoCountersOfOurInterfaceForAPppdInAContainer() throws IOException {
        host.logs(ALICE_UP).runs(4121, "4121\t828", "pppd", "13:00:00").carries("ppp0", 7, 5, 6);

        assertThat(onlySession().traffic()).isNull();
    }

    @Test
    void tellsNoCountersOfAnInterfaceThatIsAbsent() throws IOException {
        host.logs(ALICE_UP).runs(828, "pppd", "13:00:00").carries("ppp1", 8, 5, 6);

        assertThat(onlySession().traffic()).isNull();
    }

    // What the lines that were lost would have told.

    private static final String BARE = ALICE.connects("13:00:00")
            + ALICE.pppd("13:00:00", "pppd 2.4.9 started by root, uid 0")
            + ALICE.pppd("13:00:00", "Using interface ppp0")
            + ALICE.pppd("13:00:00", "Connect: ppp0 <--> /dev/pts/1");

    @Test
    void knowsByItsParentThatAPppdServesAClientOfPptpds() throws IOException {
        host.logs(MANAGER + BARE + ALICE.addresses("13:00:01"))
                .runs(818, "pptpd", "12:10:00")
                .runs(828, "pppd", "13:00:00");
        assertThat(host.look().sessions()).isEmpty();

        host.runs(826, "pptpctrl", "13:00:00", 818)
                .runs(828, "pppd", "13:00:00", 826)
                .carries("ppp0", 7, 5_000_000, 10);

        assertThat(onlySession())
                .returns(State.UP, Session::state)
                .returns(new Traffic(5_000_000, 10, true), Session::traffic);
    }

    @Test
    void seesByItsInterfaceThatASessionIsUp() throws IOException {
        host.logs(MANAGER + BARE + ALICE.authorized("13:00:01"))
                .runs(818, "pptpd", "12:10:00")
                .runs(828, "pppd", "13:00:00")
                .carries("ppp0", 7, 5_000_000, 10)
                .tree()
                .with("sys/class/net/ppp0/flags", "0x10d1\n");
        assertThat(onlySession()).as("whose interface that is, nobody tells").returns(State.STARTING, Session::state);

        host.heldBy("ppp0", 828);
        assertThat(onlySession()).returns(State.UP, Session::state).returns(null, Session::connectSeconds);

        host.tree().with("sys/class/net/ppp0/flags", "0x1090\n");
        assertThat(onlySession().state()).isEqualTo(State.STARTING);
    }

    @Test
    void doesNotTakeTheProgramsOfOthersForTheServers() throws IOException {
        host.logs(MANAGER + ALICE_UP).runs(828, "pppd", "13:00:00").runs(1500, "pptpd", "12:10:00");
        assertThat(host.look().server().status()).isEqualTo(Server.Status.UP);

        host.tree().with("proc/1500/status", "Name:\tpptpd\nUid:\t1000\t1000\t1000\t1000\nNSpid:\t1500\n");
        assertThat(host.look().server().status()).isEqualTo(Server.Status.DOWN);

        host.tree().with("proc/1500/status", "Name:\tpptpd\nUid:\t1000\t0\t0\t0\nNSpid:\t1500\n");
        assertThat(host.look().server().status()).isEqualTo(Server.Status.UP);
    }

    @Test
    void tellsThatALostSessionLivedUntilItWasSeenLast() throws IOException {
        host.logs(MANAGER + ALICE_UP)
                .runs(818, "pptpd", "12:10:00")
                .runs(828, "pppd", "13:00:00")
                .carries("ppp0", 7, 5_000_000, 10);
        Instant[] now = {Told.at("13:10:01").toInstant()};
        try (Collector collector = host.collector(() -> now[0])) {
            collector.collect();
            host.stops(828).carriesNothing();
            now[0] = Told.at("13:20:01").toInstant();

            assertThat(collector.collect().sessions())
                    .singleElement()
                    .returns(State.LOST, Session::state)
                    .returns(Told.at("13:10:01"), Session::ended)
                    .returns(600L, Session::connectSeconds);
        }
    }
}

package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.UserSource;
import io.pptpdmonitor.store.StateFile;
import io.pptpdmonitor.wtmp.WtmpBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that run, and whose begin was rotated away: pppd 701 of pptpctrl 700, on ppp3 since 12:20. */
class AdoptionTest {

    /** As it stands in /proc, recorded. */
    private static final String COMMAND =
            "/usr/sbin/pppd local file /etc/ppp/pptpd-options 115200 192.168.0.1:192.168.0.235"
                    + " ipparam 10.99.0.12 plugin /usr/lib/pptpd/pptpd-logwtmp.so pptpd-original-ip 10.99.0.12 remotenumber"
                    + " 10.99.0.12 ";

    private static final String LATER = ALICE.starts("13:00:00") + ALICE.comesUp("13:00:01");

    @TempDir
    Path root;

    private Host host;
    private Instant now = Told.at("13:10:01").toInstant();

    @BeforeEach
    void boot() {
        host = Host.below(root)
                .logs(LATER)
                .runs(818, "pptpd", "12:10:00")
                .runs(827, "pptpctrl", "13:00:00", 818)
                .runs(828, "pppd", "13:00:00", 827)
                .runs(700, "pptpctrl", "12:20:00", 818)
                .runs(701, "pppd", "12:20:00", 700)
                .carries("ppp3", 9, 9_012_345_678L, 600)
                .heldBy("ppp3", 701);
        host.tree().with("proc/701/cmdline", COMMAND.replace(' ', '\0')).with("sys/class/net/ppp3/flags", "0x10d1\n");
    }

    private Session older(Snapshot told) {
        assertThat(told.sessions()).hasSize(2);
        return told.sessions().stream()
                .filter(session -> Objects.equals(session.pid(), 701))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void showsWhatTheKernelKnows() throws IOException {
        Snapshot told = host.look();

        assertThat(older(told))
                .returns(State.UP, Session::state)
                .returns("vpn1", Session::host)
                .returns(700, Session::controlPid)
                .returns(Told.at("12:20:00"), Session::started)
                .returns(false, Session::startSeen)
                .returns(null, Session::up)
                .returns(null, Session::user)
                .returns("10.99.0.12", Session::clientAddress)
                .returns("192.168.0.235", Session::assignedAddress)
                .returns("192.168.0.1", Session::serverAddress)
                .returns("ppp3", Session::interfaceName)
                .returns(new Traffic(9_012_345_678L, 600, true), Session::traffic)
                .returns(null, Session::connectSeconds);
        assertThat(told.server().activeSessions()).isEqualTo(2);
        assertThat(told.server().peakSessions()).isEqualTo(2);
        assertThat(told.health())
                .returns(CollectorStatus.OK, health -> health.status())
                .returns(
                        "pppd 828 of the log runs; of 1 session the log does not hold the begin (--rotate reads its"
                                + " past)",
                        health -> health.liveViewText());
    }

    @Test
    void isStartingWhereItsInterfaceIsNotUp() throws IOException {
        host.tree().with("sys/class/net/ppp3/flags", "0x1090\n");

        assertThat(older(host.look())).returns(State.STARTING, Session::state);
    }

    @Test
    void takesTheClientFromTheTitleOfPptpctrl() throws IOException {
        host.tree()
                .with("proc/701/cmdline", "/usr/sbin/pppd\0local\0")
                .with("proc/700/cmdline", "pptpd [10.99.0.77:0800 - 0000]\0\0\0");

        assertThat(older(host.look())).returns("10.99.0.77", Session::clientAddress);
    }

    /** The plugin wrote it when the session came up, which nobody else knows any more. */
    @Test
    void takesNameAndTimeFromWtmp() throws IOException {
        int seconds = (int) Told.at("12:20:05").toEpochSecond();
        Path wtmp = WtmpBytes.write(
                root.resolve("wtmp"),
                WtmpBytes.narrow(7, 701, "ppp3", "of-an-earlier-owner", seconds - 3600, 0),
                WtmpBytes.narrow(7, 701, "ppp3", "carol", seconds, 0),
                WtmpBytes.narrow(7, 701, "ppp4", "of-another-line", seconds, 0));
        try (Collector collector = host.collector(() -> now, wtmp)) {
            assertThat(older(collector.collect()))
                    .returns("carol", Session::user)
                    .returns(Told.at("12:20:05"), Session::up)
                    .returns(2996L, Session::connectSeconds);
        }
    }

    // RADIUS.

    @Test
    void takesTheNameThatTheRadiusServerSentOfASessionWithoutOne() throws IOException {
        radius("ppp3", "User-Name carol@example.org\nClass 0x414243\nSession-Timeout 3600\n", "12:20:01");

        assertThat(older(host.look()))
                .returns("carol@example.org", Session::user)
                .returns(UserSource.RADIUS, Session::userSource);
    }

    /** With pptpd's delegate the command line tells no addresses, and the server may have sent one. */
    @ParameterizedTest
    @ValueSource(strings = {"", "User-Name carol\n"})
    void takesTheAddressThatTheRadiusServerSentWhereNothingElseTells(String name) throws IOException {
        host.tree().with("proc/701/cmdline", "/usr/sbin/pppd\0local\0ipparam\00010.99.0.12\0");
        radius("ppp3", name + "Framed-IP-Address 192.168.7.77\n", "12:20:01");
        try (Collector collector = host.collector(() -> now)) {
            assertThat(older(collector.collect())).returns("192.168.7.77", Session::assignedAddress);
        }
    }

    /** A name that another source told leaves the address open. */
    @Test
    void takesTheAddressThatTheRadiusServerSentOfASessionWithAName() throws IOException {
        host.tree().with("proc/701/cmdline", "/usr/sbin/pppd\0local\0ipparam\00010.99.0.12\0");
        Path wtmp = WtmpBytes.write(
                root.resolve("wtmp"),
                WtmpBytes.narrow(
                        7, 701, "ppp3", "carol", (int) Told.at("12:20:05").toEpochSecond(), 0));
        try (Collector collector = host.collector(() -> now, wtmp)) {
            older(collector.collect());
            radius("ppp3", "Framed-IP-Address 192.168.7.77\n", "12:20:01");

            assertThat(older(collector.collect()))
                    .returns("carol", Session::user)
                    .returns("192.168.7.77", Session::assignedAddress);
        }
    }

    @Test
    void takesNoNameOfTheInterfacesEarlierOwner() throws IOException {
        radius("ppp3", "User-Name mallory\n", "12:19:59");

        assertThat(older(host.look()).user()).isNull();
    }

    @Test
    void takesNoNameWhereTheServerSentNone() throws IOException {
        radius("ppp3", "Framed-IP-Address 192.168.0.77\nReply-Message User-Name mallory\n", "12:20:01");

        assertThat(older(host.look()).user()).isNull();
    }

    private void radius(String interfaceName, String text, String written) throws IOException {
        String name = "run/radattr." + interfaceName;
        host.tree().with(name, text);
        Files.setLastModifiedTime(
                root.resolve(name), FileTime.from(Told.at(written).toInstant()));
    }

    @Test
    void isTheSameSessionWhenTheLogNamesItLater() throws IOException {
        try (Collector collector = host.collector(() -> now)) {
            long number = older(collector.collect()).number();
            host.appends(BOB.pppd(701).control(700).ends("13:10:05", "50.1", 422_411_450L, 600));
            now = Told.at("13:10:06").toInstant();

            assertThat(older(collector.collect()))
                    .returns(number, Session::number)
                    .returns(State.CLOSED, Session::state)
                    .returns(EndCause.USER_REQUEST, Session::endCause)
                    .returns(Told.at("13:10:05"), Session::ended)
                    .returns(new Traffic(9_012_346_042L, 600, true), Session::traffic);
        }
    }

    @Test
    void isLostWhereItsProcessIsGoneWithoutAWord() throws IOException {
        try (Collector collector = host.collector(() -> now)) {
            older(collector.collect());
            host.stops(701).stops(700);
            OffsetDateTime lastSeen = now.atOffset(ZoneOffset.UTC);
            now = Told.at("13:20:00").toInstant();

            assertThat(older(collector.collect()))
                    .returns(State.LOST, Session::state)
                    .returns(lastSeen, Session::ended)
                    .returns(new Traffic(9_012_345_678L, 600, false), Session::traffic);
        }
    }

    @Test
    void isLostWhereItsPidIsGivenToAnotherProgram() throws IOException {
        try (Collector collector = host.collector(() -> now)) {
            older(collector.collect());
            host.runs(701, "bash", "13:15:00");
            now = Told.at("13:20:00").toInstant();

            assertThat(older(collector.collect())).returns(State.LOST, Session::state);
        }
    }

    /** Its pppd runs: what a pppd wrote later under the same pid is another one's. */
    @Test
    void isNotTheNextOwnerOfItsPid() throws IOException {
        try (Collector collector = host.collector(() -> now)) {
            older(collector.collect());
            host.runs(701, "pppd", "13:10:20")
                    .appends(BOB.pppd(701).control(700).starts("13:10:20"));
            now = Told.at("13:10:30").toInstant();

            assertThat(collector.collect().sessions())
                    .filteredOn(session -> Objects.equals(session.pid(), 701))
                    .extracting(Session::state)
                    .containsExactly(State.LOST, State.STARTING);
        }
    }

    @Test
    void showsThemWhereTheLogNamesNobodyElse() throws IOException {
        host.logs("13:00:00 pptpd[999]: CTRL: Client 10.99.0.9 control connection started\n")
                .stops(828)
                .stops(827);

        Snapshot told = host.look();
        assertThat(told.sessions()).extracting(Session::pid, Session::state).containsExactly(tuple(701, State.UP));
        assertThat(told.health())
                .returns(CollectorStatus.OK, health -> health.status())
                .returns(false, health -> health.liveView());
    }

    /** Whose processes are not found here is another host's; nothing is mixed with it. */
    @Test
    void showsNoneWhereTheLogsSessionsDoNotRunHere() throws IOException {
        host.stops(828).stops(827).stops(818);

        Snapshot told = host.look();
        assertThat(told.sessions()).extracting(Session::pid).containsExactly(828);
        assertThat(told.health().status()).isEqualTo(CollectorStatus.STALLED);
    }

    @Test
    void showsNoneOfAnotherService() throws IOException {
        host.runs(700, "xl2tpd", "12:20:00", 1);

        assertThat(host.look().sessions()).extracting(Session::pid).containsExactly(828);
    }

    @Test
    void showsNoneTwiceInTwoLooks() throws IOException {
        try (Collector collector = host.collector(() -> now)) {
            List<Session> first = collector.collect().sessions();

            assertThat(collector.collect().sessions()).hasSameSizeAs(first);
        }
    }

    /** The session is in the state then, and the log tells of it no better than before. */
    @Test
    void isStalledAtEachLookWhereTheLogShouldHaveToldOfIt() throws IOException {
        host.logs("12:10:00 pptpd[818]: MGR: Manager process started\n" + LATER);
        Path state = root.resolve("state");
        for (int look = 1; look <= 3; look++) {
            Checkpoints checkpoints = new Checkpoints(new StateFile(state), "the log", complaint -> {});
            try (Collector collector = Collector.resumed(checkpoints, () -> host.collector(() -> now))) {
                assertThat(collector.collect().health())
                        .as("look %s", look)
                        .returns(CollectorStatus.STALLED, health -> health.status());
            }
        }

        host.stops(701);
        Checkpoints checkpoints = new Checkpoints(new StateFile(state), "the log", complaint -> {});
        try (Collector collector = Collector.resumed(checkpoints, () -> host.collector(() -> now))) {
            assertThat(collector.collect().health().status()).isEqualTo(CollectorStatus.OK);
        }
    }
}

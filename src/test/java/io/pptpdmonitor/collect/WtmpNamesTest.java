package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.UserSource;
import io.pptpdmonitor.source.LogFile;
import io.pptpdmonitor.wtmp.WtmpBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names from wtmp for sessions whose log has none: by pid, interface and time together. */
class WtmpNamesTest {

    private static final int USER_PROCESS = 7;
    private static final String ALICE_UP = ALICE.starts("13:00:00") + ALICE.comesUp("13:00:05");

    @TempDir
    Path directory;

    @Test
    void namesASessionWhoseLogTellsNoName() throws IOException {
        Snapshot told = told(ALICE_UP, login(828, "ppp0", "alice", "13:00:06"));

        assertThat(told.sessions())
                .extracting(Session::user, Session::userSource)
                .containsExactly(tuple("alice", UserSource.WTMP));
        assertThat(told.server()).returns(0, Server::unnamedSessions).returns(1, Server::activeUsers);
    }

    @ParameterizedTest
    @CsvSource({
        "13:00:05, alice",
        "13:00:15, alice",
        "12:59:55, alice",
        "13:00:16, ", // more than 10 s after it was up
        "12:59:54, ",
        "14:00:05, " // written in another zone
    })
    void joinsARecordWithinTenSecondsOnly(String time, String user) throws IOException {
        assertThat(told(ALICE_UP, login(828, "ppp0", "alice", time)).sessions())
                .extracting(Session::user)
                .containsExactly(user);
    }

    @Test
    void joinsNoRecordOfAnotherInterfaceOrPid() throws IOException {
        assertThat(told(ALICE_UP, login(828, "ppp1", "mallory", "13:00:05"), login(829, "ppp0", "mallory", "13:00:05"))
                        .sessions())
                .extracting(Session::user)
                .containsOnlyNulls();
    }

    @Test
    void tellsTwoOwnersOfAPidApartByTheTime() throws IOException {
        Call later = BOB.pppd(828).on("ppp0");
        String log =
                ALICE_UP + ALICE.ends("13:05:00", "5.0", 1, 2) + later.starts("13:06:00") + later.comesUp("13:06:01");

        WtmpBytes bobs = login(828, "ppp0", "bob", "13:06:01").host(BOB.client());
        assertThat(told(log, login(828, "ppp0", "alice", "13:00:05"), bobs).sessions())
                .extracting(Session::user)
                .containsExactly("alice", "bob");
    }

    /** Seconds after alice's Exit the kernel gives bob's pppd the same pid, and he gets the same interface. */
    private static final Call LATER = BOB.pppd(828).on("ppp0");

    private static final String BOTH = ALICE.starts("13:00:00")
            + ALICE.comesUp("13:00:01")
            + ALICE.ends("13:00:04", "0.1", 1, 2)
            + LATER.starts("13:00:07")
            + LATER.comesUp("13:00:08")
            + LATER.ends("13:00:11", "0.1", 1, 2);

    private static final WtmpBytes ALICES = login(828, "ppp0", "alice", "13:00:01");
    private static final WtmpBytes BOBS = login(828, "ppp0", "bob", "13:00:08").host(BOB.client());

    @Test
    void tellsTwoOwnersOfAPidApartWithinTheTenSeconds() throws IOException {
        WtmpBytes logout = logout(828, "ppp0", "13:00:04");

        assertThat(told(BOTH, ALICES, logout, BOBS).sessions())
                .extracting(Session::user)
                .containsExactly("alice", "bob");
    }

    @Test
    void givesTheNameOfOneOwnerOfAPidToNoOther() throws IOException {
        assertThat(told(BOTH, BOBS).sessions()).extracting(Session::user).containsExactly(null, "bob");
        assertThat(told(BOTH, ALICES).sessions()).extracting(Session::user).containsExactly("alice", null);
    }

    /** Of a session without an address the times alone tell. */
    @Test
    void takesTheNearestRecordThatWasNotWrittenAfterTheEnd() throws IOException {
        String authorized = "peer from calling number|finished|started";
        String bare = BOTH.lines()
                .filter(line -> !line.matches(".*(" + authorized + ").*"))
                .collect(Collectors.joining("\n", "", "\n"));

        assertThat(told(bare, ALICES, BOBS).sessions())
                .extracting(Session::user, Session::clientAddress)
                .containsExactly(tuple("alice", ALICE.client()), tuple("bob", BOB.client()));
        assertThat(told(bare, BOBS).sessions()).extracting(Session::user).containsExactly(null, "bob");
    }

    @Test
    void keepsANameThatIsCutAtThirtyTwoOctets() throws IOException {
        String cut = "a-name-of-more-than-32-octets-is";

        assertThat(told(ALICE_UP, login(828, "ppp0", cut + "-cut", "13:00:05")).sessions())
                .extracting(Session::user)
                .containsExactly(cut);
    }

    @Test
    void prefersTheLogsOwnName() throws IOException {
        String cut = "a-name-of-more-than-32-octets-is";
        String log = ALICE_UP + ALICE.named("13:00:05", cut + "-cut");

        assertThat(told(log, login(828, "ppp0", cut, "13:00:05")).sessions())
                .extracting(Session::user, Session::userSource)
                .containsExactly(tuple(cut + "-cut", UserSource.PLUGIN));
    }

    @Test
    void namesNoSessionThatFailed() throws IOException {
        String failed = ALICE.starts("13:00:00") + ALICE.fails("13:00:01", "root") + ALICE.exits("13:00:02");

        assertThat(told(failed, login(828, "ppp0", "root", "13:00:02")).sessions())
                .extracting(Session::user)
                .containsOnlyNulls();
    }

    @Test
    void takesTheClientsAddressFromWtmpWhereNothingElseTells() throws IOException {
        String bare = ALICE.pppdStarts("13:00:00") + ALICE.addresses("13:00:05");

        WtmpBytes login = login(828, "ppp0", "alice", "13:00:05").host("203.0.113.7");
        assertThat(told(bare, login).sessions())
                .extracting(Session::clientAddress)
                .containsExactly("203.0.113.7");
        assertThat(told(bare + ALICE.authorized("13:00:05"), login).sessions())
                .extracting(Session::clientAddress)
                .containsExactly("10.99.0.11");
    }

    @Test
    void takesALogoutForNoName() throws IOException {
        assertThat(told(ALICE_UP, login(828, "ppp0", "alice", "13:00:05"), logout(828, "ppp0", "13:00:08"))
                        .sessions())
                .extracting(Session::user)
                .containsExactly("alice");
    }

    @Test
    void namesASessionWhoseLoginComesWhileItIsFollowed() throws IOException {
        Path wtmp = WtmpBytes.write(directory.resolve("wtmp"), login(700, "ppp7", "bob", "12:00:00"));
        Path log = Told.write(directory.resolve("syslog"), ALICE_UP);
        try (Collector collector = collector(log, wtmp)) {
            assertThat(collector.collect().sessions()).extracting(Session::user).containsOnlyNulls();
            WtmpBytes.write(wtmp, login(700, "ppp7", "bob", "12:00:00"), login(828, "ppp0", "alice", "13:00:06"));

            assertThat(collector.collect().sessions()).extracting(Session::user).containsExactly("alice");
        }
    }

    @Test
    void saysSoWhereTheFileIsMissing() throws IOException {
        Path log = Told.write(directory.resolve("syslog"), ALICE_UP);
        try (Collector collector = collector(log, directory.resolve("wtmp"))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(collector::collect)
                    .withMessageContaining("wtmp");
        }
    }

    private Snapshot told(String log, WtmpBytes... records) throws IOException {
        Path wtmp = WtmpBytes.write(directory.resolve("wtmp"), records);
        try (Collector collector = collector(Told.write(directory.resolve("syslog"), log), wtmp)) {
            return collector.collect();
        }
    }

    private static Collector collector(Path log, Path wtmp) {
        LogFile source = new LogFile(log, List.of(), ZoneOffset.UTC);
        return new Collector(
                new CollectorSettings(List.of(source), wtmp, null, EnumSet.of(Service.PPTP), ZoneOffset.UTC, false),
                InstantSource.fixed(Told.WRITTEN));
    }

    private static WtmpBytes login(int pid, String line, String user, String time) {
        int seconds = (int) Told.at(time).toEpochSecond();
        return WtmpBytes.narrow(USER_PROCESS, pid, line, user, seconds, 0).host(ALICE.client());
    }

    /** As pppd's logwtmp writes it: the type of a login, without a name. */
    private static WtmpBytes logout(int pid, String line, String time) {
        return WtmpBytes.narrow(USER_PROCESS, pid, line, "", (int) Told.at(time).toEpochSecond(), 0);
    }
}

package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.UserSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The line of our hook beside those of pppd without debug, which name nobody. */
class HookTest {

    private static final String ALICE_UP = ALICE.starts("13:00:00") + ALICE.comesUp("13:00:05");
    private static final String HOOKED = up("13:00:06", 828, "ppp0", "alice");

    @Test
    void namesASessionThatNothingElseNames() {
        assertThat(Told.session(ALICE_UP + HOOKED))
                .returns("alice", Session::user)
                .returns(UserSource.HOOK, Session::userSource);
    }

    @ParameterizedTest
    @ValueSource(strings = {"829 ppp0", "828 ppp1", "827 ppp0", "869 ppp0"})
    void isNotBelievedOfAnotherPidOrInterface(String pidAndInterface) {
        String[] forged = pidAndInterface.split(" ", 2);
        String log =
                ALICE_UP + BOB.starts("13:00:03") + up("13:00:06", Integer.parseInt(forged[0]), forged[1], "mallory");

        assertThat(Told.sessions(log)).extracting(Session::user).containsOnlyNulls();
    }

    @Test
    void isNotBelievedOfASessionThatHasEnded() {
        assertThat(Told.session(
                        ALICE_UP + ALICE.ends("13:05:00", "5.0", 1, 2) + up("13:05:01", 828, "ppp0", "mallory")))
                .returns(null, Session::user);
    }

    /** Who has syslog alone cannot tell a forged line; the log must have given the pid its interface before. */
    @Test
    void isNotBelievedBeforePppdNamedItsInterface() {
        String begun = ALICE.connects("13:00:00") + ALICE.pppd("13:00:01", "pppd 2.4.9 started by root, uid 0");

        assertThat(Told.sessions(begun + HOOKED)).extracting(Session::user).containsOnlyNulls();
    }

    @Test
    void isBelievedOfAnyLivePppdWhereTheJournalVouchesForIt() {
        String began = ALICE.pppd("2026-11-22T13:00:01+00:00 vpn1", "pppd 2.4.9 started by root, uid 0");
        long micros = Told.at("13:00:06").toEpochSecond() * 1_000_000;
        String vouched = "{\"__REALTIME_TIMESTAMP\":\"" + micros + "\",\"_HOSTNAME\":\"vpn1\",\"_UID\":\"0\","
                + "\"SYSLOG_IDENTIFIER\":\"pptpd-monitor\",\"MESSAGE\":\""
                + HOOKED.substring(24).strip() + "\"}\n";

        assertThat(Told.session(began + vouched))
                .returns("alice", Session::user)
                .returns("ppp0", Session::interfaceName)
                .returns(State.UP, Session::state);
    }

    /** With IPv6 the hook runs twice; whoever comes later and tells another name is not pppd. */
    @Test
    void takesTheFirstOfTwoNames() {
        String ipv6 = HOOKED.replace("ip=4", "ip=6");
        String other = up("13:00:08", 828, "ppp0", "mallory");

        assertThat(Told.session(ALICE_UP + HOOKED + ipv6 + other)).returns("alice", Session::user);
        assertThat(Told.session(ALICE_UP + ipv6 + HOOKED)).returns("alice", Session::user);
    }

    @Test
    void tellsWhatLinesThatWereLostWouldHaveTold() {
        assertThat(Told.session(ALICE.pppdStarts("13:00:00") + HOOKED))
                .returns(State.UP, Session::state)
                .returns(Told.at("13:00:06"), Session::up)
                .returns("192.168.0.234", Session::assignedAddress)
                .returns("192.168.0.1", Session::serverAddress)
                .returns("10.99.0.11", Session::clientAddress);
    }

    @Test
    void doesNotTakeIpv6AloneForAnAddress() {
        assertThat(Told.session(ALICE.pppdStarts("13:00:00") + HOOKED.replace("ip=4", "ip=6")))
                .returns(State.STARTING, Session::state);
    }

    // Names that contradict each other.

    @ParameterizedTest
    @CsvSource({
        "alice, alice, 0",
        "mallory, alice, 1", // one of the two was forged
        "j%C3%BCrgen, jM-CM-<rgen, 0",
        "M-C, M-C, 0"
    })
    void marksANameThatPppdToldOtherwise(String hooked, String plugin, int contradictions) {
        Snapshot told = Told.of(ALICE_UP + ALICE.named("13:00:05", plugin) + up("13:00:06", 828, "ppp0", hooked));

        assertThat(told.health().doubts()).isEqualTo(new Health.Doubts(contradictions, 0));
        assertThat(told.sessions()).extracting(Session::userSource).containsExactly(UserSource.HOOK);
    }

    // Octets at the end.

    /** 5 GiB and 7 GiB, of which pppd 2.4.9 tells the last 32 bits. */
    @Test
    void knowsTheOctetsBeyond32BitsFromTheKernel() {
        String down = down("13:50:10", 1 << 30, 3L << 30, (5L << 30) + 136, (7L << 30) + 142);

        assertThat(Told.session(ALICE_UP + down + ALICE.ends("13:50:10", "50.1", 1 << 30, 3L << 30)))
                .returns(new Traffic(5L << 30, 7L << 30, true), Session::traffic);
        assertThat(Told.session(ALICE_UP + ALICE.ends("13:50:10", "50.1", 1 << 30, 3L << 30) + down))
                .as("logger runs beside pppd and may be later")
                .returns(new Traffic(5L << 30, 7L << 30, true), Session::traffic);
    }

    /** Before Exit. the interface may be another session's. */
    @Test
    void doesNotTakeTheOctetsOfTheInterfacesNextOwner() {
        String down = down("13:50:10", 1 << 30, 3L << 30, 900, 800);

        assertThat(Told.session(ALICE_UP + down + ALICE.ends("13:50:10", "50.1", 1 << 30, 3L << 30)))
                .returns(new Traffic(1 << 30, 3L << 30, false), Session::traffic);
    }

    @Test
    void tellsPppdsOctetsWherePppdsOwnLineWasLost() {
        String down = down("13:02:00", 70, 80, 206, 222);

        assertThat(Told.session(ALICE_UP + down + ALICE.exits("13:02:01")))
                .returns(State.CLOSED, Session::state)
                .returns(new Traffic(70, 80, true), Session::traffic);
    }

    // RADIUS.

    @Test
    void countsFailedAccountingAndTakesItsNameWhereThereIsNoOther() {
        String failed = ALICE.pppd("13:00:06", "Accounting START failed for alice@example.org");
        Snapshot told = Told.of(ALICE_UP + failed);

        assertThat(told.health().doubts()).isEqualTo(new Health.Doubts(0, 1));
        assertThat(told.sessions().get(0))
                .returns("alice@example.org", Session::user)
                .returns(UserSource.RADIUS, Session::userSource);
        assertThat(Told.of(ALICE_UP + HOOKED + failed))
                .returns(new Health.Doubts(0, 1), snapshot -> snapshot.health().doubts())
                .returns("alice", snapshot -> snapshot.sessions().get(0).user());
    }

    private static String up(String time, int pid, String interfaceName, String user) {
        return time + " pptpd-monitor: event=up ip=4 pid=" + pid + " interface=" + interfaceName
                + " client=10.99.0.11 server=192.168.0.1 assigned=192.168.0.234 user=" + user + " format=1\n";
    }

    private static String down(String time, long sent, long received, long tx, long rx) {
        return time + " pptpd-monitor: event=down ip=4 pid=828 interface=ppp0 client=10.99.0.11 seconds=3005 sent="
                + sent + " received=" + received + " tx=" + tx + " rx=" + rx + " user=alice format=1\n";
    }
}

package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel gives the same pid again; that makes no two sessions one. */
class PidReuseTest {

    /** Another client's call, whose pppd gets the pid of alice's. */
    private static final Call SAME_PID = BOB.pppd(ALICE.pppd());

    private static final String ALICE_UP =
            ALICE.starts("13:00:00") + ALICE.comesUp("13:00:01") + ALICE.named("13:00:01", "alice");

    @Test
    void tellsTwoUsersOfOnePidApartAfterAnExit() {
        List<Session> sessions = Told.sessions(ALICE_UP
                + ALICE.ends("13:01:01", "1.0", 500, 600)
                + SAME_PID.starts("13:01:20")
                + SAME_PID.comesUp("13:01:21")
                + SAME_PID.named("13:01:21", "bob"));

        assertThat(sessions)
                .extracting(Session::number, Session::user, Session::clientAddress, Session::state)
                .containsExactly(
                        tuple(1L, "alice", "10.99.0.11", State.CLOSED), tuple(2L, "bob", "10.99.0.12", State.UP));
        assertThat(sessions.get(1).traffic()).isNull();
        assertThat(sessions.get(1).started()).isEqualTo(Told.at("13:01:20"));
    }

    /** The pid of its pptpctrl was another pptpctrl's an hour before, and the line that shows the new one is missing. */
    @Test
    void addsNothingToASessionWhosePptpctrlReapedItMinutesAgo() {
        String earlier = ALICE.connects("12:00:00") + ALICE.finishes("12:00:01");

        assertThat(Told.sessions(earlier
                        + ALICE.pppdStarts("13:00:00")
                        + ALICE.fails("13:00:01", "alice")
                        + ALICE.reaped("13:00:01")
                        + ALICE.pppd("13:06:00", "local  IP address 192.168.0.1")))
                .extracting(Session::started, Session::state, Session::ended)
                .containsExactly(
                        tuple(Told.at("13:00:00"), State.FAILED, Told.at("13:00:01")),
                        tuple(Told.at("13:06:00"), State.UP, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pptpd[828]: CTRL (PPPD Launcher): program binary = /usr/sbin/pppd",
                "pppd[828]: Plugin /usr/lib/pptpd/pptpd-logwtmp.so loaded.",
                "pppd[828]: pppd 2.4.9 started by root, uid 0",
                "pppd[828]: Using interface ppp1"
            })
    void takesAFirstLineForANewPppdWhereTheOldOnesEndIsMissing(String first) {
        List<Session> sessions = Told.sessions(ALICE_UP
                + "14:00:00 " + first + "\n"
                + SAME_PID.pppd("14:00:00", "Connect: ppp1 <--> /dev/pts/2")
                + SAME_PID.comesUp("14:00:01")
                + SAME_PID.named("14:00:01", "bob"));

        assertThat(sessions)
                .extracting(Session::user, Session::state, Session::started, Session::ended, Session::endCause)
                .containsExactly(
                        tuple("alice", State.LOST, Told.at("13:00:00"), Told.at("13:00:01"), EndCause.LOST),
                        tuple("bob", State.UP, Told.at("14:00:00"), null, null));
    }

    @Test
    void countsAPppdThatStartsInAllItsLinesAsOne() {
        assertThat(Told.session(ALICE.startsWithDebug("13:00:00") + ALICE.comesUp("13:00:01")))
                .returns(State.UP, Session::state)
                .returns(827, Session::controlPid);
    }

    @Test
    void countsAPppdThatLoadsTwoPluginsAsOne() {
        assertThat(Told.session(ALICE.pppd("13:00:00", "Plugin radius.so loaded.")
                        + ALICE.pppd("13:00:00", "RADIUS plugin initialized.")
                        + ALICE.pppdStarts("13:00:00")))
                .returns(State.STARTING, Session::state);
    }

    @Test
    void opensANewSessionWhereTheOldPppdLeftItsLauncherLinesOnly() {
        String diedAtOnce = ALICE.connects("13:00:00")
                + ALICE.starting("13:00:00")
                + ALICE.launches("13:00:00")
                + ALICE.ptyFails("13:00:01")
                + ALICE.reaped("13:00:01")
                + ALICE.finishes("13:00:01");

        List<Session> sessions =
                Told.sessions(diedAtOnce + SAME_PID.startsWithDebug("14:00:00") + SAME_PID.comesUp("14:00:01"));

        assertThat(sessions)
                .extracting(Session::state, Session::clientAddress, Session::controlPid)
                .containsExactly(tuple(State.FAILED, "10.99.0.11", 827), tuple(State.UP, "10.99.0.12", 869));
    }

    @Test
    void endsAPppdWhosePidAPptpctrlHasNow() {
        Call later = BOB.control(ALICE.pppd());

        assertThat(Told.sessions(ALICE_UP + later.starts("14:00:00") + later.comesUp("14:00:01")))
                .extracting(Session::pid, Session::state, Session::ended, Session::endCause)
                .containsExactly(
                        tuple(828, State.LOST, Told.at("13:00:01"), EndCause.LOST), tuple(870, State.UP, null, null));
    }

    @Test
    void freesTheSlotOfAPptpctrlWhosePidAPppdHasNow() {
        Call scanner = BOB.control(ALICE.pppd());

        assertThat(Told.of(scanner.connects("12:00:00") + ALICE_UP)
                        .server()
                        .pool()
                        .used())
                .isEqualTo(1);
    }

    @Test
    void endsTheSessionOfAPptpctrlWhosePidAnotherPptpctrlHasNow() {
        Call later = BOB.control(ALICE.control());

        List<Session> sessions = Told.sessions(ALICE.startsWithDebug("13:00:00")
                + ALICE.comesUp("13:00:01")
                + later.starts("14:00:00")
                + later.comesUp("14:00:01"));

        assertThat(sessions)
                .extracting(Session::pid, Session::state, Session::ended)
                .containsExactly(tuple(828, State.LOST, Told.at("13:00:01")), tuple(870, State.UP, null));
    }

    @Test
    void letsAReapingOfTheOldOwnerOfAPidEndNothingOfTheNewOne() {
        List<Session> sessions = Told.sessions(ALICE_UP
                + ALICE.ends("13:01:01", "1.0", 500, 600)
                + SAME_PID.starts("13:01:20")
                + SAME_PID.comesUp("13:01:21")
                + ALICE.reaped("13:01:22")
                + ALICE.finishes("13:01:22"));

        assertThat(sessions)
                .extracting(Session::clientAddress, Session::state)
                .containsExactly(tuple("10.99.0.11", State.CLOSED), tuple("10.99.0.12", State.UP));
    }

    @Test
    void doesNotTakeAScriptsPidForASession() {
        assertThat(Told.sessions(ALICE_UP + ALICE.pppd("13:00:02", "Script /etc/ppp/ip-up started (pid 1024)")))
                .extracting(Session::pid)
                .containsExactly(828);
    }
}

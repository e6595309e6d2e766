package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the lines of pptpctrl tell of its pppd, in every order that they came in. */
class ControlConnectionTest {

    private static final String ALICE_UP = ALICE.starts("13:00:00") + ALICE.comesUp("13:00:01");

    @Test
    void tiesAPppdToItsPptpctrlByReaping() {
        assertThat(Told.session(ALICE_UP)).returns(null, Session::controlPid);
        assertThat(Told.session(ALICE_UP + ALICE.ends("13:01:00", "1.0", 1, 2))).returns(827, Session::controlPid);
    }

    @Test
    void tiesAPppdToItsPptpctrlByTheAddressItIsToGive() {
        assertThat(Told.session(ALICE.startsWithDebug("13:00:00")))
                .returns(827, Session::controlPid)
                .returns("10.99.0.11", Session::clientAddress);
    }

    @Test
    void tiesNobodyByAnAddressThatTwoAreToGive() {
        Call twin = new Call(835, 836, "ppp1", "10.99.0.12", ALICE.assigned());
        String twinConnects = twin.pptpd("13:00:00", "CTRL: remote address = 192.168.0.234")
                + twin.connects("13:00:00")
                + twin.starting("13:00:00");

        assertThat(Told.session(twinConnects + ALICE.startsWithDebug("13:00:00")))
                .returns(null, Session::controlPid)
                .returns(null, Session::clientAddress);
    }

    @Test
    void takesAReapingThatComesBeforeThePppdsOwnLines() {
        String reapedFirst = ALICE.connects("13:00:00")
                + ALICE.starting("13:00:00")
                + ALICE.ptyFails("13:00:00")
                + ALICE.reaped("13:00:00")
                + ALICE.pppdStarts("13:00:00")
                + ALICE.comesUp("13:00:01");

        assertThat(Told.session(reapedFirst))
                .returns(827, Session::controlPid)
                .returns("10.99.0.11", Session::clientAddress)
                .returns(State.UP, Session::state);
        assertThat(Told.session(reapedFirst + ALICE.finishes("13:00:01") + ALICE.exits("13:00:02")))
                .returns(State.CLOSED, Session::state)
                .returns(Told.at("13:00:02"), Session::ended);
    }

    @Test
    void takesThePppdsLinesAlsoAfterItsPptpctrlHasFinished() {
        assertThat(Told.session(ALICE.connects("13:00:00")
                        + ALICE.starting("13:00:00")
                        + ALICE.reaped("13:00:01")
                        + ALICE.finishes("13:00:01")
                        + ALICE.launches("13:00:02")
                        + ALICE.pppd("13:00:02", "Plugin /usr/lib/pptpd/pptpd-logwtmp.so loaded.")
                        + ALICE.pppd("13:00:02", "no device specified and stdin is not a tty")))
                .returns(827, Session::controlPid)
                .returns("10.99.0.11", Session::clientAddress)
                .returns(State.FAILED, Session::state)
                .returns(EndCause.PORT_ERROR, Session::endCause);
    }

    @Test
    void takesAReapingAfterTheExit() {
        assertThat(Told.session(ALICE_UP
                        + ALICE.pppd("13:01:00", "Terminating connection due to lack of activity.")
                        + ALICE.statistics("13:01:00", "1.0", 3, 4)
                        + ALICE.exits("13:01:00")
                        + ALICE.ptyFails("13:01:00")
                        + ALICE.reaped("13:01:01")
                        + ALICE.finishes("13:01:01")))
                .returns(827, Session::controlPid)
                .returns(State.CLOSED, Session::state)
                .returns(Told.at("13:01:00"), Session::ended)
                .returns(EndCause.IDLE_TIMEOUT, Session::endCause);
    }

    @Test
    void takesAReapingAfterTheFinish() {
        assertThat(Told.session(ALICE_UP + ALICE.finishes("13:01:00") + ALICE.reaped("13:01:00")))
                .returns(827, Session::controlPid)
                .returns(State.CLOSED, Session::state)
                .returns(Told.at("13:01:00"), Session::ended);
    }

    /** As logrotate's copy and copytruncate have it for a while: syslog.1 holds the same as syslog. */
    @Test
    void aStartOfPptpdThatIsReadAgainIsNoOther() {
        String log = "13:00:00 pptpd[818]: MGR: Manager process started\n"
                + "13:00:00 pptpd[818]: MGR: Maximum of 2 connections available\n"
                + ALICE_UP
                + BOB.starts("13:20:00")
                + BOB.comesUp("13:20:01");

        assertThat(Told.of(log + log).server().pool()).isEqualTo(new Pool(2, 2));
        assertThat(Told.sessions(log + log)).hasSize(2);
        String otherPid = "13:21:00 pptpd[1818]: MGR: Manager process started\n";
        assertThat(Told.of(log + otherPid).server().pool()).isEqualTo(new Pool(null, 0));
        String otherMoment = "13:21:00 pptpd[818]: MGR: Manager process started\n";
        assertThat(Told.of(log + log + otherMoment).server().pool()).isEqualTo(new Pool(null, 0));
    }

    @Test
    void makesNoSessionOfReapingZero() {
        assertThat(Told.sessions("""
                13:00:00 pptpd[900]: CTRL: Client 10.99.0.66 control connection started
                13:00:05 pptpd[900]: CTRL: EOF or bad error reading ctrl packet length.
                13:00:05 pptpd[900]: CTRL: couldn't read packet header (exit)
                13:00:05 pptpd[900]: CTRL: CTRL read failed
                13:00:05 pptpd[900]: CTRL: Reaping child PPP[0]
                13:00:05 pptpd[900]: CTRL: Client 10.99.0.66 control connection finished
                """)).isEmpty();
    }

    @Test
    void endsAKilledPppdByItsPptpctrlsLines() {
        String killed = ALICE_UP + ALICE.ptyFails("13:30:00") + ALICE.reaped("13:30:01") + ALICE.finishes("13:30:02");

        assertThat(Told.session(killed))
                .returns(State.CLOSED, Session::state)
                .returns(Told.at("13:30:01"), Session::ended)
                .returns(EndCause.NAS_ERROR, Session::endCause)
                .returns(null, Session::traffic)
                .returns(1800L, Session::connectSeconds);
    }

    @Test
    void endsAPppdByItsExitWhereTheFinishIsMissing() {
        assertThat(Told.session(ALICE_UP + ALICE.reaped("13:01:00") + ALICE.exits("13:01:01")))
                .returns(State.CLOSED, Session::state)
                .returns(Told.at("13:01:01"), Session::ended);
    }

    @Test
    void endsAPppdByItsReapingWhereNothingFollows() {
        String reaped = ALICE_UP + ALICE.reaped("13:01:00");

        assertThat(Told.session(reaped + BOB.connects("13:01:55")))
                .as("its last lines may come")
                .returns(State.UP, Session::state);
        assertThat(Told.session(reaped + BOB.connects("13:02:05")))
                .as("a minute later they are lost")
                .returns(State.CLOSED, Session::state)
                .returns(Told.at("13:01:00"), Session::ended);
    }

    /** Syslog daemons queue; whoever gets the pid so soon begins with other lines. */
    @Test
    void takesTheLastLinesOfAPppdLongAfterItsPptpctrlHasFinished() {
        assertThat(Told.session(ALICE_UP
                        + ALICE.reaped("13:01:00")
                        + ALICE.finishes("13:01:00")
                        + ALICE.statistics("13:01:50", "1.0", 3, 4)
                        + ALICE.exits("13:01:50")))
                .returns(State.CLOSED, Session::state)
                .returns(60L, Session::connectSeconds);
    }

    @Test
    void endsAPppdWhoseLinkIsClosedWhereNothingFollows() {
        String terminated =
                ALICE_UP + ALICE.statistics("13:01:00", "1.0", 3, 4) + ALICE.pppd("13:01:01", "Connection terminated.");

        assertThat(Told.session(terminated + BOB.connects("13:30:00")))
                .returns(State.CLOSED, Session::state)
                .returns(Told.at("13:01:01"), Session::ended);
        assertThat(Told.session(terminated + BOB.connects("13:01:02") + ALICE.exits("13:01:30")))
                .as("a script in ip-down.d takes its time")
                .returns(Told.at("13:01:30"), Session::ended);
    }

    @Test
    void knowsNeitherPptpctrlNorWhyWhereTheReapingIsMissing() {
        assertThat(Told.session(ALICE_UP
                        + ALICE.pppd("13:01:00", "Modem hangup")
                        + ALICE.statistics("13:01:00", "1.0", 3, 4)
                        + ALICE.exits("13:01:00")
                        + ALICE.finishes("13:01:00")))
                .returns(null, Session::controlPid)
                .returns("10.99.0.11", Session::clientAddress)
                .returns(State.CLOSED, Session::state);
    }

    @Test
    void countsASecondCallOnOneControlConnectionAsAnotherSession() {
        String again = "CTRL: Asked to allocate call id when call open, not handled well";
        Call second = ALICE.pppd(979).on("ppp1");
        List<Session> sessions = Told.sessions(ALICE.startsWithDebug("13:00:00")
                + ALICE.pptpd("13:05:00", again)
                + ALICE.pptpd("13:05:00", "CTRL: Request to open call when call is already open, closing")
                + second.starting("13:05:00")
                + ALICE.pppd("13:05:00", "Modem hangup")
                + ALICE.exits("13:05:00")
                + second.launches("13:05:00")
                + second.pppdStarts("13:05:00")
                + second.comesUp("13:05:01")
                + second.ends("13:06:01", "1.0", 7, 8));

        assertThat(sessions)
                .extracting(Session::pid, Session::controlPid, Session::state, Session::ended)
                .containsExactly(
                        tuple(828, 827, State.FAILED, Told.at("13:05:00")),
                        tuple(979, 827, State.CLOSED, Told.at("13:06:01")));
    }

    @Test
    void keepsWhyTheFirstCallEndedFromTheSecond() {
        Call second = ALICE.pppd(979);
        List<Session> sessions = Told.sessions(ALICE_UP
                + ALICE.pptpd("13:05:00", "GRE: xmit failed from decaps_hdlc: Network is unreachable")
                + second.starting("13:05:00")
                + second.pppdStarts("13:05:00")
                + second.comesUp("13:05:01")
                + second.statistics("13:06:00", "1.0", 1, 1)
                + second.exits("13:06:00")
                + second.reaped("13:06:00"));

        assertThat(sessions.get(1)).returns(EndCause.UNKNOWN, Session::endCause);
    }

    @Test
    void joinsTheAddressAlsoWhereThePptpctrlsBeginIsNotInTheLog() {
        String half = ALICE.addresses("13:00:01")
                + ALICE.pptpd("13:10:00", "CTRL: EOF or bad error reading ctrl packet length.")
                + ALICE.reaped("13:10:00");

        assertThat(Told.session(half + ALICE.finishes("13:10:01")))
                .returns(827, Session::controlPid)
                .returns("10.99.0.11", Session::clientAddress)
                .returns(State.CLOSED, Session::state)
                .returns(EndCause.LOST_CARRIER, Session::endCause);
    }

    @Test
    void countsSlotsOfScannersTooUntilTheyFinish() {
        String pool = "13:00:00 pptpd[818]: MGR: Maximum of 20 connections available\n";
        String scanner = "13:00:02 pptpd[900]: CTRL: Client 10.99.0.66 control connection started\n";
        String gone = "13:00:03 pptpd[900]: CTRL: Client 10.99.0.66 control connection finished\n";

        assertThat(Told.of(pool + ALICE_UP + scanner).server().pool()).isEqualTo(new Pool(20, 2));
        assertThat(Told.of(pool + ALICE_UP + scanner + gone).server().pool()).isEqualTo(new Pool(20, 1));
        assertThat(Told.of(pool + ALICE_UP + scanner + gone + ALICE.ends("13:10:00", "10.0", 1, 1))
                        .server()
                        .pool())
                .isEqualTo(new Pool(20, 0));
    }

    @Test
    void countsALateLineOfAFinishedConnectionAsNoSlot() {
        assertThat(Told.of(ALICE_UP
                                + ALICE.ends("13:10:00", "10.0", 1, 1)
                                + ALICE.reaped("13:10:01")
                                + ALICE.ptyFails("13:10:01"))
                        .server()
                        .pool()
                        .used())
                .isZero();
    }

    @Test
    void freesTheSlotOfAKilledPptpctrlOnceItsPppdHasGone() {
        String killed = ALICE.startsWithDebug("13:00:00")
                + ALICE.comesUp("13:00:01")
                + ALICE.pppd("13:10:00", "Modem hangup")
                + ALICE.exits("13:10:00");

        assertThat(Told.of(killed + BOB.connects("13:10:11")).server().pool().used())
                .isEqualTo(1);
    }

    @Test
    void countsNoSecondCallWhereTheLineOfTheFirstStandsTwice() {
        String killed = ALICE.startsWithDebug("13:00:00")
                .replace(ALICE.starting("13:00:00"), ALICE.starting("13:00:00") + ALICE.starting("13:00:00"));
        String gone = ALICE.comesUp("13:00:01") + ALICE.exits("13:10:00") + BOB.connects("13:10:11");
        assertThat(Told.of(killed + gone).server().pool().used()).isEqualTo(1);

        String late = ALICE.startsWithDebug("13:00:00") + ALICE.starting("13:00:00");
        assertThat(Told.of(late + gone).server().pool().used()).isEqualTo(1);
    }

    @Test
    void expectsNoMorePppdOnceItHasReapedTheLast() {
        String lost = ALICE.starts("13:00:00")
                + ALICE.starting("13:00:30")
                + ALICE.comesUp("13:00:31")
                + ALICE.exits("13:00:40")
                + ALICE.reaped("13:00:40")
                + BOB.connects("13:00:55");

        assertThat(Told.of(lost).server().pool().used())
                .as("its last line is lost, and Bob's is open")
                .isEqualTo(1);
    }

    @Test
    void holdsTheSlotWhileASecondCallRuns() {
        Call second = ALICE.pppd(835).on("ppp1");
        String twice = ALICE.startsWithDebug("13:00:00")
                + ALICE.comesUp("13:00:01")
                + ALICE.exits("13:10:00")
                + second.starting("13:10:01")
                + second.launches("13:10:01")
                + second.pppdStarts("13:10:01")
                + BOB.connects("13:30:00");

        assertThat(Told.of(twice).server().pool().used()).isEqualTo(2);
    }

    /** A pptpctrl that told the address which another one's pppd is to give now. */
    private static final Call FIRST = ALICE.pppd(601).control(600);

    private static final Call SECOND = new Call(700, 701, "ppp0", "10.99.0.12", ALICE.assigned());

    private static String calls(Call call, String time) {
        return call.pptpd(time, "MGR: Launching /usr/sbin/pptpctrl to handle client")
                + call.pptpd(time, "CTRL: remote address = " + call.assigned())
                + call.connects(time)
                + call.starting(time);
    }

    /** All that is left of the second call; the lines of its pptpctrl's begin were lost. */
    private static final String REFUSED =
            SECOND.launches("14:00:00") + SECOND.pppdStarts("14:00:00") + SECOND.fails("14:00:01", "eve");

    private static Failure failure(String log) {
        List<Failure> failures = Told.of(log).failures();
        assertThat(failures).hasSize(1);
        return failures.get(0);
    }

    @Test
    void tiesNoPppdToAPptpctrlThatCalledLongBefore() {
        String log = calls(FIRST, "13:59:49") + REFUSED;

        assertThat(failure(log)).returns(null, Failure::clientAddress);
        assertThat(Told.session(log)).returns(null, Session::controlPid).returns(null, Session::clientAddress);
    }

    @Test
    void believesTheLineThatNamesThePppdMoreThanTheAddress() {
        String log = calls(FIRST, "13:59:55") + REFUSED;
        assertThat(failure(log)).as("a guess, right or wrong").returns("10.99.0.11", Failure::clientAddress);

        String reaped = log + SECOND.reaped("14:00:01");
        assertThat(failure(reaped)).returns(null, Failure::clientAddress);
        assertThat(Told.session(reaped)).returns(700, Session::controlPid);

        String finished = reaped + SECOND.exits("14:00:02") + SECOND.finishes("14:00:02");
        assertThat(failure(finished)).returns("10.99.0.12", Failure::clientAddress);
        assertThat(Told.session(finished + FIRST.finishes("14:10:00")))
                .returns(700, Session::controlPid)
                .returns("10.99.0.12", Session::clientAddress)
                .returns(State.FAILED, Session::state)
                .returns(Told.at("14:00:02"), Session::ended);
    }

    @Test
    void takesBackAGuessWhereThePptpctrlReapsAnother() {
        String log = calls(FIRST, "13:59:55") + REFUSED + FIRST.reaped("14:00:01");

        assertThat(Told.session(log)).returns(null, Session::controlPid).returns(null, Session::clientAddress);
    }

    /** The pid before is no proof, but enough to doubt. */
    @Test
    void tiesNobodyByAnAddressWhereThePptpctrlOfThePidBeforeAwaitsItsPppd() {
        assertThat(failure(calls(FIRST, "13:59:55") + SECOND.starting("13:59:59") + REFUSED))
                .returns(null, Failure::clientAddress);
    }

    @Test
    void endsAPppdThatWasGuessedAMinuteAfterItsPptpctrlUnlessItGoesOn() {
        String log = ALICE.startsWithDebug("13:00:00")
                + ALICE.comesUp("13:00:01")
                + ALICE.pptpd("13:10:00", "CTRL: EOF or bad error reading ctrl packet length.")
                + ALICE.finishes("13:10:00");
        assertThat(Told.session(log + BOB.connects("13:10:55"))).returns(State.UP, Session::state);
        assertThat(Told.session(log + BOB.connects("13:11:05")))
                .returns(State.CLOSED, Session::state)
                .returns(Told.at("13:10:00"), Session::ended)
                .returns(EndCause.LOST_CARRIER, Session::endCause);
        assertThat(Told.session(log + ALICE.named("13:10:30", "alice") + BOB.connects("13:20:00")))
                .as("who still comes up was another one's")
                .returns(State.UP, Session::state);
    }

    /** Lines of the second were lost from its begin on, and it has the pid of the first. */
    @ParameterizedTest
    @ValueSource(strings = {"finished", "exited", "reaped", "called"})
    void tellsTwoPptpctrlsOfOnePidApart(String lastOfFirst) {
        Call again = SECOND.control(FIRST.control());
        String first = switch (lastOfFirst) {
            case "finished" ->
                FIRST.fails("13:00:01", "mallory") + FIRST.exits("13:00:02") + FIRST.finishes("13:00:02");
            case "exited" -> FIRST.fails("13:00:01", "mallory") + FIRST.reaped("13:00:02") + FIRST.exits("13:00:02");
            case "reaped" -> FIRST.fails("13:00:01", "mallory") + FIRST.reaped("13:00:02");
            case "called" -> "";
            default -> throw new AssertionError(lastOfFirst);
        };
        String began = calls(FIRST, "13:00:00") + (first.isEmpty() ? "" : FIRST.launches("13:00:00") + first);
        String log = began + again.pppdStarts("13:05:00") + again.fails("13:05:01", "eve") + again.reaped("13:05:02");

        assertThat(Told.of(log).failures()).last().returns(null, Failure::clientAddress);
        Snapshot told = Told.of(log + again.exits("13:05:02") + again.finishes("13:05:02"));
        assertThat(told.failures()).last().returns("10.99.0.12", Failure::clientAddress);
        if (!first.isEmpty()) {
            assertThat(told.failures()).first().returns("10.99.0.11", Failure::clientAddress);
            assertThat(told.sessions())
                    .extracting(Session::pid, Session::controlPid, Session::clientAddress)
                    .containsExactly(tuple(601, 600, "10.99.0.11"), tuple(701, 600, "10.99.0.12"));
        }
    }

    @Test
    void takesAFinishThatNamesAnotherClientForAnothers() {
        Call again = SECOND.control(FIRST.control());

        assertThat(Told.session(FIRST.starts("13:00:00") + FIRST.reaped("13:00:02") + again.finishes("13:00:30")))
                .returns(601, Session::pid)
                .returns("10.99.0.11", Session::clientAddress);
    }

    /** The severity of "Reaping child" is debug, which many filters leave out. */
    @Test
    void endsAKilledPppdAMinuteAfterThePptpctrlThatAloneCanHaveCalledIt() {
        String killed = ALICE_UP + ALICE.ptyFails("13:10:00") + ALICE.finishes("13:10:00");

        assertThat(Told.sessions(killed + BOB.starts("13:10:55")).get(0)).returns(State.UP, Session::state);
        assertThat(Told.sessions(killed + BOB.starts("13:11:05")).get(0))
                .returns(State.CLOSED, Session::state)
                .returns(Told.at("13:10:00"), Session::ended)
                .returns(599L, Session::connectSeconds)
                .returns(null, Session::controlPid);
        assertThat(Told.sessions(killed + ALICE.named("13:10:30", "alice") + BOB.starts("13:20:00"))
                        .get(0))
                .as("lines of it came later")
                .returns(State.UP, Session::state);
        assertThat(Told.sessions(killed
                                + BOB.starts("13:20:00")
                                + ALICE.statistics("13:30:00", "30.0", 1, 2)
                                + ALICE.exits("13:30:00"))
                        .get(0))
                .as("its own last words came after all")
                .returns(Told.at("13:30:00"), Session::ended)
                .returns(1800L, Session::connectSeconds);
    }

    /** Two clients behind one address: whose connection ended nobody tells. */
    @ParameterizedTest
    @ValueSource(strings = {"13:00:00", "12:59:55", "13:00:05"})
    void endsNobodyWhereTwoCallWithinSeconds(String time) {
        Call twin = new Call(835, 836, "ppp1", ALICE.client(), "192.168.0.235");
        String two = ALICE.connects("12:59:50") + twin.connects("12:59:51");
        String calls = time.compareTo("13:00:00") < 0
                ? twin.starting(time) + ALICE.starting("13:00:00")
                : ALICE.starting("13:00:00") + twin.starting(time);
        String log = two + calls + ALICE.pppdStarts("13:00:05") + ALICE.comesUp("13:00:06");

        assertThat(Told.session(log + ALICE.finishes("13:10:00") + BOB.connects("13:20:00")))
                .returns(State.UP, Session::state);
        assertThat(Told.session(log + twin.finishes("13:10:00") + BOB.connects("13:20:00")))
                .returns(State.UP, Session::state);
    }
}

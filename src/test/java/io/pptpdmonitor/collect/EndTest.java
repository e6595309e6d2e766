package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a session ended, as RFC 2866, 5.10 names it, from which of its lines. */
class EndTest {

    private static final String ALICE_UP = ALICE.starts("13:00:00") + ALICE.comesUp("13:00:01");
    private static final String BOB_UP = BOB.starts("13:00:00") + BOB.comesUp("13:00:01");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    LCP terminated by peer                                                       | USER_REQUEST
                    LCP terminated by peer (User request)                                        | USER_REQUEST
                    No response to 4 echo-requests                                               | LOST_CARRIER
                    Serial link appears to be disconnected.                                      | LOST_CARRIER
                    Terminating connection due to lack of activity.                              | IDLE_TIMEOUT
                    Connect time expired                                                         | SESSION_TIMEOUT
                    Traffic limit reached. Limit: 100000 Used: 100372                            | NAS_REQUEST
                    Terminating on signal 15                                                     | ADMIN_RESET
                    Hangup (SIGHUP)                                                              | ADMIN_RESET
                    Fatal signal 11                                                              | NAS_ERROR
                    """)
    void namesTheCauseThatPppdTells(String line, EndCause cause) {
        String told = ALICE_UP
                + ALICE.pppd("13:05:00", line)
                + ALICE.statistics("13:05:00", "5.0", 1, 2)
                + ALICE.pppd("13:05:00", "Modem hangup")
                + ALICE.exits("13:05:00");

        assertThat(Told.session(told)).returns(cause, Session::endCause).returns(line, Session::endText);
        assertThat(Told.session(ALICE_UP + ALICE.pppd("13:05:00", line)))
                .as("it still runs")
                .returns(null, Session::endCause)
                .returns(null, Session::endText);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    CTRL: Received CALL CLR request (closing call)                                | USER_REQUEST
                    CTRL: Session timed out, ending call                                          | LOST_CARRIER
                    CTRL: EOF or bad error reading ctrl packet length.                            | LOST_CARRIER
                    GRE: xmit failed from decaps_hdlc: Network is unreachable                     | LOST_SERVICE
                    GRE: read(fd=7,buffer=1,len=8196) from network failed: status = -1 error = Protocol not available | LOST_SERVICE
                    """)
    void namesTheCauseThatPptpctrlTells(String line, EndCause cause) {
        assertThat(Told.session(ALICE_UP
                        + ALICE.pptpd("13:05:00", line)
                        + ALICE.reaped("13:05:00")
                        + ALICE.pppd("13:05:00", "Modem hangup")
                        + ALICE.statistics("13:05:00", "5.0", 1, 2)
                        + ALICE.exits("13:05:00")
                        + ALICE.finishes("13:05:00")))
                .returns(cause, Session::endCause);
    }

    @Test
    void takesAHangupForALostCarrierOnlyWhereNothingElseTells() {
        String hungUp = ALICE.pppd("13:05:00", "Modem hangup") + ALICE.exits("13:05:00");

        assertThat(Told.session(ALICE_UP + hungUp)).returns(EndCause.LOST_CARRIER, Session::endCause);
        assertThat(Told.session(ALICE_UP + ALICE.pppd("13:04:59", "LCP terminated by peer") + hungUp))
                .returns(EndCause.USER_REQUEST, Session::endCause);
    }

    @Test
    void doesNotTakeTheUsualErrorOfPptpctrlForACause() {
        assertThat(Told.session(ALICE_UP
                        + ALICE.pppd("13:05:00", "Connect time expired")
                        + ALICE.exits("13:05:00")
                        + ALICE.ptyFails("13:05:00")
                        + ALICE.reaped("13:05:00")))
                .returns(EndCause.SESSION_TIMEOUT, Session::endCause);
    }

    @Test
    void saysThatTheReasonIsUnknownWhereTheEndWasSeenAndNothingTells() {
        assertThat(Told.session(ALICE_UP + ALICE.exits("13:05:00")))
                .returns(State.CLOSED, Session::state)
                .returns(EndCause.UNKNOWN, Session::endCause)
                .returns(null, Session::endText);
    }

    @Test
    void resetsOneSessionThatWasSignalledAlone() {
        assertThat(Told.sessions(ALICE_UP + BOB_UP + signalled(ALICE, "13:05:00")))
                .extracting(Session::endCause)
                .containsExactly(EndCause.ADMIN_RESET, null);
        assertThat(Told.session(ALICE_UP + signalled(ALICE, "13:05:00")))
                .as("of one session alone nobody can tell the two apart")
                .returns(EndCause.ADMIN_RESET, Session::endCause);
    }

    @Test
    void rebootsWhereAllWereSignalledWithinFiveSeconds() {
        assertThat(Told.sessions(ALICE_UP + BOB_UP + signalled(ALICE, "13:05:00") + signalled(BOB, "13:05:05")))
                .extracting(Session::endCause)
                .containsExactly(EndCause.ADMIN_REBOOT, EndCause.ADMIN_REBOOT);
    }

    @Test
    void resetsTwoSessionsThatWereSignalledOneAfterTheOther() {
        assertThat(Told.sessions(ALICE_UP + BOB_UP + signalled(ALICE, "13:05:00") + signalled(BOB, "13:05:06")))
                .extracting(Session::endCause)
                .containsExactly(EndCause.ADMIN_RESET, EndCause.ADMIN_RESET);
    }

    @Test
    void resetsTwoOfThree() {
        Call third = new Call(911, 912, "ppp2", "10.99.0.13", "192.168.0.236");

        assertThat(Told.sessions(ALICE_UP
                        + BOB_UP
                        + third.starts("13:00:00")
                        + third.comesUp("13:00:01")
                        + signalled(ALICE, "13:05:00")
                        + signalled(BOB, "13:05:01")))
                .extracting(Session::endCause)
                .containsExactly(EndCause.ADMIN_RESET, EndCause.ADMIN_RESET, null);
    }

    @Test
    void asksOnlyTheSessionsOfThisServerWhetherAllWereSignalled() {
        String dialsOut = """
                13:00:00 pppd[3001]: pppd 2.4.9 started by root, uid 0
                13:00:00 pppd[3001]: Using interface ppp7
                13:00:00 pppd[3001]: CHAP authentication succeeded
                13:00:01 pppd[3001]: local  IP address 100.64.0.2
                """;

        assertThat(Told.of(dialsOut + ALICE_UP + BOB_UP + signalled(ALICE, "13:05:00") + signalled(BOB, "13:05:01"))
                        .sessions())
                .extracting(Session::endCause)
                .containsExactly(EndCause.ADMIN_REBOOT, EndCause.ADMIN_REBOOT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    LCP: timeout sending Config-Requests           | NEGOTIATION_FAILED
                    MPPE required but peer refused                 | NEGOTIATION_FAILED
                    MPPE required but peer negotiation failed      | NEGOTIATION_FAILED
                    IPCP: timeout sending Config-Requests          | NEGOTIATION_FAILED
                    Peer alice failed CHAP authentication          | AUTH_FAILED
                    """)
    void namesWhyASessionNeverCameUp(String line, EndCause cause) {
        assertThat(Told.session(ALICE.starts("13:00:00")
                        + ALICE.pppd("13:00:30", line)
                        + ALICE.pppd("13:00:31", "Modem hangup")
                        + ALICE.pppd("13:00:31", "Connection terminated.")
                        + ALICE.exits("13:00:31")))
                .returns(State.FAILED, Session::state)
                .returns(cause, Session::endCause);
    }

    @Test
    void namesTheRefusedLoginAlsoWherePptpctrlToldFirstThatTheClientHungUp() {
        assertThat(Told.session(ALICE.startsWithDebug("13:00:00")
                        + ALICE.pptpd("13:00:01", "CTRL: Received CALL CLR request (closing call)")
                        + ALICE.fails("13:00:01", "mallory")
                        + ALICE.exits("13:00:01")))
                .returns(State.FAILED, Session::state)
                .returns(EndCause.AUTH_FAILED, Session::endCause)
                .returns("No CHAP secret found for authenticating mallory", Session::endText);
    }

    @Test
    void doesNotNameARefusedLoginForTheEndOfASessionThatCameUpAfterIt() {
        assertThat(Told.session(ALICE.starts("13:00:00")
                        + ALICE.fails("13:00:01", "alcie")
                        + ALICE.comesUp("13:00:02")
                        + ALICE.ends("13:10:00", "10.0", 1, 2)))
                .returns(State.CLOSED, Session::state)
                .returns(EndCause.USER_REQUEST, Session::endCause);
    }

    @Test
    void namesARefusedLoginForTheEndOfASessionThatHadToLogInAgain() {
        assertThat(Told.session(ALICE_UP
                        + ALICE.pppd("13:10:00", "Peer alice failed CHAP authentication")
                        + ALICE.statistics("13:10:00", "10.0", 1, 2)
                        + ALICE.exits("13:10:00")))
                .returns(State.CLOSED, Session::state)
                .returns(EndCause.AUTH_FAILED, Session::endCause);
    }

    @Test
    void believesAClientThatHungUpMoreThanPptpctrlWhoseGreThenFailed() {
        assertThat(Told.session(ALICE.startsWithDebug("13:00:00")
                        + ALICE.comesUp("13:00:01")
                        + ALICE.pptpd("13:10:00", "GRE: xmit failed from decaps_hdlc: Network is unreachable")
                        + ALICE.pppd("13:10:00", "LCP terminated by peer (User request)")
                        + ALICE.exits("13:10:00")))
                .returns(EndCause.USER_REQUEST, Session::endCause);
    }

    @Test
    void failsAPppdThatCouldNotBeginAndWroteNoExit() {
        String cannot = ALICE.pppd("13:00:00", "Plugin /usr/lib/pptpd/pptpd-logwtmp.so loaded.")
                + ALICE.pppd("13:00:00", "no device specified and stdin is not a tty");

        assertThat(Told.session(cannot))
                .returns(State.FAILED, Session::state)
                .returns(Told.at("13:00:00"), Session::ended)
                .returns(EndCause.PORT_ERROR, Session::endCause);
    }

    private static String signalled(Call call, String time) {
        return call.pppd(time, "Terminating on signal 15")
                + call.statistics(time, "5.0", 1, 2)
                + call.pppd(time, "Connection terminated.")
                + call.exits(time);
    }
}

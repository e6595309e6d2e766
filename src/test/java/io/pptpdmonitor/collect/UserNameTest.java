package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.model.UserSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a session's user is: the best evidence, whatever came first, and never a mere claim. */
class UserNameTest {

    private static final String STARTS = ALICE.starts("13:00:00");
    private static final String CLAIMS = claims("alice");
    private static final String ACCEPTED =
            ALICE.pppd("13:00:01", "sent [CHAP Success id=0xdd \"S=65A9 M=Access granted\"]");

    @Test
    void doesNotKnowTheNameOfAGoodLoginWithoutDebug() {
        Snapshot told = Told.of(STARTS + ALICE.comesUp("13:00:01"));

        assertThat(told.sessions())
                .singleElement()
                .satisfies(session ->
                        assertThat(session).returns(null, Session::user).returns(null, Session::userSource));
        assertThat(told.server())
                .returns(1, Server::activeUsers)
                .returns(1, Server::unnamedSessions)
                .returns(0, Server::maxSessionsPerUser);
        assertThat(told.users()).singleElement().returns(null, User::name);
        assertThat(told.health().namesKnown()).isFalse();
    }

    /** So the plugins write where the option noauth lets everybody in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pptpd-logwtmp.so ip-up ppp0  10.99.0.11",
                "Accounting START failed for ",
                "rcvd [CHAP Response id=0xdd <fe51d48d>, name = \"\"]"
            })
    void takesNoEmptyNameForAUser(String message) {
        assertThat(Told.session(STARTS + ALICE.pppd("13:00:01", message) + ALICE.comesUp("13:00:01")))
                .returns(State.UP, Session::state)
                .returns(null, Session::user)
                .returns(null, Session::userSource);
    }

    @Test
    void doesNotTakeAClaimedNameForTheUser() {
        assertThat(Told.session(STARTS + CLAIMS)).returns(null, Session::user);
    }

    @Test
    void takesAClaimThatPppdAccepted() {
        assertThat(Told.session(STARTS + CLAIMS + ACCEPTED))
                .returns("alice", Session::user)
                .returns(UserSource.CHAP, Session::userSource)
                .returns(State.STARTING, Session::state);
    }

    @Test
    void takesAClaimOfAPeerThatWasAuthorized() {
        assertThat(Told.session(STARTS + CLAIMS + ALICE.authorized("13:00:01")))
                .returns("alice", Session::user)
                .returns(UserSource.CHAP, Session::userSource);
    }

    @Test
    void takesAClaimOfAPeerThatGotAnAddress() {
        assertThat(Told.session(STARTS + CLAIMS + ALICE.addresses("13:00:01")))
                .returns("alice", Session::user)
                .returns(UserSource.CHAP, Session::userSource);
    }

    @Test
    void neverTakesAClaimThatFailed() {
        assertThat(Told.session(STARTS
                        + claims("root")
                        + ALICE.pppd("13:00:01", "Peer root failed CHAP authentication")
                        + ALICE.pppd("13:00:01", "LCP terminated by peer")
                        + ALICE.exits("13:00:02")))
                .returns(State.FAILED, Session::state)
                .returns(null, Session::user)
                .returns(null, Session::userSource);
    }

    @Test
    void takesTheNameThatWasAcceptedAfterOneThatFailed() {
        assertThat(Told.session(STARTS
                        + claims("root")
                        + ALICE.pppd("13:00:01", "Peer root failed CHAP authentication")
                        + CLAIMS
                        + ACCEPTED
                        + ALICE.comesUp("13:00:02")))
                .returns("alice", Session::user);
    }

    @Test
    void givesNoNameToASessionThatCameUpAfterAFailureAndTellsNoOther() {
        assertThat(Told.session(STARTS
                        + claims("root")
                        + ALICE.pppd("13:00:01", "Peer root failed CHAP authentication")
                        + ALICE.addresses("13:00:02")))
                .returns(State.UP, Session::state)
                .returns(null, Session::user);
    }

    @Test
    void givesNoNameToASessionThatFailedAfterItsLogin() {
        assertThat(Told.session(STARTS
                        + CLAIMS
                        + ACCEPTED
                        + ALICE.pppd("13:00:02", "MPPE required but peer refused")
                        + ALICE.exits("13:00:03")))
                .returns(State.FAILED, Session::state)
                .returns(null, Session::user)
                .returns(null, Session::userSource);
    }

    @Test
    void believesThePluginMoreThanPppdAndPppdMoreThanTheClaim() {
        String pppd = ALICE.pppd("13:00:01", "Peer bob authenticated with CHAP");

        assertThat(Told.session(STARTS + CLAIMS + pppd + ALICE.comesUp("13:00:01")))
                .returns("bob", Session::user)
                .returns(UserSource.AUTHENTICATED, Session::userSource);
        assertThat(Told.session(STARTS + CLAIMS + pppd + ALICE.comesUp("13:00:01") + ALICE.named("13:00:01", "carol")))
                .returns("carol", Session::user)
                .returns(UserSource.PLUGIN, Session::userSource);
        assertThat(Told.session(STARTS + ALICE.named("13:00:01", "carol") + pppd + CLAIMS + ACCEPTED))
                .as("whatever came first")
                .returns("carol", Session::user);
    }

    @Test
    void takesTheNameOfPppd251() {
        assertThat(Told.session(STARTS + ALICE.pppd("13:00:01", "Peer alice authenticated with CHAP")))
                .returns("alice", Session::user)
                .returns(UserSource.AUTHENTICATED, Session::userSource);
    }

    @Test
    void takesTheNameOfPap() {
        assertThat(Told.session(STARTS
                        + ALICE.pppd("13:00:01", "PAP peer authentication succeeded for alice")
                        + ALICE.comesUp("13:00:01")))
                .returns("alice", Session::user)
                .returns(UserSource.AUTHENTICATED, Session::userSource);
    }

    @Test
    void keepsTheExactNameWherePppdsNotationStandsForIt() {
        assertThat(Told.session(STARTS + claims("j\\303\\274rgen") + ACCEPTED + ALICE.named("13:00:01", "jM-CM-<rgen")))
                .returns("j\u00fcrgen", Session::user)
                .returns(UserSource.PLUGIN, Session::userSource);
    }

    @Test
    void keepsBlanksAndAddressesInANameApartFromTheAddress() {
        assertThat(Told.session(STARTS + ALICE.comesUp("13:00:01") + ALICE.named("13:00:01", " bob 10.99.0.99 ")))
                .returns(" bob 10.99.0.99 ", Session::user)
                .returns("10.99.0.11", Session::clientAddress);
    }

    @Test
    void countsNamedUsersOnceAndTheNamelessEach() {
        String log = "";
        for (int i = 0; i < 5; i++) {
            Call call = new Call(1000 + 2 * i, 1001 + 2 * i, "ppp" + i, "10.99.0." + (11 + i), "192.168.0." + (11 + i));
            log += call.starts("13:00:00") + call.comesUp("13:00:01") + (i < 3 ? call.named("13:00:01", "alice") : "");
        }

        assertThat(Told.of(log).server())
                .returns(5, Server::activeSessions)
                .returns(3, Server::activeUsers)
                .returns(2, Server::unnamedSessions)
                .returns(3, Server::maxSessionsPerUser);
    }

    @Test
    void makesNoUserOfANameThatNeverCameUp() {
        assertThat(Told.of(STARTS + ALICE.fails("13:00:01", "root") + ALICE.exits("13:00:02"))
                        .users())
                .isEmpty();
    }

    private static String claims(String escaped) {
        return ALICE.pppd("13:00:01", "rcvd [CHAP Response id=0xdd <fe51d48d>, name = \"" + escaped + "\"]");
    }
}

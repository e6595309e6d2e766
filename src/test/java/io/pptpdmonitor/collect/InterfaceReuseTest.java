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

/** The kernel gives the same pppN again, before or without a line that says it is free. */
class InterfaceReuseTest {

    private static final Call SAME_INTERFACE = BOB.on(ALICE.interfaceName());

    private static final String ALICE_UP =
            ALICE.starts("13:00:00") + ALICE.comesUp("13:00:01") + ALICE.named("13:00:01", "alice");

    private static final String ALICE_GOES_DOWN = ALICE.pppd("13:01:00", "LCP terminated by peer (User request)")
            + ALICE.pppd("13:01:00", "pptpd-logwtmp.so ip-down ppp0")
            + ALICE.statistics("13:01:00", "1.0", 500, 600);

    @Test
    void closesTheOldSessionAndLetsItsLaterExitCorrectTheEnd() {
        String taken = ALICE_UP + ALICE_GOES_DOWN + SAME_INTERFACE.starts("13:01:02");

        assertThat(Told.sessions(taken))
                .extracting(Session::state, Session::ended, Session::endCause)
                .containsExactly(
                        tuple(State.CLOSED, Told.at("13:01:00"), EndCause.USER_REQUEST),
                        tuple(State.STARTING, null, null));
        assertThat(Told.sessions(taken + SAME_INTERFACE.comesUp("13:01:03") + ALICE.exits("13:01:04")))
                .extracting(Session::state, Session::ended, Session::endCause)
                .containsExactly(
                        tuple(State.CLOSED, Told.at("13:01:04"), EndCause.USER_REQUEST), tuple(State.UP, null, null));
    }

    @Test
    void losesTheOldSessionWithItsOwnLastLineWhereNoEndWasWritten() {
        assertThat(Told.sessions(ALICE_UP + SAME_INTERFACE.starts("14:00:00") + SAME_INTERFACE.comesUp("14:00:01")))
                .extracting(Session::state, Session::ended, Session::endCause, Session::connectSeconds)
                .containsExactly(
                        tuple(State.LOST, Told.at("13:00:01"), EndCause.LOST, 0L), tuple(State.UP, null, null, 0L));
    }

    @Test
    void letsAPppdOfAnotherServiceTakeTheInterfaceToo() {
        String redialled = """
                14:00:00 pppd[3001]: pppd 2.4.9 started by root, uid 0
                14:00:00 pppd[3001]: Using interface ppp0
                """;

        assertThat(Told.of(ALICE_UP + redialled).sessions())
                .extracting(Session::user, Session::state)
                .containsExactly(tuple("alice", State.LOST));
    }

    @Test
    void leavesTheInterfaceToTheNewOwnerWhenTheOldOnesLateLinesNameIt() {
        List<Session> sessions = Told.sessions(ALICE_UP
                + ALICE_GOES_DOWN
                + SAME_INTERFACE.starts("13:01:02")
                + SAME_INTERFACE.comesUp("13:01:03")
                + ALICE.pppd("13:01:03", "pptpd-logwtmp.so ip-down ppp0")
                + ALICE.exits("13:01:04")
                + ALICE.named("13:01:04", "alice"));

        assertThat(sessions)
                .extracting(Session::clientAddress, Session::state)
                .containsExactly(tuple("10.99.0.11", State.CLOSED), tuple("10.99.0.12", State.UP));
    }

    @Test
    void endsNobodyWhereTwoHostsHaveThatInterface() {
        assertThat(Told.of(ALICE_UP
                                + SAME_INTERFACE.starts("13:05:00").replace(" pp", " vpn2 pp")
                                + SAME_INTERFACE.comesUp("13:05:01").replace(" pp", " vpn2 pp"))
                        .sessions())
                .extracting(Session::host, Session::state)
                .containsExactly(tuple("vpn1", State.UP), tuple("vpn2", State.UP));
    }

    @Test
    void keepsTwoSessionsOfOneUserAndOneAddressApart() {
        Call second = new Call(901, 902, "ppp1", ALICE.client(), "192.168.0.235");

        assertThat(Told.of(ALICE_UP
                                + second.starts("13:10:00")
                                + second.comesUp("13:10:01")
                                + second.named("13:10:01", "alice"))
                        .server())
                .returns(2, server -> server.activeSessions())
                .returns(1, server -> server.activeUsers())
                .returns(2, server -> server.maxSessionsPerUser());
    }
}

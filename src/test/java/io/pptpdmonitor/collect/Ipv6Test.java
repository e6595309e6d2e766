package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import org.junit.jupiter.api.Test;

/** Whether IPv6 alone is a session: only where IPv4 cannot come any more, and no line says that it failed. */
class Ipv6Test {

    private static final String LINK_LOCAL = ALICE.starts("13:00:00")
            + ALICE.authorized("13:00:01")
            + ALICE.pppd("13:00:02", "local  LL address fe80::91a6:8e8d:193a:8def")
            + ALICE.pppd("13:00:02", "remote LL address fe80::24d3:1ef1:cd02:aea8");

    @Test
    void isStartingWhileIpv4MayFollow() {
        assertThat(Told.sessions(LINK_LOCAL + BOB.connects("13:00:36")).get(0)).returns(State.STARTING, Session::state);
    }

    @Test
    void isUpWhereIpv4DidNotComeInTheTimeThatPppdTries() {
        assertThat(Told.sessions(LINK_LOCAL + BOB.pppdStarts("13:00:38")).get(0))
                .returns(State.UP, Session::state)
                .returns(Told.at("13:00:02"), Session::up)
                .returns(null, Session::assignedAddress);
    }

    @Test
    void neverIsWhereIpv4WasRefused() {
        String refused =
                LINK_LOCAL + ALICE.pppd("13:00:02", "Peer is not authorized to use remote address 192.168.0.234");

        assertThat(Told.sessions(refused + BOB.pppdStarts("13:10:00")).get(0)).returns(State.STARTING, Session::state);
        assertThat(Told.session(refused
                        + ALICE.pppd("13:00:02", "Connection terminated.")
                        + ALICE.statistics("13:00:02", "0.0", 140, 140)
                        + ALICE.exits("13:00:02")))
                .returns(State.FAILED, Session::state)
                .returns(null, Session::up);
    }

    @Test
    void neverIsWhereIpv4TimedOut() {
        String log = LINK_LOCAL + ALICE.pppd("13:00:31", "IPCP: timeout sending Config-Requests");

        assertThat(Told.sessions(log + BOB.pppdStarts("13:10:00")).get(0)).returns(State.STARTING, Session::state);
    }

    @Test
    void wasUpWherePppdToldOfATimeAtTheEnd() {
        String end = ALICE.pppd("13:00:12", "Connection terminated.")
                + ALICE.statistics("13:00:12", "0.2", 144, 160)
                + ALICE.exits("13:00:12");

        assertThat(Told.session(LINK_LOCAL + end))
                .returns(State.CLOSED, Session::state)
                .returns(Told.at("13:00:02"), Session::up)
                .returns(12L, Session::connectSeconds);
    }

    @Test
    void isClosedWhereItLastedAndPppdWasKilled() {
        String killed = LINK_LOCAL
                + BOB.pppdStarts("13:00:38")
                + ALICE.ptyFails("13:05:00")
                + ALICE.reaped("13:05:00")
                + ALICE.finishes("13:05:00");

        assertThat(Told.sessions(killed).get(0))
                .returns(State.CLOSED, Session::state)
                .returns(298L, Session::connectSeconds);
    }

    @Test
    void takesTheTimeOfIpv4WhereItComesAfterAll() {
        assertThat(Told.session(LINK_LOCAL + ALICE.addresses("13:00:50"))).returns(Told.at("13:00:50"), Session::up);
    }
}

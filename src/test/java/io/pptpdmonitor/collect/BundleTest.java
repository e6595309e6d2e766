package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Links of a multilink bundle (pppd, multilink.c), in the order of lines that was recorded in {@code w}. */
class BundleTest {

    private static final Call SECOND = BOB.on("ppp0");
    private static final String FIRST_UP = begins(ALICE, "13:00:00")
            + ALICE.pppd("13:00:09", "New bundle ppp0 created")
            + ALICE.pppd("13:00:09", "local  LL address fe80::91a6:8e8d:193a:8def")
            + ALICE.pppd("13:00:09", "remote LL address fe80::24d3:1ef1:cd02:aea8")
            + ALICE.addresses("13:00:09");
    private static final String ATTACHED =
            begins(SECOND, "13:01:00") + SECOND.pppd("13:01:09", "Link attached to ppp0");

    @Test
    void aFurtherLinkIsUpAndHasNothingOfItsOwn() {
        Snapshot told = Told.of(FIRST_UP + ATTACHED);

        assertThat(told.sessions()).extracting(Session::state).containsExactly(State.UP, State.UP);
        assertThat(told.sessions().get(0))
                .returns("ppp0", Session::interfaceName)
                .returns(null, Session::bundle);
        assertThat(told.sessions().get(1))
                .returns(1L, Session::bundle)
                .returns(Told.at("13:01:09"), Session::up)
                .returns(null, Session::interfaceName)
                .returns(null, Session::assignedAddress)
                .returns(null, Session::traffic);
    }

    @Test
    void countsAsASessionAndNotAsAUser() {
        assertThat(Told.of(FIRST_UP + ATTACHED).server())
                .returns(2, Server::activeSessions)
                .returns(1, Server::activeUsers)
                .returns(1, Server::unnamedSessions);
        assertThat(Told.of(FIRST_UP + ALICE.named("13:00:09", "alice") + ATTACHED))
                .returns(
                        List.of("alice", "alice"),
                        told -> told.sessions().stream().map(Session::user).toList())
                .returns(1, told -> told.server().activeUsers())
                .returns(0, told -> told.server().unnamedSessions());
    }

    @Test
    void endsWithoutEndingTheBundle() {
        String gone = SECOND.pppd("13:02:00", "LCP terminated by peer (User request)")
                + SECOND.reaped("13:02:00")
                + SECOND.pppd("13:02:00", "Link terminated.")
                + SECOND.exits("13:02:00")
                + SECOND.finishes("13:02:00");

        assertThat(Told.of(FIRST_UP + ATTACHED + gone).sessions())
                .extracting(Session::state)
                .containsExactly(State.UP, State.CLOSED);
        assertThat(Told.of(FIRST_UP + ATTACHED + gone).sessions().get(1))
                .returns(51L, Session::connectSeconds)
                .returns(null, Session::traffic);
    }

    /** The option is set, and the peer does without: the interface is the session's own. */
    @Test
    void isNoBundleWhereThePeerDoesNotAgree() {
        Snapshot told = Told.of(FIRST_UP + begins(SECOND, "13:01:00") + SECOND.addresses("13:01:09"));

        assertThat(told.sessions())
                .extracting(Session::state)
                .as("ppp0 has another owner")
                .containsExactly(State.LOST, State.UP);
        assertThat(told.sessions().get(1)).returns(null, Session::bundle).returns("ppp0", Session::interfaceName);
    }

    /** The interface is named when the peer has authenticated, eight seconds after the first line. */
    private static String begins(Call call, String time) {
        String later = time.substring(0, 6) + "0";
        return call.connects(time)
                + call.starting(time)
                + call.pppd(time, "Plugin /usr/lib/pptpd/pptpd-logwtmp.so loaded.")
                + call.pppd(time, "pppd 2.4.9 started by root, uid 0")
                + call.pppd(time, "Starting negotiation on /dev/pts/1")
                + call.authorized(later + "8")
                + call.pppd(later + "8", "Using interface " + call.interfaceName());
    }
}

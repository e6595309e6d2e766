package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.UserSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The line that the firmware of some routers writes when a client comes up, beside those of pppd, which name nobody. */
class FirmwareTest {

    private static final String BOTH_UP =
            ALICE.starts("13:00:00") + BOB.starts("13:00:01") + ALICE.comesUp("13:00:05") + BOB.comesUp("13:00:06");

    private static String connected(String peer, String user, String name, String assigned) {
        return "13:00:07 VPN server: peer " + peer + " (" + user + ") connected - ifname: " + name + ", local IP: "
                + assigned + "\n";
    }

    @Test
    void namesTheSessionThatHasTheInterfaceAndTheAddress() {
        String line = connected("203.0.113.7", "carol", "ppp1", "192.168.0.235");

        assertThat(Told.sessions(BOTH_UP + line))
                .extracting(Session::user, Session::userSource, Session::state)
                .containsExactly(tuple(null, null, State.UP), tuple("carol", UserSource.HOOK, State.UP));
    }

    /** BusyBox' syslogd writes no host unless it is told to. */
    @Test
    void doesSoInALogWithoutHosts() {
        String line = connected("203.0.113.7", "carol", "ppp0", "192.168.0.234");

        assertThat(Told.sessions(Told.whole(BOTH_UP + line).replace(" vpn1 ", " ")))
                .extracting(Session::host, Session::user)
                .containsExactly(tuple(null, "carol"), tuple(null, null));
    }

    @Test
    void tellsTheClientsAddressWherePppdDoesNot() {
        String log = ALICE.pppd("13:00:01", "pppd 2.4.9 started by root, uid 0")
                + ALICE.pppd("13:00:01", "Using interface ppp0")
                + ALICE.addresses("13:00:05")
                + connected("203.0.113.7", "carol", "ppp0", "192.168.0.234");

        assertThat(Told.session(log)).returns("203.0.113.7", Session::clientAddress);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ppp1 192.168.0.234", "ppp2 192.168.0.234", "ppp0 192.168.0.9", "ppp0 x"})
    void isNotBelievedOfAnotherInterfaceOrAddress(String interfaceAndAddress) {
        String[] forged = interfaceAndAddress.split(" ", 2);

        assertThat(Told.sessions(BOTH_UP + connected("203.0.113.7", "mallory", forged[0], forged[1])))
                .extracting(Session::user)
                .containsOnlyNulls();
    }

    @Test
    void isNotBelievedOfASessionThatHasEndedNorBeforeItIsUp() {
        String line = connected("203.0.113.7", "mallory", "ppp0", "192.168.0.234");

        assertThat(Told.session(ALICE.starts("13:00:00") + line)).returns(null, Session::user);
        assertThat(Told.session(ALICE.starts("13:00:00")
                        + ALICE.comesUp("13:00:05")
                        + ALICE.ends("13:00:06", "0.1", 1, 2)
                        + line))
                .returns(null, Session::user);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x) connected - ifname: ppp1, local IP: 192.168.0.235",
                "x) disconnected",
                "10.9.9.9 (y) connected - ifname: ppp1, local IP: 192.168.0.235 "
            })
    void takesAHostileNameForOne(String name) {
        String line = connected("203.0.113.7", name, "ppp0", "192.168.0.234");

        assertThat(Told.sessions(BOTH_UP + line + gone(name)))
                .extracting(Session::user)
                .containsExactly(name, null);
    }

    @Test
    void takesTheFirstOfTwoNamesAndNoneForNone() {
        String none = connected("203.0.113.7", "", "ppp0", "192.168.0.234");
        String first = connected("203.0.113.7", "carol", "ppp0", "192.168.0.234");

        assertThat(Told.sessions(BOTH_UP + none)).extracting(Session::user).containsOnlyNulls();
        assertThat(Told.sessions(BOTH_UP + first + first.replace("carol", "mallory")))
                .extracting(Session::user)
                .containsExactly("carol", null);
    }

    private static String gone(String user) {
        return "13:00:08 VPN server: peer 203.0.113.7 (" + user + ") disconnected\n";
    }
}

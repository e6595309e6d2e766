package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pppd serves a peer of pptpd; the others count only where they are asked for. */
class ServiceTest {

    private static final String BARE = """
            13:44:11 pppd[824]: pppd 2.4.9 started by root, uid 0
            13:44:11 pppd[824]: Using interface ppp0
            13:44:11 pppd[824]: Connect: ppp0 <--> /dev/pts/0
            """;
    private static final String BARE_UP = BARE + """
            13:44:15 pppd[824]: local  IP address 192.168.0.1
            13:44:15 pppd[824]: remote IP address 192.168.0.100
            """;
    private static final String L2TP =
            "13:44:11 xl2tpd[820]: Call established with 10.99.0.11, PID: 824, Local: 19916, Remote: 42180, Serial: 1\n";
    private static final String PPPOE = "13:44:11 pppoe-server[824]: Session 1 created for client aa:6b:df:dd:fa:66"
            + " (192.168.0.150) on s2 using Service-Name ''\n";

    @Test
    void knowsNotWhoseAPppdIsThatNothingTellsOf() {
        assertThat(Told.session(BARE_UP)).returns(Service.UNKNOWN, Session::service);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pppd[824]: peer from calling number 10.99.0.11 authorized",
                "pppd[824]: Plugin /usr/lib/pptpd/pptpd-logwtmp.so loaded.",
                "pppd[824]: pptpd-logwtmp.so ip-up ppp0 alice 10.99.0.11",
                "pppd[824]: pptpd-logwtmp.so ip-down ppp0",
                "pptpd[824]: CTRL (PPPD Launcher): remote address = 192.168.0.100",
                "pptpd[823]: CTRL: Reaping child PPP[824]"
            })
    void knowsASessionOfPptpdByOneOfItsSigns(String sign) {
        assertThat(Told.session(BARE + "13:44:12 " + sign + "\n")).returns(Service.PPTP, Session::service);
    }

    @Test
    void doesNotTakeTheNextPidForAChildOfPptpctrl() {
        assertThat(Told.session("""
                                13:44:10 pptpd[823]: CTRL: Client 10.99.0.11 control connection started
                                13:44:11 pptpd[823]: CTRL: Starting call (launching pppd, opening GRE)
                                """ + BARE_UP))
                .returns(Service.UNKNOWN, Session::service)
                .returns(null, Session::clientAddress);
    }

    @Test
    void knowsASessionOfXl2tpd() {
        assertThat(Told.session(L2TP + BARE_UP))
                .returns(Service.L2TP, Session::service)
                .returns("10.99.0.11", Session::clientAddress);
        assertThat(Told.session(BARE_UP + L2TP))
                .as("its line may come later")
                .returns(Service.L2TP, Session::service)
                .returns("10.99.0.11", Session::clientAddress);
    }

    /** An L2TP peer may tell an address for its calling number, which pppd is given with the option remotenumber. */
    @ParameterizedTest
    @ValueSource(strings = {"10.99.0.11", "198.51.100.7"})
    void believesXl2tpdMoreThanACallingNumber(String number) {
        String numbered = BARE + "13:44:12 pppd[824]: peer from calling number " + number + " authorized\n";
        for (String log : List.of(L2TP + numbered, numbered + L2TP)) {
            assertThat(Told.session(log))
                    .returns(Service.L2TP, Session::service)
                    .returns("10.99.0.11", Session::clientAddress);
            assertThat(Told.of(log).sessions()).isEmpty();
        }
    }

    @Test
    void believesPptpctrlAndPptpdsPluginMoreThanXl2tpd() {
        assertThat(Told.session(L2TP + BARE + "13:44:12 pptpd[823]: CTRL: Reaping child PPP[824]\n"))
                .returns(Service.PPTP, Session::service);
        assertThat(Told.session(L2TP + BARE + "13:44:12 pppd[824]: pptpd-logwtmp.so ip-up ppp0 alice 10.99.0.12\n"))
                .returns(Service.PPTP, Session::service)
                .returns("10.99.0.12", Session::clientAddress);
    }

    @Test
    void forgetsWhatXl2tpdSaidOfAPidThatHasAnotherOwner() {
        Call later = new Call(823, 824, "ppp0", "10.99.0.12", "192.168.0.234");
        String over = BARE_UP + "13:44:20 pppd[824]: Exit.\n";
        String next = later.pppd("13:44:28", "pppd 2.4.9 started by root, uid 0") + later.authorized("13:44:29");

        assertThat(Told.sessions(L2TP + over + next))
                .extracting(Session::service, Session::clientAddress)
                .containsExactly(tuple(Service.L2TP, "10.99.0.11"), tuple(Service.PPTP, "10.99.0.12"));
    }

    @Test
    void knowsASessionOfPppoeServer() {
        assertThat(Told.session(PPPOE + BARE_UP))
                .returns(Service.PPPOE, Session::service)
                .returns(null, Session::clientAddress);
    }

    @Test
    void forgetsWhatXl2tpdSaidOfAnEarlierOwnerOfThePid() {
        Call later = new Call(823, 824, "ppp0", "10.99.0.12", "192.168.0.234");

        assertThat(Told.session(L2TP + later.pppdStarts("15:00:00")))
                .returns(Service.PPTP, Session::service)
                .returns(null, Session::clientAddress);
    }

    @Test
    void takesATelephoneNumberForNoClientOfPptpd() {
        assertThat(Told.session(BARE + "13:44:12 pppd[824]: peer from calling number 004930123456 authorized\n"))
                .returns(Service.UNKNOWN, Session::service)
                .returns(null, Session::clientAddress);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CHAP authentication succeeded",
                "CHAP authentication succeeded: Access granted",
                "PAP authentication succeeded",
                "CHAP authentication failed",
                "No CHAP secret found for authenticating us to isp",
                "primary   DNS address 9.9.9.9"
            })
    void knowsAPppdThatDialsOut(String sign) {
        Snapshot told = Told.ofAll(BARE + "13:44:12 pppd[824]: " + sign + "\n");

        assertThat(told.sessions()).extracting(Session::service).containsExactly(Service.CLIENT);
        assertThat(told.failures()).isEmpty();
    }

    @Test
    void keepsAClientThatDialsAgainUnderItsPidAsOne() {
        String again = """
                13:50:00 pppd[824]: Modem hangup
                13:50:00 pppd[824]: Connection terminated.
                13:52:00 pppd[824]: Using interface ppp0
                13:52:00 pppd[824]: Connect: ppp0 <--> /dev/pts/0
                13:52:02 pppd[824]: local  IP address 100.64.0.3
                """;

        assertThat(Told.session(BARE_UP + "13:44:16 pppd[824]: primary   DNS address 9.9.9.9\n" + again))
                .returns(State.UP, Session::state);
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void countsTheSessionsOfTheServiceAskedForOnly(Service service) {
        String log = L2TP
                + BARE_UP
                + ALICE.on("ppp1").starts("13:45:00")
                + ALICE.on("ppp1").comesUp("13:45:01")
                + PPPOE.replace("824", "887")
                + BARE_UP.replace("824", "887").replace("ppp0", "ppp2")
                + BARE_UP.replace("824", "900").replace("ppp0", "ppp3")
                + "13:44:11 pppd[901]: CHAP authentication succeeded\n"
                + BARE_UP.replace("824", "901").replace("ppp0", "ppp4");
        Snapshot told = Told.of(EnumSet.of(service), log);

        assertThat(told.sessions()).extracting(Session::service).containsExactly(service);
        assertThat(told.server()).returns(1, Server::activeSessions).returns(1, Server::peakSessions);
        assertThat(told.server().totals().sessions()).isEqualTo(1);
        assertThat(Told.ofAll(log).server()).returns(5, Server::activeSessions).returns(5, Server::peakSessions);
    }

    @Test
    void countsOnlyPptpUnlessAskedOtherwise() {
        assertThat(Told.of(BARE_UP + ALICE.on("ppp1").starts("13:45:00")).sessions())
                .extracting(Session::number, Session::pid)
                .containsExactly(tuple(2L, 828));
    }

    /** accel-pptp on routers: pppd under the tag pptp, no host, no launcher, often no "Reaping child" (debug). */
    private static final String ROUTER = """
            Nov 22 16:36:25 pptpd[901]: CTRL: Client 192.0.2.67 control connection started
            Nov 22 16:36:26 pptpd[901]: CTRL: Starting call (launching pppd, opening GRE)
            Nov 22 16:36:26 pptp[909]: Plugin pptp.so loaded.
            Nov 22 16:36:26 pptp[909]: PPTP plugin version 0.8.5 compiled for pppd-2.4.5, linux-2.6.22.19
            Nov 22 16:36:26 pptp[909]: pppd 2.4.5 started by admin, uid 0
            Nov 22 16:36:26 pptp[909]: Using interface ppp10
            Nov 22 16:36:26 pptp[909]: Connect: ppp10 <--> pptp (192.0.2.67)
            Nov 22 16:36:30 pptp[909]: Cannot determine ethernet address for proxy ARP
            Nov 22 16:36:30 pptp[909]: local  IP address 192.168.10.1
            Nov 22 16:36:30 pptp[909]: remote IP address 192.168.10.2
            """;

    @Test
    void knowsASessionOfAccelPptp() {
        assertThat(Told.session(ROUTER))
                .returns(Service.PPTP, Session::service)
                .returns(State.UP, Session::state)
                .returns("192.0.2.67", Session::clientAddress)
                .returns("192.168.10.2", Session::assignedAddress)
                .returns(901, Session::controlPid);
        assertThat(Told.session(ROUTER + """
                                Nov 22 16:37:54 pptpd[901]: CTRL: EOF or bad error reading ctrl packet length.
                                Nov 22 16:37:54 pptpd[901]: CTRL: Client pppd TERM sending
                                Nov 22 16:37:54 pptpd[901]: CTRL: Client pppd finish wait
                                Nov 22 16:37:54 pptp[909]: Terminating on signal 15
                                Nov 22 16:37:54 pptp[909]: Connect time 1.4 minutes.
                                Nov 22 16:37:54 pptp[909]: Sent 223042 bytes, received 120723 bytes.
                                Nov 22 16:38:00 pptp[909]: Connection terminated.
                                Nov 22 16:38:01 pptp[909]: Modem hangup
                                Nov 22 16:38:01 pptp[909]: Exit.
                                Nov 22 16:38:01 pptpd[901]: CTRL: Client 192.0.2.67 control connection finished
                                """))
                .returns(State.CLOSED, Session::state)
                .returns(84L, Session::connectSeconds);
    }

    /** Behind one address two may call at once; whose pppd is whose then nobody tells. */
    @Test
    void knowsTheAddressOfTwoCallersBehindOne() {
        String two = "Nov 22 16:36:25 pptpd[899]: CTRL: Client 192.0.2.67 control connection started\n" + ROUTER;

        assertThat(Told.session(two))
                .returns(Service.PPTP, Session::service)
                .returns("192.0.2.67", Session::clientAddress)
                .returns(null, Session::controlPid);
    }

    /** The router's own call to a provider has the same lines, and no caller. */
    @Test
    void takesACallToAServerForNoSessionOfOurs() {
        assertThat(Told.session("""
                                Nov 22 16:36:25 pptpd[901]: CTRL: Client 192.0.2.67 control connection started
                                Nov 22 16:36:26 pptp[909]: Plugin pptp.so loaded.
                                Nov 22 16:36:26 pptp[909]: Using interface ppp0
                                Nov 22 16:36:26 pptp[909]: Connect: ppp0 <--> pptp (198.51.100.1)
                                Nov 22 16:36:30 pptp[909]: local  IP address 10.1.2.3
                                """)).returns(Service.UNKNOWN, Session::service).returns(null, Session::clientAddress);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Plugin /usr/lib/pppd/2.4.9/nm-pptp-pppd-plugin.so loaded.",
                "Plugin nm-l2tp-pppd-plugin.so loaded.",
                "Plugin pppoe.so loaded.",
                "Plugin rp-pppoe.so loaded.",
                "CHAP authentication succeeded",
                "primary   DNS address 192.0.2.53"
            })
    void takesWhoeverDialsOutForAClient(String sign) {
        assertThat(Told.session(BARE + "13:44:12 pppd[824]: " + sign + "\n")).returns(Service.CLIENT, Session::service);
    }

    /** In kernel mode (-k) pppoe-server gives its pppd the same plugin. */
    @Test
    void knowsASessionOfPppoeServerInKernelMode() {
        assertThat(Told.session(PPPOE + BARE + "13:44:12 pppd[824]: Plugin rp-pppoe.so loaded.\n"))
                .returns(Service.PPPOE, Session::service);
    }
}

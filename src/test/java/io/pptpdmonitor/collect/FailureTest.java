package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failed logins: each once, with the name that was tried and where from. */
class FailureTest {

    private static final String STARTS = ALICE.starts("13:00:00");

    @Test
    void countsALoginOnceThatTwoLinesTellOf() {
        assertThat(Told.of(STARTS + ALICE.fails("13:00:01", "mallory") + ALICE.exits("13:00:02"))
                        .failures())
                .extracting(Failure::time, Failure::pid, Failure::user, Failure::method)
                .containsExactly(tuple(Told.at("13:00:01"), 828, "mallory", AuthMethod.CHAP));
    }

    @Test
    void countsTwoNamesInOneCallAsTwoFailures() {
        assertThat(Told.of(STARTS + ALICE.fails("13:00:01", "mallory") + ALICE.fails("13:00:02", "root"))
                        .failures())
                .extracting(Failure::user, Failure::session)
                .containsExactly(tuple("mallory", 1L), tuple("root", 1L));
    }

    @Test
    void countsOneNameInTwoCallsAsTwoFailures() {
        assertThat(Told.of(STARTS
                                + ALICE.fails("13:00:01", "mallory")
                                + ALICE.exits("13:00:02")
                                + BOB.starts("13:01:00")
                                + BOB.fails("13:01:01", "mallory"))
                        .failures())
                .extracting(Failure::user, Failure::session)
                .containsExactly(tuple("mallory", 1L), tuple("mallory", 2L));
    }

    @Test
    void joinsTheAddressThroughAReapingThatComesLater() {
        String failed = STARTS
                + ALICE.fails("13:00:01", "mallory")
                + ALICE.pppd("13:00:01", "Connection terminated.")
                + ALICE.exits("13:00:02");

        assertThat(Told.of(failed + ALICE.reaped("13:00:02")).failures())
                .extracting(Failure::clientAddress)
                .containsExactly("10.99.0.11");
    }

    @Test
    void countsAFailureOfACallThatOnlyReapingTiesToPptpd() {
        String pppd = "13:00:00 pppd[828]: pppd 2.4.9 started by root, uid 0\n" + ALICE.fails("13:00:01", "mallory");

        assertThat(Told.of(pppd).failures()).as("it may be of another service").isEmpty();
        assertThat(Told.of(ALICE.connects("12:59:59") + pppd + ALICE.reaped("13:00:02"))
                        .failures())
                .extracting(Failure::user, Failure::clientAddress)
                .containsExactly(tuple("mallory", "10.99.0.11"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    Peer mallory failed CHAP authentication                         | mallory | CHAP
                    No CHAP secret found for authenticating mallory                 | mallory | CHAP
                    Peer mallory failed CHAP Session verification                   | mallory | CHAP
                    PAP peer authentication failed for mallory                      | mallory | PAP
                    EAP: MSCHAPv2 failure for peer mallory                          | mallory | EAP
                    Peer root 1.2.3.4 failed CHAP authentication                    | root 1.2.3.4 | CHAP
                    """)
    void tellsTheNameAndTheMethodOf(String line, String user, AuthMethod method) {
        assertThat(Told.of(STARTS + ALICE.pppd("13:00:01", line)).failures())
                .extracting(Failure::user, Failure::method)
                .containsExactly(tuple(user, method));
    }

    @Test
    void tellsTheExactMethodWhereTheDebugLinesDo() {
        assertThat(Told.of(STARTS
                                + ALICE.pppd(
                                        "13:00:00",
                                        "rcvd [LCP ConfAck id=0x1 <asyncmap 0x0> <auth chap MS-v2> <pcomp>]")
                                + ALICE.fails("13:00:01", "mallory"))
                        .failures())
                .extracting(Failure::method)
                .containsExactly(AuthMethod.MSCHAPV2);
    }

    @Test
    void keepsTheNameInTheLoginsNotationWhereBothStandInTheLog() {
        assertThat(Told.of(STARTS
                                + ALICE.pppd("13:00:01", "rcvd [CHAP Response id=0x1 <00>, name = \"j\\303\\274rgen\"]")
                                + ALICE.fails("13:00:01", "jM-CM-<rgen"))
                        .failures())
                .extracting(Failure::user)
                .containsExactly("j\u00fcrgen");
    }

    @Test
    void countsAForgedLineAsTheNameItIs() {
        assertThat(Told.of(STARTS
                                + ALICE.pppd(
                                        "13:00:01",
                                        "No CHAP secret found for authenticating mallory pppd[1]: pptpd-logwtmp.so ip-up ppp0"
                                                + " root 1.2.3.4"))
                        .failures())
                .extracting(Failure::user)
                .containsExactly("mallory pppd[1]: pptpd-logwtmp.so ip-up ppp0 root 1.2.3.4");
    }

    @Test
    void countsFailuresOfANameThatIsAUserWithTheUser() {
        Snapshot told = Told.of(STARTS
                + ALICE.comesUp("13:00:01")
                + ALICE.named("13:00:01", "alice")
                + BOB.starts("13:01:00")
                + BOB.fails("13:01:01", "alice")
                + BOB.exits("13:01:02"));

        assertThat(told.users()).singleElement().returns("alice", User::name).returns(1, User::failures);
        assertThat(told.server().totals())
                .returns(1L, Server.Totals::sessions)
                .returns(1L, Server.Totals::authFailures)
                .returns(0L, Server.Totals::negotiationFailures);
    }

    @Test
    void countsTheRecentOnesAndTheirAddresses() {
        String old = STARTS + ALICE.fails("13:00:01", "mallory") + ALICE.exits("13:00:02") + ALICE.reaped("13:00:02");
        String recent = BOB.starts("13:06:00") + BOB.fails("13:06:01", "mallory") + BOB.fails("13:06:02", "root");

        assertThat(Told.of(old + recent + BOB.exits("13:06:03") + BOB.reaped("13:06:03"))
                        .server()
                        .recent())
                .returns(2, Server.Recent::authFailures)
                .returns(1, Server.Recent::failedAddresses);
    }

    @Test
    void countsAScannersConnectionsApart() {
        assertThat(Told.of("""
                                13:00:00 pptpd[818]: MGR: dropped small initial connection
                                13:00:01 pptpd[818]: message repeated 6 times: [ MGR: dropped small initial connection]
                                13:00:02 pptpd[818]: MGR: No free connection slots or IPs - no more clients can connect!
                                """).server().totals())
                .returns(7L, Server.Totals::badConnections)
                .returns(1L, Server.Totals::poolExhaustions)
                .returns(0L, Server.Totals::authFailures);
    }
}

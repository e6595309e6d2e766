package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Octets and seconds: which line they are taken from, and when they are not known. */
class NumbersTest {

    private static final String ALICE_UP = ALICE.starts("13:00:00") + ALICE.comesUp("13:00:01");

    @Test
    void takesTheLastOfTwoStatistics() {
        assertThat(Told.session(ALICE_UP
                        + ALICE.statistics("13:00:15", "0.2", 2747, 600)
                        + ALICE.pppd("13:00:15", "Connection terminated.")
                        + ALICE.statistics("13:00:16", "0.3", 2795, 601)
                        + ALICE.exits("13:00:16")))
                .returns(new Traffic(2795, 601, true), Session::traffic)
                .returns(18L, Session::connectSeconds);
    }

    @Test
    void countsNothingWhileUpFromTheLogAlone() {
        assertThat(Told.session(ALICE_UP)).returns(null, Session::traffic);
        assertThat(Told.session(ALICE_UP + ALICE.statistics("13:00:15", "0.3", 1, 2)))
                .as("its Exit is still to come")
                .returns(null, Session::traffic);
    }

    @Test
    void tellsOfASessionOfNoTimeThatItWasUp() {
        assertThat(Told.session(ALICE_UP + ALICE.ends("13:00:01", "0.0", 0, 0)))
                .returns(State.CLOSED, Session::state)
                .returns(0L, Session::connectSeconds)
                .returns(new Traffic(0, 0, true), Session::traffic);
    }

    @Test
    void failsWhereIpv6CameUpButIpv4NeverDid() {
        Snapshot told = Told.of(ALICE.starts("13:00:00")
                + ALICE.authorized("13:00:01")
                + ALICE.pppd("13:00:01", "local  LL address fe80::91a6:8e8d:193a:8def")
                + ALICE.pppd("13:00:01", "remote LL address fe80::24d3:1ef1:cd02:aea8")
                + ALICE.pppd("13:00:01", "Peer is not authorized to use remote address 192.168.0.99")
                + ALICE.statistics("13:00:01", "0.0", 140, 130)
                + ALICE.pppd("13:00:01", "Connection terminated.")
                + ALICE.exits("13:00:01"));

        assertThat(told.sessions())
                .singleElement()
                .satisfies(session -> assertThat(session)
                        .returns(State.FAILED, Session::state)
                        .returns(EndCause.NEGOTIATION_FAILED, Session::endCause)
                        .returns(null, Session::traffic)
                        .returns(null, Session::connectSeconds)
                        .returns(null, Session::assignedAddress));
        assertThat(told.server().totals().sessions()).isZero();
        assertThat(told.server().totals().negotiationFailures()).isEqualTo(1);
        assertThat(told.users()).isEmpty();
    }

    @Test
    void failsAlsoWhereIpv6StayedUpForAWhileWithoutIpv4() {
        assertThat(Told.session(ALICE.starts("13:00:00")
                        + ALICE.authorized("13:00:01")
                        + ALICE.pppd("13:00:31", "IPCP: timeout sending Config-Requests")
                        + ALICE.statistics("13:00:31", "0.5", 4140, 3130)
                        + ALICE.exits("13:00:31")))
                .returns(State.FAILED, Session::state)
                .returns(EndCause.NEGOTIATION_FAILED, Session::endCause)
                .returns(null, Session::traffic);
    }

    @Test
    void tellsAgainThatIpIsUpAfterItWasNegotiatedAnew() {
        assertThat(Told.session(
                        ALICE_UP + ALICE.statistics("13:10:00", "10.0", 100, 200) + ALICE.addresses("13:10:02")))
                .returns(State.UP, Session::state)
                .returns(Told.at("13:00:01"), Session::up);
    }

    @ParameterizedTest
    @CsvSource({
        "2.4.9, 294, true", // 32 bit, but not long enough to wrap
        "2.4.9, 300, false",
        "2.4.5, 300, false",
        "2.5.1, 300, false",
        "2.5.2, 300, true", // the first that counts in 64 bit
        "2.5.2-1+1.1, 7200, true",
        "2.5.10, 7200, true",
        "2.6, 7200, true",
        "3.0.0, 7200, true",
        "2.5, 7200, false",
        "x, 7200, false"
    })
    void saysWhetherOctetsMayHaveWrapped(String version, long seconds, boolean exact) {
        String tenths = "%d.%d".formatted((seconds + 5) / 6 / 10, (seconds + 5) / 6 % 10);
        String log = (ALICE_UP + ALICE.ends("23:00:00", tenths, 5, 6)).replace("pppd 2.4.9", "pppd " + version);

        assertThat(Told.session(log)).returns(new Traffic(5, 6, exact), Session::traffic);
    }

    @Test
    void doesNotTrustOctetsWhereNothingTellsTheVersionOrTheTime() {
        String unknown = ALICE.pppd("13:00:00", "Sent 5 bytes, received 6 bytes.") + ALICE.exits("13:00:00");

        assertThat(Told.session(unknown))
                .returns(new Traffic(5, 6, false), Session::traffic)
                .returns(null, Session::connectSeconds);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 6", "0.2, 12", "1.0, 60", "73.1, 4386", "143165.6, 8589936"})
    void takesPppdsConnectTimeInTenthsOfMinutes(String minutes, long seconds) {
        assertThat(Told.session(ALICE_UP + ALICE.ends("13:00:09", minutes, 1, 2)))
                .returns(seconds, Session::connectSeconds);
    }

    @Test
    void takesTheStampsWherePppdToldNoConnectTime() {
        assertThat(Told.session(
                        ALICE_UP + ALICE.ptyFails("13:30:01") + ALICE.reaped("13:30:01") + ALICE.finishes("13:30:01")))
                .returns(1800L, Session::connectSeconds);
        assertThat(Told.session(ALICE_UP + "13:15:01 pptpd[900]: CTRL: Client 10.99.0.66 control connection started\n"))
                .as("up: to the log's last line")
                .returns(900L, Session::connectSeconds);
    }

    @Test
    void trustsConnectTimeMoreThanAClockThatWasSet() {
        assertThat(Told.session(ALICE_UP + ALICE.ends("11:00:11", "1.2", 1, 2)))
                .returns(72L, Session::connectSeconds)
                .returns(Told.at("11:00:11"), Session::ended);
    }

    @Test
    void tellsNoSecondsWhereTheClockWasSetBackAndNothingElseTells() {
        assertThat(Told.session(
                        ALICE_UP + ALICE.ptyFails("11:00:11") + ALICE.reaped("11:00:11") + ALICE.finishes("11:00:11")))
                .returns(State.CLOSED, Session::state)
                .returns(null, Session::connectSeconds);
        assertThat(Told.session(ALICE_UP + "11:00:11 pptpd[900]: CTRL: Client 10.99.0.66 control connection started\n"))
                .returns(State.UP, Session::state)
                .returns(null, Session::connectSeconds);
    }

    @Test
    void takesTheStampOfTheLocalAddressForUpAndElseThePlugins() {
        assertThat(Told.session(ALICE_UP + ALICE.named("13:00:03", "alice"))).returns(Told.at("13:00:01"), Session::up);
        assertThat(Told.session(ALICE.starts("13:00:00") + ALICE.named("13:00:03", "alice")))
                .returns(Told.at("13:00:03"), Session::up);
        assertThat(Told.session(ALICE.starts("13:00:00") + ALICE.pppd("13:00:02", "remote IP address 192.168.0.234")))
                .returns(State.UP, Session::state)
                .returns(null, Session::up);
    }
}

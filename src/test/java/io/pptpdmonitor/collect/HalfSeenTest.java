package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Server.Totals;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The log begins in the middle of a session, or is not in order. */
class HalfSeenTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connect time 12.3 minutes.",
                "Connect time 0.0 minutes.",
                "Sent 500 bytes, received 600 bytes.",
                "local  IP address 192.168.0.1",
                "remote IP address 192.168.0.234",
                "pptpd-logwtmp.so ip-up ppp0 alice 10.99.0.11"
            })
    void takesALineThatOnlyASessionUpWritesForBeingUp(String line) {
        String seen = ALICE.pppd("13:00:00", line);

        assertThat(Told.session(seen)).returns(State.UP, Session::state).returns(false, Session::startSeen);
        assertThat(Told.session(seen + ALICE.exits("13:00:01")))
                .returns(State.CLOSED, Session::state)
                .returns(Told.at("13:00:01"), Session::ended)
                .returns(Told.at("13:00:00"), Session::started);
    }

    /** The log begins between the statistics and the last line, as it does when it was rotated then. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Exit.",
                "Connection terminated.",
                "Modem hangup",
                "LCP terminated by peer (MPPE disabled)",
                "pptpd-logwtmp.so ip-down ppp0"
            })
    void doesNotTellOfASessionOfWhichItIsNotKnownWhetherItCameUp(String first) {
        String end = ALICE.pppd("13:00:00", first)
                + (first.equals("Exit.") ? "" : ALICE.exits("13:00:01"))
                + ALICE.reaped("13:00:01")
                + ALICE.finishes("13:00:01");
        Snapshot told = Told.of(end + BOB.connects("13:00:02"));

        assertThat(told.sessions()).isEmpty();
        assertThat(told.server().totals()).returns(0L, Totals::sessions).returns(0L, Totals::negotiationFailures);
        assertThat(told.server().recent().negotiationFailures()).isZero();
        assertThat(Told.of(end + BOB.starts("13:20:00")).sessions())
                .as("once it is archived")
                .extracting(Session::number, Session::pid)
                .containsExactly(tuple(2L, 870));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MPPE required but peer refused",
                "LCP: timeout sending Config-Requests",
                "Peer mallory failed CHAP authentication",
                "Connect: ppp0 <--> /dev/pts/1",
                "rcvd [CHAP Response id=0x1 <00>, name = \"alice\"]"
            })
    void takesAnExitForAFailureWhereAnotherLineTellsOfOne(String before) {
        assertThat(Told.session(ALICE.pppd("13:00:00", before) + ALICE.exits("13:00:01")))
                .returns(State.FAILED, Session::state)
                .returns(false, Session::startSeen)
                .returns(Told.at("13:00:01"), Session::ended)
                .returns(null, Session::traffic)
                .returns(null, Session::connectSeconds);
    }

    @Test
    void takesALateLineOfItsBeginForOne() {
        assertThat(Told.session(ALICE.exits("13:00:01") + ALICE.pppd("13:00:00", "Connect: ppp0 <--> /dev/pts/1")))
                .returns(State.FAILED, Session::state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MPPE 128-bit stateless compression enabled",
                "peer from calling number 10.99.0.11 authorized",
                "Connect: ppp0 <--> /dev/pts/1",
                "rcvd [CHAP Response id=0x1 <00>, name = \"alice\"]"
            })
    void takesAnyOtherLineForStarting(String line) {
        assertThat(Told.session(ALICE.pppd("13:00:00", line))).returns(State.STARTING, Session::state);
    }

    @Test
    void tellsWhatTheLastLinesOfASessionTell() {
        assertThat(Told.session(ALICE.ends("13:00:30", "73.1", 5_000_000_000L, 600)))
                .returns(State.CLOSED, Session::state)
                .returns(null, Session::up)
                .returns(null, Session::user)
                .returns("10.99.0.11", Session::clientAddress)
                .returns(4386L, Session::connectSeconds)
                .returns(EndCause.USER_REQUEST, Session::endCause)
                .returns(Service.PPTP, Session::service);
    }

    @Test
    void endsNothingAtTheEndOfTheFile() {
        assertThat(Told.session(ALICE.starts("13:00:00"))).returns(State.STARTING, Session::state);
        assertThat(Told.session(ALICE.starts("13:00:00") + ALICE.comesUp("13:00:01")))
                .returns(State.UP, Session::state);
    }

    @Test
    void takesALineAfterTheExitForALateOneOfTheSamePppd() {
        assertThat(Told.session(ALICE.starts("13:00:00")
                        + ALICE.exits("13:00:02")
                        + ALICE.comesUp("13:00:01")
                        + ALICE.statistics("13:00:02", "0.1", 5, 6)))
                .returns(State.CLOSED, Session::state)
                .returns(Told.at("13:00:02"), Session::ended)
                .returns("192.168.0.234", Session::assignedAddress);
    }

    @ParameterizedTest(name = "{0} before {1}")
    @CsvSource({"launched, started", "started, launched", "finished, exited", "exited, finished", "up, reaped"})
    void makesOneSessionOfLinesOutOfOrder(String first, String second) {
        String log = part(first) + part(second);

        assertThat(Told.sessions(log))
                .extracting(Session::pid, Session::controlPid)
                .containsExactly(tuple(828, 827));
    }

    private static String part(String name) {
        return switch (name) {
            case "launched" ->
                ALICE.pptpd("13:00:00", "CTRL: remote address = 192.168.0.234")
                        + ALICE.connects("13:00:00")
                        + ALICE.starting("13:00:00")
                        + ALICE.launches("13:00:00");
            case "started" -> ALICE.pppdStarts("13:00:00") + ALICE.comesUp("13:00:00");
            case "up" -> ALICE.starts("13:00:00") + ALICE.comesUp("13:00:00");
            case "reaped" -> ALICE.reaped("13:00:05");
            case "finished" -> ALICE.starts("13:00:00") + ALICE.reaped("13:00:05") + ALICE.finishes("13:00:05");
            case "exited" -> ALICE.statistics("13:00:05", "0.1", 1, 1) + ALICE.exits("13:00:05");
            default -> throw new AssertionError(name);
        };
    }

    @Test
    void makesOneSessionOfALineThatStandsTwice() {
        String all =
                ALICE.startsWithDebug("13:00:00") + ALICE.comesUp("13:00:01") + ALICE.ends("13:00:02", "0.1", 1, 2);
        StringBuilder twice = new StringBuilder();
        all.lines().forEach(line -> twice.append(line).append('\n').append(line).append('\n'));

        assertThat(Told.sessions(twice.toString()))
                .extracting(Session::state, Session::controlPid)
                .containsExactly(tuple(State.CLOSED, 827));
    }

    /** A syslog daemon that lost its place, or a connection, sends what it has sent before. */
    @ParameterizedTest
    @CsvSource({"13:00:56, 0", "13:00:56, 1", "13:00:56, 9", "13:59:58, 0", "13:59:58, 9"})
    void makesOneSessionOfLinesThatComeAgainLater(String end, int from) {
        String all = ALICE.startsWithDebug("13:00:00")
                + ALICE.comesUp("13:00:01")
                + ALICE.named("13:00:01", "alice")
                + ALICE.ends(end, "1.0", 100, 200);
        String again = all.lines().skip(from).collect(Collectors.joining("\n", "", "\n"));
        Snapshot told = Told.ofAll(all + again + BOB.connects("14:00:00"));

        assertThat(told.sessions())
                .extracting(Session::pid, Session::state, Session::ended, Session::controlPid)
                .containsExactly(tuple(828, State.CLOSED, Told.at(end), 827));
        assertThat(told.server().totals()).returns(1L, Totals::sessions).returns(100L, Totals::toClientOctets);
        assertThat(told.server().pool().used()).isEqualTo(1);
    }

    @Test
    void fallsBackToTheLastOwnerForLinesThatNoStartPrecedes() {
        assertThat(Told.sessions(ALICE.starts("13:00:00")
                        + ALICE.comesUp("13:00:01")
                        + BOB.pppd("13:00:02", "Exit.")
                        + ALICE.exits("13:10:00")))
                .extracting(Session::pid, Session::state)
                .containsExactly(tuple(828, State.CLOSED));
    }
}

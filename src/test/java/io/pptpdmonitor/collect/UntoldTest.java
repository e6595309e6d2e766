package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.NotShown;
import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.User;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log does not tell is not taken for nothing. */
class UntoldTest {

    private static final String MANAGER = "12:10:00 pptpd[818]: MGR: Manager process started\n";
    private static final String ALICE_UP = ALICE.starts("13:00:00") + ALICE.comesUp("13:00:01");

    @TempDir
    Path root;

    private Host host;

    @BeforeEach
    void boot() {
        host = Host.below(root);
    }

    // Processes that the log does not name.

    @Test
    void stallsWhereAPppdRunsThatTheLogDoesNotTellOf() throws IOException {
        host.logs(MANAGER + ALICE_UP)
                .runs(818, "pptpd", "12:10:00")
                .runs(827, "pptpctrl", "13:00:00", 818)
                .runs(828, "pppd", "13:00:00", 827)
                .runs(700, "pptpctrl", "12:20:00", 818)
                .runs(701, "pppd", "12:20:00", 700);

        assertThat(host.look().health())
                .returns(CollectorStatus.STALLED, health -> health.status())
                .returns(true, health -> health.liveView())
                .returns(
                        "pppd 701 has a session that the log does not tell of; if the log was rotated, read its past,"
                                + " too (--rotate)",
                        health -> health.statusText());
    }

    @Test
    void isPatientWithAPppdThatHasJustBegun() throws IOException {
        host.logs(MANAGER)
                .runs(818, "pptpd", "12:10:00")
                .runs(900, "pptpctrl", "13:09:50", 818)
                .runs(901, "pppd", "13:09:50", 900);

        assertThat(host.look().health().status()).isEqualTo(CollectorStatus.OK);
    }

    @Test
    void doesNotMindAPppdOfAnotherService() throws IOException {
        host.logs(MANAGER).runs(818, "pptpd", "12:10:00").runs(701, "pppd", "12:20:00");

        assertThat(host.look().health().status()).isEqualTo(CollectorStatus.OK);
    }

    // Lines of one program only.

    @Test
    void isNoSourceWherePptpdStartsCallsAndPppdSaysNothing() {
        Snapshot told = Told.of(MANAGER + ALICE.connects("13:00:00") + ALICE.starting("13:00:01"));

        assertThat(told.health().status()).isEqualTo(CollectorStatus.NO_SOURCE);
        assertThat(told.health().statusText())
                .startsWith("pptpd started calls, and there is no line of pppd in ")
                .endsWith("; pppd logs to the facility local2: name that log, too (--file)");
    }

    /** The other way round: whose these are, pptpd's lines would have told. */
    @Test
    void isNoSourceWherePppdShowsNoSignOfPptpAndPptpdSaysNothing() {
        String starts = "13:00:00 pppd[824]: pppd 2.4.9 started by root, uid 0\n";
        String bare = starts + "13:00:05 pppd[824]: remote IP address 192.168.0.100\n";
        Snapshot told = Told.of(bare);

        assertThat(told.health().status()).isEqualTo(CollectorStatus.NO_SOURCE);
        assertThat(told.health().statusText())
                .startsWith("no pppd in ")
                .endsWith(
                        " shows a sign of PPTP, and there is no line of pptpd; pptpd logs to the facility daemon: name"
                                + " that log, too (--file), or see what there is (--service all)");
        assertThat(told.health().notShown()).isEqualTo(new NotShown(0, 0L, 0, 1));
        assertThat(Told.ofAll(bare).health().status()).isEqualTo(CollectorStatus.OK);
        assertThat(Told.of(MANAGER + bare).health().status()).isEqualTo(CollectorStatus.OK);
        assertThat(Told.of(starts).health().status()).isEqualTo(CollectorStatus.OK);
    }

    @Test
    void isASourceWhereNobodyCalledYet() {
        assertThat(Told.of(MANAGER + ALICE.connects("13:00:00")).health().status())
                .isEqualTo(CollectorStatus.OK);
    }

    @Test
    void doesNotKnowThePoolWherePptpdSaysNothing() {
        assertThat(Told.of(ALICE.pppdStarts("13:00:00") + ALICE.comesUp("13:00:01"))
                        .server()
                        .pool())
                .isEqualTo(new Pool(null, null));
    }

    @Test
    void doesNotKnowTheTotalsWhereNoSessionToldItsOctets() {
        assertThat(Told.of(MANAGER).server().totals().toClientOctets()).isZero();
        assertThat(Told.of(ALICE_UP).server().totals().toClientOctets()).isNull();
        assertThat(Told.of(ALICE_UP + ALICE.ends("13:05:00", "5.0", 70, 80))
                        .server()
                        .totals()
                        .toClientOctets())
                .isEqualTo(70);
    }

    /** Killed with the clock set back: neither pppd nor the stamps tell how long it was. */
    @Test
    void doesNotKnowHowLongAUserWasUpOfWhomNoSessionTells() throws IOException {
        String killed = ALICE_UP
                + ALICE.named("13:00:02", "alice")
                + ALICE.ptyFails("11:00:11")
                + ALICE.reaped("11:00:11")
                + ALICE.finishes("11:00:11");
        Call again = ALICE.pppd(970);
        String other = again.starts("12:00:00")
                + again.comesUp("12:00:01")
                + again.named("12:00:02", "alice")
                + again.ends("12:05:01", "5.0", 70, 80);

        assertThat(Told.of(MANAGER + killed).users())
                .singleElement()
                .returns(1, User::sessions)
                .returns(null, User::connectSeconds)
                .returns(false, User::connectSecondsWhole);
        assertThat(Told.of(MANAGER + killed + other).users())
                .singleElement()
                .returns(2, User::sessions)
                .returns(300L, User::connectSeconds)
                .returns(false, User::connectSecondsWhole);
        assertThat(Told.of(MANAGER + other).users())
                .singleElement()
                .returns(300L, User::connectSeconds)
                .returns(true, User::connectSecondsWhole);
    }

    // A session of which only the end is in the log.

    @Test
    void doesNotGuessTheCauseFromAHintAlone() {
        String rest = BOB.statistics("13:05:00", "5.0", 70, 80)
                + BOB.pppd("13:05:00", "Modem hangup")
                + BOB.pppd("13:05:00", "Connection terminated.")
                + BOB.reaped("13:05:00")
                + BOB.exits("13:05:01");

        assertThat(Told.session(rest))
                .returns(EndCause.UNKNOWN, Session::endCause)
                .returns(null, Session::endText);
    }

    @Test
    void believesALineThatTellsTheCauseOutright() {
        String rest = BOB.pppd("13:05:00", "LCP terminated by peer (MPPE disabled)")
                + BOB.statistics("13:05:00", "5.0", 70, 80)
                + BOB.exits("13:05:01");

        assertThat(Told.session(rest)).returns(EndCause.USER_REQUEST, Session::endCause);
    }
}

package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import org.junit.jupiter.api.Test;

/** What outlives a restart of the manager, and what outlives none of the host. */
class RestartTest {

    private static final String MANAGER = """
            12:59:00 pptpd[816]: MGR: Maximum of 100 connections reduced to 20, not enough IP addresses given
            12:59:00 pptpd[818]: MGR: Manager process started
            12:59:00 pptpd[818]: MGR: Maximum of 20 connections available
            """;

    private static final String MANAGER_AGAIN = """
            13:20:00 pptpd[976]: MGR: Maximum of 100 connections reduced to 50, not enough IP addresses given
            13:20:00 pptpd[977]: MGR: Manager process started
            13:20:00 pptpd[977]: MGR: Maximum of 50 connections available
            """;

    private static final String ALICE_UP = ALICE.starts("13:00:00") + ALICE.comesUp("13:00:01");
    private static final String BOB_UP = BOB.starts("13:00:00") + BOB.comesUp("13:00:01");

    @Test
    void leavesTheSessionsOfAnOldManagerUp() {
        Call sameAddress = new Call(988, 989, "ppp2", "10.99.0.13", ALICE.assigned());

        assertThat(Told.of(MANAGER
                                + ALICE_UP
                                + MANAGER_AGAIN
                                + sameAddress.starts("13:20:05")
                                + sameAddress.comesUp("13:20:06"))
                        .sessions())
                .extracting(Session::state, Session::assignedAddress)
                .containsExactly(tuple(State.UP, "192.168.0.234"), tuple(State.UP, "192.168.0.234"));
    }

    @Test
    void countsTheSlotsOfTheNewManagerOnly() {
        assertThat(Told.of(MANAGER + ALICE_UP).server().pool()).isEqualTo(new Pool(20, 1));
        assertThat(Told.of(MANAGER + ALICE_UP + MANAGER_AGAIN).server().pool()).isEqualTo(new Pool(50, 0));
        assertThat(Told.of(MANAGER + ALICE_UP + MANAGER_AGAIN + BOB.starts("13:20:05"))
                        .server()
                        .pool())
                .isEqualTo(new Pool(50, 1));
    }

    /** journalctl -o short-iso, which prints no line of the kernel's where only some programs are asked for. */
    @Test
    void losesEverySessionBetweenTwoBootsOfAJournal() {
        for (String separator : new String[] {"-- Boot 0123456789abcdef0123456789abcdef --\n", "-- Reboot --\n"}) {
            Session alice = Told.session(MANAGER + ALICE_UP + separator + MANAGER_AGAIN);

            assertThat(alice.state()).isEqualTo(State.LOST);
            assertThat(alice.ended()).isEqualTo(Told.at("13:00:01"));
        }
    }

    @Test
    void losesEverySessionAtTheKernelsFirstLine() {
        String boot = "13:40:00 kernel: Linux version 6.1.0-28-amd64 (debian-kernel@lists.debian.org) (gcc-12)\n";
        Snapshot told = Told.of(MANAGER + ALICE_UP + BOB.starts("13:30:00") + boot);

        assertThat(told.sessions())
                .extracting(Session::state, Session::ended, Session::endCause)
                .containsExactly(
                        tuple(State.LOST, Told.at("13:00:01"), EndCause.NAS_REBOOT),
                        tuple(State.FAILED, Told.at("13:30:00"), EndCause.NAS_REBOOT));
        assertThat(told.server()).returns(0, Server::activeSessions).returns(new Pool(null, 0), Server::pool);
    }

    @Test
    void losesEverySessionWhereTheJournalTellsAnotherBoot() {
        Snapshot told = Told.of(inJournal(ALICE_UP, "b00700000000000000000000000000aa", 0)
                + inJournal(BOB_UP, "b00700000000000000000000000000bb", 3600));

        assertThat(told.sessions())
                .extracting(Session::pid, Session::state, Session::endCause)
                .containsExactly(tuple(828, State.LOST, EndCause.NAS_REBOOT), tuple(870, State.UP, null));
    }

    @Test
    void countsTheSamePidAfterABootAsAnotherSession() {
        String boot = "13:00:03 kernel: Linux version 6.1.0-28-amd64 (debian-kernel@lists.debian.org) (gcc-12)\n";

        assertThat(Told.of(ALICE_UP + boot + ALICE.starts("13:00:04") + ALICE.comesUp("13:00:05"))
                        .sessions())
                .extracting(Session::started, Session::state)
                .containsExactly(tuple(Told.at("13:00:00"), State.LOST), tuple(Told.at("13:00:04"), State.UP));
    }

    @Test
    void keepsTheSamePidsOfTwoHostsApart() {
        Snapshot told = Told.of(MANAGER
                + ALICE_UP
                + elsewhere(ALICE_UP)
                + ALICE.named("13:00:02", "alice")
                + elsewhere(ALICE.named("13:00:02", "carol"))
                + elsewhere(ALICE.ends("13:10:00", "10.0", 70, 80)));

        assertThat(told.sessions())
                .extracting(Session::host, Session::user, Session::state)
                .containsExactly(tuple("vpn1", "alice", State.UP), tuple("vpn2", "carol", State.CLOSED));
        assertThat(told.server().name()).isEqualTo("(2 hosts)");
        assertThat(told.server().pool()).isEqualTo(new Pool(20, 1).of("vpn1", null));
    }

    @Test
    void losesTheSessionsOfTheHostAloneThatBooted() {
        assertThat(Told.of(ALICE_UP + elsewhere(BOB_UP) + "13:40:00 vpn2 kernel: Linux version 6.1.0-28-amd64 (x)\n")
                        .sessions())
                .extracting(Session::host, Session::state)
                .containsExactly(tuple("vpn1", State.UP), tuple("vpn2", State.LOST));
    }

    @Test
    void namesTheHostsThatRunAServerOnly() {
        assertThat(Told.of("12:00:00 mail kernel: Linux version 6.1.0-28-amd64 (x)\n" + ALICE_UP)
                        .server()
                        .name())
                .isEqualTo("vpn1");
    }

    @Test
    void tellsTheFullestOfTwoPoolsOfUnknownSize() {
        assertThat(Told.of(ALICE.connects("13:00:00") + ALICE.finishes("13:00:01") + elsewhere(ALICE_UP))
                        .server()
                        .pool())
                .isEqualTo(new Pool(null, 1).of("vpn2", null));
    }

    @Test
    void countsThePeakWithoutThoseWhoseEndWasInferred() {
        String boot = "13:40:00 kernel: Linux version 6.1.0-28-amd64 (x)\n";
        Call again = BOB.pppd(970).on("ppp0");
        Snapshot told = Told.of(ALICE_UP
                + BOB_UP
                + boot
                + ALICE.starts("14:00:00")
                + ALICE.comesUp("14:00:01")
                + again.starts("15:00:00")
                + again.comesUp("15:00:01"));

        assertThat(told.server()).returns(2, Server::peakSessions).returns(Told.at("13:00:01"), Server::peakTime);
    }

    @Test
    void countsThePeakWithoutThosePptpctrlEnded() {
        String killed = ALICE.startsWithDebug("13:00:00")
                + ALICE.comesUp("13:00:01")
                + ALICE.ptyFails("13:05:00")
                + ALICE.finishes("13:05:00");

        assertThat(Told.of(killed + BOB.starts("13:10:00") + BOB.comesUp("13:10:01"))
                        .server())
                .returns(1, Server::peakSessions)
                .returns(Told.at("13:00:01"), Server::peakTime);
    }

    private static String elsewhere(String log) {
        return log.replaceAll("(?m)^(\\S+) ", "$1 vpn2 ");
    }

    /** As journalctl -o json tells it. */
    private static String inJournal(String log, String boot, int secondsLater) {
        StringBuilder journal = new StringBuilder();
        log.lines().forEach(line -> {
            long micros = (Told.at(line.substring(0, 8)).toEpochSecond() + secondsLater) * 1_000_000;
            String tag = line.substring(9, line.indexOf('['));
            String pid = line.substring(line.indexOf('[') + 1, line.indexOf(']'));
            String message = line.substring(line.indexOf("]: ") + 3);
            journal.append(
                    ("{\"__REALTIME_TIMESTAMP\":\"%d\",\"_BOOT_ID\":\"%s\",\"_HOSTNAME\":\"vpn1\",\"_UID\":\"0\","
                                    + "\"SYSLOG_IDENTIFIER\":\"%s\",\"SYSLOG_PID\":\"%s\",\"MESSAGE\":\"%s\"}\n")
                            .formatted(micros, boot, tag, pid, message));
        });
        return journal.toString();
    }
}

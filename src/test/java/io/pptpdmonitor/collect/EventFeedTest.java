package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pptpdmonitor.model.Event;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an event is told: as soon as it is certain, and not much later where something is missing. */
class EventFeedTest {

    private static final String UP = ALICE.starts("13:00:00") + ALICE.comesUp("13:00:02");

    private final List<Event> told = new ArrayList<>();
    private Instant now = Told.at("13:10:00").toInstant();
    private Host host;
    private Collector collector;

    EventFeedTest(@TempDir Path root) {
        host = Host.below(root).logs("");
        collector = host.collector(() -> now);
    }

    @BeforeEach
    void listen() throws IOException {
        collector.collect();
        collector.tell(told::add);
    }

    @AfterEach
    void close() throws IOException {
        collector.close();
    }

    private List<String> after(String log) throws IOException {
        return after(log, 0);
    }

    /** What is told when so many seconds have gone by and this was written. */
    private List<String> after(String log, int seconds) throws IOException {
        told.clear();
        now = now.plusSeconds(seconds);
        host.appends(log);
        collector.collect();
        return told.stream().map(EventFeedTest::text).toList();
    }

    private static String text(Event event) {
        String type = event.type().label();
        if (event instanceof Event.OfLogin login) {
            return type + " " + login.failure().user() + " " + login.failure().clientAddress();
        }
        return event instanceof Event.OfSession of
                ? type + " " + of.session().user() + " " + of.session().clientAddress()
                : type;
    }

    @Test
    void waitsAMomentForTheName() throws IOException {
        assertThat(after(UP)).isEmpty();
        assertThat(after(ALICE.named("13:00:03", "alice"))).containsExactly("session-up alice 10.99.0.11");
    }

    @Test
    void tellsWithoutANameWhenNoneCame() throws IOException {
        assertThat(after(UP)).isEmpty();
        assertThat(after("", 4)).isEmpty();
        assertThat(after("", 1)).containsExactly("session-up null 10.99.0.11");
    }

    @Test
    void tellsByTheLogsStampsToo() throws IOException {
        assertThat(after(UP + BOB.connects("13:00:07"))).isEmpty();
        assertThat(after(BOB.starting("13:00:08"))).containsExactly("session-up null 10.99.0.11");
    }

    @Test
    void tellsANameThatComesLater() throws IOException {
        after(UP);
        after("", 5);
        assertThat(after(ALICE.named("13:00:20", "alice"))).containsExactly("session-named alice 10.99.0.11");
    }

    @Test
    void tellsOfALoginThatFailedWhenPptpctrlTellsTheAddress() throws IOException {
        assertThat(after(ALICE.starts("13:00:00") + ALICE.fails("13:00:01", "mallory")))
                .isEmpty();
        assertThat(after("", 30)).isEmpty();
        assertThat(after(ALICE.reaped("13:00:31"))).containsExactly("login-failed mallory 10.99.0.11");
        assertThat(after(ALICE.exits("13:00:31") + ALICE.finishes("13:00:31"))).isEmpty();
    }

    /** An address that two were to give ties a pppd to one of them; the line that names it may say another. */
    @Test
    void tellsNoAddressOfAFailedLoginByAGuess() throws IOException {
        Call second = new Call(700, 701, "ppp0", "10.99.0.12", ALICE.assigned());
        String guessed = ALICE.pptpd("13:00:00", "CTRL: remote address = " + ALICE.assigned())
                + ALICE.connects("13:00:00")
                + ALICE.starting("13:00:01")
                + second.launches("13:00:05")
                + second.pppdStarts("13:00:05")
                + second.fails("13:00:06", "eve");
        assertThat(after(guessed)).isEmpty();
        assertThat(after(second.reaped("13:00:06"))).isEmpty();
        assertThat(after(second.exits("13:00:07") + second.finishes("13:00:07")))
                .containsExactly("login-failed eve 10.99.0.12");
    }

    @Test
    void tellsOfTwoPptpctrlsOfOnePidAsTheListsDo() throws IOException {
        Call second = ALICE.pppd(835);
        Call other = new Call(ALICE.control(), 835, "ppp0", "10.99.0.12", ALICE.assigned());
        assertThat(after(ALICE.starts("13:00:00")
                        + ALICE.fails("13:00:01", "mallory")
                        + ALICE.reaped("13:00:01")
                        + ALICE.exits("13:00:02")
                        + ALICE.finishes("13:00:02")))
                .containsExactly("login-failed mallory 10.99.0.11");
        assertThat(after(second.pppdStarts("13:02:00")
                        + second.fails("13:02:01", "eve")
                        + second.reaped("13:02:02")
                        + second.exits("13:02:02")))
                .isEmpty();
        assertThat(after(other.finishes("13:02:02"))).containsExactly("login-failed eve 10.99.0.12");
        assertThat(collector.collect().failures())
                .extracting(Failure::user, Failure::clientAddress)
                .containsExactly(tuple("mallory", "10.99.0.11"), tuple("eve", "10.99.0.12"));
    }

    @Test
    void tellsOfAFailureWithoutAnAddressAtLast() throws IOException {
        after(ALICE.pppdStarts("13:00:00")
                + ALICE.pppd("13:00:00", "remotenumber 10.99.0.99#011#011# (from command line)")
                + ALICE.pppd("13:00:01", "Peer mallory failed CHAP authentication"));
        assertThat(told).hasSize(1);
        assertThat(after(BOB.pppdStarts("13:00:05")
                        + BOB.pppd("13:00:05", "Peer eve failed CHAP authentication")
                        + BOB.exits("13:00:06")))
                .isEmpty();
        after("", 1);
        assertThat(after("", 5)).containsExactly("login-failed eve null");
    }

    @Test
    void tellsOfAnEndWhenAllOfItWasSaid() throws IOException {
        after(UP + ALICE.named("13:00:03", "alice"));
        String all = ALICE.ends("13:05:00", "5.0", 300, 200);
        String finish = ALICE.finishes("13:05:00");
        assertThat(after(all.substring(0, all.length() - finish.length()))).isEmpty();
        assertThat(after(finish)).containsExactly("session-end alice 10.99.0.11");
        Event.OfSession end = (Event.OfSession) told.get(0);
        assertThat(end.session().traffic()).isNotNull();
        assertThat(end.time()).isEqualTo(Told.at("13:05:00"));
    }

    @Test
    void tellsOfASessionThatTheHostLost() throws IOException {
        host.runs(828, "pppd", "13:00:00").runs(900, "pppd", "13:00:00");
        after(UP + ALICE.named("13:00:03", "alice") + BOB.pppd(900).starts("13:00:00"));
        host.stops(828);
        assertThat(after("")).isEmpty();
        assertThat(after("", 5)).containsExactly("session-end alice 10.99.0.11");
        assertThat(((Event.OfSession) told.get(0)).session().state()).isEqualTo(State.LOST);
    }

    @Test
    void tellsNoFailureOfASessionOfWhichTheLogHoldsTheEndOnly() throws IOException {
        assertThat(after(ALICE.exits("13:00:00") + ALICE.reaped("13:00:00") + ALICE.finishes("13:00:00")))
                .isEmpty();
        assertThat(after("", 60)).isEmpty();
    }

    /** When it came up no line tells: it was up for hours. */
    @Test
    void tellsTheEndAloneOfASessionThatBeganBeforeTheLog() throws IOException {
        assertThat(after(ALICE.ends("13:05:00", "777.3", 300, 200))).containsExactly("session-end null 10.99.0.11");
    }

    @Test
    void tellsNothingOfWhatWasBefore() throws IOException {
        after(UP + ALICE.named("13:00:03", "alice") + BOB.starts("13:00:10") + BOB.fails("13:00:11", "mallory"));
        collector.tell(told::add);
        assertThat(after("", 60)).isEmpty();
        assertThat(after(BOB.reaped("13:00:12") + BOB.exits("13:00:12") + BOB.finishes("13:00:12")))
                .isEmpty();
        assertThat(after(ALICE.ends("13:05:00", "5.0", 300, 200))).containsExactly("session-end alice 10.99.0.11");
    }

    @Test
    void tellsOfTheServer() throws IOException {
        assertThat(after("""
                13:00:00 pptpd[817]: MGR: Manager process started
                13:00:01 pptpd[817]: MGR: No free connection slots or IPs - no more clients can connect!
                13:00:02 kernel: Linux version 6.1.0-18-amd64
                13:00:03 systemd-journald[742]: Forwarding to syslog missed 40 messages.
                """)).containsExactly("server-started", "pool-full", "host-booted", "lines-lost");
        assertThat(((Event.OfServer) told.get(3)).count()).isEqualTo(40);
    }

    @Test
    void holdsNoSessionThatIsOver() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            Call call = ALICE.pppd(2000 + i).control(1000 + i);
            log.append(call.starts("13:00:00")
                    + call.fails("13:00:01", "mallory" + i)
                    + call.ends("13:00:01", "0.0", 0, 0));
        }
        assertThat(after(log.toString())).hasSize(200);
        after("", 60);
        assertThat(collector.untold()).isZero();
    }
}

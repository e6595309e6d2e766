package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.LogParser;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A client negotiates IP once more within one pppd, which writes what there was until then and counts from 0 again
 * (ipcp.c, ipcp_down: print_link_stats, ipcp_up: reset_link_stats). The interface counts on.
 */
class RenegotiationTest {

    private static final String UP = ALICE.starts("13:00:00") + ALICE.comesUp("13:00:01");
    private static final String FIRST = UP + ALICE.statistics("13:02:00", "2.0", 900_000, 800_000);
    private static final String AGAIN = FIRST + ALICE.addresses("13:02:01");

    /** With IPv6 pppd writes the same numbers once more when the link is down. */
    private static final String LAST = ALICE.statistics("13:03:00", "1.0", 5000, 6000)
            + ALICE.pppd("13:03:00", "Connection terminated.")
            + ALICE.statistics("13:03:01", "1.0", 5048, 6000)
            + ALICE.exits("13:03:01");

    @TempDir
    Path root;

    @Test
    void addsWhatWasBeforeOnce() {
        assertThat(Told.session(AGAIN + LAST))
                .returns(State.CLOSED, Session::state)
                .returns(Told.at("13:00:01"), Session::up)
                .returns(180L, Session::connectSeconds)
                .returns(new Traffic(905_048, 806_000, true), Session::traffic);
        assertThat(Told.of(AGAIN + LAST).users())
                .singleElement()
                .returns(905_048L, user -> user.toClientOctets())
                .returns(806_000L, user -> user.fromClientOctets());
    }

    /** It takes milliseconds where the link stays, and the order of the lines is all that tells. */
    @Test
    void addsThreeOfOneSecond() {
        String log = UP
                + ALICE.statistics("13:01:01", "1.0", 1, 10)
                + ALICE.addresses("13:01:01")
                + ALICE.statistics("13:01:01", "0.1", 2, 20)
                + ALICE.addresses("13:01:01")
                + ALICE.ends("13:02:00", "1.0", 4, 40);

        assertThat(Told.session(log))
                .returns(126L, Session::connectSeconds)
                .returns(new Traffic(7, 70, true), Session::traffic);
    }

    @Test
    void countsOnlyOnceWhereALineOfTheBeginIsLate() {
        String late = ALICE.pppd("13:00:02", "remote IP address 192.168.0.234");

        assertThat(Told.session(UP
                        + ALICE.statistics("13:01:01", "1.0", 1, 2)
                        + late
                        + ALICE.statistics("13:01:02", "1.1", 3, 4)
                        + ALICE.exits("13:01:02")))
                .returns(66L, Session::connectSeconds)
                .returns(new Traffic(3, 4, true), Session::traffic);
    }

    @Test
    void tellsWhileItIsUpAgainHowLongItWas() {
        String later = "13:10:01 pptpd[900]: CTRL: Client 10.99.0.66 control connection started\n";

        assertThat(Told.session(AGAIN + later))
                .returns(State.UP, Session::state)
                .returns(120L + 480, Session::connectSeconds)
                .returns(null, Session::traffic);
    }

    /** No count of pppd falls: what was read of the first time is not taken back. */
    @Test
    void tellsTheLeastWhereTheLinesOfComingUpAgainWereLost() {
        assertThat(Told.session(FIRST + LAST))
                .returns(180L, Session::connectSeconds)
                .returns(new Traffic(900_000, 800_000, false), Session::traffic);
    }

    /** Killed, or 2.5.0, which writes nothing after the first time. */
    @Test
    void tellsTheLeastWhereTheLastTimeWasNotTold() {
        assertThat(Told.session(AGAIN + ALICE.exits("13:10:01")))
                .returns(120L + 480, Session::connectSeconds)
                .returns(new Traffic(900_000, 800_000, false), Session::traffic);
    }

    /** 2.4.2 writes at its end alone; of another one the lines were lost. */
    @Test
    void tellsTheLeastWhereTheFirstTimeWasNotTold() {
        assertThat(Told.session(UP + ALICE.addresses("13:02:01") + LAST))
                .returns(180L, Session::connectSeconds)
                .returns(new Traffic(5048, 6000, false), Session::traffic);
        assertThat(Told.session(
                        UP + ALICE.pppd("13:02:00", "Connect time 2.0 minutes.") + ALICE.addresses("13:02:01") + LAST))
                .returns(180L, Session::connectSeconds)
                .returns(new Traffic(5048, 6000, false), Session::traffic);
    }

    /** Neither its own clock nor that of the stamps tells how long the second time was. */
    @Test
    void knowsNoSecondsOfALastTimeDuringWhichTheClockWasSet() {
        String back = """
                11:00:00 pptpd[900]: CTRL: Client 10.99.0.66 control connection started
                11:30:00 pptpd[900]: CTRL: Client 10.99.0.66 control connection finished
                """;

        assertThat(Told.session(AGAIN + back + ALICE.exits("11:30:01"))).returns(null, Session::connectSeconds);
        assertThat(Told.session(AGAIN + back + ALICE.ends("11:30:01", "60.0", 1, 2)))
                .returns(120L + 3600, Session::connectSeconds)
                .returns(new Traffic(900_001, 800_002, false), Session::traffic);
    }

    /** @param place after so many of its lines it is saved, and read again */
    @ParameterizedTest
    @CsvSource({"0", "1", "2", "5", "9", "12", "14", "16", "17", "18", "20"})
    void survivesARestartBetween(int place) throws DamagedStateException {
        String[] lines = Told.whole(AGAIN + LAST).split("\n", -1);
        LogParser parser = new LogParser(ZoneOffset.UTC);
        SessionTable table = new SessionTable();
        for (int i = 0; i < lines.length; i++) {
            SessionTable read = i == place ? restored(table) : table;
            byte[] line = lines[i].replace("Nov 22 ", Told.DAY)
                    .replaceFirst(" ", "Z ")
                    .getBytes(StandardCharsets.UTF_8);
            parser.line(line, 0, line.length, read::apply);
            table = read;
        }

        assertThat(Truths.snapshot(table, Told.at("13:04:00")).sessions())
                .singleElement()
                .returns(180L, Session::connectSeconds)
                .returns(new Traffic(905_048, 806_000, true), Session::traffic);
    }

    private static SessionTable restored(SessionTable table) throws DamagedStateException {
        StateOutput out = new StateOutput();
        table.flush();
        table.save(out);
        SessionTable restored = new SessionTable();
        restored.restore(new StateInput(out.toByteArray()));
        return restored;
    }

    /**
     * What the interface had carried ten seconds before the end, what pppd wrote of the first time and of the last, and what
     * it was in all: at least so much where some passed in between, which pppd counted neither time.
     */
    @ParameterizedTest
    @CsvSource({
        "905000, 900000, 9000, 909000, true",
        "905500, 900000, 5048, 905500, true",
        "995000, 900000, 5048, 995000, false",
        "9012345678, 422411386, 64, 9012346042, true", // 2 x 2^32 + 422411450
        "9012345678, 4294967295, 1000, 9012345678, false"
    })
    void agreesWithTheInterface(long sample, long first, long last, long total, boolean exact) throws IOException {
        assertThat(followed(sample, first, last, Duration.ofSeconds(10))).isEqualTo(new Traffic(total, 600, exact));
    }

    /** In five minutes it may have been 4 GiB, but as well what was carried in between. */
    @Test
    void addsNoWrapToASampleThatIsOld() throws IOException {
        assertThat(followed(995_000, 900_000, 5048, Duration.ofMinutes(5))).isEqualTo(new Traffic(995_000, 600, false));
    }

    /** @param passed from the last look at the interface to the end, of a session of an hour */
    private @Nullable Traffic followed(long sample, long first, long last, Duration passed) throws IOException {
        Instant[] now = {Told.at("13:50:00").toInstant()};
        Host host = Host.below(root)
                .logs("12:10:00 pptpd[818]: MGR: Manager process started\n"
                        + UP
                        + ALICE.statistics("13:30:00", "30.0", first, 300)
                        + ALICE.addresses("13:30:01"))
                .runs(818, "pptpd", "12:10:00")
                .runs(828, "pppd", "13:00:00")
                .heldBy("ppp0", 828)
                .carries("ppp0", 7, sample, 600);
        try (Collector collector = host.collector(() -> now[0])) {
            assertThat(collector.collect().sessions())
                    .singleElement()
                    .returns(new Traffic(sample, 600, true), Session::traffic);
            now[0] = now[0].plus(passed).plusSeconds(1);
            String end = now[0].minusSeconds(1).atOffset(ZoneOffset.UTC).toLocalTime() + ":00";
            host.carriesNothing().stops(828).appends(ALICE.ends(end.substring(0, 8), "20.2", last, 300));
            return collector.collect().sessions().get(0).traffic();
        }
    }

    /** The hook tells what pppd counted since IP came up again, and what the interface did all the time. */
    @Test
    void widensTheSumByWhatTheHookReads() {
        String first = UP + ALICE.statistics("13:30:00", "30.0", 1 << 30, 100) + ALICE.addresses("13:30:01");
        String down = "13:50:10 pptpd-monitor: event=down ip=4 pid=828 interface=ppp0 client=10.99.0.11 seconds=1210"
                + " sent=500 received=200 tx=" + ((5L << 30) + 636) + " rx=442 user=alice format=1\n";

        assertThat(Told.session(first + down + ALICE.ends("13:50:10", "20.2", 500, 200)))
                .returns(new Traffic((5L << 30) + 500, 300, true), Session::traffic);
    }

    /** The script runs beside pppd: what it tells of the first time may come after IP is up again. */
    @Test
    void takesALateHookForWhatWasBefore() {
        String down = "13:02:02 pptpd-monitor: event=down ip=4 pid=828 interface=ppp0 client=10.99.0.11 seconds=120"
                + " sent=900000 received=800000 tx=900136 rx=800142 user=alice format=1\n";

        assertThat(Told.session(AGAIN + down + ALICE.exits("13:03:01")))
                .returns(new Traffic(900_000, 800_000, false), Session::traffic);
        assertThat(Told.session(AGAIN + down + LAST)).returns(new Traffic(905_048, 806_000, true), Session::traffic);
    }

    /** The lines of the addresses stand in a log of whole seconds, or come late: they are merged behind the first numbers. */
    @Test
    void countsOnceWhatAnAddressIsMergedInto() {
        String log = ALICE.starts("13:00:00")
                + ALICE.authorized("13:00:01")
                + ALICE.statistics("13:00:02", "0.1", 168, 170)
                + ALICE.addresses("13:00:02")
                + ALICE.pppd("13:00:02", "Connection terminated.")
                + ALICE.statistics("13:00:02", "0.1", 168, 170)
                + ALICE.exits("13:00:02");

        assertThat(Told.session(log))
                .returns(State.CLOSED, Session::state)
                .returns(6L, Session::connectSeconds)
                .returns(new Traffic(168, 170, true), Session::traffic);
    }

    @Test
    void isCertainOfOneOnlyWhereTheNumbersMayBeOfTwo() {
        String log = UP
                + ALICE.statistics("13:00:02", "0.1", 168, 170)
                + ALICE.addresses("13:00:02")
                + ALICE.statistics("13:00:03", "0.1", 168, 170)
                + ALICE.exits("13:00:03");

        assertThat(Told.session(log).traffic()).isEqualTo(new Traffic(168, 170, false));
    }
}

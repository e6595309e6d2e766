package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pppd before 2.4.9 measures its connect time by the clock that is set: main.c, gettimeofday, unsigned. */
class OldPppdTest {

    private static Session session(String version, String log) {
        return Told.session(log.replace("pppd 2.4.9 started", "pppd " + version + " started"));
    }

    private static String lasts(String up, String end, String minutes) {
        return ALICE.starts(up) + ALICE.comesUp(up) + ALICE.ends(end, minutes, 1000, 2000);
    }

    /** Up for 30 minutes, and after ten the clock was set back by two hours: (2^32 - 5400 + 5) / 6 tenths of minutes. */
    @ParameterizedTest
    @CsvSource({"2.4.7", "2.4.8", "2.4.5", "2.4.9", "2.5.2"})
    void knowsNoSecondsOfLessThanNothing(String version) {
        assertThat(session(version, lasts("12:00:01", "10:30:01", "71582698.3")))
                .returns(State.CLOSED, Session::state)
                .returns(null, Session::connectSeconds)
                .returns(Told.at("12:00:01"), Session::up)
                .returns(new Traffic(1000, 2000, version.equals("2.5.2")), Session::traffic);
    }

    /** Up for three hours, of which the clock showed one. */
    @ParameterizedTest
    @CsvSource({"2.4.8, ", "2.4.9, 10800"})
    void knowsNoSecondsOfAClockThatWasSetMeanwhile(String version, Long seconds) {
        String set = ALICE.control(1).connects("14:00:00")
                + ALICE.control(1).finishes("12:00:00")
                + ALICE.control(2).connects("12:30:00");
        String log = ALICE.starts("13:00:00")
                + ALICE.comesUp("13:00:00")
                + set
                + ALICE.ends("14:00:00", seconds == null ? "60.0" : "180.0", 1, 2);

        assertThat(session(version, log)).returns(seconds, Session::connectSeconds);
    }

    /** Up for an hour by stamps of another clock, as of a central log. */
    @ParameterizedTest
    @CsvSource({
        "2.4.5, 29939521.0, ", // 57 years in an hour
        "2.4.5, 240.0, ", // nobody knows which of the two clocks was set
        "2.4.5, 121.0, 7260", // summer time began, and the stamps do not tell
        "2.4.5, 60.0, 3600",
        "2.4.8, 240.0, ",
        "2.4.9, 240.0, 14400", // the stamps are wrong then
    })
    void doesNotBelieveWhatTheStampsDoNotAllow(String version, String minutes, Long seconds) {
        assertThat(session(version, lasts("12:00:01", "13:00:01", minutes))).returns(seconds, Session::connectSeconds);
    }

    @ParameterizedTest
    @CsvSource({"73.1, 4386", "29939521.0, "})
    void takesAPppdThatDidNotTellItsVersionForAnOldOne(String minutes, Long seconds) {
        assertThat(Told.session(ALICE.ends("13:00:30", minutes, 1, 2))).returns(seconds, Session::connectSeconds);
    }

    @Test
    void takesTheStampsWhereNothingElseTells() {
        String log = ALICE.starts("12:00:00")
                + ALICE.comesUp("12:00:01")
                + ALICE.ptyFails("12:30:01")
                + ALICE.reaped("12:30:01")
                + ALICE.finishes("12:30:01");

        assertThat(session("2.4.7", log)).returns(1800L, Session::connectSeconds);
    }
}

package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stamps that tell their year, and are ahead of the clock of whoever reads them, which shows the end of 22 November. */
class FutureTest {

    private static final String BEFORE = BOB.connects("2026-11-22T12:00:00Z vpn1");
    private static final String ALICE_UP = ALICE.starts("2099-01-01T00:00:00Z vpn1")
            + ALICE.comesUp("2099-01-01T00:00:03Z vpn1")
            + ALICE.named("2099-01-01T00:00:03Z vpn1", "alice");

    @Test
    void areOfTheMomentOfTheLineBefore() {
        Snapshot told = Told.of(BEFORE + ALICE_UP);
        Session session = told.sessions().get(0);

        assertThat(told.asOf()).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(session.state()).isEqualTo(State.UP);
        assertThat(session.started()).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(session.up()).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(session.connectSeconds()).as("nobody knows").isNull();
        assertThat(told.health().doubts())
                .isEqualTo(new Health.Doubts(0, 0, ALICE_UP.lines().count() - 1));
    }

    @Test
    void tellNoSecondsOnceTheClockIsRight() {
        Snapshot told = Told.of(BEFORE + ALICE_UP + BOB.finishes("2026-11-22T15:00:00Z vpn1"));

        assertThat(told.asOf()).isEqualTo("2026-11-22T15:00:00Z");
        assertThat(told.sessions().get(0).connectSeconds())
                .as("not three hours")
                .isNull();
    }

    @Test
    void leaveWhatPppdCounted() {
        Session session = Told.session(BEFORE + ALICE_UP + ALICE.ends("2026-11-22T15:00:00Z vpn1", "12.0", 1, 2));

        assertThat(session.connectSeconds()).isEqualTo(720);
        assertThat(session.ended()).isEqualTo("2026-11-22T15:00:00Z");
        assertThat(session.up()).isBeforeOrEqualTo(session.ended());
    }

    /** A file is read by a host that has lost its clock. */
    @Test
    void areTakenAsTheyAreWhereAllAreOfTheFuture() {
        Session session = Told.session(ALICE_UP + ALICE.ends("2099-01-01T00:12:00Z vpn1", "12.0", 1, 2));

        assertThat(session.started()).isEqualTo("2099-01-01T00:00:00Z");
        assertThat(session.ended()).isEqualTo("2099-01-01T00:12:00Z");
    }

    /** Half a day ahead is a zone that was forgotten, or a clock that is about to be set. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T23:30:00Z", "2026-11-23T12:00:00Z", "2026-11-23T23:59:00Z"})
    void areTakenAsTheyAreWithinADay(String stamp) {
        Session session = Told.session(BEFORE + ALICE.starts(stamp + " vpn1") + ALICE.comesUp(stamp + " vpn1"));

        assertThat(session.started()).isEqualTo(stamp);
        assertThat(session.connectSeconds()).isZero();
    }

    /** By how much the clock of the host is set while Alice is up. */
    @ParameterizedTest
    @ValueSource(longs = {-400 * 86_400L, -3 * 86_400L, -23 * 3600L, -7200, -130, -30, 30, 130, 7200, 23 * 3600L})
    void makeNoDurationNegativeNorLongerThanPppdCounted(long step) {
        var up = java.time.OffsetDateTime.parse("2026-11-20T12:00:00Z");
        var end = up.plusSeconds(720 + step);
        for (boolean full : new boolean[] {true, false}) {
            String begin = full ? "2026-11-20T12:00:00Z vpn1" : "Nov 20 12:00:00 vpn1";
            Session session = Told.session(BOB.connects(begin)
                    + ALICE.starts(begin)
                    + ALICE.comesUp(begin)
                    + ALICE.ends(full ? iso(end) : bsd(end), "12.0", 1, 2));

            assertThat(session.connectSeconds()).as("full %s", full).isEqualTo(720);
            assertThat(session.state()).isEqualTo(State.CLOSED);
            if (Math.abs(step) <= 86_400 && step != -30 && step != -130) {
                assertThat(session.up()).isEqualTo(up);
            }
        }
    }

    private static String iso(java.time.OffsetDateTime time) {
        return java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time) + " vpn1";
    }

    private static String bsd(java.time.OffsetDateTime time) {
        return java.time.format.DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", java.util.Locale.ROOT)
                        .format(time) + " vpn1";
    }

    @ParameterizedTest
    @ValueSource(longs = {-3 * 86_400L, -23 * 3600L, -7200, -130, -30})
    void makeNothingThatRunsBeginAfterNow(long step) {
        var up = java.time.OffsetDateTime.parse("2026-11-20T12:00:00Z");
        var now = up.plusSeconds(step);
        String begin = iso(up);
        Snapshot told = Told.of(ALICE.starts(begin)
                + ALICE.comesUp(begin)
                + BOB.connects(iso(now))
                + BOB.starting(iso(now))
                + BOB.pppd(iso(now), "pppd 2.4.9 started by root, uid 0"));

        Session session = told.sessions().get(0);
        assertThat(session.state()).isEqualTo(State.UP);
        assertThat(session.started()).isBeforeOrEqualTo(told.asOf());
        if (session.up() != null) {
            assertThat(session.up()).isBeforeOrEqualTo(told.asOf());
        }
        Long seconds = session.connectSeconds();
        assertThat(seconds == null || seconds == 0).isTrue();
    }
}

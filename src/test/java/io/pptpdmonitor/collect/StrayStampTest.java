package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stamp that is damaged, or of another clock, among others that are right: the line's place tells its moment. */
class StrayStampTest {

    private static final String BEGIN = "2026-11-22T13:00:00Z vpn1";
    private static final String END = "2026-11-22T13:01:00Z vpn1";

    /** Of another client, before and after. */
    private static final String BEFORE = BOB.connects("2026-11-22T12:59:00Z vpn1");

    private static final String AFTER = BOB.finishes("2026-11-22T13:02:00Z vpn1");

    private static final List<String> CALL = (ALICE.startsWithDebug(BEGIN)
                    + ALICE.comesUp(BEGIN)
                    + ALICE.named(BEGIN, "alice")
                    + ALICE.ends(END, "1.0", 500, 600))
            .lines()
            .toList();

    static Stream<Integer> places() {
        return IntStream.range(0, CALL.size()).boxed();
    }

    @ParameterizedTest
    @MethodSource("places")
    void beginsNoOtherSession(int place) {
        for (String stray : List.of("2026-11-10T13:00:00Z", "2026-11-22T09:30:00Z", "2026-11-22T19:30:00Z")) {
            List<Session> told = Told.sessions(BEFORE + String.join("\n", with(place, stray)) + "\n" + AFTER);

            assertThat(told).as(stray + CALL.get(place).substring(20)).hasSize(1);
            Session session = told.get(0);
            assertThat(session.state()).isEqualTo(State.CLOSED);
            assertThat(session.user()).isEqualTo("alice");
            assertThat(session.traffic()).isEqualTo(new Traffic(500, 600, true));
            assertThat(session.started()).isBeforeOrEqualTo("2026-11-22T13:01:00Z");
            assertThat(session.ended()).isBetween("2026-11-22T13:00:00Z", "2026-11-22T19:30:00Z");
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void takesALineFromLongAgoForOneOfTheMomentBefore(int place) {
        Session session = Told.session(BEFORE + String.join("\n", with(place, "2026-11-10T13:00:00Z")) + "\n" + AFTER);

        assertThat(session.started()).isBetween("2026-11-22T12:59:00Z", "2026-11-22T13:00:00Z");
        assertThat(session.up()).isEqualTo("2026-11-22T13:00:00Z");
        assertThat(session.ended()).isBetween("2026-11-22T13:00:00Z", "2026-11-22T13:01:00Z");
    }

    private static List<String> with(int place, String stamp) {
        return IntStream.range(0, CALL.size())
                .mapToObj(i -> i == place ? stamp + CALL.get(i).substring(stamp.length()) : CALL.get(i))
                .toList();
    }

    @Test
    void endsNoLogInThePastWhereItsLastLineIsOutOfPlace() {
        String log = ALICE.starts(BEGIN)
                + ALICE.comesUp(BEGIN)
                + BOB.connects("2026-11-22T13:30:00Z vpn1")
                + BOB.finishes("2026-11-10T13:30:01Z vpn1");

        assertThat(Told.of(log).asOf()).isEqualTo("2026-11-22T13:30:00Z");
        assertThat(Told.session(log).connectSeconds())
                .as("the clock may have been set")
                .isNull();
        assertThat(Told.session(log).up()).isEqualTo("2026-11-22T13:00:00Z");
    }

    @Test
    void takesTwoLinesInSuccessionForAClockThatWasSet() {
        Session session = Told.session(BOB.connects("2026-11-22T15:00:00Z vpn1")
                + ALICE.starts(BEGIN)
                + ALICE.comesUp(BEGIN)
                + ALICE.ends(END, "1.0", 500, 600));

        assertThat(session.started()).isEqualTo("2026-11-22T13:00:00Z");
        assertThat(session.ended()).isEqualTo("2026-11-22T13:01:00Z");
    }
}

package io.pptpdmonitor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateInputTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 63, 64, -64, -65, 127, 128, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE})
    void readsTheNumberThatWasWritten(long value) throws DamagedStateException {
        StateInput in = new StateInput(new StateOutput().number(value).toByteArray());

        assertThat(in.number()).isEqualTo(value);
        assertThat(in.atEnd()).isTrue();
    }

    @Test
    void numbersNearZeroTakeOneOctet() {
        assertThat(new StateOutput().number(63).number(-64).toByteArray()).hasSize(2);
    }

    @Test
    void tellsNullFromNothing() throws DamagedStateException {
        byte[] octets = new StateOutput()
                .text(null)
                .text("")
                .optional((Long) null)
                .optional(0L)
                .optional((Boolean) null)
                .optional(false)
                .time(null)
                .octets(null)
                .choice(null)
                .toByteArray();

        StateInput in = new StateInput(octets);
        assertThat(in.text()).isNull();
        assertThat(in.text()).isEmpty();
        assertThat(in.optionalLong()).isNull();
        assertThat(in.optionalLong()).isZero();
        assertThat(in.optionalBoolean()).isNull();
        assertThat(in.optionalBoolean()).isFalse();
        assertThat(in.time()).isNull();
        assertThat(in.octets()).isNull();
        assertThat(in.choice(DayOfWeek.class)).isNull();
        assertThat(in.atEnd()).isTrue();
    }

    @Test
    void keepsTextMomentsAndChoices() throws DamagedStateException {
        OffsetDateTime time = OffsetDateTime.parse("2026-11-22T13:56:34.123456789+05:30");
        StateOutput out = new StateOutput();
        byte[] octets = out.text("j\u00fcrgen \ufffd \ud83d\ude00")
                .time(time)
                .instant(Instant.parse("1969-12-31T23:59:59.5Z"))
                .choice(DayOfWeek.FRIDAY)
                .list(List.of("a", "b"), out::text)
                .toByteArray();

        StateInput in = new StateInput(octets);
        assertThat(in.text()).isEqualTo("j\u00fcrgen \ufffd \ud83d\ude00");
        assertThat(in.time()).isEqualTo(time);
        assertThat(in.instant()).isEqualTo(Instant.parse("1969-12-31T23:59:59.5Z"));
        assertThat(in.choice(DayOfWeek.class)).isEqualTo(DayOfWeek.FRIDAY);
        assertThat(in.list(in::needText)).containsExactly("a", "b");
    }

    @Test
    void refusesAChoiceThatThereIsNot() {
        byte[] octets = new StateOutput().text("SOMEDAY").toByteArray();

        assertThatThrownBy(() -> new StateInput(octets).choice(DayOfWeek.class))
                .isInstanceOf(DamagedStateException.class)
                .hasMessage("no DayOfWeek: SOMEDAY");
    }

    /** Any octets, read as anything, are read or refused. */
    @RepeatedTest(200)
    void refusesWhatIsNoState(RepetitionInfo repetition) {
        Random random = new Random(20261126L + repetition.getCurrentRepetition());
        byte[] octets = new byte[random.nextInt(64)];
        random.nextBytes(octets);
        StateInput in = new StateInput(octets);
        try {
            while (!in.atEnd()) {
                switch (random.nextInt(8)) {
                    case 0 -> in.text();
                    case 1 -> in.time();
                    case 2 -> in.octets();
                    case 3 -> in.list(in::number);
                    case 4 -> in.optionalInteger();
                    case 5 -> in.optionalBoolean();
                    case 6 -> in.choice(DayOfWeek.class);
                    default -> in.count();
                }
            }
        } catch (DamagedStateException refused) {
            assertThat(refused).hasMessageNotContaining("null");
        }
    }
}

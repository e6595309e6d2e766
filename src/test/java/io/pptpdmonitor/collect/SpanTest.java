package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpanTest {

    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-11-22T12:00:00+01:00");

    @Test
    void endsWithItsLastNanosecond() {
        Span minute = Span.ofMinutes(1);

        assertThat(minute.isOver(NOON, NOON.plusSeconds(60))).isFalse();
        assertThat(minute.isOver(NOON, NOON.plusSeconds(60).plusNanos(1))).isTrue();
        assertThat(minute.covers(NOON.plusSeconds(60), NOON)).isTrue();
        assertThat(minute.covers(NOON.plusSeconds(60).plusNanos(1), NOON)).isFalse();
    }

    @Test
    void isOfMomentsAndNotOfWhatClocksShow() {
        OffsetDateTime sameMoment = NOON.withOffsetSameInstant(ZoneOffset.ofHours(-11));

        assertThat(Span.ofSeconds(0).covers(NOON, sameMoment)).isTrue();
        assertThat(Span.ofMinutes(1).covers(NOON, NOON.withOffsetSameLocal(ZoneOffset.UTC)))
                .isFalse();
    }

    @Test
    void comparesAsTheJdkDoesAcrossDaysAndOffsets() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            OffsetDateTime some = any(random);
            OffsetDateTime other = any(random);
            int seconds = random.nextInt(100_000);
            Duration length = Duration.ofSeconds(seconds);

            assertThat(Span.ofSeconds(seconds).isOver(some, other))
                    .as("%s %s %s", some, other, length)
                    .isEqualTo(some.plus(length).isBefore(other));
            assertThat(Span.ofSeconds(seconds).covers(some, other))
                    .isEqualTo(Duration.between(some, other).abs().compareTo(length) <= 0);
        }
    }

    private static OffsetDateTime any(Random random) {
        return NOON.plusSeconds(random.nextInt(200_000))
                .withNano(random.nextInt(3))
                .withOffsetSameInstant(ZoneOffset.ofHours(random.nextInt(3)));
    }

    @Test
    void isNotNegative() {
        assertThatThrownBy(() -> Span.ofSeconds(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}

package io.pptpdmonitor.snmp.agentx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Timing.USUAL.shortestPause(), Timing.USUAL.longestPause());

    @Test
    void waitsTwiceAsLongEachTimeUpToTenSeconds() {
        assertThat(next(8)).containsExactly(200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 10_000L, 10_000L);
    }

    @Test
    void beginsAnewWhenToldTo() {
        next(8);
        backoff.reset();
        assertThat(next(2)).containsExactly(200L, 400L);
    }

    private List<Long> next(int count) {
        return Stream.generate(backoff::next)
                .limit(count)
                .map(Duration::toMillis)
                .toList();
    }
}

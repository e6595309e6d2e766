package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Allowance allowance = new Allowance(3, Duration.ofSeconds(10), nanos::get);

    @Test
    void allowsSomeAtOnceThenOneNowAndThen() {
        assertThat(allowance.take()).isZero();
        assertThat(allowance.take()).isZero();
        assertThat(allowance.take()).isZero();
        assertThat(allowance.take()).isNegative();
        after(9);
        assertThat(allowance.take()).isNegative();
        after(1);
        assertThat(allowance.take()).isEqualTo(2);
        assertThat(allowance.take()).isNegative();
    }

    @Test
    void savesNoMoreThanItsMost() {
        after(3600);
        for (int i = 0; i < 3; i++) {
            assertThat(allowance.take()).isZero();
        }
        assertThat(allowance.take()).isNegative();
    }

    private void after(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}

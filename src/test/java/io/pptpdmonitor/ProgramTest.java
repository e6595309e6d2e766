package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class ProgramTest {

    private static final Program SH = Program.require("sh");

    @Test
    void tellsExitAndBothOutputs() {
        assertThat(SH.run("-c", "echo out; echo err >&2; exit 3")).isEqualTo(new Program.Result(3, "out\n", "err\n"));
    }

    @Test
    void runsInTheCLocaleAndUtcWithWhatIsAdded() {
        assertThat(SH.with("A", "b").run("-c", "echo $LC_ALL $TZ $A").out()).isEqualTo("C.UTF-8 UTC b\n");
    }

    @Test
    void failsWhereTheProgramTakesTooLong() {
        assertThatThrownBy(() -> SH.within(Duration.ofMillis(50)).run("-c", "exec tail -f /dev/null"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was not done after");
    }

    @Test
    void skipsTheTestWhereTheProgramIsAbsentButFailsInCi() {
        Class<? extends Throwable> expected =
                "true".equals(System.getenv("CI")) ? AssertionError.class : TestAbortedException.class;
        assertThatThrownBy(() -> Program.require("no-such-program"))
                .isInstanceOf(expected)
                .hasMessageContaining("no program 'no-such-program' here");
    }
}

package io.pptpdmonitor.nagios;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final Thresholds FEW = new Thresholds(Range.parse("5"), Range.parse("10"));

    @Test
    void namesTheOffenderFirstAndKeepsTheOrderOfWhatIsDrawn() {
        CheckResult result = new Findings("X")
                .judge(PerfData.gauge("a", 3), FEW, "3 apples")
                .judge(PerfData.gauge("b", 7), FEW, "7 bears")
                .judge(PerfData.gauge("c", 12), FEW, "12 cats")
                .tell("nothing else")
                .result();

        assertThat(result.line())
                .isEqualTo(
                        "PPTPD X CRITICAL - 12 cats (outside the critical range 10), 7 bears (outside the warning range 5),"
                                + " 3 apples, nothing else | a=3;5;10;0 b=7;5;10;0 c=12;5;10;0");
    }

    @Test
    void putsWhatIsNotKnownBehindWhatIsWrongAndBeforeWhatIsWell() {
        CheckResult result = new Findings("X")
                .tell(Status.OK, "well")
                .tell(Status.UNKNOWN, "dark")
                .tell(Status.WARNING, "odd")
                .result();

        assertThat(result.status()).isEqualTo(Status.WARNING);
        assertThat(result.text()).isEqualTo("odd, dark, well");
    }

    @Test
    void isUnknownWhereNothingWasFound() {
        assertThat(new Findings("X").result().status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void fitsIntoAThousandCharactersAndDrawsLess() {
        Findings many = new Findings("X").tell("x".repeat(500)).list("a line below");
        for (int i = 0; i < 200; i++) {
            many.draw(PerfData.gauge("number" + i, i));
        }
        CheckResult result = many.result();

        assertThat(result.output().length()).isGreaterThan(2000);
        assertThat(result.brief().length()).isBetween(950, 1001);
        assertThat(result.brief()).endsWith("\n").hasLineCount(1).contains(" | number0=0;;;0 number1=1;;;0 ");
    }
}

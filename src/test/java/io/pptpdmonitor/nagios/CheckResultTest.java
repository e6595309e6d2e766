package io.pptpdmonitor.nagios;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.HostileNames;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckResultTest {

    @Test
    void printsStatusTextAndPerformanceDataOnOneLine() {
        CheckResult result = CheckResult.of(
                "USERS",
                Status.WARNING,
                "12 active users",
                List.of(PerfData.gauge("users", 12), PerfData.counter("in", 5)));

        assertThat(result.line()).isEqualTo("PPTPD USERS WARNING - 12 active users | users=12;;;0 in=5c");
    }

    @Test
    void printsLongTextBelowAndNoPerformanceDataThere() {
        CheckResult result = new CheckResult(
                "USERS",
                Status.OK,
                "fine",
                List.of(PerfData.gauge("users", 1)),
                List.of("alice | x=1", "", "bob\nmallory"));

        assertThat(result.output()).isEqualTo("PPTPD USERS OK - fine | users=1;;;0\nalice _ x=1\nbob mallory\n");
    }

    @Test
    void endsItsOneLineWithOneLineFeed() {
        assertThat(CheckResult.unknown("no log").output()).isEqualTo("PPTPD UNKNOWN - no log\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', textBlock = """
                    a|b;c<d>e`f$g                 # a_b,c_d_e_f_g
                    DOM\\nick                     # DOM/nick
                    andré                         # andr?
                    😀                            # ?
                    '  two   blanks  '            # two blanks
                    """)
    void keepsTheTextToTheSafeSet(String text, String clean) {
        assertThat(CheckResult.unknown("USERS", text.replace("\\\\", "\\")).line())
                .isEqualTo("PPTPD USERS UNKNOWN - " + clean);
    }

    @Test
    void isOneLineOfPrintableAsciiWhateverTheReasonHolds() {
        assertThat(HostileNames.all())
                .allSatisfy(
                        name -> assertThat(CheckResult.unknown("USERS", name).line())
                                .matches("PPTPD USERS UNKNOWN - [ -~&&[^|;<>`$\\\\\"&]]{1,403}"));
    }

    /** Plugin outputs that Nagios and Icinga 2 took differently, or not as meant. */
    @TestFactory
    Stream<DynamicTest> cannotBeMadeToPrintWhatEnginesTakeDifferently() throws IOException {
        return Cases.read("perfdata-cases.json", "lines", 6)
                .map(c -> c.get("line").asText().replace("\\n", "\n"))
                .map(text -> DynamicTest.dynamicTest(text.replace('\n', ' '), () -> {
                    CheckResult result =
                            new CheckResult("USERS", Status.OK, text, List.of(PerfData.gauge(text, 1)), List.of(text));
                    assertThat(result.line())
                            .matches("PPTPD USERS OK - [^|;\n]+ \\| (?!.*::)('[^';|=]+'|[^ ';|=]+)=1;;;0");
                    assertThat(result.output()).matches("[^\n]+\n[^|;\n]+\n");
                }));
    }

    @Test
    void cutsAnEndlessReason() {
        assertThat(CheckResult.unknown("x".repeat(100_000)).line())
                .hasSizeLessThan(450)
                .endsWith("x...");
    }

    @Test
    void saysSoWhenThereIsNoText() {
        assertThat(CheckResult.unknown("USERS", "\n").line()).isEqualTo("PPTPD USERS UNKNOWN - no text");
    }
}

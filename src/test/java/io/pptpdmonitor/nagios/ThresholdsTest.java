package io.pptpdmonitor.nagios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            10    | 10 | -
            10,20 | 10 | 20
            ,20   | -  | 20
            1:,@5 | 1: | @5
            """)
    void readsOneRangeOrTwo(String text, @Nullable String warning, @Nullable String critical) {
        assertThat(Thresholds.parse(text, Measure.NUMBER))
                .isEqualTo(new Thresholds(
                        warning == null ? null : Range.parse(warning),
                        critical == null ? null : Range.parse(critical)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10,    | is neither one range nor two: write 10 (a warning above it), 10,20 (critical above 20) or ,20
            ,      | is neither one range nor two
            1,2,3  | is neither one range nor two
            1.5h   | is no range: '1.5h' is no number
            x,5    | 'x' is no range
            """)
    void saysWhatItTakes(String text, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Thresholds.parse(text, Measure.NUMBER))
                .withMessageContaining(problem);
    }

    /** What may be anything from 3 to 5. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10    | OK
            5     | OK
            4     | UNKNOWN
            3     | UNKNOWN
            2     | WARNING
            ,2    | CRITICAL
            ,4    | UNKNOWN
            2,4   | WARNING
            4,2   | CRITICAL
            4:    | UNKNOWN
            6:    | WARNING
            @3:5  | WARNING
            @0:9  | WARNING
            @4    | UNKNOWN
            @4:4  | UNKNOWN
            @6:9  | OK
            """)
    void judgesAsFarAsItIsCertain(String text, Status status) {
        assertThat(Thresholds.parse(text, Measure.NUMBER).status(3, 5)).isEqualTo(status);
    }

    @Test
    void judgesWhatIsExactAsEver() {
        for (String text : new String[] {"10", "10:", "~:10", "5:10,2:20", "@5:10", ",@3", "@20,5"}) {
            Thresholds thresholds = Thresholds.parse(text, Measure.NUMBER);
            assertThat(IntStream.rangeClosed(-1, 25))
                    .allSatisfy(
                            value -> assertThat(thresholds.status(value, value)).isEqualTo(thresholds.status(value)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SECONDS | 90       | 90
            SECONDS | 90s      | 90
            SECONDS | 5m:2h    | 300:7200
            SECONDS | @1.5 h:  | @5400:
            SECONDS | 7d       | 604800
            OCTETS  | 10G      | 10000000000
            OCTETS  | 10GB     | 10000000000
            OCTETS  | 0.1K     | 100
            OCTETS  | 0.1k     | 100
            OCTETS  | 500Mi    | 524288000
            OCTETS  | 1TiB     | 1099511627776
            OCTETS  | 1T:      | 1000000000000:
            OCTETS  | 12B      | 12
            OCTETS  | ~:1e3Ki  | ~:1024000
            PERCENT | 80%      | 80
            """)
    void readsUnits(Measure measure, String text, String plain) {
        assertThat(Range.parse(text, measure)).hasToString(plain);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SECONDS | 90G  | '90G' is no length of time; write seconds, or 90s, 5m, 2h or 1d
            SECONDS | 5M   | '5M' is no length of time
            SECONDS | m    | 'm' is no length of time
            SECONDS | 90%  | not measured in percent
            SECONDS | 1w   | '1w' is no length of time
            OCTETS  | 10m  | '10m' is no number of octets; write octets, or 500K, 10M, 2G or 1T (powers of 1000), or 500Ki
            OCTETS  | 1gb  | '1gb' is no number of octets
            OCTETS  | 1GiG | '1GiG' is no number of octets
            OCTETS  | 1i   | '1i' is no number of octets
            OCTETS  | 1Gi/s| '1Gi/s' is no number of octets
            OCTETS  | 1.5.2K | '1.5.2K' is no number of octets
            NUMBER  | 10K  | '10K' is no number; write [@]start:end
            """)
    void refusesUnitsThatItIsNotMeasuredIn(Measure measure, String text, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Range.parse(text, measure))
                .withMessageContaining(problem);
    }
}

package io.pptpdmonitor.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Elapsed;
import io.pptpdmonitor.model.Octets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.0b",
        "1, 1.0b",
        "1023, 1023.0b",
        "1024, 1.0KB",
        "1048524, 1023.9KB",
        "1048575, 1.0MB",
        "613836390, 585.4MB",
        "4294967296, 4.0GB",
        "1099511627776, 1.0TB",
        "9223372036854775807, 8.0EB"
    })
    void printsOctetsAsTheAncestorDid(long octets, String text) {
        assertThat(Octets.ANCESTORS.text(octets)).isEqualTo(text);
        // IEC 80000-13; a lower-case b is a bit.
        assertThat(Octets.BINARY.text(octets))
                .isEqualTo(text.endsWith("b") ? text.replace('b', 'B') : text.replace("B", "iB"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0B",
        "999, 999.0B",
        "1000, 1.0KB",
        "1024, 1.0KB",
        "999949, 999.9KB",
        "999950, 1.0MB",
        "613836390, 613.8MB",
        "4294967296, 4.3GB",
        "9223372036854775807, 9.2EB"
    })
    void printsOctetsAsThresholdsCountThem(long octets, String text) {
        assertThat(Octets.DECIMAL.text(octets)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0:00:00",
        "59, 0:00:59",
        "15171, 4:12:51",
        "86399, 23:59:59",
        "86400, 1d 00:00:00",
        "187971, 2d 04:12:51",
        "34560000, 400d 00:00:00"
    })
    void printsDurations(long seconds, String text) {
        assertThat(Elapsed.exact(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "119, 119 s", "120, 2 min", "300, 5 min", "7199, 119 min", "7200, 2 h", "172800, 2 d"})
    void printsAgesRoughly(long seconds, String text) {
        assertThat(Elapsed.rough(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain name|plain name",
                "\u001b[31m|\\x1b[31m",
                "\u0000|\\x00",
                "\u202eabc|\\u202eabc",
                "\u00a0|\\xa0",
                "\udbff\udfff|\\u{10ffff}",
                "\ufffd|\ufffd",
                "Jos\u00e9 \u0416 \u5b57|Jos\u00e9 \u0416 \u5b57"
            })
    void printsWhatCannotBeSeenAsItsNumber(String text, String plain) {
        assertThat(PlainText.of(text)).isEqualTo(plain);
    }
}

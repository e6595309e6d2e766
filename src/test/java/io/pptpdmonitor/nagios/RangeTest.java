package io.pptpdmonitor.nagios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {

    /** The table of the Monitoring Plugins Development Guidelines, "Threshold and Ranges", with values on both sides. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # range   | alerts at            | is quiet at
                    10        | -1 -0.001 10.001 54  | 0 5 10
                    10:       | -1 9.999             | 10 11 1000000
                    ~:10      | 10.001 11            | -1000000 0 10
                    10:20     | 9.999 20.001         | 10 15 20
                    @10:20    | 10 15 20             | 9.999 20.001
                    @10       | 0 10                 | -1 11
                    @10:      | 10 11                | 9
                    @~:10     | -5 10                | 11
                    ~:        | -                    | -1000000 0 1000000
                    0:        | -1                   | 0 1
                    -20:-10   | -21 -9               | -20 -10
                    0.5:1.25  | 0.4 1.3              | 0.5 1.25
                    """)
    void readsTheGuidelinesTableAndPrintsItBack(String text, String alerts, String quiet) {
        Range range = Range.parse(text);

        assertThat(values(alerts)).allMatch(range::violatedBy);
        assertThat(values(quiet)).noneMatch(range::violatedBy);
        assertThat(range).hasToString(text);
    }

    /** The lenient column of the cases, as taken here. */
    @ParameterizedTest
    @CsvSource({
        "':10', 10",
        "'@:10', @10",
        "'0:10', 10",
        "'@0:10', @10",
        "'+10', 10",
        "'.5', 0.5",
        "'5.', 5",
        "'1e3', 1000",
        "'1.5E1:', 15:",
        "' 10 ', 10",
        "'10 : 20', 10:20",
        "'@ 10:20', @10:20",
        "'-0', 0",
        "'10.0:20.50', 10:20.5",
        "'1e-7:', 0.0000001:",
    })
    void printsTheSimplestForm(String given, String simplest) {
        assertThat(Range.parse(given)).hasToString(simplest);
    }

    /** What is wrong, and what would be right. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''           | it is empty; write [@]start:end, such as 10, 10:, ~:10, 10:20 or @10:20
                    @            | it has no limit
                    :            | it has no limit
                    @:           | it has no limit
                    20:10        | start 20 is above end 10; write 10:20
                    -10          | it would reach from 0 to -10; write ~:-10 to alert above it or -10: to alert below it
                    10:~         | ~ stands before the colon only; write 10: for no upper limit
                    ~            | ~ alone is no limit; write ~:10 to alert above 10
                    1,5          | a range has no comma; write -w 1 -c 5 for two of them, or 1.5 for one number
                    @80,90       | a range has no comma; write -w @80 -c 90 for two of them, or @80.90 for one number
                    10:, 5:      | a range has no comma; write -w 10: -c 5: for two of them
                    80%,90%      | a range has no comma; write -w 80% -c 90% for two of them
                    80,          | a range has no comma; write [@]start:end, such as 10, 10:, ~:10, 10:20 or @10:20
                    1,2,3        | a range has no comma; write [@]start:end, such as 10, 10:, ~:10, 10:20 or @10:20
                    80%          | this is not measured in percent; write a number without %
                    a:b:c        | it has more than one colon
                    foo          | 'foo' is no number
                    0x10         | '0x10' is no number
                    1_000        | '1_000' is no number
                    @@10         | '@10' is no number
                    1e999        | '1e999' is too large
                    nan          | 'nan' is no number
                    Infinity     | 'Infinity' is no number
                    1:NaN        | 'NaN' is no number
                    10d          | '10d' is no number
                    ٣            | '٣' is no number
                    """)
    void refusesAndSaysWhatWouldBeRight(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Range.parse(text))
                .withMessageContaining("'" + text + "' is no range: ")
                .withMessageContaining(message);
    }

    @Test
    void takesPercentOnlyWhereTheMetricIsAPercentage() {
        assertThat(Range.parse("80%:90%", Measure.PERCENT)).isEqualTo(Range.parse("80:90"));
        assertThat(Range.parse("80", Measure.PERCENT)).isEqualTo(Range.parse("80"));
        assertThatIllegalArgumentException().isThrownBy(() -> Range.parse("90%%", Measure.PERCENT));
        assertThatIllegalArgumentException().isThrownBy(() -> Range.parse("%", Measure.PERCENT));
    }

    @Test
    void cutsAnEndlessThresholdInItsMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Range.parse("9".repeat(100_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void saysNothingOfNan() {
        assertThatIllegalArgumentException().isThrownBy(() -> Range.parse("10").violatedBy(Double.NaN));
    }

    @Test
    void comparesAsDoubleOnBothSides() {
        assertThat(Range.parse("12345678901234567890:").violatedBy(Double.parseDouble("12345678901234567890")))
                .isFalse();
        assertThat(Range.parse("0.1:0.3").violatedBy(0.3)).isFalse();
    }

    @Test
    void readsBackWhateverItPrints() {
        Random random = new Random(20261122);
        for (int i = 0; i < 20_000; i++) {
            Range range = any(random);
            assertThat(Range.parse(range.toString())).isEqualTo(range);
            assertThat(range.toString()).matches("@?(~:|-?[0-9.]+:)?(-?[0-9.]+)?");
        }
    }

    private static Range any(Random random) {
        double a = limit(random);
        double b = limit(random);
        double start = random.nextInt(4) == 0 ? Double.NEGATIVE_INFINITY : Math.min(a, b);
        double end = random.nextInt(4) == 0 ? Double.POSITIVE_INFINITY : Math.max(a, b);
        return new Range(random.nextInt(3) == 0 && end >= 0 ? 0 : start, end, random.nextBoolean());
    }

    private static double limit(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(200) - 100;
            case 1 -> random.nextLong();
            case 2 -> random.nextGaussian();
            case 3 -> -0.0;
            default -> random.nextInt(2000) / 100.0 - 10;
        };
    }

    /** Held against established implementations; see the file's note. Its lenient group is taken where it has one meaning. */
    @TestFactory
    Stream<DynamicTest> agreesWithTheEstablishedImplementations() throws IOException {
        return Cases.read("range-cases.json", "cases", 144)
                .map(c -> DynamicTest.dynamicTest(
                        "%s: '%s' and %s".formatted(text(c, "group"), text(c, "range"), text(c, "value")),
                        () -> holds(c)));
    }

    private static void holds(JsonNode given) {
        String range = text(given, "range");
        boolean refused = text(given, "expect").equals("parse-error") || range.startsWith("\\");
        if (refused) {
            assertThatIllegalArgumentException().isThrownBy(() -> Range.parse(range));
            assertThatIllegalArgumentException().isThrownBy(() -> Range.parse(range, Measure.PERCENT));
            return;
        }
        Range read = range.contains("%") ? Range.parse(range, Measure.PERCENT) : Range.parse(range);
        assertThat(read.violatedBy(Double.parseDouble(text(given, "value"))))
                .isEqualTo(text(given, "expect").equals("alert"));
        if (range.contains("%")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Range.parse(range));
        }
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asText();
    }

    private static List<Double> values(String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split(" ")).map(Double::valueOf).toList();
    }
}

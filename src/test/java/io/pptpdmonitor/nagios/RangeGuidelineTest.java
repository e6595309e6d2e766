package io.pptpdmonitor.nagios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Our ranges against the guideline's own words, written down here a second time and in exact decimals: whatever is
 * generated, both give the same verdict. Seeded, so a failure comes again.
 */
class RangeGuidelineTest {

    private static final int TRIES = 50_000;

    /** What is generated as a limit, from what is usual to what only differs in its last digit. */
    private static final List<String> LIMITS = List.of(
            "",
            "~",
            "0",
            "-0",
            "+0",
            "1",
            "5",
            "10",
            "010",
            "20",
            "-1",
            "-10",
            "-10.5",
            "0.1",
            "0.2",
            "0.3",
            ".5",
            "5.",
            "-.5",
            "10.00000001",
            "9.99999999",
            "1e3",
            "1E-3",
            "-2.5e1",
            "+7",
            "99999999",
            "-99999999",
            "0.00001",
            "x",
            "-",
            "1,5",
            "1_0",
            "0x1",
            "10%",
            "nan",
            "inf",
            "Infinity",
            "1d",
            "~1",
            "--1",
            "1-",
            "1.2.3",
            "1e",
            "e1",
            ".",
            "１");

    private static final List<String> PIECES =
            List.of("@", ":", "~", "-", "+", ".", "0", "1", "2", "9", "10", "e", "E2", " ", ",", "%", "x", "\t");

    @Test
    void givesTheGuidelinesVerdictOfGeneratedRanges() {
        Random random = new Random(1723);
        int alerts = 0;
        int quiet = 0;
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            String text = random.nextInt(4) == 0 ? jumble(random) : range(random);
            Guideline guideline = Guideline.read(text);
            if (guideline == null) {
                assertThatIllegalArgumentException().as(text).isThrownBy(() -> Range.parse(text));
                refused++;
                continue;
            }
            Range range = Range.parse(text);
            for (BigDecimal value : guideline.values(random)) {
                boolean alert = guideline.alerts(value);
                assertThat(range.violatedBy(value.doubleValue()))
                        .as("%s of %s", text, value)
                        .isEqualTo(alert);
                assertThat(Range.parse(range.toString()).violatedBy(value.doubleValue()))
                        .as("%s, printed as %s, of %s", text, range, value)
                        .isEqualTo(alert);
                alerts += alert ? 1 : 0;
                quiet += alert ? 0 : 1;
            }
        }
        assertThat(List.of(alerts, quiet, refused)).allMatch(count -> count > TRIES / 10);
    }

    private static String range(Random random) {
        String from = limit(random);
        String to = limit(random);
        String limits = random.nextInt(3) == 0 ? to : from + ":" + to;
        return (random.nextInt(3) == 0 ? "@" : "") + limits;
    }

    private static String limit(Random random) {
        return random.nextBoolean()
                ? LIMITS.get(random.nextInt(LIMITS.size()))
                : new BigDecimal(random.nextInt(2001) - 1000)
                        .movePointLeft(random.nextInt(4))
                        .toPlainString();
    }

    private static String jumble(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /**
     * Monitoring Plugins Development Guidelines, "Threshold and Ranges": 1. start must not be above end; 2. start and the
     * colon are not required if start is 0; 3. of {@code start:} the end is infinity; 4. {@code ~} is negative infinity;
     * 5. an alert is raised outside of start and end, the end points being inside; 6. after {@code @} inside of them.
     *
     * @param start null for negative infinity
     * @param end null for infinity
     */
    private record Guideline(
            boolean at,
            @Nullable BigDecimal start,
            @Nullable BigDecimal end) {

        /** Of a number all readers take the same from this one. */
        private static final String NUMBER = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,3})?";

        private static final Pattern FORM = Pattern.compile("(@?)(?:(~|" + NUMBER + ")?(:))?(" + NUMBER + ")?");

        /** Null if the text is no range, or one of which implementations make different things. */
        static @Nullable Guideline read(String text) {
            Matcher form = FORM.matcher(text.strip().replaceAll("(?<=[@:])\\s+|\\s+(?=:)", ""));
            if (!form.matches()) {
                return null;
            }
            BigDecimal end = number(form.group(4));
            boolean negativeInfinity = "~".equals(form.group(2));
            BigDecimal given = negativeInfinity ? null : number(form.group(2));
            BigDecimal start = given == null && !negativeInfinity ? BigDecimal.ZERO : given;
            boolean nothing = form.group(2) == null && form.group(4) == null;
            boolean reversed = start != null && end != null && start.compareTo(end) > 0;
            boolean tooLarge = Stream.of(form.group(2), form.group(4))
                    .anyMatch(digits ->
                            digits != null && !digits.equals("~") && Double.isInfinite(Double.parseDouble(digits)));
            return nothing || reversed || tooLarge
                    ? null
                    : new Guideline(!form.group(1).isEmpty(), start, end);
        }

        private static @Nullable BigDecimal number(@Nullable String digits) {
            return digits == null ? null : new BigDecimal(digits);
        }

        boolean alerts(BigDecimal value) {
            boolean outside =
                    (start != null && value.compareTo(start) < 0) || (end != null && value.compareTo(end) > 0);
            return outside != at;
        }

        /** At the ends, beside them and anywhere; of few enough digits that a double tells them apart. */
        List<BigDecimal> values(Random random) {
            BigDecimal low = start == null ? BigDecimal.ZERO : start;
            BigDecimal high = end == null ? low : end;
            BigDecimal beside = new BigDecimal("0.001");
            return Stream.of(
                            low,
                            high,
                            low.subtract(beside),
                            high.add(beside),
                            low.add(high).divide(BigDecimal.valueOf(2)),
                            new BigDecimal(random.nextInt(4001) - 2000).movePointLeft(random.nextInt(3)))
                    .filter(value -> value.precision() <= 15)
                    .toList();
        }
    }
}

package io.pptpdmonitor.nagios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.pptpdmonitor.model.HostileNames;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PerfDataTest {

    /** What Icinga 2, PNP4Nagios and Monitoring::Plugin all read as one item with that label. */
    private static final Pattern READ_BY_ALL = Pattern.compile(
            "(?:'(?!.*::)[A-Za-z0-9 _.@:+-]+'|(?!.*::)[A-Za-z0-9_.@:+-]+)=-?[0-9]+(?:\\.[0-9]+)?[A-Za-z%]*(?:;[-0-9.:~@;]*[-0-9.:~])?");

    @Test
    void printsAnItemAsTheGuidelineSays() {
        PerfData users = PerfData.gauge("users", 12).thresholds(Range.parse("80"), Range.parse("0:90"));

        assertThat(users.atMost(100)).hasToString("users=12;80;90;0;100");
        assertThat(users.atMost(null)).hasToString("users=12;80;90;0");
    }

    @Test
    void writesA64BitCounterWithoutExponent() {
        assertThat(PerfData.counter("in", Long.MAX_VALUE)).hasToString("in=9223372036854775807c");
    }

    @Test
    void refusesUnitsOfMoreThanOneWord() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PerfData("x", BigDecimal.ONE, "B/s", null, null, null, null));
    }

    @Test
    void keepsHostileLabelsToOneReadableItem() {
        assertThat(HostileNames.all())
                .allSatisfy(name -> assertThat(PerfData.gauge(name, 7)
                                .thresholds(Range.parse("@1:9"), null)
                                .toString())
                        .matches(READ_BY_ALL));
    }

    @TestFactory
    Stream<DynamicTest> rendersTheCases() throws IOException {
        return Cases.read("perfdata-cases.json", "render", 20)
                .map(c -> DynamicTest.dynamicTest(
                        c.get("expect").asText() + " of " + c.get("label").asText(), () -> renders(c)));
    }

    /** Keeps the pattern above honest: what it lets through, all three readers were seen to read. */
    @TestFactory
    Stream<DynamicTest> printsOnlyWhatAllReadersRead() throws IOException {
        return Cases.read("perfdata-cases.json", "parse", 38)
                .filter(c -> READ_BY_ALL.matcher(c.get("perfdata").asText()).matches())
                .map(c -> DynamicTest.dynamicTest(c.get("perfdata").asText(), () -> readByAll(c)));
    }

    private static void readByAll(JsonNode given) {
        String label = given.get("perfdata").asText().replaceFirst("=.*", "");
        String bare = label.replace("'", "");
        JsonNode icinga = given.get("icinga2 2.13.6 parse_performance_data");
        JsonNode pnp = given.get("pnp4nagios 0.6 grammar [label,value,uom,warn,crit,min,max]");
        String perl = given.get(
                        "perl Monitoring::Plugin 0.40 parse_perfstring (count|label;value;uom;warn;crit;min;max)")
                .asText();

        assertThat(icinga.get("label").asText()).isEqualTo(bare);
        assertThat(icinga.get("value").isNumber()).isTrue();
        assertThat(pnp.get(0).asText()).isEqualTo(label);
        assertThat(perl).startsWith("1|" + bare + ";" + pnp.get(1).asText() + ";");
    }

    private static void renders(JsonNode given) {
        switch (given.get("expect").asText()) {
            case "REPLACE-OR-REFUSE" -> assertThat(item(given).toString()).matches(READ_BY_ALL);
            case "OMIT-OR-REWRITE" -> omitsOrRewrites(given);
            default ->
                assertThat(numbers(item(given).toString()))
                        .usingElementComparator(PerfDataTest::compare)
                        .isEqualTo(numbers(given.get("expect").asText()));
        }
    }

    /** A value that is no decimal number cannot be made into an item at all. */
    private static void omitsOrRewrites(JsonNode given) {
        if (given.get("value").asText().equals("1e3")) {
            assertThat(item(given)).hasToString("x=1000");
        } else {
            assertThatThrownBy(() -> item(given)).isInstanceOf(NumberFormatException.class);
        }
    }

    private static PerfData item(JsonNode given) {
        return new PerfData(
                given.get("label").asText(),
                new BigDecimal(given.get("value").asText()),
                given.get("uom").asText(),
                range(given.get("warn").asText()),
                range(given.get("crit").asText()),
                number(given.get("min").asText()),
                number(given.get("max").asText()));
    }

    private static @Nullable Range range(String text) {
        return text.isEmpty() ? null : Range.parse(text);
    }

    private static @Nullable BigDecimal number(String text) {
        return text.isEmpty() ? null : new BigDecimal(text);
    }

    /** What readers read: {@code 1.0} and {@code 1} are one number, and the cases leave the number of decimals free. */
    private static List<String> numbers(String item) {
        return Arrays.asList(item.split("(?<=[=;:])|(?=[=;:])"));
    }

    private static int compare(String ours, String expected) {
        Pattern decimal = Pattern.compile("(-?[0-9]+\\.[0-9]+)(.*)");
        Matcher theirs = decimal.matcher(expected);
        if (!theirs.matches()) {
            return ours.compareTo(expected);
        }
        BigDecimal number =
                new BigDecimal(ours.substring(0, ours.length() - theirs.group(2).length()));
        boolean near = number.subtract(new BigDecimal(theirs.group(1))).abs().compareTo(new BigDecimal("0.001")) < 0;
        return near && ours.endsWith(theirs.group(2)) ? 0 : 1;
    }
}

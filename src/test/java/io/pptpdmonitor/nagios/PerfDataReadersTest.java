package io.pptpdmonitor.nagios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.Program;
import io.pptpdmonitor.model.HostileNames;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Performance data of all kinds that can be made, read back by Icinga 2 and by perl's Monitoring::Plugin. */
@Tag("programs")
class PerfDataReadersTest {

    /** What Icinga 2 makes of a unit: its own name of it, and what the value is multiplied by. 2.13.6 drops the c of counters. */
    private static final Map<String, Base> BASES = Map.ofEntries(
            Map.entry("", new Base("", 1)),
            Map.entry("c", new Base("", 1)),
            Map.entry("%", new Base("percent", 1)),
            Map.entry("s", new Base("seconds", 1)),
            Map.entry("ms", new Base("seconds", 1e-3)),
            Map.entry("us", new Base("seconds", 1e-6)),
            Map.entry("B", new Base("bytes", 1)),
            Map.entry("KB", new Base("bytes", 1e3)),
            Map.entry("MB", new Base("bytes", 1e6)),
            Map.entry("GB", new Base("bytes", 1e9)),
            Map.entry("TB", new Base("bytes", 1e12)));

    private static final List<String> UNITS = BASES.keySet().stream().sorted().toList();

    private static final List<String> RANGES = List.of(
            "0",
            "10",
            "1.5",
            "10:",
            "~:10",
            "10:20",
            "@10:20",
            "@5",
            "~:",
            "-20:-10",
            "@~:0.25",
            "0.0001",
            "1000000000000");

    private record Base(String name, double factor) {}

    @TempDir
    Path scratch = Path.of("");

    /** Hostile labels, all units, thresholds and bounds in turn; seeded. */
    private static List<PerfData> made() {
        Random random = new Random(1723);
        return HostileNames.all()
                .map(label -> new PerfData(
                        label,
                        value(random),
                        UNITS.get(random.nextInt(UNITS.size())),
                        range(random),
                        range(random),
                        random.nextBoolean() ? BigDecimal.ZERO : null,
                        random.nextBoolean() ? BigDecimal.valueOf(random.nextInt(1000)) : null))
                .toList();
    }

    private static BigDecimal value(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> BigDecimal.valueOf(random.nextInt(100));
            case 1 -> BigDecimal.valueOf(random.nextLong() >>> 1);
            case 2 -> BigDecimal.valueOf(-random.nextInt(100_000)).movePointLeft(3);
            default -> BigDecimal.ZERO;
        };
    }

    private static @Nullable Range range(Random random) {
        int which = random.nextInt(RANGES.size() + 3);
        return which < RANGES.size() ? Range.parse(RANGES.get(which)) : null;
    }

    @Test
    void icingaReadsWhatWasMeant() throws IOException {
        List<PerfData> items = made();

        JsonNode read =
                icinga(items.stream().map(item -> "add(\"" + item + "\")").collect(Collectors.joining("\n", "", "\n")));

        assertThat(read).hasSize(items.size());
        for (int i = 0; i < items.size(); i++) {
            readByIcinga(items.get(i), read.get(i));
        }
    }

    private static void readByIcinga(PerfData item, JsonNode read) {
        Base base = Objects.requireNonNull(BASES.get(item.unit()));
        assertThat(read.isArray()).as("%s is read: %s", item, read).isTrue();
        assertThat(read.get(0).asText()).as("label of %s", item).isEqualTo(label(item));
        assertThat(read.get(2).asText()).as("unit of %s", item).isEqualTo(base.name);
        same(item, read.get(1), item.value(), base);
        same(item, read.get(3), simple(item.warn()), base);
        same(item, read.get(4), simple(item.crit()), base);
        same(item, read.get(5), item.min(), base);
        same(item, read.get(6), item.max(), base);
    }

    /** It keeps a threshold that is a plain number, and drops one that is a range; the number has to be the right one. */
    private static @Nullable BigDecimal simple(@Nullable Range range) {
        return range == null || range.start() != 0 || range.inside() || Double.isInfinite(range.end())
                ? null
                : BigDecimal.valueOf(range.end());
    }

    private static void same(PerfData item, JsonNode read, @Nullable BigDecimal meant, Base base) {
        if (meant == null) {
            assertThat(read.isNull()).as("%s in %s", read, item).isTrue();
        } else {
            double expected = meant.doubleValue() * base.factor;
            assertThat(Math.abs(read.asDouble() - expected))
                    .as("%s in %s", read, item)
                    .isLessThanOrEqualTo(Math.abs(expected) * 1e-12);
        }
    }

    @Test
    void monitoringPluginReadsWhatWasMeant() throws IOException {
        List<PerfData> items = made();

        List<String> read = perl(items.stream().map(PerfData::toString).toList());

        assertThat(read).hasSameSizeAs(items);
        for (int i = 0; i < items.size(); i++) {
            assertThat(read.get(i)).as(items.get(i).toString()).isEqualTo(readByPerl(items.get(i)));
        }
    }

    /** All on one line, as they are printed: none of them may change the one that follows. */
    @Test
    void aLineOfManyIsTakenApartWhereEachEnds() throws IOException {
        List<PerfData> items = made().subList(0, 300);
        String line = items.stream().map(PerfData::toString).collect(Collectors.joining(" "));

        assertThat(perl(List.of(line)))
                .isEqualTo(items.stream().map(PerfDataReadersTest::readByPerl).toList());
    }

    /** Its expression knows no {@code @}: what stands behind one is not read, and nothing else is read instead. */
    private static String readByPerl(PerfData item) {
        String number = item.value().stripTrailingZeros().toPlainString();
        StringBuilder read = new StringBuilder(label(item) + "|" + number + "|" + item.unit());
        boolean legible = true;
        for (Object part : Arrays.asList(item.warn(), item.crit(), item.min(), item.max())) {
            String text = part == null ? "" : part.toString();
            legible = legible && !text.startsWith("@");
            read.append('|').append(legible ? text : "");
        }
        return read.toString();
    }

    /** As the item's text has it, without quotes: what is unfit for a label is replaced before anybody reads it. */
    private static String label(PerfData item) {
        String text = item.toString();
        return text.startsWith("'") ? text.substring(1, text.indexOf('\'', 1)) : text.substring(0, text.indexOf('='));
    }

    private JsonNode icinga(String additions) throws IOException {
        Path script = Files.writeString(scratch.resolve("read.conf"), """
                var all = []
                var add = function(text) use (all) {
                  try {
                    var p = parse_performance_data(text)
                    all.add([ p.label, p.value, p.unit, p.warn, p.crit, p.min, p.max ])
                  } except {
                    all.add(text)
                  }
                }
                """ + additions + "Json.encode(all)\n");
        Program.Result result = Program.require("icinga2").run("console", "--file", script.toString());
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        ObjectMapper json = new ObjectMapper();
        return json.readTree(json.readTree(result.out()).asText());
    }

    /** One line for each item that it finds in each of these. */
    private List<String> perl(List<String> lines) throws IOException {
        Program.requireFile(Path.of("/usr/share/perl5/Monitoring/Plugin.pm"));
        Path script = Files.writeString(scratch.resolve("read.pl"), """
                use Monitoring::Plugin::Performance;
                while (my $line = <>) {
                  chomp $line;
                  for my $p (Monitoring::Plugin::Performance->parse_perfstring($line)) {
                    my @parts = map { $p->$_ } qw(label value uom warning critical min max);
                    print join("|", map { defined $_ ? $_ : "" } @parts), "\\n";
                  }
                }
                """);
        Path given = Files.write(scratch.resolve("lines"), new ArrayList<>(lines));
        Program.Result result = Program.require("perl").run(script.toString(), given.toString());
        assertThat(result.exit()).as(result.err()).isZero();
        return result.lines();
    }
}

package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Field;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** What {@link PlainLine} reads has the meaning that it has for picocli. */
class PlainLineTest {

    private static final int LINES = 2_000;
    private static final List<String> VALUES = List.of(
            "5",
            "10:20",
            "@1:2",
            "80%",
            "alice",
            "90s",
            "50,-20",
            "a=b",
            "",
            "-5",
            "-w",
            "--short",
            "user=bob",
            "net=192.0.2.0/24",
            "192.0.2.0/24",
            "auth-failed",
            "warning",
            "UTC",
            "pptp",
            "none",
            "no",
            "/",
            "@",
            "--",
            "1M",
            "7,9",
            "each",
            "one",
            "\ufffd",
            "'q'",
            "\"q\"",
            "users",
            "check",
            "$x",
            "${x}",
            "a,b",
            "1.5");

    private static Environment environment() {
        PrintWriter out = new PrintWriter(Writer.nullWriter());
        return new Environment(
                InstantSource.system(), ZoneOffset.UTC, InputStream.nullInputStream(), out, out, false, pause -> false);
    }

    static Stream<String> checks() {
        return Checks.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("checks")
    void meansWhatItMeansToPicocli(String check) throws Exception {
        Random random = new Random(1);
        List<String> names = new ArrayList<>(List.of("-h", "--help", "-V", "--", "--warn", "-vv", "alice", "-w5"));
        for (OptionSpec option : ofCheck(check)) {
            names.addAll(Arrays.asList(option.names()));
        }
        int plain = 0;
        for (int i = 0; i < LINES; i++) {
            plain += sameAsPicocli(line(check, names, random)) ? 1 : 0;
        }
        assertThat(plain).isGreaterThanOrEqualTo(check.equals("metric") ? 0 : LINES / 20);
    }

    private static String[] line(String check, List<String> names, Random random) {
        List<String> line = new ArrayList<>(List.of("check", check));
        for (int words = random.nextInt(4); words > 0; words--) {
            String name = names.get(random.nextInt(names.size()));
            String value = VALUES.get(random.nextInt(VALUES.size()));
            switch (random.nextInt(4)) {
                case 0 -> line.add(name);
                case 1 -> line.add(name + "=" + value);
                default -> line.addAll(List.of(name, value));
            }
        }
        return line.toArray(String[]::new);
    }

    /** Whether it is plain; then picocli must take it, too, and for the same. */
    private static boolean sameAsPicocli(String... args) throws Exception {
        Object plain = PlainLine.of(environment(), args);
        if (plain == null) {
            return false;
        }
        CommandLine parser = parser(args);
        ParseResult parsed = parser.parseArgs(args);
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine last = commands.get(commands.size() - 1);
        OnePlace.check(last);
        assertThat(last.isUsageHelpRequested() || last.isVersionHelpRequested()).isFalse();
        assertThat(options(plain))
                .as(String.join(" ", args))
                .isEqualTo(options(last.getCommandSpec().userObject()));
        return true;
    }

    private static CommandLine parser(String... args) {
        return PptpdMonitorCommand.commandLine(environment(), args);
    }

    private static List<OptionSpec> ofCheck(String name) {
        CommandLine check =
                Objects.requireNonNull(parser("check", name).getSubcommands().get("check"));
        return Objects.requireNonNull(check.getSubcommands().get(name))
                .getCommandSpec()
                .options();
    }

    /** What its options are, and those of its mixins. */
    private static Map<String, String> options(Object owner) throws Exception {
        Map<String, String> options = new TreeMap<>();
        for (Field field : owner.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            Object value = field.get(owner);
            if (field.isAnnotationPresent(Mixin.class)) {
                options(value).forEach((name, text) -> options.put(field.getName() + "." + name, text));
            } else if (field.isAnnotationPresent(Option.class)) {
                options.put(
                        field.getName(), value instanceof boolean[] all ? Arrays.toString(all) : String.valueOf(value));
            }
        }
        return options;
    }

    @Test
    void takesWhatMonitoringSystemsAreToldToWrite() {
        assertThat(PlainLine.of(environment(), "check", "users", "-w", "80", "-c", "90", "--root", "/"))
                .isNotNull();
        assertThat(PlainLine.of(environment(), "check", "pool", "--warning=80", "-v", "-v", "-t", "20"))
                .isNotNull();
        assertThat(PlainLine.of(environment(), "check", "quota", "--user", "alice", "--at-least"))
                .isNotNull();
    }

    @Test
    void leavesTheRestToPicocli() {
        for (String line : List.of(
                "",
                "check",
                "check users -w80",
                "check users -h",
                "check users -H vpn1 -C public",
                "check users -w 1 -w 2",
                "check users --short --short",
                "check users -w",
                "check users -w x",
                "check metric activeUsers",
                "status",
                "check user",
                "check users alice",
                "check users --probe")) {
            assertThat(PlainLine.of(environment(), line.split(" "))).as(line).isNull();
        }
    }
}

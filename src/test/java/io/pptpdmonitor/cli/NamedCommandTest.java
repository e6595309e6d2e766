package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** A command that the first argument names is made without the others. */
class NamedCommandTest {

    private static CommandLine commandLine(String... args) {
        PrintWriter out = new PrintWriter(Writer.nullWriter());
        Environment environment = new Environment(
                InstantSource.system(), ZoneOffset.UTC, InputStream.nullInputStream(), out, out, false, pause -> false);
        return PptpdMonitorCommand.commandLine(environment, args);
    }

    static Stream<String> names() {
        return commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isTheSameAsAmongAll(String name) {
        assertThat(help(named(commandLine(name, "--help"), name))).isEqualTo(help(named(commandLine(), name)));
    }

    private static CommandLine named(CommandLine all, String name) {
        return Objects.requireNonNull(all.getSubcommands().get(name));
    }

    /** With that of its subcommands. */
    private static String help(CommandLine command) {
        StringBuilder help = new StringBuilder(command.getUsageMessage());
        command.getSubcommands().values().forEach(sub -> help.append(help(sub)));
        return help.toString();
    }

    @Test
    void comesAlone() {
        assertThat(commandLine("check", "users").getSubcommands()).containsOnlyKeys("check");
        assertThat(commandLine("users").getSubcommands()).containsOnlyKeys("users");
        assertThat(commandLine("-n", "users").getSubcommands()).hasSizeGreaterThan(8);
        assertThat(commandLine("user").getSubcommands()).hasSizeGreaterThan(8);
    }
}

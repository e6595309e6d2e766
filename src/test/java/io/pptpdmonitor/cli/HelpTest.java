package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "status, 0",
        "sessions, 0",
        "users, 0",
        "failures, 0",
        "why, 0",
        "events, 0",
        "health, 0",
        "agent, 0",
        // A service that runs it by mistake must not look well.
        "check, 3",
        "check users, 3"
    })
    void helpsOnStandardOutputIn80Columns(String command, int exitCode) {
        for (String option : new String[] {"-h", "--help"}) {
            CliRun run = CliRun.of((command + " " + option).strip().split(" "));
            assertThat(run.out()).startsWith(("Usage: pptpd-monitor " + command).strip());
            assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isEqualTo(exitCode);
        }
    }

    /** Monitoring Plugins Development Guidelines: help fits a terminal of 24 lines. What all checks have is told once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "check users -h",
                "check sessions -h",
                "check pool -h",
                "check logins -h",
                "check traffic -h",
                "check quota -h",
                "check daemon -h",
                "check collector -h",
                "check access -h",
                "check alerts -h",
                "check metric -h"
            })
    void helpOfAPluginFitsATerminal(String command) {
        assertThat(CliRun.of(command.split(" ")).out().lines().count()).isLessThanOrEqualTo(23);
    }

    @ParameterizedTest
    @CsvSource({
        "-V, 0",
        "--version, 0",
        "status -V, 0",
        "sessions --version, 0",
        "users -V, 0",
        "failures -V, 0",
        "agent --version, 0",
        "check -V, 3",
        "check users --version, 3"
    })
    void tellsTheVersionEverywhere(String command, int exitCode) {
        CliRun run = CliRun.of(command.split(" "));
        assertThat(run.out()).startsWith("pptpd-monitor ").hasLineCount(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(exitCode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-f x -h", "-h sessions", "--version nope", "-w -h"})
    void helpsWhateverElseIsSaid(String command) {
        assertThat(CliRun.of(command.split(" ")).exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "sessions", "users", "failures", "agent", "check"})
    void namesEveryCommand(String command) {
        Stream<String> lines = CliRun.of("--help").out().lines();
        assertThat(lines).anyMatch(line -> line.startsWith("  " + command + " "));
    }
}

package io.pptpdmonitor.alert;

import static io.pptpdmonitor.alert.OutboxTest.alert;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real shell scripts. */
class CommandRunsTest {

    private final Logged log = new Logged(CommandRuns.class);

    @TempDir
    Path directory = Path.of("");

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void handsTheEventOverOnStandardInputAlone() throws IOException {
        Path script = script("cat >in; echo \"$#\" \"$0\" >args; env >env; echo noise; echo noise >&2");
        try (CommandRuns runs = runs(script, 10_000)) {
            runs.add(alert(7, "users-high"));
            Until.holds("it is done", runs::idle);
        }
        assertThat(file("in")).hasContent("event 7 users-high");
        assertThat(file("args")).hasContent("0 " + script);
        assertThat(Files.readString(file("env"))).contains("PATH=").doesNotContain("users-high", "event", "JAVA");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void killsWhatIsNotDoneInTimeWithItsChildren() throws IOException {
        Path script = script("tail -f /dev/null & echo $! >child; echo $$ >parent; wait");
        try (CommandRuns runs = runs(script, 300)) {
            runs.add(alert(7));
            Until.holds("it is told", () -> log.lines().size() == 1);
            Until.holds("both are gone", () -> !lives("child") && !lives("parent"));
        }
        assertThat(log.lines())
                .containsExactly(script + " for notification 7 was killed, as it was not done after 0 s");
    }

    @Test
    void runsOneAtATimeForEachAlertAndInOrder() throws IOException {
        // A run that finds another one of its alert says so.
        Path script = script("""
            read -r event number name
            mkdir "lock-$name" || echo "$number" >>together
            [ "$name" != slow ] || [ -e gone ] || cat go
            [ "$name" != slow ] || touch gone
            echo "$name $number" >>ran
            rmdir "lock-$name"
            """);
        makePipe();
        try (CommandRuns runs = runs(script, 30_000)) {
            runs.add(alert(1, "slow"));
            runs.add(alert(2, "slow"));
            runs.add(alert(3, "quick"));
            runs.add(alert(4, "quick"));
            Until.holds("the other alert's runs are done", () -> lines("ran").size() == 2);
            letGo();
            Until.holds("all are done", runs::idle);
        }
        assertThat(lines("ran")).containsExactly("quick 3", "quick 4", "slow 1", "slow 2");
        assertThat(file("together")).doesNotExist();
    }

    @Test
    void dropsTheOldestOfOneAlertWhereTooManyWait() throws IOException {
        Path script = script("read -r event number name; [ -e gone ] || cat go; touch gone; echo \"$number\" >>ran");
        makePipe();
        try (CommandRuns runs = runs(script, 30_000)) {
            for (int number = 1; number <= 19; number++) {
                runs.add(alert(number));
            }
            letGo();
            Until.holds("the last is done", runs::idle);
        }
        assertThat(lines("ran")).hasSize(17).startsWith("1", "4").endsWith("19");
        assertThat(log.lines()).hasSize(2).first().asString().contains("was not run for notification 2: too many");
    }

    @Test
    void anotherCommandIsForWhatIsAddedFromThenOn() throws IOException {
        Path script = script("read -r event number name; [ -e gone ] || cat go; touch gone; echo \"$number\" >>ran");
        Path other = Files.copy(script, file("other"));
        Files.writeString(other, Files.readString(other).replace("ran", "other-ran"));
        assertThat(other.toFile().setExecutable(true)).isTrue();
        makePipe();
        try (CommandRuns runs = runs(script, 30_000)) {
            runs.add(alert(1));
            runs.add(alert(2));
            runs.use(other);
            runs.add(alert(3));
            runs.use(null);
            runs.add(alert(4));
            letGo();
            Until.holds("all are done", runs::idle);
        }
        assertThat(lines("ran")).containsExactly("1", "2");
        assertThat(lines("other-ran")).containsExactly("3");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void saysWhatItLeavesWhereTheAgentEnds() throws IOException {
        Path script = script("echo $$ >begun; exec tail -f /dev/null");
        CommandRuns runs = runs(script, 30_000);
        for (int number = 1; number <= 3; number++) {
            runs.add(alert(number));
        }
        Until.holds("the first one runs", () -> !lines("begun").isEmpty());
        runs.close();
        Until.holds("it is killed", () -> !lives("begun"));
        assertThat(log.lines())
                .containsExactlyInAnyOrder(
                        script + " for notification 1 was killed, as the agent ends",
                        script + " was not run for 2 more notifications: the agent ends");
    }

    @Test
    void tellsItsFailureInOneLine() throws IOException {
        Path script = script("exit 3");
        Path none = directory.resolve("none");
        try (CommandRuns runs = runs(script, 10_000);
                CommandRuns others = runs(none, 10_000)) {
            runs.add(alert(7));
            others.add(alert(8));
            Until.holds("both are told", () -> log.lines().size() == 2);
        }
        assertThat(log.lines())
                .contains(script + " for notification 7 ended with 3")
                .anyMatch(line -> line.startsWith(none + " for notification 8 could not be run: "));
    }

    /** What a run waits at: a read of a pipe ends when a writer was there. */
    private void makePipe() {
        assertThat(Program.require("mkfifo").run(file("go").toString()).exit()).isZero();
    }

    /** Waits for the run that waits. */
    private void letGo() throws IOException {
        Files.newOutputStream(file("go"), StandardOpenOption.WRITE).close();
    }

    private CommandRuns runs(Path command, long limitMillis) {
        CommandRuns runs = new CommandRuns(
                event -> "event " + event.number() + " " + event.alert().name() + "\n", Duration.ofMillis(limitMillis));
        runs.use(command);
        return runs;
    }

    private Path script(String body) throws IOException {
        Path script = file("script");
        Files.writeString(script, "#!/bin/sh\ncd " + directory + "\n" + body + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private List<String> lines(String name) {
        try {
            return Files.exists(file(name)) ? Files.readAllLines(file(name)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean lives(String pidFile) {
        long pid = Long.parseLong(lines(pidFile).get(0).strip());
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}

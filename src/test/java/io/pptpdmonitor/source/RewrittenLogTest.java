package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.append;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Somebody takes lines out of the log, or puts it back from a backup: nothing that was told is told again. */
class RewrittenLogTest {

    @TempDir
    Path folder;

    private FollowedLog log;

    /** What editors do, and {@code sed -i}; and what shells do. */
    enum Way {
        NEW_FILE,
        SAME_FILE;

        void write(Path log, String text) throws IOException {
            if (this == SAME_FILE) {
                Files.writeString(log, text);
            } else {
                Path made = Files.writeString(log.resolveSibling("made"), text);
                Files.move(made, log, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @BeforeEach
    void follow() {
        log = FollowedLog.in(folder);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    /** One a minute. */
    private static String line(int number) {
        return "2026-11-22T13:%02d:31+00:00 vpn1 pppd[%d]: Exit.%n".formatted(number, number);
    }

    private static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(RewrittenLogTest::line).collect(Collectors.joining());
    }

    private void read() throws IOException {
        append(log.path, lines(1, 40));
        assertThat(log.poll()).hasSize(40);
    }

    private void assertTold() throws IOException {
        assertThat(log.file.health().text())
                .isEqualTo(
                        "lines after 2026-11-22T13:40:31Z and before 2026-11-22T13:41:31Z may be lost: the file that was"
                                + " read is not among the rotated ones");
        append(log.path, line(42));
        assertThat(log.poll()).containsExactly(42);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void goesOnWhereALineWasTakenOut(Way way) throws IOException {
        read();
        way.write(log.path, lines(1, 19) + lines(21, 41));

        assertThat(log.poll()).containsExactly(41);
        assertTold();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void goesOnWhereItWasTakenOutBetweenTwoProcesses(Way way) throws IOException {
        read();
        way.write(log.path, lines(1, 19) + lines(21, 41));
        log = log.resumed();

        assertThat(log.poll()).containsExactly(41);
        assertTold();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void tellsNothingOfAnOlderBackup(Way way) throws IOException {
        read();
        way.write(log.path, lines(1, 20));

        assertThat(log.poll()).isEmpty();
        append(log.path, line(41));
        assertThat(log.poll()).containsExactly(41);
        assertTold();
    }

    /** As of a router whose clock begins anew at each boot: the lines are of another time. */
    @ParameterizedTest
    @EnumSource(Way.class)
    void readsALogThatBeginsOtherwise(Way way) throws IOException {
        read();
        way.write(log.path, lines(3, 6));

        assertThat(log.poll()).isEqualTo(List.of(3, 4, 5, 6));
    }
}

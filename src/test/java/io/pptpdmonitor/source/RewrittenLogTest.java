package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.append;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** What is done to the first 512 bytes, by which a file is known: some nine lines. */
    enum Edit {
        FIRST_LINE_TAKEN_OUT(lines(2, 40)),
        FIRST_LINES_TAKEN_OUT(lines(25, 40)),
        SECOND_LINE_TAKEN_OUT(line(1) + lines(3, 40)),
        LINE_WRITTEN_BEFORE("# looked at on Sunday\n" + lines(1, 40)),
        NAME_WRITTEN_OVER(lines(1, 40).replaceFirst("vpn1", "vpn9"));

        final String text;

        Edit(String text) {
            this.text = text;
        }
    }

    static List<Arguments> edits() {
        List<Arguments> all = new ArrayList<>();
        for (Edit edit : Edit.values()) {
            for (Way way : Way.values()) {
                all.add(Arguments.of(edit, way));
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("edits")
    void goesOnThoughItBeginsOtherwise(Edit edit, Way way) throws IOException {
        edit(edit, way);

        assertGoesOn();
    }

    @ParameterizedTest
    @MethodSource("edits")
    void goesOnThoughItBeginsOtherwiseBetweenTwoProcesses(Edit edit, Way way) throws IOException {
        edit(edit, way);
        log = log.resumed();

        assertGoesOn();
    }

    private void edit(Edit edit, Way way) throws IOException {
        read();
        way.write(log.path, edit.text + line(41));
    }

    private void assertGoesOn() throws IOException {
        assertThat(log.poll()).containsExactly(41);
        assertTold();
    }

    /** Made before the edit; the place is in it, too. */
    @ParameterizedTest
    @MethodSource("edits")
    void goesOnInItThoughACopyLiesBesideIt(Edit edit, Way way) throws IOException {
        read();
        append(log.path, line(41));
        Files.copy(log.path, folder.resolve("syslog.1"));
        way.write(log.path, edit.text + line(41));
        log = way == Way.NEW_FILE ? log : log.resumed();

        assertThat(log.poll()).containsExactly(41);
        append(log.path, line(42));
        assertThat(log.resumed().poll()).containsExactly(42);
    }

    /** The syslog daemon writes to the file that has no name any more until it is told. */
    @ParameterizedTest
    @EnumSource(Edit.class)
    void tellsOnceWhatStandsInTheOldFileAndInTheNewOne(Edit edit) throws IOException {
        read();
        try (FileChannel daemon = FileChannel.open(log.path, StandardOpenOption.APPEND)) {
            daemon.write(ByteBuffer.wrap(line(41).getBytes(UTF_8)));
            Way.NEW_FILE.write(log.path, edit.text + line(41));
            daemon.write(ByteBuffer.wrap(line(42).getBytes(UTF_8)));
        }
        append(log.path, line(43));

        assertThat(log.poll()).containsExactly(41, 42, 43);
        append(log.path, line(44));
        assertThat(log.resumed().poll()).containsExactly(44);
    }

    /** As a copy that took its place. */
    @Test
    void goesOnWithoutAGapWhereNothingWasChanged() throws IOException {
        read();
        Way.NEW_FILE.write(log.path, lines(1, 41));

        assertThat(log.poll()).containsExactly(41);
        assertThat(log.file.health().text()).isEmpty();
    }

    /** The place is far from the end of a large log. */
    @Test
    void findsThePlaceInALargeLog() throws IOException {
        read();
        String others = "2026-11-22T13:41:00+00:00 vpn1 cron[1]: (root) CMD (true)\n".repeat(100_000);
        Way.NEW_FILE.write(log.path, lines(2, 40) + others + line(41));
        log = log.resumed();

        assertThat(log.poll()).containsExactly(41);
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

package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program that was ended and started again goes on where it was. */
class ResumedLogTest {

    private static final Instant START = Instant.parse("2026-11-22T13:00:00Z");

    @TempDir
    Path folder;

    private FollowedLog log;
    private int seconds;

    @BeforeEach
    void follow() {
        log = FollowedLog.in(folder);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    /** Writes at a moment of its own, later than all before: file systems' clocks are too coarse for a test. */
    private void write(Path file, String text) throws IOException {
        append(file, text);
        touch(file);
    }

    private void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(START.plusSeconds(++seconds)));
    }

    private List<Integer> resume() throws IOException {
        log = log.resumed();
        return log.poll();
    }

    private Path rotated(String name) {
        return folder.resolve("syslog" + name);
    }

    private void rename(String from, String to) throws IOException {
        Files.move(rotated(from), rotated(to));
    }

    private void compress(String from, String to) throws IOException {
        FileTime written = Files.getLastModifiedTime(rotated(from));
        Files.write(rotated(to), gzip(Files.readString(rotated(from))));
        Files.setLastModifiedTime(rotated(to), written);
        Files.delete(rotated(from));
    }

    /** A day without a line, as logrotate without notifempty leaves it. */
    @Test
    void passesOverAnEmptyCompressedFileThatIsNewer() throws IOException {
        write(log.path, lines(1, 3));
        log.poll();
        write(log.path, lines(4, 5));
        rename("", ".2");
        compress(".2", ".2.gz");
        write(rotated(".1"), "");
        compress(".1", ".1.gz");
        write(log.path, lines(6, 7));

        assertThat(resume()).containsExactly(4, 5, 6, 7);
        assertThat(log.file.health().text()).isEmpty();
    }

    /** A router without a clock begins each log alike. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void takesTheFileThatHoldsThePlaceBeforeOneThatBeginsAlike(boolean compressed) throws IOException {
        write(log.path, lines(1, 20));
        log.poll();
        write(log.path, lines(21, 22));
        rename("", ".2");
        write(rotated(".1"), lines(1, 14));
        if (compressed) {
            compress(".2", ".2.gz");
            compress(".1", ".1.gz");
        }
        write(log.path, line(30));

        List<Integer> wanted = IntStream.concat(
                        IntStream.of(21, 22), IntStream.concat(IntStream.rangeClosed(1, 14), IntStream.of(30)))
                .boxed()
                .toList();
        assertThat(resume()).isEqualTo(wanted);
    }

    @Test
    void readsOnlyWhatIsNew() throws IOException {
        write(log.path, lines(1, 3));
        assertThat(log.poll()).containsExactly(1, 2, 3);
        write(log.path, lines(4, 5));

        assertThat(resume()).containsExactly(4, 5);
        assertThat(resume()).isEmpty();
        assertThat(log.file.counts().lines()).isEqualTo(5);
        assertThat(log.file.counts().relevantLines()).isEqualTo(5);
        assertThat(log.file.health().text()).isEmpty();
    }

    /** As long as the one that was read, and the same but for its first bytes: somebody has written over those. */
    @ParameterizedTest
    @CsvSource({"50, 60, 21, 40, true", "50, 60, 21, 40, false"})
    void goesOnBehindThePlaceThoughTheFileBeginsOtherwise(int a, int b, int c, int d, boolean restarted)
            throws IOException {
        write(log.path, lines(10, 40));
        log.poll();
        String other = lines(a, b) + lines(c, d);
        assertThat(other).hasSameSizeAs(lines(10, 40));
        Files.writeString(log.path, other + line(41));
        touch(log.path);

        assertThat(restarted ? resume() : log.poll()).containsExactly(41);
        assertThat(log.file.health().text()).contains("may be lost: the file that was read is not among the rotated");
    }

    /** What the line before said is kept from restart to restart, also where nothing was read between. */
    @Test
    void countsALineThatIsRepeatedBehindIt() throws IOException {
        write(log.path, line(1));
        assertThat(log.poll()).containsExactly(1);
        log = log.resumed().resumed();
        assertThat(log.poll()).isEmpty();
        write(log.path, "2026-11-22T13:29:41+00:00 vpn1 last message repeated 6 times\n");

        assertThat(resume()).containsExactly(1);
    }

    @Test
    void readsAPartialLastLineAsAWhole() throws IOException {
        write(log.path, line(1) + line(2).substring(0, 30));
        assertThat(log.poll()).containsExactly(1);
        write(log.path, line(2).substring(30));

        assertThat(resume()).containsExactly(2);
    }

    @Test
    void readsTheRestOfTheRenamedFile() throws IOException {
        write(log.path, lines(1, 2));
        log.poll();
        write(log.path, line(3));
        rename("", ".1");
        write(log.path, line(4));

        assertThat(resume()).containsExactly(3, 4);
    }

    /** The first start after a rotation: the syslog daemon may still write to the old file. */
    @Test
    void followsTheRenamedFileUntilTheNewOneHoldsSomething() throws IOException {
        write(log.path, lines(1, 2));
        log.poll();
        rename("", ".1");
        write(log.path, "");
        assertThat(resume()).isEmpty();
        write(rotated(".1"), line(3));
        assertThat(log.poll()).containsExactly(3);
        assertThat(resume()).isEmpty();
        write(rotated(".1"), line(4));
        write(log.path, line(5));

        assertThat(log.poll()).containsExactly(4, 5);
        assertThat(resume()).isEmpty();
    }

    @Test
    void readsWhatWasRotatedSeveralTimesAndCompressed() throws IOException {
        write(log.path, lines(1, 2));
        log.poll();
        write(log.path, line(3));
        compress("", ".3.gz");
        write(rotated(".2"), lines(4, 5));
        compress(".2", ".2.gz");
        write(rotated(".1"), line(6));
        write(log.path, line(7));

        assertThat(resume()).containsExactly(3, 4, 5, 6, 7);
        assertThat(resume()).isEmpty();
    }

    @Test
    void readsNothingThatIsOlder() throws IOException {
        write(rotated(".2"), lines(1, 2));
        write(log.path, lines(3, 4));
        log.poll();
        rename(".2", ".3");
        compress("", ".2.gz");
        write(rotated(".1"), line(5));

        assertThat(log.resumed().pollThatFails("no such file")).containsExactly(5);
    }

    @Test
    void readsTheCompressedRestOnceThoughTheNewFileIsNotThereYet() throws IOException {
        write(log.path, lines(1, 2));
        log.poll();
        write(log.path, line(3));
        compress("", ".1.gz");
        log = log.resumed();
        assertThat(log.pollThatFails("no such file")).containsExactly(3);
        log = log.resumed();
        assertThat(log.pollThatFails("no such file")).isEmpty();
        write(log.path, line(4));

        assertThat(resume()).containsExactly(4);
    }

    @Test
    void readsTheCopyOfATruncatedFileFirst() throws IOException {
        write(log.path, lines(1, 2));
        log.poll();
        write(log.path, line(3));
        Files.copy(log.path, rotated(".1"));
        Files.writeString(log.path, lines(4, 9));

        assertThat(resume()).containsExactly(3, 4, 5, 6, 7, 8, 9);
        assertThat(log.file.health().text()).isEmpty();
    }

    /** Of an empty file nobody can say which it was: what was written later than all that was read is new. */
    @Test
    void readsAllThatWasWrittenSinceTheFileWasEmpty() throws IOException {
        write(rotated(".1"), lines(1, 2));
        write(log.path, "");
        assertThat(log.poll()).isEmpty();
        rename(".1", ".3");
        write(log.path, line(3));
        rename("", ".2");
        write(rotated(".1"), line(4));
        write(log.path, line(5));

        assertThat(resume()).containsExactly(3, 4, 5);
        assertThat(log.file.health().text()).isEmpty();
    }

    /** The inode is the same, as truncation keeps it and a file system gives it again. */
    @Test
    void takesAFileWithOtherBytesForAnother() throws IOException {
        write(log.path, lines(1, 3));
        log.poll();
        Files.writeString(log.path, lines(4, 9));

        assertThat(resume()).containsExactly(4, 5, 6, 7, 8, 9);
        assertThat(log.file.health().text())
                .isEqualTo("lines after 2026-11-22T13:29:31Z and before 2026-11-22T13:29:31Z may be lost: the file that"
                        + " was read is not among the rotated ones");
        assertThat(resume()).isEmpty();
        assertThat(log.file.health().text()).startsWith("lines after 2026-11-22T13:29:31Z and before");
    }

    @Test
    void tellsWhatMayBeLostAndReadsNothingOlder() throws IOException {
        write(rotated(".3"), line(1));
        write(log.path, lines(2, 3));
        log.poll();
        Files.delete(log.path);
        write(rotated(".1"), line(7));
        write(log.path, line(8));

        assertThat(resume()).containsExactly(7, 8);
        assertThat(log.file.health().text()).contains("may be lost");
    }

    @Test
    void isReadWhereItIsThoughItsInodeIsAnother() throws IOException {
        write(log.path, lines(1, 3));
        log.poll();
        Files.copy(log.path, folder.resolve("copy"));
        Files.move(folder.resolve("copy"), log.path, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        write(log.path, line(4));

        assertThat(resume()).containsExactly(4);
    }

    @Test
    void repeatsTheLineThatWasReadBeforeTheEnd() throws IOException {
        write(log.path, line(1));
        log.poll();
        write(log.path, "2026-11-22T13:29:32+00:00 vpn1 last message repeated 2 times\n");

        assertThat(resume()).containsExactly(1);
    }

    @Test
    void seesABootBetweenItsEndAndItsStart() throws IOException {
        write(log.path, journalLine("b1", 5));
        log.poll();
        write(log.path, journalLine("b2", 6));

        assertThat(resume()).containsExactly(0, 6);
    }

    private static String journalLine(String boot, int pid) {
        return "{\"__REALTIME_TIMESTAMP\":\"1795354171000000\",\"_HOSTNAME\":\"vpn1\",\"_UID\":\"0\",\"_BOOT_ID\":\""
                + boot + "\",\"SYSLOG_IDENTIFIER\":\"pppd\",\"SYSLOG_PID\":\"" + pid + "\",\"MESSAGE\":\"Exit.\"}\n";
    }

    @Test
    void readsAllWhereNothingWasReadBefore() throws IOException {
        assertThat(log.pollThatFails("no such file")).isEmpty();
        write(log.path, lines(1, 2));

        assertThat(resume()).containsExactly(1, 2);
    }

    @Test
    void goesOnFromAStateThatNobodyPolledSince() throws IOException {
        write(log.path, lines(1, 2));
        log.poll();
        log = log.resumed();
        write(log.path, line(3));

        assertThat(resume()).containsExactly(3);
    }

    /** As a full disk leaves one behind: the rest is read, and that it was not all is said from then on. */
    @Test
    void tellsAgainOfOneThatCouldNotBeRead() throws IOException {
        Path damaged = log.path.resolveSibling("syslog.2.gz");
        byte[] whole = FollowedLog.gzip(lines(2, 900));
        Files.write(damaged, Arrays.copyOf(whole, whole.length / 2));
        write(log.path.resolveSibling("syslog.3"), line(1));
        write(log.path, line(901));
        log = new FollowedLog(log.path, log.path.resolveSibling("syslog.3"), damaged);

        List<Integer> read = log.pollThatFails("syslog.2.gz");
        assertThat(read).startsWith(1).endsWith(901);
        assertThat(log.poll()).isEmpty();
        String told = log.file.health().text();
        assertThat(told)
                .startsWith("lines after 2026-11-22T13:29:31Z and before 2026-11-22T13:29:31Z may be lost: ")
                .contains("syslog.2.gz ends in the middle");
        assertThat(log.file.health().gap()).isTrue();

        assertThat(resume()).isEmpty();
        assertThat(log.file.health().text()).isEqualTo(told);
        assertThat(log.file.health().gap()).isTrue();
    }

    @Test
    void refusesWhatIsNoState() throws IOException {
        write(log.path, lines(1, 2));
        log.poll();
        StateOutput state = new StateOutput();
        log.file.save(state);
        byte[] whole = state.toByteArray();
        for (int length = 0; length < whole.length; length++) {
            StateInput cut = new StateInput(whole, 0, length);
            try (FollowedLog next = new FollowedLog(log.path)) {
                assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> next.file.resume(cut)))
                        .isInstanceOf(DamagedStateException.class);
            }
        }
    }
}

package io.pptpdmonitor.wtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pptpdmonitor.Program;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wtmp file that grows and is rotated: each record is told once. */
class WtmpLogTest {

    @TempDir
    Path directory;

    private Path file;
    private Path old;
    private WtmpLog log;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void follow() {
        file = directory.resolve("wtmp");
        old = directory.resolve("wtmp.1");
        log = new WtmpLog(file);
    }

    enum Size {
        NARROW,
        WIDE;

        byte[] record(int number) {
            String user = "user" + number;
            int time = 1_795_715_000 + number;
            return (this == NARROW
                            ? WtmpBytes.narrow(7, 1000 + number, "ppp0", user, time, number)
                            : WtmpBytes.wide(7, 1000 + number, "ppp0", user, time, number))
                    .octets;
        }
    }

    static Stream<Size> sizes() {
        return Stream.of(Size.values());
    }

    private void append(byte[]... records) throws IOException {
        for (byte[] record : records) {
            Files.write(file, record, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private List<String> poll() throws IOException {
        told.clear();
        log.poll(login -> told.add(login.user()));
        return told;
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void tellsWhatHasCome(Size size) throws IOException {
        append(size.record(1), size.record(2));
        assertThat(poll()).containsExactly("user1", "user2");
        assertThat(poll()).isEmpty();

        append(size.record(3));
        assertThat(poll()).containsExactly("user3");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void waitsForARecordToBeWhole(Size size) throws IOException {
        byte[] second = size.record(2);
        append(size.record(1), Arrays.copyOf(second, 100));
        assertThat(poll()).containsExactly("user1");

        append(Arrays.copyOfRange(second, 100, second.length));
        assertThat(poll()).containsExactly("user2");
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void readsTheOldFileToItsEndWhenItWasRenamed(Size size) throws IOException {
        append(size.record(1));
        poll();
        append(size.record(2));
        Files.move(file, old);
        assertThat(poll()).as("not made again yet").isEmpty();
        append(size.record(3));

        assertThat(poll()).containsExactly("user2", "user3");
    }

    /** As with dateext, and by the hour; a wtmp.1 of before is left. */
    @ParameterizedTest
    @ValueSource(strings = {"wtmp-20261101", "wtmp-2026110103", "wtmp.2026-11-01"})
    void readsTheOldFileToItsEndHoweverItIsCalled(String name) throws IOException {
        Files.write(directory.resolve("wtmp.1"), Size.NARROW.record(8));
        Files.write(directory.resolve("wtmp-20261001"), Size.NARROW.record(9));
        append(Size.NARROW.record(1));
        poll();
        append(Size.NARROW.record(2));
        Files.move(file, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        append(Size.NARROW.record(3));

        assertThat(poll()).containsExactly("user2", "user3");
        assertThat(log.missed()).isNull();
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void readsTheOldFileToItsEndWhenItWasCompressed(Size size) throws IOException {
        append(size.record(1));
        poll();
        append(size.record(2));
        Files.write(directory.resolve("wtmp-20261101.gz"), gzip(Files.readAllBytes(file)));
        Files.delete(file);
        append(size.record(3));

        assertThat(poll()).containsExactly("user2", "user3");
        assertThat(log.missed()).isNull();
    }

    @Test
    void readsAllThatWasRotatedBetweenTwoLooks() throws IOException {
        append(Size.WIDE.record(1));
        poll();
        append(Size.WIDE.record(2));
        Files.move(file, directory.resolve("wtmp-20261001"));
        append(Size.WIDE.record(3));
        Files.move(file, directory.resolve("wtmp-20261101"));
        append(Size.WIDE.record(4));

        assertThat(poll()).containsExactly("user2", "user3", "user4");
    }

    @Test
    void tellsWhatItMissedAndReadsOn() throws IOException {
        append(Size.NARROW.record(1));
        poll();
        append(Size.NARROW.record(2));
        Path cut = directory.resolve("wtmp-20261101.gz");
        Files.write(cut, Arrays.copyOf(gzip(Files.readAllBytes(file)), 12));
        Files.delete(file);
        append(Size.NARROW.record(3));

        assertThat(poll()).containsExactly("user3");
        assertThat(log.missed())
                .hasMessage(cut + " ends in the middle of its compressed data; copy it again, or leave it out");
        append(Size.NARROW.record(4));
        assertThat(poll()).containsExactly("user4");
    }

    @Test
    void tellsThatWhatItFollowedIsNowhere() throws IOException {
        append(Size.NARROW.record(1), Size.NARROW.record(2));
        poll();
        Files.delete(file);
        append(Size.NARROW.record(3));

        assertThat(poll()).containsExactly("user3");
        assertThat(log.missed()).hasMessage(file + " began anew, and what it held before is in no file beside it");
        Files.move(file, old);
        append(Size.NARROW.record(4));
        assertThat(poll()).containsExactly("user4");
        assertThat(log.missed()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wtmp.1", "wtmp-20261101", "wtmp-20261101.gz"})
    void readsWhatWasRotatedAwayLast(String name) throws IOException {
        Files.write(directory.resolve("wtmp-20261001"), Size.NARROW.record(9));
        byte[] records = Size.NARROW.record(1);
        Files.write(directory.resolve(name), name.endsWith(".gz") ? gzip(records) : records);
        if (name.equals("wtmp.1")) {
            Files.delete(directory.resolve("wtmp-20261001"));
        }

        log.past(login -> told.add(login.user()));
        assertThat(told).containsExactly("user1");
    }

    private static byte[] gzip(byte[] octets) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(octets);
        }
        return packed.toByteArray();
    }

    /** logrotate itself; between two looks records were written before it ran, and behind it. */
    @ParameterizedTest
    @Tag("programs")
    @ValueSource(
            strings = {
                "create",
                "create\n compress",
                "copytruncate",
                "create\n dateext",
                "create\n dateext\n compress",
                "create\n dateext\n compress\n delaycompress",
                "create\n dateext\n compress\n compresscmd /usr/bin/xz\n compressext .xz",
                "copytruncate\n dateext\n compress"
            })
    void missesNothingThatLogrotateLeaves(String directives) throws IOException {
        Path config = Files.writeString(
                directory.resolve("logrotate.conf"), file + " {\n rotate 99\n missingok\n " + directives + "\n}\n");
        append(Size.NARROW.record(1));
        assertThat(poll()).containsExactly("user1");
        append(Size.NARROW.record(2));
        Program.Result run = Program.require("logrotate")
                .run("--force", "--state", directory.resolve("state").toString(), config.toString());
        assertThat(run.err()).isEmpty();
        append(Size.NARROW.record(3));

        assertThat(poll()).containsExactly("user2", "user3");
        assertThat(log.missed()).isNull();
    }

    @Test
    void readsTheCopyToItsEndWhenItWasTruncated() throws IOException {
        append(Size.NARROW.record(1));
        poll();
        append(Size.NARROW.record(2));
        Files.copy(file, old);
        Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);

        assertThat(poll()).containsExactly("user2");
        append(Size.NARROW.record(3));
        assertThat(poll()).containsExactly("user3");
    }

    @Test
    void noticesAFileThatWasTruncatedAndHasGrownBeyond() throws IOException {
        append(Size.NARROW.record(1));
        poll();
        Files.write(file, Size.NARROW.record(2), StandardOpenOption.TRUNCATE_EXISTING);
        append(Size.NARROW.record(3));

        assertThat(poll()).containsExactly("user2", "user3");
    }

    @Test
    void doesNotReadAnOldFileThatItDidNotFollow() throws IOException {
        Files.write(old, Size.NARROW.record(7));
        append(Size.NARROW.record(1));
        poll();
        Files.write(file, Size.NARROW.record(2), StandardOpenOption.TRUNCATE_EXISTING);

        assertThat(poll()).containsExactly("user2");
    }

    @Test
    void startsWithAnEmptyFile() throws IOException {
        append(new byte[0]);
        assertThat(poll()).isEmpty();

        append(Size.WIDE.record(1));
        assertThat(poll()).containsExactly("user1");
    }

    @Test
    void goesOnWhereAnotherProcessStopped() throws Exception {
        append(Size.NARROW.record(1));
        poll();
        StateOutput out = new StateOutput();
        log.save(out);
        append(Size.NARROW.record(2));

        log = new WtmpLog(file);
        log.restore(new StateInput(out.toByteArray()));
        assertThat(poll()).containsExactly("user2");
    }

    @Test
    void refusesAPlaceThatIsNone() {
        StateOutput out = new StateOutput().octets(new byte[384]).number(385).choice(WtmpLayout.NARROW);

        assertThatExceptionOfType(DamagedStateException.class)
                .isThrownBy(() -> log.restore(new StateInput(out.toByteArray())));
    }

    @Test
    void saysSoWhereThereIsNoneAndWhereItIsNone() throws IOException {
        assertThatExceptionOfType(IOException.class).isThrownBy(this::poll).withMessage("no such file: " + file);
        Files.writeString(file, "a log, and no wtmp".repeat(100));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(this::poll)
                .withMessage(file + ": not a wtmp file of a little-endian machine; name another with --wtmp");
    }

    /** Whatever is written and rotated between two looks, as long as one rotation is seen before the next. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tellsEachRecordOnce(long seed) throws IOException {
        Random random = new Random(seed);
        Size size = random.nextBoolean() ? Size.NARROW : Size.WIDE;
        List<String> written = new ArrayList<>();
        List<String> read = new ArrayList<>();
        int number = 0;
        boolean mayRotate = false;
        append(size.record(number));
        written.add("user" + number++);
        for (int i = 0; i < 500; i++) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    read.addAll(poll());
                    mayRotate = Files.size(file) > 0;
                }
                case 1 -> {
                    if (mayRotate) {
                        rotate(random.nextBoolean());
                        mayRotate = false;
                    }
                }
                default -> {
                    append(size.record(number));
                    written.add("user" + number++);
                }
            }
        }
        read.addAll(poll());
        assertThat(read).isEqualTo(written);
    }

    private void rotate(boolean copied) throws IOException {
        if (copied) {
            Files.copy(file, old, StandardCopyOption.REPLACE_EXISTING);
            Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        } else {
            Files.move(file, old, StandardCopyOption.REPLACE_EXISTING);
            Files.createFile(file);
        }
    }
}

package io.pptpdmonitor.wtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
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
import org.junit.jupiter.api.BeforeEach;
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

package io.pptpdmonitor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pptpdmonitor.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state is read as it was written, or not at all. */
class StateFileTest {

    @TempDir
    Path directory;

    private Path path;
    private StateFile file;

    @BeforeEach
    void open() throws IOException {
        path = directory.resolve("state");
        file = new StateFile(path);
        file.own();
    }

    @AfterEach
    void close() throws IOException {
        file.close();
    }

    @Test
    void isNothingBeforeItWasWritten() throws IOException {
        assertThat(file.read()).isNull();
    }

    @Test
    void isReadAsItWasWrittenLast() throws IOException {
        file.write(new StateOutput().text("first"));
        file.write(new StateOutput().text("second"));

        assertThat(text()).isEqualTo("second");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("state", "state.lock");
    }

    /** As an administrator makes it, who has more room elsewhere. */
    @Test
    void aSymbolicLinkStaysOne() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("data/kept"));
        try (StateFile linked = new StateFile(link)) {
            assertThat(linked.own()).isTrue();
            linked.write(new StateOutput().text("first"));
            linked.write(new StateOutput().text("second"));
            assertThat(linked.read()).isNotNull();
            try (StateFile octets = linked.beside(".octets")) {
                octets.write(new StateOutput().text("third"));
            }
        }

        assertThat(link).isSymbolicLink();
        try (StateFile direct = new StateFile(data.resolve("kept"))) {
            assertThat(Objects.requireNonNull(direct.read()).text()).isEqualTo("second");
        }
        assertThat(data.toFile().list()).containsExactlyInAnyOrder("kept", "kept.lock", "kept.octets");
    }

    /** Whoever may write to /tmp would choose what root replaces. */
    @Test
    void doesNotFollowALinkOfSomebodyElse() throws IOException {
        Path data = Files.createDirectory(directory.resolve("data"));
        Path secret = Files.writeString(data.resolve("kept"), "precious");
        Path link = Files.createSymbolicLink(directory.resolve("link"), secret);
        assumeTrue(isGivenAway(link), "only root gives something away");
        try (StateFile linked = new StateFile(link)) {
            assertThatThrownBy(linked::own).hasMessageContaining(link + " is a symbolic link of somebody else's");
        }
        assertThat(secret).hasContent("precious");
    }

    /** What is renamed over a device takes its place: /dev/null was a file then. */
    @Test
    void doesNotReplaceWhatALinkLeadsToAndIsNoFile() throws IOException {
        Path pipe = directory.resolve("pipe");
        assertThat(Program.require("mkfifo").run(pipe.toString()).exit()).isZero();
        Path link = Files.createSymbolicLink(directory.resolve("link"), pipe);
        try (StateFile linked = new StateFile(link)) {
            assertThatThrownBy(linked::own)
                    .hasMessageContaining(link + " is a symbolic link to " + pipe + ", which is no file");
        }
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    private static boolean isGivenAway(Path link) {
        try {
            Files.setAttribute(link, "unix:uid", 65534, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (IOException mayNot) {
            return false;
        }
    }

    /** Names of users stand in it. */
    @Test
    void isNoBusinessOfOthers() throws IOException {
        file.write(new StateOutput().text("alice"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void isRefusedWhereverItIsCutOff() throws IOException {
        byte[] whole = written();
        for (int length = 0; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThatThrownBy(file::read).as("%d octets", length).isInstanceOf(StateFile.UnusableException.class);
        }
    }

    @Test
    void isRefusedWithAnyBitFlipped() throws IOException {
        byte[] whole = written();
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(path, damaged);
            assertThatThrownBy(file::read).as("bit %d", bit).isInstanceOf(StateFile.UnusableException.class);
        }
    }

    @Test
    void isRefusedWhereItIsSomethingElse() throws IOException {
        byte[] noise = new byte[4096];
        new Random(7).nextBytes(noise);
        Files.write(path, noise);
        assertThatThrownBy(file::read).hasMessage("is no state of pptpd-monitor");

        Files.write(path, new byte[0]);
        assertThatThrownBy(file::read).hasMessage("is empty");
    }

    @Test
    void tellsOfAnotherRelease() throws IOException {
        byte[] whole = written();
        int version = "pptpd-monitor state ".length() + 3;
        whole[version] = 99;
        Files.write(path, whole);
        assertThatThrownBy(file::read)
                .hasMessage("is of a newer release (format 99)")
                .matches(problem -> ((StateFile.UnusableException) problem).newer());

        whole[version] = 0;
        Files.write(path, whole);
        assertThatThrownBy(file::read)
                .hasMessage("is of an older release (format 0)")
                .matches(problem -> !((StateFile.UnusableException) problem).newer());
    }

    private @Nullable String text() throws IOException {
        StateInput in = file.read();
        return in == null ? null : in.text();
    }

    private byte[] written() throws IOException {
        file.write(new StateOutput().text("alice").number(4711).flag(true));
        return Files.readAllBytes(path);
    }

    @Test
    void isWrittenByOneAtATime() throws IOException {
        try (StateFile other = new StateFile(path)) {
            assertThat(other.own()).isFalse();
            file.close();
            assertThat(other.own()).isTrue();
            assertThat(file.own()).isFalse();
        }
    }

    @Test
    void staysAsItWasWhereItCannotBeWritten() throws IOException {
        file.write(new StateOutput().text("first"));
        Files.createDirectories(directory.resolve("state.new/in the way"));

        assertThatThrownBy(() -> file.write(new StateOutput().text("second")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot write the state " + path + ": ");
        assertThat(text()).isEqualTo("first");
    }

    /** Whoever was killed while he wrote left a part of it. */
    @Test
    void isWrittenOverWhatWasLeftOfAnother() throws IOException {
        Files.writeString(directory.resolve("state.new"), "pptpd-monitor st");

        file.write(new StateOutput().text("whole"));

        assertThat(text()).isEqualTo("whole");
        assertThat(directory.resolve("state.new")).doesNotExist();
    }

    @Test
    void needsItsDirectory() throws IOException {
        try (StateFile nowhere = new StateFile(directory.resolve("no/state"))) {
            assertThat(nowhere.read()).isNull();
            assertThatThrownBy(nowhere::own)
                    .hasMessage("cannot write the state " + nowhere.path() + ": there is no such directory");
        }
    }
}

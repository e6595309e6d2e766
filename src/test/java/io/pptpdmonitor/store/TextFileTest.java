package io.pptpdmonitor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

    private static final List<String> LINES = List.of("pptpd-monitor alerts 1", "notifications 41", "ä \u2028 name");

    @TempDir
    Path directory = Path.of("");

    private TextFile file = new TextFile(Path.of(""), "it");

    @BeforeEach
    void open() {
        file = new TextFile(directory.resolve("alerts"), "it");
    }

    @Test
    void readsWhatWasWrittenLast() throws IOException {
        assertThat(file.read()).isNull();
        file.write(List.of("before"));
        file.write(LINES);
        assertThat(file.read()).isEqualTo(LINES);
        file.write(List.of());
        assertThat(file.read()).isEmpty();
    }

    @Test
    void isForItsOwnerAndGroupAloneAndLeavesNothingBeside() throws IOException {
        file.write(LINES);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-r-----");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(file.path(), directory.resolve("alerts.lock"));
        }
    }

    /** Every octet counts: changed, cut off behind it, or put in before it. */
    @Test
    void refusesWhatIsDamagedAnywhere() throws IOException {
        file.write(LINES);
        byte[] whole = Files.readAllBytes(file.path());
        Random random = new Random(1);
        for (int at = 0; at < whole.length - 1; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= (byte) (1 + random.nextInt(255));
            refuses(changed);
            refuses(java.util.Arrays.copyOf(whole, at));
        }
    }

    private void refuses(byte[] content) throws IOException {
        Files.write(file.path(), content);
        assertThatThrownBy(file::read).isInstanceOf(DamagedStateException.class);
    }

    @AfterEach
    void close() throws IOException {
        file.close();
    }

    @Test
    void isWrittenByOneAtATime() throws IOException {
        file.write(LINES);
        try (TextFile other = new TextFile(file.path(), "it")) {
            assertThat(other.read()).isEqualTo(LINES);
            assertThatThrownBy(() -> other.write(List.of())).hasMessage(file.path() + " is another running agent's");
            file.close();
            other.write(List.of("other"));
        }
        assertThat(file.read()).containsExactly("other");
    }

    @Test
    void saysWhyItCannotBeWritten() {
        TextFile nowhere = new TextFile(directory.resolve("none/alerts"), "it");
        assertThatThrownBy(() -> nowhere.write(LINES))
                .hasMessage("cannot write it " + nowhere.path() + ": there is no such directory");
    }

    @Test
    void takesADirectoryForNoFileOfOurs() throws IOException {
        Files.createDirectory(file.path());
        assertThatThrownBy(file::read).isInstanceOf(DamagedStateException.class);
    }
}

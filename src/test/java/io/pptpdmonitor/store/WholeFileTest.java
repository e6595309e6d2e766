package io.pptpdmonitor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    private static final int NOBODY = 65_534;

    @TempDir
    Path directory;

    @Test
    void isWrittenByWhoeverHasIt() throws IOException {
        Path path = directory.resolve("x");
        try (WholeFile file = new WholeFile(path, "x")) {
            assertThatThrownBy(() -> file.write(ByteBuffer.allocate(1))).isInstanceOf(IllegalStateException.class);
            assertThat(file.own()).isTrue();
            file.write(ByteBuffer.wrap(new byte[] {1}), ByteBuffer.wrap(new byte[] {2, 3}));
            try (WholeFile other = new WholeFile(path, "x")) {
                assertThat(other.own()).isFalse();
            }
        }
        assertThat(path).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(directory.resolve("x.new")).doesNotExist();
    }

    /** What root leaves in the directory of a service, the service could neither read nor replace. */
    @Test
    void isLeftAloneByRootWhereTheDirectoryIsOfSomebodyElse() throws IOException {
        assumeTrue(Files.getAttribute(directory, "unix:uid").equals(0), "only root can give a directory away");
        Files.setAttribute(directory, "unix:uid", NOBODY);
        try (WholeFile file = new WholeFile(directory.resolve("x"), "x")) {
            assertThat(file.own()).isFalse();
        }
        assertThat(directory).isEmptyDirectory();

        Files.setAttribute(directory, "unix:uid", 0);
        try (WholeFile file = new WholeFile(directory.resolve("x"), "x")) {
            assertThat(file.own()).isTrue();
        }
    }
}

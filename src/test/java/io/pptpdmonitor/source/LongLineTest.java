package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of a length that nothing that matters has. */
class LongLineTest {

    @TempDir
    Path folder;

    private FollowedLog log;

    @BeforeEach
    void follow() {
        log = FollowedLog.in(folder);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    private static final int BUFFER = 256 * 1024;

    @Test
    void aMegabyteBetweenGoodLinesIsCountedAndSkipped() throws IOException {
        log.append(line(1) + "x".repeat(1 << 20) + "\n" + line(2));

        assertThat(log.poll()).containsExactly(1, 2);
        assertThat(log.file.counts()).isEqualTo(new LogSource.Counts(3, 2, 1, 2, false));
    }

    @Test
    void aMegabyteOfNulsWithoutAnEnd() throws IOException {
        log.append(line(1) + "\0".repeat(1 << 20));

        assertThat(log.poll()).containsExactly(1);
        log.append("\n" + line(2));
        assertThat(log.poll()).containsExactly(2);
    }

    @Test
    void anyLengthAroundTheBuffersIsRead() throws IOException {
        for (int length = BUFFER - 3; length <= BUFFER + 3; length++) {
            Path path = folder.resolve("length" + length);
            try (FollowedLog log = new FollowedLog(path)) {
                log.append(line(1) + "x".repeat(length) + "\n" + line(2));
                assertThat(log.poll()).containsExactly(1, 2);
                assertThat(log.file.counts().lines()).isEqualTo(3);
            }
        }
    }

    @Test
    void linesAcrossTheBuffersEndAreWhole() throws IOException {
        int count = 3 * BUFFER / line(1).length();
        for (int shift = 0; shift < 4; shift++) {
            Path path = folder.resolve("shift" + shift);
            try (FollowedLog log = new FollowedLog(path)) {
                log.append("x".repeat(shift) + "\n" + lines(1, count));
                assertThat(log.poll()).hasSize(count).startsWith(1, 2).endsWith(count);
            }
        }
    }

    @Test
    void windowsLineEndsDoNotBelongToTheMessage() throws IOException {
        log.append(lines(1, 3).replace("\n", "\r\n"));

        assertThat(log.poll()).containsExactly(1, 2, 3);
        assertThat(log.file.counts().unparsedLines()).isZero();
    }
}

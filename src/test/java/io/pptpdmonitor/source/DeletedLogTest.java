package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log is deleted, and perhaps made again. */
class DeletedLogTest {

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

    @Test
    void readsTheNewOne() throws IOException {
        log.append(lines(1, 2));
        log.poll();

        Files.delete(log.path);
        log.append(line(3));

        assertThat(log.poll()).containsExactly(3);
    }

    @Test
    void readsWhatWasWrittenBeforeTheDeletionAndSaysSo() throws IOException {
        log.append(line(1));
        log.poll();
        log.append(line(2));

        Files.delete(log.path);

        assertThat(log.pollThatFails("no such file: " + log.path)).containsExactly(2);
        assertThat(log.pollThatFails("no such file: " + log.path)).isEmpty();
        log.append(line(3));
        assertThat(log.poll()).containsExactly(3);
    }
}

package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line is written in pieces. */
class PartialLineTest {

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
    void waitsForItsRest() throws IOException {
        String second = line(2);
        log.append(line(1) + second.substring(0, 10));
        assertThat(log.poll()).containsExactly(1);
        log.append(second.substring(10, 30));
        assertThat(log.poll()).isEmpty();
        log.append(second.substring(30));
        assertThat(log.poll()).containsExactly(2);
    }

    @Test
    void anyCutGivesTheSameLines() throws IOException {
        byte[] two = lines(1, 2).getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= two.length; cut++) {
            Path path = folder.resolve("cut" + cut);
            try (FollowedLog log = new FollowedLog(path)) {
                Files.write(path, Arrays.copyOf(two, cut));
                List<Integer> read = log.poll();
                append(path, new String(two, cut, two.length - cut, StandardCharsets.UTF_8));
                read.addAll(log.poll());
                assertThat(read).containsExactly(1, 2);
            }
        }
    }

    @Test
    void countsWhenNothingMoreWillCome() throws IOException {
        log.append(line(1) + line(2).trim());

        assertThat(log.poll()).containsExactly(1);
        assertThat(log.finish()).containsExactly(2);
        assertThat(log.finish()).isEmpty();
        assertThat(log.file.counts().lines()).isEqualTo(2);
    }

    /** logrotate's copytruncate, or a full disk: nobody will ever write the rest. */
    @Test
    void tellsNothingAtTheEndOfARotatedFileWhereAnAddressMayBeCut() throws IOException {
        Path rotated = folder.resolve("rotated.1");
        append(rotated, line(1) + line(2).replace("Exit.\n", "remote IP address 192.168.0.2"));
        try (FollowedLog log = new FollowedLog(folder.resolve("rotated"), rotated)) {
            append(log.path, line(3));

            assertThat(log.poll()).containsExactly(1, 3);
            assertThat(log.file.counts().lines()).isEqualTo(3);
            assertThat(log.file.health().text()).startsWith("a last line without a newline");
        }
    }

    @Test
    void anEmptyFileHasNone() throws IOException {
        log.append("");

        assertThat(log.poll()).isEmpty();
        assertThat(log.finish()).isEmpty();
        assertThat(log.file.counts()).isEqualTo(new LogSource.Counts(0, 0, 0, 0, false));
        assertThat(log.file.health().lastLine()).isNull();
    }

    @Test
    void emptyLinesAreLines() throws IOException {
        log.append("\n\n" + line(1) + "\n   \n");

        assertThat(log.poll()).containsExactly(1);
        assertThat(log.file.counts().lines()).isEqualTo(5);
    }
}

package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** logrotate's copytruncate: the log is copied, then cut to nothing; it keeps its inode. */
class CopyTruncatedLogTest {

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
    void readsFromTheStartAgain() throws IOException {
        log.append(lines(1, 3));
        assertThat(log.poll()).containsExactly(1, 2, 3);

        copyAndTruncate();
        log.append(line(4));

        assertThat(log.poll()).containsExactly(4);
        assertThat(log.poll()).isEmpty();
    }

    /** The size alone does not show it: the log has grown beyond where it was read to. */
    @Test
    void noticesItWhenTheLogHasGrownBeyondItsOldLength() throws IOException {
        log.append(line(1));
        log.poll();

        copyAndTruncate();
        log.append(lines(2, 9));

        assertThat(log.poll()).containsExactly(2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void noticesItWhenTheLogIsAsLongAsBefore() throws IOException {
        log.append(line(1));
        log.poll();

        copyAndTruncate();
        log.append(line(2));

        assertThat(log.poll()).containsExactly(2);
    }

    @Test
    void readsTheLinesThatStandInTheCopyOnly() throws IOException {
        log.append(lines(1, 2));
        log.poll();
        log.append(lines(3, 4));

        copyAndTruncate();
        log.append(line(5));

        assertThat(log.poll()).containsExactly(3, 4, 5);
    }

    @Test
    void completesAPartialLineFromTheCopy() throws IOException {
        String second = line(2);
        log.append(line(1) + second.substring(0, 20));
        log.poll();
        log.append(second.substring(20) + line(3));

        copyAndTruncate();
        log.append(line(4));

        assertThat(log.poll()).containsExactly(2, 3, 4);
    }

    @Test
    void takesNothingFromAnotherFileInThePlaceOfTheCopy() throws IOException {
        append(folder.resolve("syslog.1"), lines(70, 99));
        log.append(lines(1, 2));
        log.poll();

        Files.writeString(log.path, line(3));

        assertThat(log.poll()).containsExactly(3);
    }

    @Test
    void emptyAfterwardsIsNoFault() throws IOException {
        log.append(lines(1, 2));
        log.poll();

        copyAndTruncate();

        assertThat(log.poll()).isEmpty();
        log.append(line(3));
        assertThat(log.poll()).containsExactly(3);
    }

    private void copyAndTruncate() throws IOException {
        Files.copy(log.path, folder.resolve("syslog.1"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(log.path, "");
    }
}

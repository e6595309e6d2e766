package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second look costs what is new. */
class NewLinesOnlyTest {

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
    void readsNothingTwice() throws IOException {
        log.append(lines(1, 100));
        log.poll();
        log.poll();
        assertThat(log.file.counts().lines()).isEqualTo(100);

        log.append(line(101));

        assertThat(log.poll()).containsExactly(101);
        assertThat(log.file.counts().lines()).isEqualTo(101);
        assertThat(log.file.counts().relevantLines()).isEqualTo(101);
    }

    @Test
    void tellsHowFarItHasRead() throws IOException {
        log.append(lines(1, 2));
        log.poll();
        log.append(line(3));

        assertThat(log.file.health().position())
                .isEqualTo(Integer.toString(lines(1, 2).length()));
        assertThat(log.file.health().lagOctets()).isEqualTo(line(3).length());
        assertThat(log.file.health().name()).isEqualTo(log.path.toString());
        assertThat(log.file.health().lastLine()).hasToString("2026-11-22T13:29:31Z");
    }

    @Test
    void startsAgainOnlyAfterItWasClosed() throws IOException {
        log.append(line(1));
        log.poll();
        log.close();

        assertThat(log.poll()).containsExactly(1);
    }

    @Test
    void countsLinesOfNobodyAndOfNoKnownShape() throws IOException {
        log.append("""
                no header at all
                Nov 22 13:29:31 vpn1 cron[1]: pppd[2]: Exit.
                Nov 22 13:29:31 vpn1 pppd[3]: never heard of
                Nov 22 25:00:00 vpn1 pppd[4]: Exit.
                Nov 22 13:29:31 vpn1 pppd[5]: sent [LCP EchoReq id=0x1]
                """);

        assertThat(log.poll()).isEmpty();
        assertThat(log.file.counts()).isEqualTo(new LogSource.Counts(5, 3, 2, 3, true));
    }
}

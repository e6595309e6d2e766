package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.lines;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A crash of the host leaves NUL bytes where ext4 and xfs had given a file its length, and not yet its bytes. */
class HoleInLogTest {

    private static final String BEFORE = "2026-11-22T13:00:00+00:00 vpn1 pppd[1]: Exit.\n".repeat(200);
    private static final String AFTER = "2026-11-22T14:00:00+00:00 vpn1 pppd[2]: Exit.\n".repeat(200);

    @TempDir
    Path folder;

    private static String nuls(int count) {
        return "\0".repeat(count);
    }

    private static String told(int count) {
        return "lines after 2026-11-22T13:00Z and before 2026-11-22T14:00Z may be lost: " + count
                + " NUL bytes stand there, as a crash of the host leaves them";
    }

    /** At the begin of a line, within one, and within a stamp; longer than any line, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-22T13:00:01+00:00 vpn1 pppd[1]: Ex",
                "2026-11-22T13:00:01+00:00 vpn1 pppd[1]: sent [LCP EchoReq id=0x1 ma",
                "2026-11-22T13:00:01+00:00 vpn1 cron[7]: (roo",
                "2026-11-22T13:0"
            })
    void isToldAsALoss(String torn) throws IOException {
        for (int length : new int[] {600, 4096, 1 << 20}) {
            try (FollowedLog log = new FollowedLog(folder.resolve("syslog" + length + torn.length()))) {
                log.append(BEFORE + torn + nuls(length) + AFTER);
                assertThat(log.poll()).hasSize(400);
                assertThat(log.file.health().text()).as(torn).isEqualTo(told(length));
                assertThat(log.file.begin()).as(torn).isEqualTo("2026-11-22T14:00:00Z");
            }
        }
    }

    @Test
    void isToldOfALogThatIsReadInStretches() throws IOException {
        try (FollowedLog log = FollowedLog.in(folder)) {
            log.append(BEFORE.repeat(1500) + nuls(5000) + AFTER.repeat(1500));
            assertThat(log.poll()).hasSize(600_000);
            assertThat(log.file.health().text()).isEqualTo(told(5000));
            assertThat(log.file.begin()).isEqualTo("2026-11-22T14:00:00Z");
        }
    }

    @Test
    void isToldOfAFollowedLogToo() throws IOException {
        try (FollowedLog log = FollowedLog.in(folder)) {
            log.append(BEFORE);
            log.poll();
            assertThat(log.file.health().text()).isEmpty();
            log.append(nuls(700));
            log.poll();
            log.append(AFTER);
            log.poll();
            assertThat(log.file.health().text()).isEqualTo(told(700));
            log.append(lines(3, 4));
            log.poll();
            assertThat(log.file.health().text()).isEqualTo(told(700));
        }
    }
}

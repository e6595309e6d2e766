package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pptpdmonitor.model.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From which moment on what several sources tell is all that there was. */
class BeginsTest {

    private static final String PPTPD = """
            %1$s:00:00 pptpd[8%1$s]: CTRL: Client 198.51.100.1 control connection started
            %1$s:00:01 pptpd[8%1$s]: CTRL: Client 198.51.100.1 control connection finished
            """;
    private static final String PPPD = """
            %1$s:00:02 pppd[9%1$s]: pppd 2.4.9 started by root, uid 0
            %1$s:00:03 pppd[9%1$s]: Exit.
            """;
    private static final String OTHERS = """
            %1$s:00:04 cron[7%1$s]: (root) CMD (true)
            %1$s:00:05 cron[7%1$s]: (root) CMD (true)
            """;

    private static String of(String lines, int... hours) {
        StringBuilder text = new StringBuilder();
        for (int hour : hours) {
            text.append(lines.formatted("%02d".formatted(hour)));
        }
        return text.toString();
    }

    private static @Nullable String begins(String... logs) {
        var begins = Told.of(EnumSet.allOf(Service.class), logs).health().begins();
        return begins == null ? null : begins.toLocalTime().toString();
    }

    @Test
    void isThatOfTheOnlyOne() {
        assertThat(begins(of(OTHERS + PPTPD, 8, 9))).isEqualTo("08:00:04");
        assertThat(begins(of(PPPD, 8, 9))).isEqualTo("08:00:02");
    }

    @Test
    void isNotKnownOfNothing() {
        assertThat(begins("")).isNull();
    }

    /** pptpd's facility in one file and pppd's in the other: what is missing in one the other does not have. */
    @Test
    void isThatOfTheLastOneWhereEachHoldsAPart() {
        assertThat(begins(of(PPTPD, 8, 9), of(PPPD, 9))).isEqualTo("09:00:02");
        assertThat(begins(of(PPTPD, 9), of(PPPD, 8, 9))).isEqualTo("09:00");
        assertThat(begins(of(PPTPD, 8, 9), ""))
                .as("nobody knows what is missing in an empty one")
                .isNull();
    }

    /** The journal goes back for weeks, and what rsyslog writes was rotated at midnight. */
    @Test
    void isThatOfTheFirstOneThatHoldsAll() {
        String journal = of(OTHERS + PPTPD + PPPD, 8, 9);
        assertThat(begins(journal, of(PPTPD + PPPD, 9))).isEqualTo("08:00:04");
        assertThat(begins(of(PPTPD + PPPD, 9), journal)).isEqualTo("08:00:04");
        assertThat(begins(journal, of(PPPD, 9))).isEqualTo("08:00:04");
        assertThat(begins(of(PPTPD + PPPD, 9), of(PPPD, 8, 9)))
                .as("that one lacks pptpd's")
                .isEqualTo("09:00");
    }

    @Test
    void isBehindWhatWasDropped() {
        String limited = "10:31:00 rsyslogd: imuxsock[pid: 830, name: pppd] from <vpn1:pppd>: 55 messages lost due to"
                + " rate-limiting (200 allowed within 5 seconds)\n";
        assertThat(begins(of(PPTPD + PPPD, 8, 10) + limited + of(PPPD, 11))).isEqualTo("10:31");
        assertThat(begins(of(PPTPD + PPPD, 8, 10) + limited.replace("pppd", "apache2") + of(PPPD, 11)))
                .as("others' lines are not ours")
                .isEqualTo("08:00");
    }

    /** The last time that it said so. */
    @Test
    void isBehindWhatJournaldSuppressed() throws IOException {
        Path journal = Path.of("src/test/resources/recordings/a-journald-ratelimit/journal.json");
        String last = "";
        for (String line : Files.readAllLines(journal)) {
            last = line.contains("\"MESSAGE\":\"Suppressed") ? line : last;
        }
        String micros = last.replaceFirst(".*\"__REALTIME_TIMESTAMP\":\"([0-9]+)\".*", "$1");
        OffsetDateTime told =
                Told.read(EnumSet.of(Service.PPTP), List.of(journal)).health().begins();
        assertThat(Duration.between(Instant.EPOCH, told).toMillis())
                .isCloseTo(Long.parseLong(micros) / 1000, within(100L));
    }

    /** Of two of one log the journal tells what it did not hand to the other. */
    @Test
    void isBehindWhatWasDroppedInWhicheverSource() {
        String limited = "10:31:00 rsyslogd: imuxsock[pid: 830, name: pppd]: 55 messages lost due to rate-limiting (200"
                + " allowed within 5 seconds)\n";
        assertThat(begins(of(PPTPD, 8, 11), of(PPPD, 8, 10) + limited + of(PPPD, 11)))
                .isEqualTo("10:31");
    }
}

package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Snapshot;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** What syslog daemons say that they dropped. */
class LostLinesTest {

    private static final String EXIT = "13:00:00 pppd[500]: Exit.\n";
    private static final String BEGIN =
            "13:00:01 rsyslogd-2177: imuxsock[pid 500]: begin to drop messages due to rate-limiting\n";
    private static final String LOST =
            "13:00:09 rsyslogd-2177: imuxsock[pid 500]: 147 messages lost due to rate-limiting\n";

    @Test
    void countsTheNumberThatIsTold() {
        assertThat(lost(EXIT + LOST)).isEqualTo(147);
        assertThat(lost(EXIT + LOST + LOST)).isEqualTo(294);
    }

    /** rsyslog says the first of these when it drops the first one: that one is among the 147 (ratelimit.c, withinRatelimit). */
    @Test
    void countsTheFirstOneOnce() {
        assertThat(lost(EXIT + BEGIN + LOST)).isEqualTo(147);
        assertThat(lost(EXIT + BEGIN + LOST + BEGIN + LOST)).isEqualTo(294);
    }

    /** The number comes when the process writes again, and most pptpctrl do not. */
    @Test
    void countsOneWhereTheNumberNeverComes() {
        assertThat(lost(EXIT + BEGIN)).isEqualTo(1);
        assertThat(lost(EXIT + BEGIN + BEGIN.replace("500", "501") + LOST)).isEqualTo(148);
    }

    @Test
    void isALossFromThenOn() {
        assertThat(Told.of(EXIT + BEGIN).health().begins()).isEqualTo(Told.at("13:00:01"));
    }

    /** Of systemd 232 and rsyslog 8.24, which makes /var/log/messages of the journal, and leaves out journald's pid. */
    @Test
    void countsWhatJournaldSaysOnceThoughTwoLogsTell() {
        String said = "Suppressed 206 messages from /system.slice/pptpd.service";
        String file = EXIT + "13:00:30 journal: " + said + "\n";
        String journal = """
                {"__REALTIME_TIMESTAMP":"1795352400000000","_HOSTNAME":"vpn1","SYSLOG_IDENTIFIER":"pppd","SYSLOG_PID":"500","MESSAGE":"Exit."}
                {"__REALTIME_TIMESTAMP":"1795352430400000","_HOSTNAME":"vpn1","_PID":"231","_TRANSPORT":"driver","MESSAGE":"%s"}
                """.formatted(said);

        assertThat(lost(file)).isEqualTo(206);
        assertThat(lost(journal)).isEqualTo(206);
        assertThat(lost(file, journal)).isEqualTo(206);
    }

    private static long lost(String... logs) {
        Snapshot told = Told.of(EnumSet.of(Service.PPTP), logs);
        return told.health().lostLines();
    }
}

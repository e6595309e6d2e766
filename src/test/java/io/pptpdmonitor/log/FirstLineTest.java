package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FirstLineTest {

    private static final Instant MODIFIED = Instant.parse("2026-11-27T12:10:00Z");

    private static @Nullable Instant begin(String log) {
        return begin(log, new LogParser(ZoneOffset.UTC));
    }

    private static @Nullable Instant begin(String log, LogParser parser) {
        parser.modified(MODIFIED);
        LineSplitter splitter = new LineSplitter();
        LineSplitter.LineSink lines = parser.into(told -> {});
        LineSplitterTest.feed(splitter, log.getBytes(StandardCharsets.UTF_8), lines);
        splitter.finish(lines);
        return parser.first().moment() == null ? null : parser.first().moment().toInstant();
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    /** Of whichever program: a server where nobody came still has a log. */
    @Test
    void isThatOfTheFirstProgram() {
        assertThat(begin("""
                2026-11-27T12:03:04.5Z vpn1 rsyslogd: [origin software="rsyslogd"] rsyslogd was HUPed
                2026-11-27T12:04:00Z vpn1 CRON[7]: (root) CMD (true)
                2026-11-27T12:05:00Z vpn1 pptpd[8]: CTRL: Client 198.51.100.1 control connection started
                """)).isEqualTo(at("2026-11-27T12:03:04.5Z"));
    }

    @Test
    void isNotKnownOfNoLineAndOfNoStamp() {
        assertThat(begin("")).isNull();
        assertThat(begin("pppd[8]: Exit.\n\nnothing at all\n")).isNull();
    }

    /** A part of a line, as a log that is cut anywhere begins with. */
    @Test
    void passesOverTheRestOfALine() {
        assertThat(begin("""
                pppd[8]: sent [LCP EchoReq id=0x1 magic=0x1]
                Nov 27 12:03:04 vpn1 pppd[8]: sent [LCP EchoReq id=0x2 magic=0x1]
                Nov 27 12:03:34 vpn1 pppd[8]: sent [LCP EchoReq id=0x3 magic=0x1]
                """)).isEqualTo(at("2026-11-27T12:03:04Z"));
    }

    @Test
    void isNotThatOfAStrayOldLine() {
        assertThat(begin("""
                2026-11-20T02:00:00Z vpn1 cron[7]: written late
                2026-11-27T12:03:04Z vpn1 pppd[8]: Exit.
                2026-11-27T12:03:05Z vpn1 pppd[9]: Exit.
                """)).isEqualTo(at("2026-11-27T12:03:04Z"));
        assertThat(begin("""
                2026-11-27T12:03:04Z vpn1 pppd[8]: Exit.
                2026-11-20T02:00:00Z vpn1 cron[7]: written late
                2026-11-27T12:03:05Z vpn1 pppd[9]: Exit.
                2026-11-27T12:03:06Z vpn1 pppd[9]: Exit.
                """)).isEqualTo(at("2026-11-27T12:03:05Z"));
        assertThat(begin("""
                2026-11-27T12:03:04Z vpn1 pppd[8]: Exit.
                2026-11-27T12:03:05Z vpn1 pppd[9]: Exit.
                2026-11-20T02:00:00Z vpn1 cron[7]: written late
                2026-11-20T02:00:01Z vpn1 cron[7]: written late
                2026-11-27T12:03:06Z vpn1 pppd[9]: Exit.
                """)).isEqualTo(at("2026-11-27T12:03:04Z"));
    }

    @Test
    void isThatOfTheOnlyLine() {
        assertThat(begin("2026-11-20T02:00:00Z vpn1 cron[7]: alone\n")).isEqualTo(at("2026-11-20T02:00:00Z"));
    }

    /** rsyslog writes what it missed behind what is new; threads write a second too late. */
    @Test
    void takesDisorderAsItComes() {
        assertThat(begin("""
                2026-11-27T12:03:04Z vpn1 rsyslogd: start
                2026-11-27T12:02:50Z vpn1 pppd[9]: Exit.
                2026-11-27T12:03:05Z vpn1 pppd[9]: Exit.
                """)).isEqualTo(at("2026-11-27T12:03:04Z"));
    }

    /** Somebody came last week, and somebody today: between them nobody did. */
    @Test
    void silenceIsNoGap() {
        assertThat(begin("""
                Nov 20 02:00:00 vpn1 pptpd[8]: CTRL: Client 198.51.100.1 control connection started
                Nov 20 02:00:01 vpn1 pptpd[8]: CTRL: Client 198.51.100.1 control connection finished
                Nov 27 12:03:04 vpn1 pptpd[9]: CTRL: Client 198.51.100.1 control connection started
                Nov 27 12:03:05 vpn1 pptpd[9]: CTRL: Client 198.51.100.1 control connection finished
                """)).isEqualTo(at("2026-11-20T02:00:00Z"));
    }

    /** OpenWrt without a battery: the kernel counts from 1970 or from the day of the firmware until ntpd sets the clock. */
    @Test
    void isThatBehindTheSettingOfAClock() {
        assertThat(begin("""
                Thu Jan  1 00:00:10 1970 kern.notice kernel: [    0.000000] Booting Linux on physical CPU 0x0
                Thu Jan  1 00:00:11 1970 daemon.info pptpd[817]: MGR: Manager process started
                Fri Nov 27 12:03:04 2026 daemon.info ntpd[9]: step time
                Fri Nov 27 12:03:05 2026 daemon.info pppd[8]: Exit.
                """)).isEqualTo(at("2026-11-27T12:03:04Z"));
        assertThat(begin("""
                Jan  1 00:00:10 router kernel: Booting
                Jan  1 00:00:11 router pptpd[817]: MGR: Manager process started
                Nov 27 12:03:04 router ntpd[9]: step time
                Nov 27 12:03:05 router pppd[8]: Exit.
                """)).isEqualTo(at("2026-11-27T12:03:04Z"));
        assertThat(begin("""
                Mar  5 10:00:00 router syslogd started: BusyBox v1.36
                Mar  5 10:00:01 router kernel: [    0.000000] Linux version 5.15.150 (builder@buildhost)
                Mar  5 10:00:01 router kernel: [    0.000000] CPU0
                Nov 27 12:03:04 router ntpd[9]: step time
                Nov 27 12:03:05 router pppd[8]: Exit.
                """)).isEqualTo(at("2026-11-27T12:03:04Z"));
    }

    @Test
    void aBurstOfABootMayBeLong() {
        StringBuilder boot = new StringBuilder("Mar  5 10:00:01 router kernel: Linux version 5.15.150 (builder)\n");
        boot.append("Mar  5 10:00:02 router kernel: some driver\n".repeat(900));
        boot.append("Nov 27 12:03:04 router ntpd[9]: step time\n");
        assertThat(begin(boot.toString())).isEqualTo(at("2026-11-27T12:03:04Z"));
    }

    /** It is set once: what is silent later is a quiet router. */
    @Test
    void aClockIsSetOnce() {
        assertThat(begin("""
                Nov 25 10:00:00 router kernel: Linux version 5.15.150 (builder)
                Nov 25 10:00:01 router kernel: CPU0
                Nov 25 12:00:00 router pppd[8]: Exit.
                Nov 27 12:03:04 router pppd[9]: Exit.
                """)).isEqualTo(at("2026-11-25T12:00:00Z"));
    }

    /** The clock went well until the host was booted, as the lines before that tell. */
    @Test
    void aLaterBootChangesNothing() {
        assertThat(begin("""
                Nov 25 08:00:00 vpn1 cron[7]: (root) CMD (true)
                Nov 25 08:00:01 vpn1 cron[7]: (root) CMD (true)
                Nov 25 10:00:00 vpn1 kernel: Linux version 6.1.0-18-amd64
                Nov 25 10:00:01 vpn1 kernel: CPU0
                Nov 27 12:03:04 vpn1 pppd[9]: Exit.
                """)).isEqualTo(at("2026-11-25T08:00:00Z"));
    }

    @Test
    void noStampOfTheFutureCounts() {
        assertThat(begin("""
                2031-01-01T00:00:00Z vpn1 cron[7]: from the future
                2031-01-01T00:00:01Z vpn1 cron[7]: from the future
                2026-11-27T12:03:04Z vpn1 pppd[8]: Exit.
                2026-11-27T12:03:05Z vpn1 pppd[9]: Exit.
                """)).isEqualTo(at("2026-11-27T12:03:04Z"));
    }

    /** A file that was unpacked without its time. */
    @Test
    void stampsOfTheFutureCountWhereThereAreNoOthers() {
        assertThat(begin("""
                2031-01-01T10:00:00Z vpn1 pppd[8]: Exit.
                2031-01-01T10:00:01Z vpn1 pppd[9]: Exit.
                """)).isEqualTo(at("2031-01-01T10:00:00Z"));
    }

    /** A central log: those of another zone may look older than they are. */
    @Test
    void linesOfHostsThatDoNotCountTellNothing() {
        String log = """
                Nov 27 02:03:04 tokyo cron[7]: (root) CMD (true)
                Nov 27 02:03:05 tokyo cron[7]: (root) CMD (true)
                Nov 27 12:03:06 vpn1 cron[7]: (root) CMD (true)
                Nov 27 12:03:07 vpn1 pppd[9]: Exit.
                """;
        assertThat(begin(log, new LogParser(new Hosts(ZoneOffset.UTC, Map.of(), Map.of(), Set.of("vpn1")))))
                .isEqualTo(at("2026-11-27T12:03:06Z"));
    }

    @Test
    void stampsWithoutAZoneAreOfThatOfTheHost() {
        assertThat(begin("Nov 27 12:03:06 vpn1 cron[7]: (root) CMD (true)\n", new LogParser(ZoneId.of("Europe/Riga"))))
                .isEqualTo(at("2026-11-27T10:03:06Z"));
    }

    @Test
    void anEntryOfTheJournalHasTheMomentOfTheJournal() {
        assertThat(begin("""
                {"__CURSOR":"s=1","__REALTIME_TIMESTAMP":"1795780984000000","SYSLOG_IDENTIFIER":"systemd-journald","MESSAGE":"Journal started"}
                {"__CURSOR":"s=2","__REALTIME_TIMESTAMP":"1795780985000000","SYSLOG_IDENTIFIER":"pppd","SYSLOG_PID":"8","MESSAGE":"Exit."}
                """)).isEqualTo(Instant.ofEpochSecond(1_795_780_984));
    }

    /** What was read behind a gap begins anew, and may be older than what was read before: a clock was set back. */
    @Test
    void isAnotherOneBehindAGap() {
        LogParser parser = new LogParser(ZoneOffset.UTC);
        assertThat(begin("2026-11-27T08:00:00Z vpn1 pppd[8]: Exit.\n".repeat(100), parser))
                .isEqualTo(at("2026-11-27T08:00:00Z"));
        assertThat(begin("2026-11-27T12:03:04Z vpn1 pppd[8]: Exit.\n", parser)).isEqualTo(at("2026-11-27T08:00:00Z"));
        parser.first().forget();
        assertThat(begin("2026-11-27T12:03:05Z vpn1 pppd[8]: Exit.\n", parser)).isEqualTo(at("2026-11-27T12:03:05Z"));
    }

    @Test
    void theFirstOfAMillionIsLookedAtAlone() {
        LogParser parser = new LogParser(ZoneOffset.UTC);
        parser.modified(MODIFIED);
        byte[] head = """
                2026-11-20T02:00:00Z vpn1 cron[7]: written late
                2026-11-27T12:03:04Z vpn1 pppd[8]: Exit.
                2026-11-27T12:03:05Z vpn1 pppd[9]: Exit.
                2026-11-27T12:0""".getBytes(StandardCharsets.UTF_8);
        parser.lookAtBegin(head, head.length);
        assertThat(parser.first().moment()).isEqualTo("2026-11-27T12:03:04Z");
        assertThat(parser.first().isSettled()).isTrue();
        assertThat(parser.counts().relevantLines()).isZero();
    }

    /** Of a central log, whose first lines are all of others. */
    @Test
    void isLookedForOnWhereTheFirstOfAMillionAreOfOtherHosts() {
        LogParser parser = new LogParser(new Hosts(ZoneOffset.UTC, Map.of(), Map.of(), Set.of("vpn2")));
        byte[] head = "2026-11-27T12:00:00Z vpn1 pppd[8]: Exit.\n".repeat(70).getBytes(StandardCharsets.UTF_8);
        parser.modified(MODIFIED);
        parser.lookAtBegin(head, head.length);
        assertThat(begin("2026-11-27T12:03:04Z vpn2 pppd[8]: Exit.\n".repeat(2), parser))
                .isEqualTo(at("2026-11-27T12:03:04Z"));
    }
}

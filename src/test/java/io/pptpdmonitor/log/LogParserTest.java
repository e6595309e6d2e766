package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogParserTest {

    private final LogParser parser = new LogParser(ZoneId.of("Europe/Berlin"));

    @Test
    void recordsWhenWhereWhoAndWhat() {
        assertThat(records("2026-11-22T13:29:31.5+01:00 vpn1 pppd[1952]: Using interface ppp0"))
                .singleElement()
                .hasToString(
                        "LogRecord[time=2026-11-22T13:29:31.500+01:00, host=vpn1, pid=1952, "
                                + "event=InterfaceAssigned[interfaceName=ppp0], message=Using interface ppp0, count=1, other=null]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # line                                                                       | relevant | unparsed | debug
                    2026-11-22T13:29:31+01:00 vpn1 pppd[1]: Exit.                                | 1        | 0        | false
                    2026-11-22T13:29:31+01:00 vpn1 pppd[1]: never heard of                       | 1        | 1        | false
                    2026-11-22T13:29:31+01:00 vpn1 pppd[1]:                                      | 1        | 1        | false
                    2026-11-22T13:29:31+01:00 vpn1 pptpd[1]: never heard of                      | 1        | 1        | false
                    2026-11-22T25:29:31+01:00 vpn1 pppd[1]: Exit.                                | 1        | 1        | false
                    2026-11-22T13:29:31+01:00 vpn1 pppd[1]: Connect time 9999999999.0 minutes.   | 1        | 0        | false
                    2026-11-22T13:29:31+01:00 vpn1 pppd[1]: sent [LCP EchoReq id=0x1]            | 1        | 0        | true
                    2026-11-22T13:29:31+01:00 vpn1 pppd[1]: rcvd [LCP EchoReq id=0x1]            | 1        | 0        | true
                    2026-11-22T13:29:31+01:00 vpn1 pptpd[1]: GRE: accepting packet #7            | 1        | 0        | false
                    2026-11-22T13:29:31+01:00 vpn1 kernel: never heard of                        | 0        | 0        | false
                    2026-11-22T13:29:31+01:00 vpn1 cron[1]: pppd[1]: never heard of              | 0        | 0        | false
                    no line at all                                                               | 0        | 0        | false
                    """)
    void countsLines(String line, long relevant, long unparsed, boolean debug) {
        records(line);

        assertThat(parser.counts().relevantLines()).isEqualTo(relevant);
        assertThat(parser.counts().unparsedLines()).isEqualTo(unparsed);
        assertThat(parser.counts().debugSeen()).isEqualTo(debug);
    }

    /** What does not fit is not told: 0 octets, pid 0 or a negative time would be wrong. */
    @ParameterizedTest
    @CsvSource({
        "pppd[1]: 'Sent 99999999999999999999 bytes, received 1 bytes.'",
        "pppd[1]: Connect time 99999999999999999999.0 minutes.",
        "pppd[1]: Connect time 214748364.8 minutes.",
        "pppd[1]: Connect time 4.25 minutes.",
        "pppd[1]: MPPE 99999999999-bit stateless compression enabled",
        "pptpd[1]: MGR: Maximum of 4294967296 connections available",
        "pptpd[1]: MGR: Reaped child 99999999999",
        "pptpd[1]: CTRL: Reaping child PPP[99999999999]",
        "xl2tpd[1]: 'Call established with 10.0.0.1, PID: 99999999999, Local: 1, Remote: 2, Serial: 3'",
    })
    void numbersThatFitNowhereTellNothing(String said) {
        assertThat(records("2026-11-22T13:29:31+01:00 vpn1 " + said.replace("'", "")))
                .isEmpty();
    }

    @Test
    void knowsTheStampOfTheLastRelevantLine() {
        assertThat(parser.lastStamp()).isNull();

        records("2026-11-22T13:29:31+01:00 vpn1 cron[1]: x");
        assertThat(parser.lastStamp()).isNull();
        records("2026-11-22T13:29:32+01:00 vpn1 pppd[1]: never heard of");
        assertThat(parser.lastStamp()).hasToString("2026-11-22T13:29:32+01:00");
        records("2026-11-22T13:29:33 vpn1 pppd[1]: never heard of");
        assertThat(parser.lastStamp()).hasToString("2026-11-22T13:29:33+01:00");
        records("2026-11-22T25:29:31+01:00 vpn1 pppd[1]: Exit.");
        assertThat(parser.lastStamp()).hasToString("2026-11-22T13:29:33+01:00");
        records(journal("b0", "cron", "x"));
        assertThat(parser.lastStamp()).hasToString("2026-11-22T13:29:33+01:00");
        records(journal("b0", "pppd", "x"));
        assertThat(parser.lastStamp()).hasToString("2026-11-22T14:29:31+01:00");
    }

    @Test
    void anotherBootIdOfOneHostIsABoot() {
        assertThat(events(
                        journal("b0", "cron", "x"),
                        journal("b0", "pppd", "Exit."),
                        journal("b1", "cron", "x"),
                        journal("b1", "pppd", "Exit."),
                        journal("b2", "pppd", "Exit.")))
                .containsExactly("PppdExited[]", "Booted[]", "PppdExited[]", "Booted[]", "PppdExited[]");
    }

    @Test
    void theBootIdsOfTwoHostsAreNone() {
        assertThat(events(
                        journal("b0", "pppd", "Exit."),
                        journal("b1", "pppd", "Exit.").replace("vpn1", "vpn2"),
                        journal("b0", "pppd", "Exit."),
                        journal("b1", "pppd", "Exit.").replace("vpn1", "vpn2")))
                .containsOnly("PppdExited[]");
    }

    /**
     * What journald did not forward, and rsyslog dropped, is missing in syslog only. What journald suppressed is missing in what
     * was made of the journal, too, and in no other file does it say so.
     */
    @Test
    void lossesOfTheOtherLogAreNotOnesOwn() {
        String forwarded = "Forwarding to syslog missed 40 messages.";
        String suppressed = "Suppressed 206 messages from pptpd.service";
        String syslog = "2026-11-22T13:29:31+01:00 vpn1 systemd-journald[742]: ";

        assertThat(events(journal("b0", "systemd-journald", forwarded))).isEmpty();
        assertThat(events(journal("b0", "rsyslogd", "imjournal: 1208 messages lost due to rate-limiting")))
                .isEmpty();
        assertThat(events(syslog + suppressed)).containsExactly("LinesLost[count=206, notForwarded=false]");
        assertThat(events(syslog + forwarded)).containsExactly("LinesLost[count=40, notForwarded=true]");
        assertThat(events(journal("b0", "systemd-journald", suppressed)))
                .containsExactly("LinesLost[count=206, notForwarded=false]");
        assertThat(events(journal("b0", "systemd-journald", "Suppressed 7 messages from cron.service")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rsyslogd-2177: imuxsock lost 147 messages from pid 500 due to rate-limiting                       | 147
                    rsyslogd-2177: imuxsock[pid 500]: 147 messages lost due to rate-limiting                          | 147
                    rsyslogd-2177: imuxsock[pid 500]: 147 messages lost due to rate-limiting [v8.24.0 try https://www.rsyslog.com/e/2177 ] | 147
                    rsyslogd-2177: imuxsock lost 147 messages from pid 500 due to rate-limiting [try http://www.rsyslog.com/e/2177 ]       | 147
                    rsyslogd: imuxsock[pid: 829, name: pptpd [192.0.2.7:ABCD - 0000]]: 94 messages lost due to rate-limiting | 94
                    rsyslogd: imjournal: 1208 messages lost due to rate-limiting                                      | 1208
                    rsyslogd[2049]: imjournal: 1208 messages lost due to rate-limiting (20000 allowed within 600 seconds) | 1208
                    systemd-journald[742]: Suppressed 206 messages from pptpd.service                                 | 206
                    systemd-journal[231]: Suppressed 206 messages from /system.slice/pptpd.service                    | 206
                    journal: Suppressed 206 messages from /system.slice/pptpd.service                                 | 206
                    journal: Forwarding to syslog missed 40 messages.                                                 | 40
                    """)
    void countsWhatSyslogDaemonsDropped(String line, long count) {
        assertThat(records("2026-11-22T13:29:31+01:00 vpn1 " + line))
                .singleElement()
                .extracting(LogRecord::event)
                .isInstanceOfSatisfying(
                        LogEvent.LinesLost.class,
                        lost -> assertThat(lost.count()).isEqualTo(count));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rsyslogd-2177: imuxsock begins to drop messages from pid 500 due to rate-limiting     | LossBegan[]
                    rsyslogd: imuxsock[pid 500]: begin to drop messages due to rate-limiting              | LossBegan[]
                    rsyslogd: imuxsock[pid: 500] from <pptpd>: begin to drop messages due to rate-limiting | LossBegan[]
                    rsyslogd: imjournal: begin to drop messages due to rate-limiting                      | LossBegan[]
                    rsyslogd: imjournal from <cron>: begin to drop messages due to rate-limiting          | LossBegan[]
                    rsyslogd: imuxsock[pid: 500, name: /usr/sbin/cron] from <cron>: begin to drop messages due to rate-limiting |
                    rsyslogd: imuxsock[pid: 500, name: /usr/sbin/cron]: 94 messages lost due to rate-limiting |
                    rsyslogd: rsyslogd[internal_messages]: 513 messages lost due to rate-limiting (500 allowed within 5 seconds) |
                    journal: Suppressed 206 messages from /system.slice/cron.service                      |
                    journal: Suppressed 206 messages from /user.slice/user-1000.slice                     |
                    """)
    void knowsTheBeginOfALossAndThoseOfOthers(String line, String event) {
        List<String> expected = event == null ? List.of() : List.of(event);

        assertThat(events("2026-11-22T13:29:31+01:00 vpn1 " + line)).isEqualTo(expected);
    }

    @Test
    void anyoneMayWriteAsPppdButInTheJournalThatShows() {
        assertThat(events(journal("b0", "pppd", "Exit.").replace("\"_UID\":\"0\"", "\"_UID\":\"1000\"")))
                .isEmpty();
        assertThat(parser.counts().relevantLines()).isZero();
    }

    private static String journal(String boot, String identifier, String message) {
        return "{\"__REALTIME_TIMESTAMP\":\"1795354171000000\",\"_HOSTNAME\":\"vpn1\",\"_UID\":\"0\",\"_BOOT_ID\":\""
                + boot + "\",\"SYSLOG_IDENTIFIER\":\"" + identifier + "\",\"MESSAGE\":\"" + message + "\"}";
    }

    private List<String> events(String... lines) {
        return records(lines).stream().map(line -> line.event().toString()).toList();
    }

    private List<LogRecord> records(String... lines) {
        List<LogRecord> seen = new ArrayList<>();
        for (String line : lines) {
            byte[] b = line.getBytes(StandardCharsets.UTF_8);
            parser.line(b, 0, b.length, seen::add);
        }
        return seen;
    }
}

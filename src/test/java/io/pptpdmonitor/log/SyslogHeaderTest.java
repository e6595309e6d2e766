package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SyslogHeaderTest {

    private final SyslogHeader header = new SyslogHeader();
    private final SyslogLine line = new SyslogLine();

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', nullValues = "-", textBlock = """
                    # line                                                                           ~ stamp                            ~ host             ~ program      ~ pid ~ message
                    # RFC 3164
                    Nov 22 13:29:31 vpn1 pppd[1952]: Exit.                                           ~ Nov 22 13:29:31                  ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    Nov  2 13:29:31 vpn1 pppd[1952]: Exit.                                           ~ Nov  2 13:29:31                  ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    Nov 2 13:29:31 vpn1 pppd[1952]: Exit.                                            ~ Nov 2 13:29:31                   ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    Nov 22 13:29:31 pppd[1952]: Exit.                                                ~ Nov 22 13:29:31                  ~ -                ~ PPPD         ~ 1952 ~ Exit.
                    Nov 22 13:29:31 vpn1.example.org pptpd[815]: MGR: x                              ~ Nov 22 13:29:31                  ~ vpn1.example.org ~ PPTPD        ~ 815  ~ MGR: x
                    Nov 22 13:29:31 192.0.2.1 pptpctrl[815]: CTRL: x                                 ~ Nov 22 13:29:31                  ~ 192.0.2.1        ~ PPTPD        ~ 815  ~ CTRL: x
                    Nov 22 13:29:31 2001:db8::1 pppd[1952]: Exit.                                    ~ Nov 22 13:29:31                  ~ 2001:db8::1      ~ PPPD         ~ 1952 ~ Exit.
                    Nov 22 13:29:31 [2001:db8::2] pppd[1952]: Exit.                                  ~ Nov 22 13:29:31                  ~ 2001:db8::2      ~ PPPD         ~ 1952 ~ Exit.
                    Nov 22 13:29:31 [fe80::1%eth0] pppd[1952]: Exit.                                 ~ Nov 22 13:29:31                  ~ fe80::1%eth0     ~ PPPD         ~ 1952 ~ Exit.
                    Nov 22 13:29:31 [::ffff:192.0.2.1] pppd[1952]: Exit.                             ~ Nov 22 13:29:31                  ~ ::ffff:192.0.2.1 ~ PPPD         ~ 1952 ~ Exit.
                    Nov 22 13:29:31 [2001:db8::2] local2.notice pppd[1952]: Exit.                    ~ Nov 22 13:29:31                  ~ 2001:db8::2      ~ PPPD         ~ 1952 ~ Exit.
                    Nov 22 13:29:31 2001:db8:: pppd[1952]: Exit.                                     ~ Nov 22 13:29:31                  ~ 2001:db8::       ~ PPPD         ~ 1952 ~ Exit.
                    Nov 22 13:29:31 pppd[1952]: [2001:db8::2] x                                      ~ Nov 22 13:29:31                  ~ -                ~ PPPD         ~ 1952 ~ [2001:db8::2] x
                    Nov 22 13:29:31 [815] pppd[1952]: Exit.                                          ~ Nov 22 13:29:31                  ~ -                ~ -            ~ 815  ~ pppd[1952]: Exit.
                    2026-11-22T13:29:31Z [2001:db8::2] pppd[1952]: Exit.                             ~ 2026-11-22T13:29:31Z             ~ 2001:db8::2      ~ PPPD         ~ 1952 ~ Exit.
                    <149>1 2026-11-22T13:29:31.1+00:00 [2001:db8::2] pppd 1952 - - Exit.             ~ 2026-11-22T13:29:31.1+00:00      ~ 2001:db8::2      ~ PPPD         ~ 1952 ~ Exit.
                    Nov 22 13:29:31 vpn1 kernel: Linux version 6.1                                   ~ Nov 22 13:29:31                  ~ vpn1             ~ KERNEL       ~ 0    ~ Linux version 6.1
                    Nov 22 13:29:31 kernel: Linux version 6.1                                        ~ Nov 22 13:29:31                  ~ -                ~ KERNEL       ~ 0    ~ Linux version 6.1
                    <149>Nov 22 13:29:31 vpn1 pppd[1952]: Exit.                                      ~ Nov 22 13:29:31                  ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    <5>Nov 22 13:29:31 vpn1 pppd[1952]: Exit.                                        ~ Nov 22 13:29:31                  ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    Nov 22 13:29:31 vpn1 pppd[1952] Exit.                                            ~ Nov 22 13:29:31                  ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    Nov 22 13:29:31 vpn1 pppd: Exit.                                                 ~ Nov 22 13:29:31                  ~ vpn1             ~ PPPD         ~ 0    ~ Exit.
                    Nov 22 13:29:31 vpn1 pppd[1952]:   script /etc/ppp/ip-down, pid 7                ~ Nov 22 13:29:31                  ~ vpn1             ~ PPPD         ~ 1952 ~ `  script /etc/ppp/ip-down, pid 7`
                    Nov 22 13:29:31 vpn1 pppd[99999999999]: Exit.                                    ~ Nov 22 13:29:31                  ~ vpn1             ~ PPPD         ~ 0    ~ [99999999999]: Exit.
                    Nov 22 13:29:31 vpn1 pppd[x]: Exit.                                              ~ Nov 22 13:29:31                  ~ vpn1             ~ PPPD         ~ 0    ~ [x]: Exit.
                    Nov 22 13:29:31 vpn1 cron[7]: pppd[1]: Exit.                                     ~ Nov 22 13:29:31                  ~ vpn1             ~ -            ~ 7    ~ pppd[1]: Exit.
                    Nov 22 13:29:31 vpn1 pppdx[7]: Exit.                                             ~ Nov 22 13:29:31                  ~ vpn1             ~ -            ~ 7    ~ Exit.
                    Nov 22 13:29:31 vpn1 /usr/sbin/pppd[7]: Exit.                                    ~ Nov 22 13:29:31                  ~ vpn1             ~ -            ~ 7    ~ Exit.
                    # BusyBox: facility.severity
                    Nov 22 14:04:34 vpn1 daemon.info pptpd[815]: MGR: x                              ~ Nov 22 14:04:34                  ~ vpn1             ~ PPTPD        ~ 815  ~ MGR: x
                    Nov 22 14:04:34 vpn1 local2.warn pppd[1350]: Exit.                               ~ Nov 22 14:04:34                  ~ vpn1             ~ PPPD         ~ 1350 ~ Exit.
                    Nov 22 14:04:34 daemon.info pptpd[815]: MGR: x                                   ~ Nov 22 14:04:34                  ~ -                ~ PPTPD        ~ 815  ~ MGR: x
                    Nov 22 14:04:34 vpn.info daemon.info pptpd[815]: MGR: x                          ~ Nov 22 14:04:34                  ~ vpn.info         ~ PPTPD        ~ 815  ~ MGR: x
                    Nov 22 14:04:34 vpn.info pptpd[815]: MGR: x                                      ~ Nov 22 14:04:34                  ~ vpn.info         ~ PPTPD        ~ 815  ~ MGR: x
                    # RFC 3339 in place of the stamp
                    2026-11-22T13:29:31.123456+00:00 vpn1 pppd[1952]: Exit.                          ~ 2026-11-22T13:29:31.123456+00:00 ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    2026-11-22T13:29:31Z vpn1 pppd[1952]: Exit.                                      ~ 2026-11-22T13:29:31Z             ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    2026-11-22T13:29:31+0000 vpn1 pppd[1952]: Exit.                                  ~ 2026-11-22T13:29:31+0000         ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    2026-11-22T13:29:31 vpn1 pppd[1952]: Exit.                                       ~ 2026-11-22T13:29:31              ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    2026-11-22T13:29:31.1+00:00 local2.notice pppd[1952]: Exit.                      ~ 2026-11-22T13:29:31.1+00:00      ~ -                ~ PPPD         ~ 1952 ~ Exit.
                    <149>2026-11-22T13:29:31+00:00 vpn1 pppd[1952]: Exit.                            ~ 2026-11-22T13:29:31+00:00        ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    # RFC 5424
                    <149>1 2026-11-22T13:29:31.1+00:00 vpn1 pppd 1952 - - Exit.                      ~ 2026-11-22T13:29:31.1+00:00      ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    <149>1 2026-11-22T13:29:31.1+00:00 vpn1 pppd 1952 - -  Exit.                     ~ 2026-11-22T13:29:31.1+00:00      ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    <149>1 2026-11-22T13:29:31.1+00:00 vpn1 pppd 1952 - -    script x                ~ 2026-11-22T13:29:31.1+00:00      ~ vpn1             ~ PPPD         ~ 1952 ~ `  script x`
                    <149>1 2026-11-22T13:29:31.1+00:00 - pppd - - - Exit.                            ~ 2026-11-22T13:29:31.1+00:00      ~ -                ~ PPPD         ~ 0    ~ Exit.
                    <149>1 2026-11-22T13:29:31.1+00:00 vpn1 - - - - Exit.                            ~ 2026-11-22T13:29:31.1+00:00      ~ vpn1             ~ -            ~ 0    ~ Exit.
                    <149>1 2026-11-22T13:29:31.1+00:00 vpn1 pppd 1952 ID47 [a@1 b="c"] Exit.         ~ 2026-11-22T13:29:31.1+00:00      ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    <149>1 2026-11-22T13:29:31.1+00:00 vpn1 pppd 1952 - [a@1 b="c" d="e f"][g] Exit. ~ 2026-11-22T13:29:31.1+00:00      ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    <149>1 2026-11-22T13:29:31.1+00:00 vpn1 pppd 1952 - [a b="\\]x\\" \\\\"][g] Exit.  ~ 2026-11-22T13:29:31.1+00:00      ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    <149>1 2026-11-22T13:29:31.1+00:00 vpn1 pppd 1952 - [a b="] pppd"] Exit.         ~ 2026-11-22T13:29:31.1+00:00      ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    <149>1 2026-11-22T13:29:31.1+00:00 vpn1 pppd 1952 - - \ufeffExit.                ~ 2026-11-22T13:29:31.1+00:00      ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    <149>1 2026-11-22T13:29:31.1+00:00 vpn1 pppd 1952 - - [not data] x               ~ 2026-11-22T13:29:31.1+00:00      ~ vpn1             ~ PPPD         ~ 1952 ~ [not data] x
                    <149>1 2026-11-22T13:29:31.1+00:00 vpn1 pppd 1952 - -                            ~ 2026-11-22T13:29:31.1+00:00      ~ vpn1             ~ PPPD         ~ 1952 ~ ``
                    # OpenWrt's logread
                    Tue Oct 22 19:17:45 2019 daemon.info pppd[1952]: Exit.                           ~ Tue Oct 22 19:17:45 2019         ~ -                ~ PPPD         ~ 1952 ~ Exit.
                    Tue Oct  2 19:17:45 2019 local2.notice pppd[1952]: Exit.                         ~ Tue Oct  2 19:17:45 2019         ~ -                ~ PPPD         ~ 1952 ~ Exit.
                    # the same by syslog-ng on Turris routers
                    2026-07-24 01:05:50 info pppd[1952]: Exit.                                       ~ 2026-07-24 01:05:50              ~ -                ~ PPPD         ~ 1952 ~ Exit.
                    2026-07-24 01:05:50 err pptpd[815]: GRE: x                                       ~ 2026-07-24 01:05:50              ~ -                ~ PPTPD        ~ 815  ~ GRE: x
                    2026-11-22 13:29:31 vpn1 pppd[1952]: Exit.                                       ~ 2026-11-22 13:29:31              ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    2026-11-22 13:29:31.123 vpn1 pppd[1952]: Exit.                                   ~ 2026-11-22 13:29:31.123          ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    2026-11-22T13:29:31 info pppd[1952]: Exit.                                       ~ 2026-11-22T13:29:31              ~ info             ~ PPPD         ~ 1952 ~ Exit.
                    # journalctl -o short in other languages, and short-precise
                    nov 22 13:29:31 vpn1 pppd[1952]: Exit.                                           ~ nov 22 13:29:31                  ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    Mär  2 13:29:31 vpn1 pppd[1952]: Exit.                                           ~ Mär  2 13:29:31                  ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    sept. 22 13:29:31 vpn1 pppd[1952]: Exit.                                         ~ sept. 22 13:29:31                ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    Ноя 22 13:29:31 vpn1 pppd[1952]: Exit.                                           ~ Ноя 22 13:29:31                  ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    11月 22 13:29:31 vpn1 pppd[1952]: Exit.                                          ~ 11月 22 13:29:31                 ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    Nov 22 13:29:31.123456 vpn1 pppd[1952]: Exit.                                    ~ Nov 22 13:29:31.123456           ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    # FreeBSD's syslogd -vv
                    Nov 22 13:29:31 <daemon.info> vpn1 pptpd[815]: MGR: x                            ~ Nov 22 13:29:31                  ~ vpn1             ~ PPTPD        ~ 815  ~ MGR: x
                    # routers: no host; pppd under the tag pptp
                    Jan 30 16:36:26 pptp[14909]: Exit.                                               ~ Jan 30 16:36:26                  ~ -                ~ PPTP         ~ 14909 ~ Exit.
                    # what copies have before a line
                    `   Nov 22 13:29:31 vpn1 pppd[1952]: Exit.`                                      ~ Nov 22 13:29:31                  ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    `\tNov 22 13:29:31 vpn1 pppd[1952]: Exit.`                                       ~ Nov 22 13:29:31                  ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    `\0\0\0Nov 22 13:29:31 vpn1 pppd[1952]: Exit.`                                   ~ Nov 22 13:29:31                  ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    `\ufeffNov 22 13:29:31 vpn1 pppd[1952]: Exit.`                                   ~ Nov 22 13:29:31                  ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    syslog.1:Nov 22 13:29:31 vpn1 pppd[1952]: Exit.                                  ~ Nov 22 13:29:31                  ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    /var/log/syslog:815:Nov 22 13:29:31 vpn1 pppd[1952]: Exit.                       ~ Nov 22 13:29:31                  ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    log/syslog:2026-11-22T13:29:31Z vpn1 pppd[1952]: Exit.                           ~ 2026-11-22T13:29:31Z             ~ vpn1             ~ PPPD         ~ 1952 ~ Exit.
                    # macOS's pppd: no tag, no pid; nobody's
                    Sat Jan 22 13:29:31 2011 : PPTP connection established.                          ~ Sat Jan 22 13:29:31 2011         ~ -                ~ -            ~ 0    ~ PPTP connection established.
                    Tue Oct 22 19:17:45 2019 kern.notice kernel: [    0.000000] Linux version x      ~ Tue Oct 22 19:17:45 2019         ~ -                ~ KERNEL       ~ 0    ~ [    0.000000] Linux version x
                    """)
    void findsThePartsOf(String text, String stamp, String host, Program program, int pid, String message) {
        byte[] b = utf8("..." + text + "...");

        assertThat(header.read(b, 3, b.length - 3, line)).isTrue();

        assertThat(Bytes.text(b, line.stampFrom, line.stampTo)).isEqualTo(stamp);
        assertThat(line.host()).isEqualTo(host);
        assertThat(line.program).isEqualTo(program);
        assertThat(line.pid).isEqualTo(pid);
        assertThat(line.message()).isEqualTo(message);
        assertThat(line.repeatsPrevious).isZero();
        assertThat(line.bootId).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
                    ``
                    ` `
                    `          `
                    <
                    <>
                    <149>
                    <149>1
                    <149>1 - vpn1 pppd 1952 - - Exit.
                    <1490>Nov 22 13:29:31 vpn1 pppd[1952]: Exit.
                    {
                    pppd[1952]: Exit.
                    Nov 22
                    Nov 22 13:29:3
                    Foo 22 13:29:31 vpn1 pppd[1952]: Exit.
                    Nov 22T13:29:31 vpn1 pppd[1952]: Exit.
                    2026-11-22_13:29:31 vpn1 pppd[1952]: Exit.
                    vpn1 pppd[1952] Exit.
                    Novembre2026 22 13:29:31 vpn1 pppd[1952]: Exit.
                    status = -1 error = Input/output error, usually caused by
                    -- Logs begin at Sun 2026-11-22 13:29:31 UTC. --
                    """)
    void takesForNoLine(String text) {
        byte[] b = utf8(text);

        assertThat(header.read(b, 0, b.length, line)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
                    Nov 22 13:50:54 vpn1 last message repeated 6 times                    ~ 6
                    Nov 22 13:50:54 last message repeated 6 times                         ~ 6
                    Nov 22 13:50:54 vpn1 last message repeated 1 time                     ~ 1
                    Nov 22 13:50:54 vpn1 --- last message repeated 12 times ---           ~ 12
                    Nov 22 13:50:54 vpn1 --- last message repeated 1 time ---             ~ 1
                    2026-11-22T13:29:31+00:00 vpn1 last message repeated 6 times          ~ 6
                    Nov 22 13:50:54 vpn1 last message repeated 9999999999999 times        ~ 1000000
                    Nov 22 13:50:54 vpn1 last message repeated 0 times                    ~ 0
                    Nov 22 13:50:54 vpn1 last message repeated x times                    ~ 0
                    Nov 22 13:50:54 vpn1 last message repeated  times                     ~ 0
                    Nov 22 13:50:54 vpn1 last message repeated 6 times.                   ~ 0
                    Nov 22 13:50:54 vpn1 pppd[1]: last message repeated 6 times           ~ 0
                    """)
    void countsRepetitionsOfThePreviousLine(String text, int times) {
        byte[] b = utf8(text);

        header.read(b, 0, b.length, line);

        assertThat(line.repeatsPrevious).isEqualTo(times);
    }

    static Stream<String> oneOfEachFormat() {
        return Stream.of(
                "<149>Nov  2 13:29:31 vpn1 local2.notice pppd[1952]: Exit.",
                "Nov 22 13:29:31 vpn1 last message repeated 6 times",
                "Nov 22 13:29:31 vpn1 --- last message repeated 6 times ---",
                "2026-11-22T13:29:31.123456+05:45 vpn1 pppd[1952]: Exit.",
                "<149>1 2026-11-22T13:29:31.1-03:30 vpn1 pppd 1952 ID [a b=\"\\]\\\"\"][c d=\"e f\"] \ufeffExit.",
                "Tue Oct 22 19:17:45 2019 daemon.info pppd[1952]: Exit.",
                "\ufeff \tfévr.  2 13:29:31.5 <daemon.info> vpn1 pppd[1952] Exit.",
                "syslog.1:7:2026-07-24 01:05:50 info pptp[7]: Exit.");
    }

    @ParameterizedTest
    @MethodSource("oneOfEachFormat")
    void nothingThatIsCutOffThrows(String text) {
        byte[] b = utf8(text);
        for (int from = 0; from <= b.length; from++) {
            for (int to = from; to <= b.length; to++) {
                readsWithinBounds(java.util.Arrays.copyOfRange(b, from, to));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("oneOfEachFormat")
    void noByteInAnyPlaceThrows(String text) {
        byte[] b = utf8(text);
        for (int at = 0; at < b.length; at++) {
            for (int value = -128; value < 128; value++) {
                byte[] changed = b.clone();
                changed[at] = (byte) value;
                readsWithinBounds(changed);
            }
        }
    }

    @Test
    void noiseDoesNotThrow() {
        Random random = new Random(20261122);
        String alphabet = "<>1 [](){}\":.-+T0N\0\n\\\u00e9vpd";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            readsWithinBounds(utf8(text.toString()));
        }
    }

    /** The line stands alone in its array, so that reading beyond it would throw. */
    private void readsWithinBounds(byte[] b) {
        assertThatCode(() -> {
                    if (header.read(b, 0, b.length, line)) {
                        StampReader stamps = new StampReader(java.time.ZoneOffset.UTC);
                        stamps.read(line);
                        stamps.note(line);
                        stamps.latest();
                        if (line.host() == null || line.program != null) {
                            line.message();
                        }
                    }
                })
                .as(new String(b, StandardCharsets.UTF_8))
                .doesNotThrowAnyException();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalLineTest {

    private static final String WHOLE = "{\"__CURSOR\":\"s=1;i=2\",\"_HOSTNAME\":\"vpn1\",\"_UID\":\"0\","
            + "\"SYSLOG_IDENTIFIER\":\"pppd\",\"SYSLOG_PID\":\"1952\",\"_PID\":\"1952\",\"_BOOT_ID\":\"b0\","
            + "\"MESSAGE\":\"Exit.\",\"__REALTIME_TIMESTAMP\":\"1795354171000002\","
            + "\"_SOURCE_REALTIME_TIMESTAMP\":\"1795354171000001\"}";

    private final JournalLine journal = new JournalLine();
    private final SyslogLine line = new SyslogLine();

    /** In each line {@code T} stands for a stamp, and for whatever else belongs to root's pppd. */
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', nullValues = "-", textBlock = """
                    # fields                                                                    ~ host ~ program ~ pid  ~ message
                    "SYSLOG_IDENTIFIER":"pppd","SYSLOG_PID":"7","MESSAGE":"Exit."               ~ -    ~ PPPD    ~ 7    ~ Exit.
                    "MESSAGE":"Exit.","SYSLOG_PID":"7","SYSLOG_IDENTIFIER":"pppd"               ~ -    ~ PPPD    ~ 7    ~ Exit.
                    "SYSLOG_IDENTIFIER":"pptpctrl","SYSLOG_PID":"7","MESSAGE":"CTRL: x"         ~ -    ~ PPTPD   ~ 7    ~ CTRL: x
                    "_HOSTNAME":"vpn1","SYSLOG_IDENTIFIER":"cron","MESSAGE":"x"                 ~ vpn1 ~ -       ~ 0    ~ x
                    "SYSLOG_IDENTIFIER":"pppd","MESSAGE":"Exit."                                ~ -    ~ PPPD    ~ 0    ~ Exit.
                    "SYSLOG_IDENTIFIER":"pppd","_PID":"8","MESSAGE":"Exit."                     ~ -    ~ PPPD    ~ 8    ~ Exit.
                    "SYSLOG_IDENTIFIER":"pppd","SYSLOG_PID":"7","_PID":"8","MESSAGE":"Exit."    ~ -    ~ PPPD    ~ 7    ~ Exit.
                    "SYSLOG_IDENTIFIER":"pppd","SYSLOG_PID":"99999999999","MESSAGE":"Exit."     ~ -    ~ PPPD    ~ 0    ~ Exit.
                    "SYSLOG_IDENTIFIER":"pppd","SYSLOG_PID":"x","MESSAGE":"Exit."               ~ -    ~ PPPD    ~ 0    ~ Exit.
                    "SYSLOG_IDENTIFIER":"pppd","SYSLOG_PID":7,"MESSAGE":"Exit."                 ~ -    ~ PPPD    ~ 7    ~ Exit.
                    "SYSLOG_IDENTIFIER":"pppd","SYSLOG_PID":null,"_PID":"8","MESSAGE":"Exit."   ~ -    ~ PPPD    ~ 8    ~ Exit.
                    "SYSLOG_IDENTIFIER":"pppd","_HOSTNAME":null,"MESSAGE":"Exit."               ~ -    ~ PPPD    ~ 0    ~ Exit.
                    "SYSLOG_IDENTIFIER":null,"MESSAGE":"Exit."                                  ~ -    ~ -       ~ 0    ~ Exit.
                    "SYSLOG_IDENTIFIER":"pppd","MESSAGE":null                                   ~ -    ~ PPPD    ~ 0    ~ ``
                    "SYSLOG_IDENTIFIER":"pppd"                                                  ~ -    ~ PPPD    ~ 0    ~ ``
                    "SYSLOG_IDENTIFIER":"pppd","MESSAGE":[69,120,105,116,46]                    ~ -    ~ PPPD    ~ 0    ~ Exit.
                    "SYSLOG_IDENTIFIER":"pppd","MESSAGE":[233,10]                               ~ -    ~ PPPD    ~ 0    ~ `\ufffd\n`
                    "SYSLOG_IDENTIFIER":"pppd","MESSAGE":[]                                     ~ -    ~ PPPD    ~ 0    ~ ``
                    "SYSLOG_IDENTIFIER":"pppd","MESSAGE":"a\\tb\\u00e9\\ud83d\\ude00\\u0000c"   ~ -    ~ PPPD    ~ 0    ~ `a\tb\u00e9\ud83d\ude00\0c`
                    "X":{"MESSAGE":"Y","a":[1,{"b":2}]},"SYSLOG_IDENTIFIER":"pppd","MESSAGE":"Exit." ~ - ~ PPPD ~ 0    ~ Exit.
                    "X":[[{"SYSLOG_PID":"9"}]],"SYSLOG_IDENTIFIER":"pppd","MESSAGE":"Exit."     ~ -    ~ PPPD    ~ 0    ~ Exit.
                    "X":true,"Y":1.5e300,"SYSLOG_IDENTIFIER":"pppd","MESSAGE":"Exit."           ~ -    ~ PPPD    ~ 0    ~ Exit.
                    # A field that a program set twice is an array: nobody knows which is meant.
                    "SYSLOG_PID":["1","2"],"SYSLOG_IDENTIFIER":"pppd","MESSAGE":"Exit."         ~ -    ~ PPPD    ~ 0    ~ Exit.
                    "SYSLOG_IDENTIFIER":["pppd","x"],"MESSAGE":"Exit."                          ~ -    ~ -       ~ 0    ~ Exit.
                    "MESSAGE":["Exit.","x"],"SYSLOG_IDENTIFIER":"pppd","SYSLOG_PID":"7"         ~ -    ~ PPPD    ~ 7    ~ ``
                    "MESSAGE":[[69],[120]],"SYSLOG_IDENTIFIER":"pppd","SYSLOG_PID":"7"          ~ -    ~ PPPD    ~ 7    ~ ``
                    # Who wrote it
                    "SYSLOG_IDENTIFIER":"pppd","_UID":"0","MESSAGE":"Exit."                     ~ -    ~ PPPD    ~ 0    ~ Exit.
                    "SYSLOG_IDENTIFIER":"pppd","_UID":"1000","MESSAGE":"Exit."                  ~ -    ~ -       ~ 0    ~ Exit.
                    "_UID":"1000","SYSLOG_IDENTIFIER":"pptpd","MESSAGE":"MGR: x"                ~ -    ~ -       ~ 0    ~ MGR: x
                    "SYSLOG_IDENTIFIER":"pppd","MESSAGE":"Exit.","_UID":"65534"                 ~ -    ~ -       ~ 0    ~ Exit.
                    "SYSLOG_PID":["1","2"],"SYSLOG_IDENTIFIER":"pppd","MESSAGE":"x","_UID":"1000" ~ -  ~ -       ~ 0    ~ x
                    "MESSAGE":["x","y"],"SYSLOG_IDENTIFIER":"pppd","_UID":"1000"                ~ -    ~ -       ~ 0    ~ ``
                    "X":{"a":1},"SYSLOG_IDENTIFIER":"pppd","MESSAGE":"x","_UID":"1000"          ~ -    ~ -       ~ 0    ~ x
                    """)
    void findsThePartsOf(String fields, String host, Program program, int pid, String message) {
        byte[] b = utf8("{\"__REALTIME_TIMESTAMP\":\"1795354171000000\"," + fields + "}");

        assertThat(journal.read(b, 0, b.length, line)).isTrue();

        assertThat(line.host()).isEqualTo(host);
        assertThat(line.program).isEqualTo(program);
        assertThat(line.pid).isEqualTo(pid);
        assertThat(line.message()).isEqualTo(message);
    }

    @Test
    void readsAWholeLine() {
        byte[] b = utf8(WHOLE);

        assertThat(journal.read(b, 0, b.length, line)).isTrue();

        assertThat(Bytes.text(line.bytes, line.stampFrom, line.stampTo)).isEqualTo("1795354171000001");
        assertThat(line.stampFormat).isEqualTo(SyslogLine.StampFormat.EPOCH_MICROS);
        assertThat(line.bootId).isEqualTo("b0");
        assertThat(line.host()).isEqualTo("vpn1");
        assertThat(line.message()).isEqualTo("Exit.");
    }

    @Test
    void remembersNothingOfTheLineBefore() {
        byte[] whole = utf8(WHOLE);
        byte[] bare = utf8("{\"__REALTIME_TIMESTAMP\":\"1\",\"SYSLOG_IDENTIFIER\":\"pppd\"}");

        journal.read(whole, 0, whole.length, line);
        journal.read(bare, 0, bare.length, line);

        assertThat(line.host()).isNull();
        assertThat(line.bootId).isNull();
        assertThat(line.pid).isZero();
        assertThat(line.message()).isEmpty();
        assertThat(line.program).isEqualTo(Program.PPPD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "\"x\"",
                "1",
                "null",
                "{\"__REALTIME_TIMESTAMP\"",
                "{\"__REALTIME_TIMESTAMP\":\"1\"",
                "{\"__REALTIME_TIMESTAMP\":null}",
                "{\"__REALTIME_TIMESTAMP\":[\"1\",\"2\"]}",
                "{\"MESSAGE\":\"x\"}",
                "{\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":[99999999999999999999]}",
                "{\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"\\x\"}",
                "{\"__REALTIME_TIMESTAMP\":\"1\",}",
                "{0:1}",
                "{{{{{{"
            })
    void takesForNoLine(String text) {
        byte[] b = utf8(text);

        assertThat(journal.read(b, 0, b.length, line)).isFalse();
    }

    @Test
    void nothingThatIsCutOffThrows() {
        byte[] b = utf8(WHOLE);
        for (int to = 0; to < b.length; to++) {
            byte[] cut = Arrays.copyOf(b, to);
            assertThat(journal.read(cut, 0, to, line))
                    .as(new String(cut, StandardCharsets.UTF_8))
                    .isFalse();
        }
    }

    @Test
    void noByteInAnyPlaceThrows() {
        byte[] b = utf8(WHOLE);
        for (int at = 0; at < b.length; at++) {
            for (int value = -128; value < 128; value += 3) {
                byte[] changed = b.clone();
                changed[at] = (byte) value;
                doesNotThrow(changed);
            }
        }
    }

    @Test
    void deepAndWideNonsenseDoesNotThrow() {
        doesNotThrow(utf8("{\"a\":" + "[".repeat(100_000)));
        doesNotThrow(utf8("{\"a\":" + "{\"a\":".repeat(50_000)));
        doesNotThrow(utf8("{\"" + "k".repeat(200_000) + "\":1}"));
        doesNotThrow(utf8("{\"SYSLOG_PID\":" + "9".repeat(200_000) + "}"));
        doesNotThrow(new byte[100_000]);
        byte[] noise = new byte[100];
        Random random = new Random(20261122);
        for (int i = 0; i < 20_000; i++) {
            random.nextBytes(noise);
            noise[0] = '{';
            doesNotThrow(noise);
        }
    }

    private void doesNotThrow(byte[] b) {
        assertThatCode(() -> journal.read(b, 0, b.length, line))
                .as(() -> new String(b, 0, Math.min(b.length, 200), StandardCharsets.ISO_8859_1))
                .doesNotThrowAnyException();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

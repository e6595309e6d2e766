package io.pptpdmonitor.snmp.mib;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxTest {

    @Test
    void wrapsCounters() {
        assertThat(text(Syntax.COUNTER32, 4_294_967_295L)).isEqualTo("4294967295");
        assertThat(text(Syntax.COUNTER32, 4_294_967_296L)).isEqualTo("0");
        assertThat(text(Syntax.COUNTER32, 4_294_967_300L)).isEqualTo("4");
        assertThat(text(Syntax.COUNTER64, Long.MAX_VALUE)).isEqualTo("9223372036854775807");
    }

    @Test
    void leavesGaugesAtTheirLargestValue() {
        assertThat(text(Syntax.GAUGE32, 4_294_967_295L)).isEqualTo("4294967295");
        assertThat(text(Syntax.GAUGE32, 4_294_967_296L)).isEqualTo("4294967295");
        assertThat(text(Syntax.GAUGE32, Long.MAX_VALUE)).isEqualTo("4294967295");
    }

    @Test
    void wrapsTimeStampsAsSysUpTimeDoes() {
        assertThat(text(Syntax.TIME_STAMP, 4_294_967_296L + 100)).isEqualTo("0:00:01.00");
    }

    @Test
    void writesNothingRatherThanAWrongNumber() {
        assertThat(text(Syntax.UNSIGNED32, 4_294_967_296L)).isEqualTo("null");
        assertThat(text(Syntax.UNSIGNED32, -1)).isEqualTo("null");
        assertThat(text(Syntax.GAUGE32, -1)).isEqualTo("null");
        assertThat(text(Syntax.COUNTER32, -1)).isEqualTo("null");
        assertThat(text(Syntax.COUNTER64, -1)).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # time                            | octets of RFC 2579's DateAndTime
            1992-05-26T13:30:15-04:00         | 07:c8:05:1a:0d:1e:0f:00:2d:04:00
            2026-11-20T08:15:30.987+01:00     | 07:ea:0b:14:08:0f:1e:09:2b:01:00
            2026-11-20T08:15:30Z              | 07:ea:0b:14:08:0f:1e:00:2b:00:00
            2026-02-28T23:59:59.099+05:45     | 07:ea:02:1c:17:3b:3b:00:2b:05:2d
            2026-02-28T23:59:59-03:30         | 07:ea:02:1c:17:3b:3b:00:2d:03:1e
            2026-02-28T23:59:59+13:45         | 07:ea:02:1c:17:3b:3b:00:2b:0d:2d
            2026-03-01T01:00:00+14:00         | 07:ea:02:1c:0b:00:00:00:2b:00:00
            2026-03-01T01:00:30+01:00:30      | 07:ea:03:01:00:00:00:00:2b:00:00
            +65535-01-01T00:00:00Z            | ff:ff:01:01:00:00:00:00:2b:00:00
            +65536-01-01T00:00:00Z            | 00:00:00:00:00:00:00:00
            -0001-01-01T00:00:00Z             | 00:00:00:00:00:00:00:00
            """)
    void writesTimesWithTheirZone(OffsetDateTime time, String octets) {
        assertThat(DateAndTime.of(time).toHexString()).isEqualTo(octets);
    }

    @Test
    void writesEightZeroOctetsForNoTime() {
        assertThat(DateAndTime.of(DateAndTime.NONE).toHexString()).isEqualTo("00:00:00:00:00:00:00:00");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # address                | type | length
            203.0.113.7              | 1    | 4
            2001:db8::7              | 2    | 16
            ::                       | 2    | 16
            fe80::1%eth0             | 0    | 0
            1.2.3.256                | 0    | 0
            1.2.3                    | 0    | 0
            1.2.3.4.5                | 0    | 0
            12345                    | 0    | 0
            ::::                     | 0    | 0
            localhost                | 0    | 0
            x.example.org            | 0    | 0
            ''                       | 0    | 0
                                     | 0    | 0
            """)
    void tellsAddressesFromOtherTextWithoutAskingANameServer(String address, int type, int length) {
        assertThat(ClientAddress.type(address)).isEqualTo(type);
        assertThat(ClientAddress.octets(address)).hasSize(length);
    }

    private static String text(Syntax<Number> syntax, long value) {
        return String.valueOf(syntax.encoder().of(value));
    }
}

package io.pptpdmonitor.snmp.agentx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;

/** Both directions against what RFC 2741 draws, or says where it draws nothing. */
class EncodingTest {

    private static final OID SYS_DESCR = new OID("1.3.6.1.2.1.1.1.0");

    /** RFC 2741, 5.1, the first example. */
    private static final String SYS_DESCR_OCTETS = """
        04 02 00 00
        00 00 00 01
        00 00 00 01
        00 00 00 01
        00 00 00 00
        """;

    /** RFC 2741, 5.1, the second example. */
    private static final String ONE_TO_FOUR = """
        04 00 00 00
        00 00 00 01
        00 00 00 02
        00 00 00 03
        00 00 00 04
        """;

    @Test
    void writesOidsWithAndWithoutTheInternetPrefix() {
        assertThat(payload(writer().oid(SYS_DESCR))).isEqualTo(Octets.normal(SYS_DESCR_OCTETS));
        assertThat(payload(writer().oid(new OID("1.2.3.4")))).isEqualTo(Octets.normal(ONE_TO_FOUR));
        assertThat(payload(writer().oid(new OID()))).isEqualTo(Octets.normal("00 00 00 00"));
        assertThat(payload(writer().oid(new OID("1.3.6.1.4")))).isEqualTo(Octets.normal("00 04 00 00"));
    }

    /** The prefix is one octet, and zero in it means that there is none. */
    @Test
    void compressesOnlyWhatThePrefixCanSay() {
        assertThat(payload(writer().oid(new OID("1.3.6.1")))).startsWith("04 00 00 00");
        assertThat(payload(writer().oid(new OID("1.3.6.1.0.7")))).startsWith("06 00 00 00");
        assertThat(payload(writer().oid(new OID("1.3.6.1.255.7")))).startsWith("01 ff 00 00");
        assertThat(payload(writer().oid(new OID("1.3.6.1.256.7")))).startsWith("06 00 00 00");
        assertThat(payload(writer().oid(new OID("1.3.6.2.4.7")))).startsWith("06 00 00 00");
    }

    @Test
    void readsOidsWithAndWithoutTheInternetPrefix() throws MalformedPduException {
        assertThat(read(SYS_DESCR_OCTETS).oid()).isEqualTo(SYS_DESCR);
        assertThat(read(ONE_TO_FOUR).oid()).isEqualTo(new OID("1.2.3.4"));
        assertThat(read("00 00 00 00").oid()).isEqualTo(new OID());
        assertThat(read("00 04 00 00").oid()).isEqualTo(new OID("1.3.6.1.4"));
        assertThat(read("01 00 00 00 ff ff ff ff").oid()).isEqualTo(new OID("4294967295"));
        Payload little = new Payload(Octets.of("01 02 00 00 19 00 00 00", ByteOrder.LITTLE_ENDIAN));
        assertThat(little.oid()).isEqualTo(new OID("1.3.6.1.2.25"));
    }

    /** RFC 2741, 5.2, the example. */
    @Test
    void readsASearchRange() throws MalformedPduException {
        Payload payload = read("""
            03 02 01 00   | start, included
            00 00 00 01
            00 00 00 19
            00 00 00 02
            04 02 00 00   | end
            00 00 00 01
            00 00 00 19
            00 00 00 02
            00 00 00 01
            """);
        assertThat(payload.searchRanges())
                .containsExactly(new SearchRange(new OID("1.3.6.1.2.1.25.2"), true, new OID("1.3.6.1.2.1.25.2.1")));
    }

    @Test
    void readsARangeWithoutAnEnd() throws MalformedPduException {
        assertThat(read("00 02 00 00  00 00 00 00  00 00 01 00  00 02 00 00").searchRanges())
                .isEqualTo(List.of(
                        new SearchRange(new OID("1.3.6.1.2"), false, null),
                        new SearchRange(new OID(), true, new OID("1.3.6.1.2"))));
    }

    /** RFC 2741, 5.3: padded to four octets with zeros, also at the end of the PDU. */
    @Test
    void padsStrings() throws MalformedPduException {
        assertThat(payload(writer().octetString(ascii("abcde"))))
                .isEqualTo(Octets.normal("00 00 00 05  61 62 63 64  65 00 00 00"));
        assertThat(payload(writer().octetString(ascii("abcd")))).isEqualTo(Octets.normal("00 00 00 04  61 62 63 64"));
        assertThat(payload(writer().octetString(new byte[0]))).isEqualTo(Octets.normal("00 00 00 00"));

        Payload payload = read("00 00 00 05  61 62 63 64  65 00 00 00  00 00 00 00  00 00 00 01  61 00 00 00");
        assertThat(payload.octetString()).isEqualTo(ascii("abcde"));
        assertThat(payload.octetString()).isEmpty();
        assertThat(payload.octetString()).isEqualTo(ascii("a"));
        assertThat(payload.isRead()).isTrue();
    }

    /** RFC 2741, 5.4. */
    @Test
    void writesEachTypeOfValue() {
        assertBinding(new Integer32(-2), "00 02", "ff ff ff fe");
        assertBinding(new OctetString("abc"), "00 04", "00 00 00 03  61 62 63 00");
        assertBinding(Null.instance, "00 05", "");
        assertBinding(SYS_DESCR, "00 06", SYS_DESCR_OCTETS);
        assertBinding(new IpAddress("192.0.2.1"), "00 40", "00 00 00 04  c0 00 02 01");
        assertBinding(new Counter32(4_294_967_295L), "00 41", "ff ff ff ff");
        assertBinding(new Gauge32(258), "00 42", "00 00 01 02");
        assertBinding(new UnsignedInteger32(258), "00 42", "00 00 01 02");
        assertBinding(new TimeTicks(4_294_967_294L), "00 43", "ff ff ff fe");
        assertBinding(new Opaque(new byte[] {1, 2}), "00 44", "00 00 00 02  01 02 00 00");
        assertBinding(new Counter64(0x0102_0304_0506_0708L), "00 46", "01 02 03 04  05 06 07 08");
        assertBinding(Null.noSuchObject, "00 80", "");
        assertBinding(Null.noSuchInstance, "00 81", "");
        assertBinding(Null.endOfMibView, "00 82", "");
    }

    /** Of an IpAddress the octets are never turned around. */
    @Test
    void writesTheLeastOctetFirstWhereItHasTo() {
        PduWriter writer = new PduWriter().begin(new Header(PduType.RESPONSE, 0, 1, 0x0203, 4, 0));
        writer.binding(new OID("1.3.6.1.2.9"), new Counter64(0x0102_0304_0506_0708L))
                .binding(new OID("2.1"), new IpAddress("192.0.2.1"));
        assertThat(Octets.drawn(writer.end())).isEqualTo(Octets.normal("""
            01 12 00 00   | version, type, flags
            01 00 00 00   | session
            03 02 00 00   | transaction
            04 00 00 00   | packet
            2c 00 00 00   | payload
            46 00 00 00   | Counter64
            01 02 00 00
            09 00 00 00
            08 07 06 05
            04 03 02 01
            40 00 00 00   | IpAddress
            02 00 00 00
            02 00 00 00
            01 00 00 00
            04 00 00 00
            c0 00 02 01
            """));
    }

    @Test
    void writesALongPduWhole() {
        PduWriter writer = writer();
        byte[] string = new byte[100_001];
        writer.octetString(string).integer32(7);
        ByteBuffer pdu = writer.end();
        assertThat(pdu.remaining()).isEqualTo(20 + 4 + 100_004 + 4);
        assertThat(pdu.getInt(16)).isEqualTo(100_012);
        assertThat(pdu.getInt(pdu.limit() - 4)).isEqualTo(7);
    }

    @Test
    void readsAHeaderInEitherOrder() throws MalformedPduException {
        assertThat(Header.read(Octets.of("01 06 18 00  00 00 00 02  00 00 00 03  00 00 00 04  00 00 00 08")))
                .isEqualTo(new Header(
                        PduType.GET_NEXT, Header.NETWORK_BYTE_ORDER | Header.NON_DEFAULT_CONTEXT, 2, 3, 4, 8));
        assertThat(Header.read(Octets.of("01 06 00 00  02 00 00 00  03 00 00 00  04 00 00 00  08 00 00 00")))
                .isEqualTo(new Header(PduType.GET_NEXT, 0, 2, 3, 4, 8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "02 06 10 00  00 00 00 02  00 00 00 03  00 00 00 04  00 00 00 08",
                "01 06 10 00  00 00 00 02  00 00 00 03  00 00 00 04  00 00 00 07",
                "01 06 10 00  00 00 00 02  00 00 00 03  00 00 00 04  00 10 00 04",
                "01 06 10 00  00 00 00 02  00 00 00 03  00 00 00 04  ff ff ff fc",
                "01 06 00 00  00 00 00 02  00 00 00 03  00 00 00 04  00 00 00 08",
            })
    void refusesAHeaderBehindWhichNothingCanBeRead(String octets) {
        assertThatThrownBy(() -> Header.read(Octets.of(octets))).isInstanceOf(MalformedPduException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "04 02 00 00  00 00 00 01",
                "81 00 00 00",
                "ff 02 00 00",
                "00 02 00",
                "00 02 00 00",
                "00 02 00 00  00 02",
            })
    void refusesRangesThatAreCutOrTooLong(String octets) {
        assertThatThrownBy(() -> read(octets).searchRanges()).isInstanceOf(MalformedPduException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00 00 00 05  61 62 63 64",
                "00 00 00 05  61 62 63 64  65 00 00",
                "ff ff ff ff  61 62 63 64",
                "7f ff ff ff",
                "80 00 00 00",
                "00 00",
            })
    void refusesStringsThatAreCut(String octets) {
        assertThatThrownBy(() -> read(octets).octetString()).isInstanceOf(MalformedPduException.class);
    }

    private static void assertBinding(Variable value, String type, String data) {
        assertThat(payload(writer().binding(new OID("1.3.6.1.2.9"), value)))
                .isEqualTo(Octets.normal(type + "00 00  01 02 00 00  00 00 00 09" + data));
    }

    private static PduWriter writer() {
        return new PduWriter().begin(new Header(PduType.RESPONSE, Header.NETWORK_BYTE_ORDER, 0, 0, 0, 0));
    }

    private static String payload(PduWriter writer) {
        return Octets.drawn(writer.end().position(Header.OCTETS));
    }

    private static Payload read(String octets) {
        return new Payload(Octets.of(octets));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

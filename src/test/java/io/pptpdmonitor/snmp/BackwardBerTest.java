package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.asn1.BER;

/** Against SNMP4J's encoding, which goes forward. */
class BackwardBerTest {

    private static final int ROOM = 1 << 17;

    private final Random random = new Random(690);

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 127, 128, 255, 256, 32_767, 32_768, 65_535, 65_536, 8_388_607, 8_388_608, Integer.MAX_VALUE})
    void writesNumbersInAsFewOctetsAsTheyTake(int number) throws IOException {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        BER.encodeInteger(expected, BER.INTEGER, number);
        byte[] octets = new byte[ROOM];
        BackwardBer ber = new BackwardBer(octets, ROOM);
        ber.integer(number);
        assertThat(Arrays.copyOfRange(octets, ber.at(), ROOM)).isEqualTo(expected.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65_535, 65_536})
    void writesStringsOfAllLengths(int length) throws IOException {
        byte[] string = new byte[length];
        random.nextBytes(string);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        BER.encodeString(expected, BER.OCTETSTRING, string);
        byte[] octets = new byte[ROOM];
        BackwardBer ber = new BackwardBer(octets, ROOM);
        ber.octetString(string);
        assertThat(Arrays.copyOfRange(octets, ber.at(), ROOM)).isEqualTo(expected.toByteArray());
    }

    @Test
    void writesEightOctets() throws IOException {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        BER.encodeString(expected, BER.OCTETSTRING, new byte[] {(byte) 0x80, 1, 2, 3, 4, 5, 6, (byte) 0xff});
        byte[] octets = new byte[ROOM];
        BackwardBer ber = new BackwardBer(octets, ROOM);
        ber.octetString(0x80010203040506ffL);
        assertThat(Arrays.copyOfRange(octets, ber.at(), ROOM)).isEqualTo(expected.toByteArray());
    }

    @Test
    void putsHeadersAroundWhatIsThere() throws IOException {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        BER.encodeHeader(expected, BER.SEQUENCE, 205);
        BER.encodeInteger(expected, BER.INTEGER, 3);
        BER.encodeHeader(expected, BER.OCTETSTRING, 199);
        expected.write(new byte[199]);
        byte[] octets = new byte[ROOM];
        BackwardBer ber = new BackwardBer(octets, ROOM - 199);
        ber.header(BER.OCTETSTRING, ROOM);
        ber.integer(3);
        ber.header(BER.SEQUENCE, ROOM);
        assertThat(Arrays.copyOfRange(octets, ber.at(), ROOM)).isEqualTo(expected.toByteArray());
    }
}

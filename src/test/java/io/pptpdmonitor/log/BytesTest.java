package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytesTest {

    /** Eight bytes a step, and yet the first. */
    @Test
    void findsTheFirstAndTheLastOfAny() {
        Random random = new Random(20261122);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) (random.nextInt(4) + (random.nextBoolean() ? 0 : 0x7e));
            }
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            byte wanted = (byte) (random.nextInt(4) + (random.nextBoolean() ? 0 : 0x7e));
            String text = new String(bytes, 0, to, StandardCharsets.ISO_8859_1);
            int last = text.lastIndexOf((char) (wanted & 0xff));

            assertThat(Bytes.indexOf(bytes, from, to, wanted)).isEqualTo(text.indexOf((char) (wanted & 0xff), from));
            assertThat(Bytes.lastIndexOf(bytes, from, to, wanted)).isEqualTo(last < from ? -1 : last);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "0007, 7",
        "9223372036854775807, 9223372036854775807",
        "9223372036854775808, -1",
        "9999999999999999999, -1",
        "18446744073709551615, -1",
        "18446744073709551617, -1",
        "99999999999999999999, -1",
        "'', -1",
        "-1, -1",
        "+1, -1",
        "1x, -1",
        "' 1', -1"
    })
    void readsNumbersThatFit(String digits, long number) {
        byte[] b = ("9" + digits + "9").getBytes(StandardCharsets.US_ASCII);

        assertThat(Bytes.decimal(b, 1, b.length - 1)).isEqualTo(number);
    }

    @Test
    void readsAllNumbersAsBigIntegersDo() {
        Random random = new Random(20261122);
        for (int i = 0; i < 50_000; i++) {
            BigInteger number = new BigInteger(random.nextInt(70), random);
            byte[] b = number.toString().getBytes(StandardCharsets.US_ASCII);

            assertThat(Bytes.decimal(b, 0, b.length)).isEqualTo(number.bitLength() < 64 ? number.longValue() : -1);
        }
    }

    @ParameterizedTest
    @CsvSource({"'00', 0", "'07', 7", "' 7', 7", "'59', 59", "'7 ', -1", "'  ', -1", "'x7', -1", "'7x', -1", "':0', -1"
    })
    void readsTwoDigits(String digits, int number) {
        assertThat(Bytes.twoDigits(digits.getBytes(StandardCharsets.US_ASCII), 0))
                .isEqualTo(number);
    }
}

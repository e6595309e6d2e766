package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the JDK's own CFB, with the vector that RFC 3826, 3.1.2.1 makes. */
class CfbTest {

    private static final int BOOTS = 0x01020304;
    private static final int TIME = 0x7fffffff;

    private final Random random = new Random(800);

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 32})
    void encryptsAndDecryptsInPlaceWhateverTheLength(int keyOctets) throws Exception {
        byte[] key = bytes(keyOctets);
        Cfb cfb = new Cfb(key);
        for (int length = 0; length < 200; length++) {
            byte[] octets = bytes(length + 7);
            byte[] salt = bytes(Cfb.SALT);
            byte[] expected = octets.clone();
            System.arraycopy(jdk(key, salt, Arrays.copyOfRange(octets, 3, 3 + length)), 0, expected, 3, length);
            byte[] worked = octets.clone();
            cfb.encrypt(worked, 3, length, BOOTS, TIME, salt);
            assertThat(worked).as("%d octets", length).isEqualTo(expected);
            cfb.decrypt(worked, 3, length, BOOTS, TIME, salt);
            assertThat(worked).isEqualTo(octets);
        }
    }

    private static byte[] jdk(byte[] key, byte[] salt, byte[] plain) throws Exception {
        byte[] vector =
                ByteBuffer.allocate(16).putInt(BOOTS).putInt(TIME).put(salt).array();
        Cipher cipher = Cipher.getInstance("AES/CFB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
        return cipher.doFinal(plain);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}

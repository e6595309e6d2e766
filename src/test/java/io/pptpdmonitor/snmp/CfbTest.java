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
    /** Behind the octets that are lost, and some that are not. */
    private static final int FROM = Cfb.BLOCK + 3;

    private final Random random = new Random(800);

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 32})
    void encryptsAndDecryptsInPlaceWhateverTheLength(int keyOctets) throws Exception {
        byte[] key = bytes(keyOctets);
        Cfb cfb = new Cfb(key);
        for (int length = 0; length < 200; length++) {
            byte[] octets = bytes(FROM + length + 4);
            byte[] salt = bytes(Cfb.SALT);
            byte[] expected = octets.clone();
            int end = FROM + length;
            System.arraycopy(jdk(key, salt, Arrays.copyOfRange(octets, FROM, end)), 0, expected, FROM, length);
            byte[] worked = octets.clone();
            cfb.encrypt(worked, FROM, end, BOOTS, TIME, Cfb.salt(salt, 0));
            assertThat(behind(worked)).as("%d octets", length).isEqualTo(behind(expected));
            cfb.decrypt(worked, FROM, end, BOOTS, TIME, Cfb.salt(salt, 0));
            assertThat(behind(worked)).isEqualTo(behind(octets));
            assertThat(Arrays.copyOf(worked, FROM - Cfb.BLOCK)).isEqualTo(Arrays.copyOf(octets, FROM - Cfb.BLOCK));
        }
    }

    private static byte[] behind(byte[] octets) {
        return Arrays.copyOfRange(octets, FROM, octets.length);
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

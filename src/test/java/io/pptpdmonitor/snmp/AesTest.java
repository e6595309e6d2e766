package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snmp4j.security.DecryptParams;
import org.snmp4j.security.PrivacyProtocol;

/** Against the JDK's own CFB, of which RFC 3826 says how the vector is made. */
class AesTest {

    private static final int BOOTS = 0x7fffffff;
    private static final int TIME = 12_345_678;

    private final Random random = new Random(3826);

    @ParameterizedTest
    @EnumSource
    void encryptsAsCfbDoesWhateverTheLength(Privacy privacy) throws Exception {
        PrivacyProtocol aes = privacy.protocol();
        for (int length = 0; length < 200; length++) {
            byte[] message = bytes(length + 7);
            byte[] key = bytes(privacy.keyOctets());
            DecryptParams parameters = new DecryptParams();
            byte[] encrypted = aes.encrypt(message, 3, length, key, BOOTS, TIME, parameters);
            byte[] plain = Arrays.copyOfRange(message, 3, 3 + length);
            assertThat(encrypted).as("%d octets", length).isEqualTo(cfb(key, parameters, plain));
            assertThat(aes.decrypt(encrypted, 0, length, key, BOOTS, TIME, parameters))
                    .isEqualTo(plain);
        }
    }

    @Test
    void servesSeveralThreadsWithSeveralKeys() throws Exception {
        PrivacyProtocol aes = Privacy.AES_128.protocol();
        List<byte[]> keys = List.of(bytes(16), bytes(16), bytes(16));
        byte[] plain = bytes(1500);
        List<Callable<byte[][]>> work = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            byte[] key = keys.get(i % keys.size());
            work.add(() -> {
                DecryptParams parameters = new DecryptParams();
                byte[] encrypted = aes.encrypt(plain, 0, plain.length, key, BOOTS, TIME, parameters);
                return new byte[][] {encrypted, cfb(key, parameters, plain)};
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<byte[][]> one : threads.invokeAll(work)) {
                assertThat(one.get()[0]).isEqualTo(one.get()[1]);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** RFC 3826, 3.1.2.1: engine boots, engine time, and the salt that is sent. */
    private static byte[] cfb(byte[] key, DecryptParams parameters, byte[] plain) throws Exception {
        byte[] vector = ByteBuffer.allocate(16)
                .putInt(BOOTS)
                .putInt(TIME)
                .put(parameters.array, parameters.offset, 8)
                .array();
        Cipher cipher = Cipher.getInstance("AES/CFB/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
        return cipher.doFinal(plain);
    }
}

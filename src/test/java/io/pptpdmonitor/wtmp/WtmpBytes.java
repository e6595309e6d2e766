package io.pptpdmonitor.wtmp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Records of struct utmp put together octet by octet, as glibc's sysdeps/gnu/bits/utmp.h lays it out:
 *
 * <pre>
 *              where time_t is 32 bits   64 bits (arm64)
 * ut_type        0  short                  0  short
 * ut_pid         4  int                    4  int
 * ut_line        8  char[32]               8  char[32]
 * ut_id         40  char[4]               40  char[4]
 * ut_user       44  char[32]              44  char[32]
 * ut_host       76  char[256]             76  char[256]
 * ut_exit      332  2 short              332  2 short
 * ut_session   336  int                  336  long
 * ut_tv        340  2 int                344  2 long
 * ut_addr_v6   348  int[4]               360  int[4]
 * reserved     364  char[20]             376  char[20], then 4 of padding
 * size         384                       400
 * </pre>
 */
public final class WtmpBytes {
    final byte[] octets;
    private final ByteBuffer record;

    private WtmpBytes(int size) {
        octets = new byte[size];
        record = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    }

    public static WtmpBytes narrow(int type, int pid, String line, String user, int seconds, int micros) {
        WtmpBytes bytes = new WtmpBytes(384).head(type, pid, line, user);
        bytes.record.putInt(336, 863).putInt(340, seconds).putInt(344, micros);
        return bytes;
    }

    static WtmpBytes wide(int type, int pid, String line, String user, long seconds, long micros) {
        WtmpBytes bytes = new WtmpBytes(400).head(type, pid, line, user);
        bytes.record.putLong(336, 863).putLong(344, seconds).putLong(352, micros);
        return bytes;
    }

    private WtmpBytes head(int type, int pid, String line, String user) {
        record.putShort(0, (short) type).putInt(4, pid);
        return text(8, line.getBytes(StandardCharsets.UTF_8)).user(user.getBytes(StandardCharsets.UTF_8));
    }

    public WtmpBytes user(byte[] name) {
        return text(44, name.length > 32 ? Arrays.copyOf(name, 32) : name);
    }

    public WtmpBytes host(String host) {
        return text(76, host.getBytes(StandardCharsets.UTF_8));
    }

    WtmpBytes address(int... octetsOfAddress) {
        int at = octets.length == 384 ? 348 : 360;
        for (int octet : octetsOfAddress) {
            octets[at++] = (byte) octet;
        }
        return this;
    }

    /** Lays {@code text} over what is there; what stands behind it stays. */
    WtmpBytes text(int at, byte[] text) {
        record.put(at, text);
        return this;
    }

    public static Path write(Path file, WtmpBytes... records) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(records).mapToInt(r -> r.octets.length).sum());
        for (WtmpBytes record : records) {
            all.put(record.octets);
        }
        return Files.write(file, all.array());
    }
}

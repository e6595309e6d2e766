package io.pptpdmonitor.wtmp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How struct utmp of glibc (bits/utmp.h) lies in the file, on little-endian machines. The first 336 octets are the same
 * everywhere; then session and time follow in 32 or 64 bits.
 *
 * <p>Offsets are octets from the record's begin; every method takes that begin in a little-endian buffer.
 */
enum WtmpLayout {
    /** 32-bit times (__WORDSIZE_TIME64_COMPAT32): x86-64 and most others. */
    NARROW(384, 340, 348) {
        /** Unsigned since glibc 2.40, and no record is from before 1970. */
        @Override
        long seconds(ByteBuffer records, int begin) {
            return Integer.toUnsignedLong(records.getInt(begin + time));
        }

        @Override
        long micros(ByteBuffer records, int begin) {
            return records.getInt(begin + time + 4);
        }
    },
    /** 64-bit times: arm64. */
    WIDE(400, 344, 360) {
        @Override
        long seconds(ByteBuffer records, int begin) {
            return records.getLong(begin + time);
        }

        @Override
        long micros(ByteBuffer records, int begin) {
            return records.getLong(begin + time + 8);
        }
    };

    private static final int TYPES = 10;
    private static final int PID = 4;
    private static final int LINE = 8;
    private static final int LINE_SIZE = 32;
    private static final int USER = 44;
    private static final int USER_SIZE = 32;
    private static final int HOST = 76;
    private static final int HOST_SIZE = 256;

    /** The octets of a record. */
    final int size;

    final int time;
    private final int address;

    WtmpLayout(int size, int time, int address) {
        this.size = size;
        this.time = time;
        this.address = address;
    }

    abstract long seconds(ByteBuffer records, int begin);

    abstract long micros(ByteBuffer records, int begin);

    /** Whether the record is all zeros: a hole that a crash left, in any layout. Both sizes are multiples of 8. */
    boolean blank(ByteBuffer records, int begin) {
        for (int i = 0; i < size; i += Long.BYTES) {
            if (records.getLong(begin + i) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether this can be a record: known type, a line of printable ASCII, a time from 1970 to 2106. */
    boolean plausible(ByteBuffer records, int begin) {
        int type = records.getShort(begin);
        long seconds = seconds(records, begin);
        long micros = micros(records, begin);
        return type >= 0
                && type < TYPES
                && records.getInt(begin + PID) >= 0
                && seconds > 0
                && seconds <= 0xFFFF_FFFFL
                && micros >= 0
                && micros < 1_000_000
                && printable(text(records, begin + LINE, LINE_SIZE));
    }

    /** A plausible record, decoded. */
    WtmpRecord record(ByteBuffer records, int begin) {
        byte[] user = text(records, begin + USER, USER_SIZE);
        boolean cut = user.length == USER_SIZE;
        return new WtmpRecord(
                records.getShort(begin),
                records.getInt(begin + PID),
                utf8(text(records, begin + LINE, LINE_SIZE)),
                utf8(cut ? withoutCutCharacter(user) : user),
                cut,
                utf8(text(records, begin + HOST, HOST_SIZE)),
                Instant.ofEpochSecond(seconds(records, begin), micros(records, begin) * 1000),
                address(records, begin));
    }

    /** The octets before the first NUL; what stands behind it is left from an earlier record. */
    private static byte[] text(ByteBuffer records, int begin, int size) {
        byte[] text = new byte[size];
        records.get(begin, text);
        int length = 0;
        while (length < size && text[length] != 0) {
            length++;
        }
        return Arrays.copyOf(text, length);
    }

    private static boolean printable(byte[] text) {
        for (byte octet : text) {
            if (octet < ' ' || octet == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static String utf8(byte[] text) {
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Without a last UTF-8 character of which the end did not fit: what is left of it is not a wrong octet. */
    private static byte[] withoutCutCharacter(byte[] text) {
        int lead = text.length - 1;
        while (lead > text.length - 4 && (text[lead] & 0xC0) == 0x80) {
            lead--;
        }
        int present = text.length - lead;
        return present < octetsOfCharacter(text[lead]) ? Arrays.copyOf(text, lead) : text;
    }

    /** How many octets begin with this one (RFC 3629, 3). */
    private static int octetsOfCharacter(byte lead) {
        int octet = lead & 0xFF;
        if (octet >= 0xF0 && octet <= 0xF4) {
            return 4;
        }
        if (octet >= 0xE0 && octet <= 0xEF) {
            return 3;
        }
        return octet >= 0xC2 && octet <= 0xDF ? 2 : 1;
    }

    /** In network order; IPv4 is in the first word, the others are 0. */
    private @Nullable String address(ByteBuffer records, int begin) {
        byte[] octets = new byte[16];
        records.get(begin + address, octets);
        int used = octets.length;
        while (used > 0 && octets[used - 1] == 0) {
            used--;
        }
        if (used == 0) {
            return null;
        }
        try {
            return InetAddress.getByAddress(used > 4 ? octets : Arrays.copyOf(octets, 4))
                    .getHostAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 octets are addresses", e);
        }
    }
}

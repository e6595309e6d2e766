package io.pptpdmonitor.snmp.mib;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OctetString;

/**
 * DateAndTime of SNMPv2-TC (RFC 2579) with its eleven octets: local time, tenths of a second, and the offset from
 * UTC, so that a reader elsewhere means the same moment.
 */
final class DateAndTime {

    /** As {@link #of} writes it: the eight zero octets by which the MIB says "none". */
    static final OffsetDateTime NONE = OffsetDateTime.MIN;

    /** With the offset from UTC, as ours always are. */
    static final int OCTETS = 11;

    /** RFC 2579 lets the offset's hours go up to 13; Kiritimati is at 14. */
    private static final int MAX_OFFSET_SECONDS = (13 * 60 + 59) * 60;

    private DateAndTime() {}

    static OctetString of(OffsetDateTime time) {
        OffsetDateTime told = told(time);
        if (time.equals(NONE) || told.getYear() < 0 || told.getYear() > 65_535) {
            return new OctetString(new byte[8]);
        }
        int offset = told.getOffset().getTotalSeconds();
        int minutes = Math.abs(offset) / 60;
        return new OctetString(new byte[] {
            (byte) (told.getYear() >> 8),
            (byte) told.getYear(),
            (byte) told.getMonthValue(),
            (byte) told.getDayOfMonth(),
            (byte) told.getHour(),
            (byte) told.getMinute(),
            (byte) told.getSecond(),
            (byte) (told.get(ChronoField.MILLI_OF_SECOND) / 100),
            (byte) (offset < 0 ? '-' : '+'),
            (byte) (minutes / 60),
            (byte) (minutes % 60)
        });
    }

    /**
     * The moment; null for the eight zero octets.
     *
     * @throws UnexpectedValueException if it is none, or has no offset from UTC: then nobody knows which moment it is
     */
    static @Nullable OffsetDateTime read(byte[] octets) throws UnexpectedValueException {
        if (octets.length == 8 && Arrays.equals(octets, new byte[8])) {
            return null;
        }
        if (octets.length != OCTETS || (octets[8] != '+' && octets[8] != '-') || octets[7] < 0 || octets[7] > 9) {
            throw new UnexpectedValueException("is no date and time with an offset from UTC");
        }
        try {
            int offset = octets[9] * 60 + octets[10];
            return OffsetDateTime.of(
                    Byte.toUnsignedInt(octets[0]) << 8 | Byte.toUnsignedInt(octets[1]),
                    octets[2],
                    octets[3],
                    octets[4],
                    octets[5],
                    Math.min(59, octets[6]), // 60 is a leap second.
                    octets[7] * 100_000_000,
                    ZoneOffset.ofTotalSeconds((octets[8] == '-' ? -offset : offset) * 60));
        } catch (DateTimeException e) {
            throw new UnexpectedValueException("is no date and time");
        }
    }

    /** The same moment at an offset that can be written. */
    private static OffsetDateTime told(OffsetDateTime time) {
        int offset = time.getOffset().getTotalSeconds();
        boolean writable = offset % 60 == 0 && Math.abs(offset) <= MAX_OFFSET_SECONDS;
        return writable || time.equals(NONE) ? time : time.withOffsetSameInstant(ZoneOffset.UTC);
    }
}

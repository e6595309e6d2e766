package io.pptpdmonitor.snmp.mib;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import org.snmp4j.smi.OctetString;

/**
 * DateAndTime of SNMPv2-TC (RFC 2579) with its eleven octets: local time, tenths of a second, and the offset from
 * UTC, so that a reader elsewhere means the same moment.
 */
final class DateAndTime {

    /** As {@link #of} writes it: the eight zero octets by which the MIB says "none". */
    static final OffsetDateTime NONE = OffsetDateTime.MIN;

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

    /** The same moment at an offset that can be written. */
    private static OffsetDateTime told(OffsetDateTime time) {
        int offset = time.getOffset().getTotalSeconds();
        boolean writable = offset % 60 == 0 && Math.abs(offset) <= MAX_OFFSET_SECONDS;
        return writable || time.equals(NONE) ? time : time.withOffsetSameInstant(ZoneOffset.UTC);
    }
}

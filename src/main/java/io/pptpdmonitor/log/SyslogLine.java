package io.pptpdmonitor.log;

import org.jspecify.annotations.Nullable;

/**
 * Where the parts of one line stand in its buffer; one object, used again for every line.
 *
 * <p>Tags are read by their position after stamp and host, never searched for: a peer's text may hold anything that
 * looks like one.
 */
final class SyslogLine {

    /** Which notation the stamp has. */
    enum StampFormat {
        /** {@code Nov 22 13:56:34}, RFC 3164, 4.1.2: no year, no zone. */
        BSD,
        /** {@code 2026-11-22T13:56:34.123456+00:00}, RFC 3339. */
        ISO,
        /** {@code Sun Nov 22 13:56:34 2026}, ctime as OpenWrt's logread prints it: no zone. */
        CTIME,
        /** Microseconds since 1970 as decimal digits, as journald has them. */
        EPOCH_MICROS
    }

    /** rsyslog's word for equal lines that it merged. */
    static final byte[] REPEATED = Bytes.ascii("message repeated ");

    private static final byte[] TIMES = Bytes.ascii(" times: [ ");
    private static final int MOST_TIMES = 1_000_000;

    byte[] bytes = new byte[0];
    StampFormat stampFormat = StampFormat.BSD;
    int stampFrom;
    int stampTo;
    int hostFrom;
    int hostTo;

    @Nullable Program program;

    int pid;
    int messageFrom;
    int messageTo;

    /** How often the previous line of the file is to be repeated ("last message repeated N times"), else 0. */
    int repeatsPrevious;

    /** journald's _BOOT_ID, else null. */
    @Nullable String bootId;

    /** Whether the source vouches for the writer, and it was root; a syslog file never does. */
    boolean fromRoot;

    void reset(byte[] buffer) {
        bytes = buffer;
        hostFrom = 0;
        hostTo = 0;
        program = null;
        pid = 0;
        repeatsPrevious = 0;
        bootId = null;
        fromRoot = false;
    }

    /** Becomes an equal line with bytes of its own, and more text behind. */
    void copy(SyslogLine other, byte[] more) {
        int from = Math.min(other.stampFrom, other.hostTo > other.hostFrom ? other.hostFrom : other.stampFrom);
        int length = other.messageTo - from;
        byte[] own = java.util.Arrays.copyOf(
                java.util.Arrays.copyOfRange(other.bytes, from, other.messageTo), length + more.length);
        System.arraycopy(more, 0, own, length, more.length);
        stampFormat = other.stampFormat;
        stampFrom = other.stampFrom - from;
        stampTo = other.stampTo - from;
        hostFrom = other.hostFrom - from;
        hostTo = other.hostTo - from;
        program = other.program;
        pid = other.pid;
        messageFrom = other.messageFrom - from;
        messageTo = own.length;
        bytes = own;
    }

    /** The host's name, or null in a line without one. */
    @Nullable String host() {
        return hostTo > hostFrom ? Bytes.text(bytes, hostFrom, hostTo) : null;
    }

    String message() {
        return Bytes.text(bytes, messageFrom, messageTo);
    }

    /** rsyslog's {@code message repeated 6 times: [ TEXT]}: the message shrinks to TEXT, the number is returned; else 1. */
    int unwrapRepeated() {
        if (!Bytes.startsWith(bytes, messageFrom, messageTo, REPEATED) || bytes[messageTo - 1] != ']') {
            return 1;
        }
        int digits = messageFrom + REPEATED.length;
        int end = digits;
        while (end < messageTo && Bytes.isDigit(bytes[end])) {
            end++;
        }
        long count = Bytes.decimal(bytes, digits, end);
        if (count < 1 || !Bytes.startsWith(bytes, end, messageTo, TIMES)) {
            return 1;
        }
        messageFrom = end + TIMES.length;
        messageTo--;
        return (int) Math.min(count, MOST_TIMES);
    }
}

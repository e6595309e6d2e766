package io.pptpdmonitor.pptp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Messages of a control connection, as they are on the wire: length, 1 for a control message, the magic cookie, the kind of
 * message and 0, then what belongs to the kind; all big-endian (RFC 2637, 2).
 */
final class ControlMessage {

    /** "The Magic Cookie is always sent as the constant 0x1A2B3C4D." (RFC 2637, 1.4) */
    static final int COOKIE = 0x1A2B3C4D;

    /** Octets up to the kind of message, and two that are reserved. */
    static final int HEADER = 12;

    /** Length of Start-Control-Connection-Request and -Reply. */
    static final int START = 156;

    /** No message is longer: Outgoing-Call-Request (2.7) and Incoming-Call-Request (2.9) have 168 and 220 octets. */
    static final int LONGEST = 220;

    static final int START_REPLY = 2;
    static final int STOP_REPLY = 4;

    /** Tells whoever debugs a server who that was. */
    private static final String NAME = "pptpd-monitor";

    private static final int START_REQUEST = 1;
    private static final int STOP_REQUEST = 3;
    private static final int STOP = 16;
    private static final int TEXT = 64;

    private ControlMessage() {}

    /** Start-Control-Connection-Request (2.1): any framing and bearer, no channels, as a client of pptp-linux sends it. */
    static byte[] startRequest() {
        return message(START, START_REQUEST)
                .putShort((short) StartReply.VERSION_1)
                .putShort((short) 0)
                .putInt(3)
                .putInt(3)
                .putShort((short) 0)
                .putShort((short) 1)
                .put(text(NAME))
                .put(text(NAME))
                .array();
    }

    /** Stop-Control-Connection-Request (2.3), for no particular reason. */
    static byte[] stopRequest() {
        return message(STOP, STOP_REQUEST).put((byte) 1).array();
    }

    private static ByteBuffer message(int length, int kind) {
        return ByteBuffer.allocate(length)
                .putShort((short) length)
                .putShort((short) 1)
                .putInt(COOKIE)
                .putShort((short) kind)
                .putShort((short) 0);
    }

    private static byte[] text(String text) {
        return ByteBuffer.allocate(TEXT)
                .put(text.getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}

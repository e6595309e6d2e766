package io.pptpdmonitor.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/**
 * What a client gets: {@code PPTPD-CHECK 1 CODE LENGTH}, a line feed, and so many octets. One that is shorter was cut.
 *
 * @param code the exit code of the check, 0 to 3
 * @param text to be printed on standard output
 */
public record Reply(int code, String text) {

    private static final int UNKNOWN = 3;

    public Reply {
        if (code < 0 || code > UNKNOWN) {
            throw new IllegalArgumentException("no exit code of a check: " + code);
        }
    }

    /** It could not be answered. */
    static Reply unknown(String reason) {
        return new Reply(UNKNOWN, "PPTPD UNKNOWN - " + reason + "\n");
    }

    ByteBuffer octets() {
        byte[] body = text.getBytes(UTF_8);
        byte[] head = ("PPTPD-CHECK 1 " + code + " " + body.length + "\n").getBytes(US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .flip();
    }
}

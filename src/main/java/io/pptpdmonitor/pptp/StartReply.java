package io.pptpdmonitor.pptp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a server answers to a Start-Control-Connection-Request (RFC 2637, 2.2).
 *
 * @param version 0x0100 is version 1, revision 0
 * @param result 1 where the control connection is established
 * @param error tells more where {@code result} is 2
 * @param maxChannels calls that it can take at once; 0 where it is no PAC
 * @param firmware revision
 * @param hostName the server's, of any characters, at most 64; mostly no name of the host
 * @param vendor of any characters, at most 64
 */
public record StartReply(
        int version, int result, int error, int maxChannels, int firmware, String hostName, String vendor) {

    static final int VERSION_1 = 0x0100;

    /** Reads what stands behind the header. */
    static StartReply of(byte[] message) {
        ByteBuffer rest = ByteBuffer.wrap(message).position(ControlMessage.HEADER);
        int version = Short.toUnsignedInt(rest.getShort());
        int result = Byte.toUnsignedInt(rest.get());
        int error = Byte.toUnsignedInt(rest.get());
        rest.getLong(); // What framing and bearer it can do.
        return new StartReply(
                version,
                result,
                error,
                Short.toUnsignedInt(rest.getShort()),
                Short.toUnsignedInt(rest.getShort()),
                text(rest),
                text(rest));
    }

    /** Up to the first NUL, where there is one. */
    private static String text(ByteBuffer from) {
        byte[] octets = new byte[64];
        from.get(octets);
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /** Whether the server has let the client in so far. */
    public boolean accepted() {
        return result == 1;
    }

    /** Why it was not accepted, in the words of the RFC; empty if it was. */
    public String reason() {
        return switch (result) {
            case 1 -> "";
            case 2 -> "general error: " + generalError();
            case 3 -> "a command channel already exists";
            case 4 -> "the requester is not authorized";
            case 5 -> "the protocol version is not supported";
            default -> "no result code of RFC 2637";
        };
    }

    /** RFC 2637, 2.16. */
    private String generalError() {
        return switch (error) {
            case 0 -> "none is told";
            case 1 -> "not connected";
            case 2 -> "bad format";
            case 3 -> "bad value";
            case 4 -> "no resources";
            case 5 -> "bad call id";
            case 6 -> "of the vendor";
            default -> "no error code of RFC 2637";
        };
    }

    /** All of it for people, such as {@code protocol 1.0, result 1, error 0, host name local, vendor linux, firmware 1}. */
    public String described() {
        return "protocol " + (version >> 8) + "." + (version & 0xFF) + ", result " + result + ", error " + error
                + ", host name " + hostName + ", vendor " + vendor + ", firmware " + firmware;
    }
}

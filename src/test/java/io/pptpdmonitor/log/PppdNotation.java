package io.pptpdmonitor.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes names as pppd 2.4.9 does (utils.c). */
public final class PppdNotation {

    private static final Map<Integer, String> PACKET_LETTERS =
            Map.of((int) '\n', "\\n", (int) '\r', "\\r", (int) '\t', "\\t");
    private static final Map<Integer, String> QUOTED_LETTERS =
            Map.of((int) '\t', "\\t", (int) '\n', "\\n", (int) '\b', "\\b", (int) '\f', "\\f");

    private PppdNotation() {}

    /** print_string, without the quotes around it. */
    public static byte[] packet(byte[] name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte signed : name) {
            int c = signed & 0xff;
            if (c >= ' ' && c <= '~') {
                if (c == '\\' || c == '"') {
                    out.write('\\');
                }
                out.write(c);
            } else {
                write(out, PACKET_LETTERS.getOrDefault(c, String.format("\\%03o", c)));
            }
        }
        return out.toByteArray();
    }

    /** %v. */
    public static byte[] visible(byte[] name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte signed : name) {
            int c = signed & 0xff;
            if (c >= 0x80) {
                write(out, "M-");
                c -= 0x80;
            }
            if (c == '\t' || (c >= ' ' && c < 0x7f)) {
                out.write(c);
            } else {
                write(out, "^" + (char) (c ^ 0x40));
            }
        }
        return out.toByteArray();
    }

    /** %q. */
    public static byte[] quoted(byte[] name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte signed : name) {
            int c = signed & 0xff;
            if (c == '\\' || c == '"') {
                out.write('\\');
                out.write(c);
            } else if (c < ' ' || (c >= 0x7f && c < 0xa0)) {
                write(out, QUOTED_LETTERS.getOrDefault(c, String.format("\\x%02x", c)));
            } else {
                out.write(c);
            }
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}

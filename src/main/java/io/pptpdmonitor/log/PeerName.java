package io.pptpdmonitor.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The notations in which pppd writes a peer's name, and the way back.
 *
 * <p>Packet lines print the bytes with C escapes (pppd, utils.c, print_string): exact. All others show them "visibly"
 * (utils.c, %v): {@code M-C} for 0xC3 and {@code ^J} for a newline, which cannot be told from a user who is called
 * so, but for what would be no UTF-8; lines made with %q put a backslash before {@code "} and {@code \} on top, and write control characters as
 * {@code \t} or {@code \x9f}. What upap.c and eap.c hand on to %q is the peer's own bytes: exact, too. A CHAP name that
 * authenticated holds no control characters (MS-CHAP would have hashed another name), so of those only M- is undone,
 * and only to valid UTF-8.
 */
public final class PeerName {

    private PeerName() {}

    /** The name between the quotes of {@code name = "..."} in a packet line; a NUL ends it, as for pppd itself. */
    static String ofPacket(byte[] b, int from, int to) {
        if (isPlain(b, from, to)) {
            return Bytes.text(b, from, to);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            if (b[i] != '\\' || i + 1 == to) {
                out.write(b[i]);
            } else if (isOctal(b, i + 1, to)) {
                out.write((b[i + 1] - '0') * 64 + (b[i + 2] - '0') * 8 + (b[i + 3] - '0'));
                i += 3;
            } else {
                out.write(unescape(b[++i]));
            }
        }
        String name = out.toString(StandardCharsets.UTF_8);
        int nul = name.indexOf('\0');
        return nul < 0 ? name : name.substring(0, nul);
    }

    /** A name that was refused, from a line made with %q of %v. */
    static String ofFailure(byte[] b, int from, int to) {
        if (isPlain(b, from, to)) {
            return Bytes.text(b, from, to);
        }
        return undone(unquote(b, from, to), true);
    }

    /** A name that was refused, from a line made with %s of %v; rsyslog writes a TAB as #011. */
    static String ofVisible(byte[] b, int from, int to) {
        return undone(java.util.Arrays.copyOfRange(b, from, to), true).replace("#011", "\t");
    }

    /** A name from a line made with %q of the peer's own bytes. */
    static String ofQuoted(byte[] b, int from, int to) {
        return new String(unquote(b, from, to), StandardCharsets.UTF_8);
    }

    /** A name that was accepted, from a line made with %q of %v. */
    static String ofSuccess(byte[] b, int from, int to) {
        return undone(unquote(b, from, to), false);
    }

    /** A name that was accepted, as {@code pptpd-logwtmp.so ip-up} prints it: visibly, with no quotes. */
    static String ofPlugin(byte[] b, int from, int to) {
        if (isPlain(b, from, to)) {
            return Bytes.text(b, from, to);
        }
        return undone(java.util.Arrays.copyOfRange(b, from, to), false).replace("#011", "\t");
    }

    /** Whether every notation writes the name so: it is ASCII, and of no sign that one of them writes otherwise, or begins with. */
    private static boolean isPlain(byte[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            byte c = b[i];
            if (c < ' '
                    || c >= 0x7f
                    || c == '\\'
                    || c == '"'
                    || c == '^'
                    || c == '#'
                    || (c == '-' && i > from && b[i - 1] == 'M')) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code shown}, as it was read of a line with %v, may stand for {@code exact} of a packet line. */
    public static boolean same(String shown, String exact) {
        return shown.equals(exact)
                || visible(shown).equals(visible(exact))
                || lossy(shown).equals(exact);
    }

    /** As {@link #ofPacket} has bytes that are no UTF-8. */
    private static String lossy(String shown) {
        return new String(decode(shown.getBytes(StandardCharsets.UTF_8), true), StandardCharsets.UTF_8);
    }

    /** One form for all notations of a name, to compare by; rsyslog writes a TAB as #011, journalctl as a blank. */
    private static String visible(String name) {
        StringBuilder out = new StringBuilder();
        for (byte signed : name.replace("#011", "\t").getBytes(StandardCharsets.UTF_8)) {
            int c = signed & 0xff;
            if (c >= 0x80) {
                out.append("M-");
                c -= 0x80;
            }
            if (c == '\t') {
                out.append(' ');
            } else if (c < 0x20 || c == 0x7f) {
                out.append('^').append((char) (c ^ 0x40));
            } else {
                out.append((char) c);
            }
        }
        return out.toString();
    }

    /** What is no UTF-8 then was not written so, but is the name of somebody who is called CAM-01. */
    private static String undone(byte[] visible, boolean controls) {
        byte[] decoded = decode(visible, controls);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(decoded))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(visible, StandardCharsets.UTF_8);
        }
    }

    /** Undoes M- and, if asked, ^X. */
    private static byte[] decode(byte[] b, boolean controls) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(b.length);
        for (int i = 0; i < b.length; i++) {
            int high = 0;
            if (i + 2 < b.length && b[i] == 'M' && b[i + 1] == '-') {
                high = 0x80;
                i += 2;
            }
            boolean caret = (controls || high != 0) && b[i] == '^' && i + 1 < b.length && isCaretLetter(b[i + 1]);
            out.write(high | (caret ? b[++i] ^ 0x40 : b[i]));
        }
        return out.toByteArray();
    }

    private static boolean isCaretLetter(byte b) {
        return (b >= '@' && b <= '_') || b == '?';
    }

    private static byte[] unquote(byte[] b, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            if (b[i] != '\\' || i + 1 == to) {
                out.write(b[i]);
            } else if (b[i + 1] == 'x' && i + 3 < to && hex(b[i + 2]) >= 0 && hex(b[i + 3]) >= 0) {
                out.write(hex(b[i + 2]) * 16 + hex(b[i + 3]));
                i += 3;
            } else {
                out.write(unescape(b[++i]));
            }
        }
        return out.toByteArray();
    }

    /** pppd writes lower case. */
    private static int hex(byte b) {
        return Bytes.isDigit(b) ? b - '0' : b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
    }

    private static int unescape(byte letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> letter;
        };
    }

    private static boolean isOctal(byte[] b, int from, int to) {
        if (from + 3 > to) {
            return false;
        }
        for (int i = from; i < from + 3; i++) {
            if (b[i] < '0' || b[i] > '7') {
                return false;
            }
        }
        return b[from] <= '3';
    }
}

package io.pptpdmonitor.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Words as pppd reads them (ppp 2.4.9, options.c, getword): parted by blanks, {@code #} to the line's end is a comment,
 * quotes of either kind, and the backslash's escapes of C. A word is taken, or dropped without being put together: of a
 * secret nothing is kept. Not thread-safe.
 */
final class WordReader {

    /** options.c, MAXWORDLEN, without its NUL. */
    private static final int LONGEST = 1023;

    private static final int END = -1;

    /** Gives one octet after another, negative at the end. */
    @FunctionalInterface
    interface Octets {
        int read() throws IOException;
    }

    private final Octets in;
    private int ahead;
    private int line = 1;
    private int wordLine = 1;
    private boolean startsLine = true;
    private boolean escaped;
    private boolean fresh = true;

    WordReader(Octets in) {
        this.in = in;
    }

    /** Goes to the next word, which is then to be taken or dropped; false at the end. */
    boolean next() throws IOException {
        if (fresh) {
            fresh = false;
            read();
        } else {
            startsLine = false;
        }
        boolean comment = false;
        escaped = false;
        while (ahead != END) {
            if (ahead == '\n') {
                startsLine |= !escaped;
                comment &= escaped;
                escaped = false;
            } else if (!comment) {
                if (escaped) {
                    break;
                }
                if (ahead == '\\') {
                    escaped = true;
                } else if (ahead == '#') {
                    comment = true;
                } else if (!isBlank(ahead)) {
                    break;
                }
            }
            read();
        }
        wordLine = line;
        return ahead != END;
    }

    /** Whether it is the first word of its line. */
    boolean startsLine() {
        return startsLine;
    }

    /** The line that it begins in, from 1. */
    int line() {
        return wordLine;
    }

    /** A NUL ends it, as for pppd itself. */
    String take() throws IOException {
        String word = new String(takeOctets(), StandardCharsets.UTF_8);
        int nul = word.indexOf('\0');
        return nul < 0 ? word : word.substring(0, nul);
    }

    byte[] takeOctets() throws IOException {
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        consume(word);
        return word.toByteArray();
    }

    boolean atEnd() {
        return ahead == END;
    }

    void drop() throws IOException {
        consume(null);
    }

    private void consume(@Nullable ByteArrayOutputStream word) throws IOException {
        int quote = 0;
        int length = 0;
        while (ahead != END) {
            if (escaped || ahead == '\\') {
                int c = escape();
                if (c >= 0) {
                    put(word, length++, c);
                }
            } else if (quote != 0 ? ahead == quote : ahead == '"' || ahead == '\'') {
                quote = quote == 0 ? ahead : 0;
                read();
            } else if (quote == 0 && (isBlank(ahead) || ahead == '#')) {
                return;
            } else {
                put(word, length++, ahead);
                read();
            }
        }
    }

    private static void put(@Nullable ByteArrayOutputStream word, int length, int octet) {
        if (word != null && length < LONGEST) {
            word.write(octet);
        }
    }

    /** What the backslash and what follows stand for, negative for nothing; goes behind both. */
    private int escape() throws IOException {
        if (!escaped) {
            read();
        }
        escaped = false;
        if (ahead == END) {
            return END;
        }
        if (ahead == '\n') {
            read();
            return END;
        }
        return escapedOctet();
    }

    private int escapedOctet() throws IOException {
        if (isOctal(ahead)) {
            return digits(8, 3);
        }
        if (ahead == 'x') {
            read();
            return digits(16, 2);
        }
        int value = switch (ahead) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 's' -> ' ';
            case 't' -> '\t';
            default -> ahead;
        };
        read();
        return value;
    }

    private int digits(int radix, int most) throws IOException {
        int value = 0;
        for (int i = 0; i < most && ahead != END && Character.digit(ahead, radix) >= 0; i++) {
            value = value * radix + Character.digit(ahead, radix);
            read();
        }
        return value;
    }

    private static boolean isOctal(int c) {
        return c >= '0' && c < '8';
    }

    /** isspace(3) in the C locale. */
    private static boolean isBlank(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private void read() throws IOException {
        line += ahead == '\n' ? 1 : 0;
        ahead = in.read();
    }
}

package io.pptpdmonitor.log;

import java.util.Arrays;

/**
 * The first 16 bytes of one program's messages: for most they tell that the message is of no consequence, whatever
 * follows. Judged by the shapes of {@link MessagePatterns}, and kept, as few beginnings come again and again. Not
 * thread-safe.
 */
final class MessageStarts {

    /** How much of a message is looked at. */
    static final int LENGTH = 2 * Long.BYTES;

    private static final int SLOTS = 1024;
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private final Program program;
    private final MessagePatterns patterns;
    private final long[] firsts = new long[SLOTS];
    private final long[] seconds = new long[SLOTS];
    private final Glance[] glances = new Glance[SLOTS];

    MessageStarts(Program program, MessagePatterns patterns) {
        this.program = program;
        this.patterns = patterns;
        Arrays.fill(glances, Glance.MESSAGE);
    }

    Program program() {
        return program;
    }

    /** What the message that begins at {@code at}, and is {@link #LENGTH} bytes long at least, is. */
    Glance glance(byte[] b, int at) {
        long first = Bytes.word(b, at);
        long second = Bytes.word(b, at + Long.BYTES);
        int slot = (int) (((first * MIX + second) * MIX) >>> 54);
        if (firsts[slot] != first || seconds[slot] != second) {
            firsts[slot] = first;
            seconds[slot] = second;
            glances[slot] = judged(b, at);
        }
        return glances[slot];
    }

    private Glance judged(byte[] b, int at) {
        int to = at + LENGTH;
        if (Bytes.startsWith(b, at, to, LogParser.REPEATED)) {
            return Glance.MESSAGE;
        }
        for (MessagePattern pattern : patterns.candidates(program, b[at])) {
            if (pattern.mayBegin(b, at, to)) {
                if (!pattern.isNothing()) {
                    return Glance.MESSAGE;
                }
                if (pattern.takesAll(b, at, to)) {
                    return nothing(b, at, to);
                }
            }
        }
        // A message of no known shape; of pptpd and pppd these are counted.
        return program.relevant() ? Glance.MESSAGE : Glance.FOREIGN;
    }

    private Glance nothing(byte[] b, int at, int to) {
        if (program == Program.PPPD) {
            return LogParser.isPacket(b, at, to) ? Glance.PACKET : Glance.PPPD;
        }
        return program == Program.PPTPD ? Glance.PPTPD : Glance.FOREIGN;
    }
}

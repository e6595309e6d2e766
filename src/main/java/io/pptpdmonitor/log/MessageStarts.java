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

    /** Verdicts: the line must be read; */
    static final int READ = -1;
    /** says nothing of pptpd and pppd; */
    static final int FOREIGN = 0;
    /** the bit of lines of pppd. */
    static final int OF_PPPD = 1;
    /** It is of pppd and of no consequence, */
    static final int PPPD = 1;
    /** of pptpd, */
    static final int PPTPD = 2;
    /** a packet, which pppd's option debug shows. */
    static final int PACKET = 3;

    private static final int SLOTS = 1024;
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private final Program program;
    private final MessagePatterns patterns;
    final long[] firsts = new long[SLOTS];
    final long[] seconds = new long[SLOTS];
    final byte[] verdicts = new byte[SLOTS];

    MessageStarts(Program program, MessagePatterns patterns) {
        this.program = program;
        this.patterns = patterns;
        Arrays.fill(verdicts, (byte) READ);
    }

    Program program() {
        return program;
    }

    /** What the message is that begins with the {@link #LENGTH} bytes at {@code at}; READ if it is shorter. */
    int verdict(byte[] b, int at) {
        long first = Bytes.word(b, at);
        long second = Bytes.word(b, at + Long.BYTES);
        int slot = (int) (((first * MIX + second) * MIX) >>> 54);
        if (firsts[slot] != first || seconds[slot] != second) {
            firsts[slot] = first;
            seconds[slot] = second;
            verdicts[slot] = (byte) judged(b, at);
        }
        return verdicts[slot];
    }

    private int judged(byte[] b, int at) {
        int to = at + LENGTH;
        if (Bytes.indexOf(b, at, to, (byte) '\n') >= 0 || Bytes.startsWithSame(b, at, to, SyslogLine.REPEATED)) {
            return READ;
        }
        for (MessagePattern pattern : patterns.candidates(program, b[at])) {
            if (pattern.mayBegin(b, at, to)) {
                if (!pattern.isNothing()) {
                    return READ;
                }
                if (pattern.takesAll(b, at, to)) {
                    return nothing(b, at, to);
                }
            }
        }
        // A message of no known shape; of pptpd and pppd these are counted.
        return program.relevant() ? READ : FOREIGN;
    }

    private int nothing(byte[] b, int at, int to) {
        if (program == Program.PPPD) {
            return PppdMessages.isPacket(b, at, to) ? PACKET : PPPD;
        }
        return program == Program.PPTPD ? PPTPD : FOREIGN;
    }
}

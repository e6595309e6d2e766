package io.pptpdmonitor.log;

import io.pptpdmonitor.log.MessagePattern.Match;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every message that is understood, with the source file that prints it. */
final class MessagePatterns {

    private static final int BYTES = 256;
    private static final MessagePattern[] NONE = {};

    private final List<MessagePattern> all = new ArrayList<>();
    /** By program and first byte. */
    private final Map<Program, MessagePattern[][]> candidates = new EnumMap<>(Program.class);

    /** Made when they are first asked for: a look at a log in which nothing is new needs none of them. */
    private static final class Made {
        static final MessagePatterns ALL = new MessagePatterns();
    }

    private MessagePatterns() {
        add(new PptpdMessages());
        add(new PppdLogins());
        add(new RadiusMessages());
        add(new PppdMessages());
        add(new HookMessages());
        add(new FirmwareMessages());
        add(new OtherMessages());
    }

    private void add(MessageTable table) {
        for (MessagePattern pattern : table.all()) {
            all.add(pattern);
            MessagePattern[][] ofProgram = candidates.computeIfAbsent(pattern.program(), program -> noneYet());
            int first = pattern.firstByte();
            for (int i = Math.max(first, 0); i < (first < 0 ? BYTES : first + 1); i++) {
                ofProgram[i] = Arrays.copyOf(ofProgram[i], ofProgram[i].length + 1);
                ofProgram[i][ofProgram[i].length - 1] = pattern;
            }
        }
    }

    private static MessagePattern[][] noneYet() {
        MessagePattern[][] none = new MessagePattern[BYTES][];
        Arrays.fill(none, NONE);
        return none;
    }

    /** The ones that there are; they never change, and are for any thread. */
    static MessagePatterns known() {
        return Made.ALL;
    }

    /** All shapes, in order. */
    List<MessagePattern> all() {
        return all;
    }

    /** The shapes, in order, that a message of the program with this first byte may have. */
    MessagePattern[] candidates(Program program, byte first) {
        MessagePattern[][] ofProgram = candidates.get(program);
        return ofProgram == null ? NONE : ofProgram[first & 0xff];
    }

    /** The shape of the message, or null if it has none that is known. */
    @Nullable MessagePattern find(Program program, byte[] b, int from, int to, Match match) {
        if (from >= to) {
            return null;
        }
        for (MessagePattern pattern : candidates(program, b[from])) {
            if (pattern.mayBegin(b, from) && pattern.matches(b, from, to, match)) {
                return pattern;
            }
        }
        return null;
    }
}

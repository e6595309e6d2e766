package io.pptpdmonitor.log;

import io.pptpdmonitor.log.MessagePattern.Match;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every message that is understood, with the source file that prints it. */
final class MessagePatterns {

    private final List<MessagePattern> all = Stream.of(
                    new PptpdMessages(),
                    new PppdLogins(),
                    new RadiusMessages(),
                    new PppdMessages(),
                    new HookMessages(),
                    new OtherMessages())
            .flatMap(table -> table.all().stream())
            .toList();
    private final Map<Program, MessagePattern[][]> byFirstByte = new EnumMap<>(Program.class);

    MessagePatterns() {
        index();
    }

    /** All shapes, in order. */
    List<MessagePattern> all() {
        return all;
    }

    /** The shape of the message, or null if it has none that is known. */
    @Nullable MessagePattern find(Program program, byte[] b, int from, int to, Match match) {
        MessagePattern[][] candidates = byFirstByte.get(program);
        if (from >= to || candidates == null) {
            return null;
        }
        for (MessagePattern pattern : candidates[b[from] & 0xff]) {
            if (pattern.matches(b, from, to, match)) {
                return pattern;
            }
        }
        return null;
    }

    private void index() {
        for (Program program : Program.values()) {
            MessagePattern[][] candidates = new MessagePattern[256][];
            for (int first = 0; first < candidates.length; first++) {
                byte wanted = (byte) first;
                candidates[first] = all.stream()
                        .filter(pattern -> pattern.program() == program && pattern.mayBeginWith(wanted))
                        .toArray(MessagePattern[]::new);
            }
            byFirstByte.put(program, candidates);
        }
    }
}

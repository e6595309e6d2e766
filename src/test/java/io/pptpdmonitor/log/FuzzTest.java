package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Recorded lines with something wrong: nothing throws, and no event tells what its line does not say. */
class FuzzTest {

    private static final int LINES = 200_000;
    private static final int SAMPLES = 3_000;

    private final Random random = new Random(20261122);
    private final Spellings spellings = new Spellings();
    private final Deque<String> recent = new ArrayDeque<>();
    private int events;

    @Test
    void tellsOnlyWhatTheLineSays() {
        List<byte[]> samples = samples();
        LogParser parser = new LogParser(ZoneOffset.UTC);
        for (int i = 0; i < LINES; i++) {
            byte[] line = mutated(samples);
            try {
                parser.line(line, 0, line.length, seen -> check(seen, line));
                remember(line);
            } catch (RuntimeException e) {
                throw new AssertionError("thrown at line " + i + ": " + latin(line), e);
            }
        }
        assertThat(events).as("events, so that there was something to check").isGreaterThan(LINES / 20);
    }

    /** One line of each shape and message length, so that GRE packets are not all there is. */
    private static List<byte[]> samples() {
        Map<String, byte[]> byShape = new HashMap<>();
        Recognised.Eye eye = new Recognised.Eye();
        for (RecordedLog log : RecordedLog.all()) {
            log.lines((b, from, to) -> {
                String shape = eye.line(b, from, to).template() + log.file().getFileName() + (to - from) % 16;
                byShape.computeIfAbsent(shape, first -> java.util.Arrays.copyOfRange(b, from, to));
            });
        }
        AuthoredLine.all()
                .forEach(line -> byShape.put(line.toString(), line.line().getBytes(StandardCharsets.UTF_8)));
        return byShape.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .limit(SAMPLES)
                .toList();
    }

    private byte[] mutated(List<byte[]> samples) {
        byte[] line = one(samples);
        for (int times = random.nextInt(4); times > 0; times--) {
            line = switch (random.nextInt(6)) {
                case 0 -> flipped(line);
                case 1 -> cut(line);
                case 2 -> joined(cut(line), cut(one(samples)));
                case 3 -> inserted(line, one(samples));
                case 4 -> shuffled(line);
                default -> replaced(line);
            };
        }
        return line;
    }

    private byte[] one(List<byte[]> samples) {
        return samples.get(random.nextInt(samples.size())).clone();
    }

    private byte[] flipped(byte[] line) {
        if (line.length > 0) {
            line[random.nextInt(line.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return line;
    }

    private byte[] cut(byte[] line) {
        int from = random.nextBoolean() ? 0 : random.nextInt(line.length + 1);
        int to = random.nextBoolean() ? line.length : from + random.nextInt(line.length - from + 1);
        return java.util.Arrays.copyOfRange(line, from, to);
    }

    private byte[] joined(byte[] a, byte[] b) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(a);
        out.writeBytes(b);
        return out.toByteArray();
    }

    private byte[] inserted(byte[] line, byte[] other) {
        int at = random.nextInt(line.length + 1);
        byte[] head = java.util.Arrays.copyOf(line, at);
        byte[] tail = java.util.Arrays.copyOfRange(line, at, line.length);
        return joined(joined(head, cut(other)), tail);
    }

    /** Two words change places. */
    private byte[] shuffled(byte[] line) {
        String[] words = latin(line).split(" ", -1);
        int a = random.nextInt(words.length);
        int b = random.nextInt(words.length);
        String word = words[a];
        words[a] = words[b];
        words[b] = word;
        return String.join(" ", words).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A few bytes that parsers look for, or that are no text. */
    private byte[] replaced(byte[] line) {
        String odd = "\"\\:[]<>{}%M-^#0123456789 \0\u007f\u00ff\u00c3\u00a9";
        for (int times = Math.min(line.length, 1 + random.nextInt(4)); times > 0; times--) {
            line[random.nextInt(line.length)] = (byte) odd.charAt(random.nextInt(odd.length()));
        }
        return line;
    }

    private void check(LogRecord seen, byte[] line) {
        events++;
        for (RecordComponent component : seen.event().getClass().getRecordComponents()) {
            Object value = value(component, seen.event());
            if (value instanceof String text && !spellings.holds(seen.message(), text)) {
                throw new AssertionError(seen.event() + " is not in: " + latin(line));
            }
            if (value instanceof Number number) {
                assertThat(number.longValue()).as(seen + " of " + latin(line)).isNotNegative();
            }
        }
        int begin = SyslogHeader.begin(line, 0, line.length);
        if (line[begin] != '{' && !latin(line).contains("last message repeated ")) {
            // A message may begin on a line before; blanks and NUL bytes before its rest do not count.
            String both = String.join("", recent) + new String(line, StandardCharsets.UTF_8);
            assertThat(both.replaceAll("[ \0]", "")).contains(seen.message().replaceAll("[ \0]", ""));
        }
    }

    private void remember(byte[] line) {
        recent.add(new String(line, StandardCharsets.UTF_8));
        if (recent.size() > 20) {
            recent.remove();
        }
    }

    private static Object value(RecordComponent component, LogEvent event) {
        try {
            component.getAccessor().setAccessible(true);
            Object value = component.getAccessor().invoke(event);
            return value == null ? "" : value;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}

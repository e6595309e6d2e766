package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LineSplitterTest {

    private static final int CAPACITY = 256 * 1024;

    /** Any bytes, cut anywhere, give the lines that stand between their newlines, less one CR each. */
    @RepeatedTest(40)
    void anyChunksGiveTheSameLines(RepetitionInfo repetition) {
        Random random = new Random(20261122L + repetition.getCurrentRepetition());
        byte[] all = bytes(random);

        LineSplitter splitter = new LineSplitter();
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < all.length; ) {
            int room = CAPACITY - splitter.free();
            int count = Math.min(Math.min(room, all.length - from), 1 + random.nextInt(1 << random.nextInt(18)));
            System.arraycopy(all, from, splitter.space(), splitter.free(), count);
            splitter.added(count, (b, lineFrom, to) -> lines.add(latin(b, lineFrom, to)));
            from += count;
        }
        splitter.finish((b, from, to) -> lines.add(latin(b, from, to)));

        assertThat(lines).isEqualTo(expected(all));
        assertThat(splitter.consumed()).isEqualTo(all.length);
        assertThat(splitter.lines()).isEqualTo(lines.size());
        assertThat(splitter.overlong()).isZero();
    }

    private static byte[] bytes(Random random) {
        byte[] all = new byte[random.nextInt(600_000)];
        random.nextBytes(all);
        int newlines = 1 + random.nextInt(200);
        for (int i = 0; i < all.length; i++) {
            int dice = random.nextInt(newlines);
            // At least one in 100,000, lest a line be longer than the buffer.
            all[i] = dice == 0 || i % 100_000 == 0 ? (byte) '\n' : dice == 1 ? (byte) '\r' : all[i];
        }
        return all;
    }

    /** Written with String.split, which knows nothing of buffers. */
    private static List<String> expected(byte[] all) {
        List<String> lines = new ArrayList<>(List.of(latin(all, 0, all.length).split("\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        lines.replaceAll(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
        return lines;
    }

    @Test
    void overlongLinesAreCountedWhereverTheyAreCut() {
        for (int chunk : new int[] {1_000, 65_536, CAPACITY - 1, CAPACITY}) {
            LineSplitter splitter = new LineSplitter();
            List<String> lines = new ArrayList<>();
            byte[] all = ("a\n" + "x".repeat(3 * CAPACITY) + "\nb\n").getBytes(StandardCharsets.US_ASCII);
            for (int from = 0; from < all.length; ) {
                int count = Math.min(Math.min(chunk, CAPACITY - splitter.free()), all.length - from);
                System.arraycopy(all, from, splitter.space(), splitter.free(), count);
                splitter.added(count, (b, lineFrom, to) -> lines.add(latin(b, lineFrom, to)));
                from += count;
            }
            assertThat(lines).containsExactly("a", "b");
            assertThat(splitter.lines()).isEqualTo(3);
            assertThat(splitter.overlong()).isEqualTo(1);
        }
    }

    @Test
    void anOverlongLastLineIsCountedAtTheEnd() {
        LineSplitter splitter = new LineSplitter();
        List<String> lines = new ArrayList<>();
        byte[] all = new byte[CAPACITY + 5];
        Arrays.fill(all, (byte) 'x');

        feed(splitter, all, (b, from, to) -> lines.add(latin(b, from, to)));
        splitter.finish((b, from, to) -> lines.add(latin(b, from, to)));

        assertThat(lines).isEmpty();
        assertThat(splitter.overlong()).isEqualTo(1);
    }

    @Test
    void aNewStartForgetsTheRestOfTheOld() {
        LineSplitter splitter = new LineSplitter();
        List<String> lines = new ArrayList<>();

        feed(splitter, ascii("a\nb"), (b, from, to) -> lines.add(latin(b, from, to)));
        splitter.restartAt(0);
        feed(splitter, ascii("c\n"), (b, from, to) -> lines.add(latin(b, from, to)));

        assertThat(lines).containsExactly("a", "c");
        assertThat(splitter.consumed()).isEqualTo(2);
    }

    /** Hands it all of that, as much at a time as there is room for. */
    static void feed(LineSplitter splitter, byte[] all, LineSplitter.LineSink sink) {
        int at = 0;
        while (at < all.length) {
            int count = Math.min(all.length - at, splitter.space().length - splitter.free());
            System.arraycopy(all, at, splitter.space(), splitter.free(), count);
            splitter.added(count, sink);
            at += count;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String latin(byte[] b, int from, int to) {
        return new String(b, from, to - from, StandardCharsets.ISO_8859_1);
    }
}

package io.pptpdmonitor.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class EncodedRowsTest {

    private static final EncodedRows.Codec<String> TEXT = new EncodedRows.Codec<>() {
        @Override
        public void write(String row, StateOutput out) {
            out.text(row);
        }

        @Override
        public String read(StateInput in) throws DamagedStateException {
            return in.needText();
        }
    };

    private final EncodedRows<String> rows = new EncodedRows<>(TEXT);

    private void add(int from, int to) {
        IntStream.range(from, to).forEach(i -> rows.add("row " + i));
    }

    private static List<String> all(EncodedRows.View<String> view) {
        return IntStream.range(0, view.size()).mapToObj(view::get).toList();
    }

    /** A list does the same, whatever is done with them and in which order. */
    @RepeatedTest(20)
    void areWhatAListWouldBe(RepetitionInfo repetition) throws DamagedStateException {
        Random random = new Random(20261126L + repetition.getCurrentRepetition());
        EncodedRows<String> tested = rows;
        List<String> list = new ArrayList<>();
        for (int step = 0; step < 40; step++) {
            int count = random.nextInt(300);
            for (int i = 0; i < count; i++) {
                String row = "x".repeat(random.nextInt(20)) + list.size();
                tested.add(row);
                list.add(row);
            }
            if (random.nextInt(4) == 0) {
                List<String> dropped = new ArrayList<>();
                tested.keep(500, dropped::add);
                assertThat(dropped).isEqualTo(list.subList(0, dropped.size()));
                list.subList(0, dropped.size()).clear();
                assertThat(list.size()).isBetween(Math.min(500, list.size()), 500 + 256);
            }
            if (random.nextInt(4) == 0) {
                StateOutput out = new StateOutput();
                tested.save(out);
                tested = new EncodedRows<>(TEXT, new StateInput(out.toByteArray()));
            }
            if (random.nextInt(4) == 0) {
                EncodedRows<String> copied = new EncodedRows<>(TEXT);
                int middle = random.nextInt(list.size() + 1);
                copied.addAll(tested.view(), 0, middle);
                copied.addAll(tested.view(), middle, list.size());
                tested = copied;
            }
            assertThat(all(tested.view())).isEqualTo(list);
            assertThat(tested.size()).isEqualTo(list.size());
        }
    }

    @Test
    void aViewStaysAsItWas() {
        add(0, 300);
        EncodedRows.View<String> view = rows.view();
        add(300, 2000);
        rows.keep(10, row -> {});

        assertThat(all(view)).hasSize(300).startsWith("row 0").endsWith("row 299");
        assertThat(rows.view().get(rows.size() - 1)).isEqualTo("row 1999");
    }

    @Test
    void costLittleMoreThanTheirText() {
        add(0, 10_000);
        StateOutput out = new StateOutput();
        rows.save(out);

        assertThat(out.toByteArray().length).isLessThan(10_000 * ("row 9999".length() + 3));
    }
}

package io.pptpdmonitor.snmp.mib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.OID;

/** Rows stand in the order of their indices, which SNMP4J's OIDs have, too. */
class RowsTest {

    /** Around each number where a sub-identifier takes an octet more, and where its sign changes. */
    private static final int[] PARTS = {
        0, 1, 0x7F, 0x80, 0x81, 0xFF, 0x3FFF, 0x4000, 0x4080, 0x1F_FFFF, 0x20_0000, 0xFFF_FFFF, 0x1000_0000, -1, 1 << 31
    };

    private static List<OID> some(Random random) {
        TreeSet<OID> all = new TreeSet<>();
        for (int i = random.nextInt(200); i >= 0; i--) {
            int length = 1 + random.nextInt(4);
            all.add(new OID(IntStream.generate(() -> PARTS[random.nextInt(PARTS.length)])
                    .limit(length)
                    .toArray()));
        }
        return new ArrayList<>(all);
    }

    private static List<OID> all(Rows<OID> rows) {
        return IntStream.range(0, rows.size()).mapToObj(rows::get).toList();
    }

    @RepeatedTest(50)
    void standInTheOrderOfTheirIndices(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<OID> sorted = some(random);
        List<OID> shuffled = new ArrayList<>(sorted);
        Collections.shuffle(shuffled, random);

        Rows<OID> rows = Rows.of(shuffled, OID::getValue);

        assertThat(all(rows)).isEqualTo(sorted);
        for (int row = 0; row < rows.size(); row++) {
            assertThat(rows.indices().get(row)).isEqualTo(sorted.get(row).getValue());
        }
        for (OID asked : some(random)) {
            int[] oid = asked.getValue();
            assertThat(rows.behind(oid, 0))
                    .isEqualTo(new TreeSet<>(sorted).headSet(asked, true).size());
            for (int row = 0; row < rows.size(); row++) {
                int order =
                        Integer.signum(Arrays.compareUnsigned(sorted.get(row).getValue(), oid));
                assertThat(Integer.signum(rows.compareIndex(row, oid, 0))).isEqualTo(order);
            }
        }
    }

    /** What was sorted before is of use only where the indices are the same. */
    @Test
    void areThoseOfTheNewSnapshotWhateverStoodThereBefore() {
        List<List<Integer>> before = List.of(List.of(3, 30), List.of(1, 10), List.of(2, 20));
        Rows<List<Integer>> old = rows(before, Rows.none());

        assertThat(numbers(rows(List.of(List.of(3, 31), List.of(1, 11), List.of(2, 21)), old)))
                .containsExactly(11, 21, 31);
        assertThat(numbers(rows(List.of(List.of(1, 11), List.of(2, 21), List.of(3, 31)), old)))
                .containsExactly(11, 21, 31);
        assertThat(numbers(rows(List.of(List.of(3, 31), List.of(4, 41), List.of(2, 21)), old)))
                .containsExactly(21, 31, 41);
        assertThat(numbers(rows(List.of(List.of(3, 31), List.of(1, 11)), old))).containsExactly(11, 31);
        assertThat(numbers(old)).containsExactly(10, 20, 30);
    }

    @Test
    void takeOverWhatWasSortedBefore() {
        Rows<List<Integer>> old = rows(List.of(List.of(3, 30), List.of(1, 10)), Rows.none());

        Rows<List<Integer>> same = rows(List.of(List.of(3, 31), List.of(1, 11)), old);

        assertThat(same.indices()).isSameAs(old.indices());
        assertThat(same.sameIndices(old)).isTrue();
        assertThat(rows(List.of(List.of(3, 31), List.of(2, 11)), old).sameIndices(old))
                .isFalse();
    }

    /** Of an index and a number each. */
    private static Rows<List<Integer>> rows(List<List<Integer>> source, Rows<List<Integer>> before) {
        return Rows.of(source, row -> new int[] {row.get(0)}, before);
    }

    private static List<Integer> numbers(Rows<List<Integer>> rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(row -> rows.get(row).get(1))
                .toList();
    }
}

package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is put, removed and cleared: it holds what a map of the JDK holds. */
class PidsTest {

    /** Of few pids most stand beside each other; of 2^22, as many as Linux has, hardly any. */
    @ParameterizedTest
    @ValueSource(ints = {3, 40, 700, 1 << 22})
    void holdsWhatAMapHolds(int most) {
        Random random = new Random(20261127L + most);
        Pids<String> pids = new Pids<>();
        TreeMap<Integer, String> map = new TreeMap<>();
        for (int i = 0; i < 60_000; i++) {
            int pid = random.nextInt(most);
            String value = "of " + i;
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> assertThat(pids.put(pid, value)).isEqualTo(map.put(pid, value));
                case 3, 4 -> {
                    String known = map.getOrDefault(pid, value);
                    pids.remove(pid, known);
                    map.remove(pid, known);
                }
                case 5 -> pids.remove(pid, value); // It stands for something else, or for nothing.
                case 6 -> {
                    if (random.nextInt(200) == 0) {
                        char last = (char) ('0' + random.nextInt(10));
                        pids.removeIf(one -> one.charAt(one.length() - 1) == last);
                        map.values().removeIf(one -> one.charAt(one.length() - 1) == last);
                    } else if (random.nextInt(2000) == 0) {
                        pids.clear();
                        map.clear();
                    }
                }
                default -> assertThat(pids.get(pid)).isEqualTo(map.get(pid));
            }
            if (i % 500 == 0) {
                assertThat(pids.values()).containsExactlyElementsOf(map.values());
            }
        }
        map.forEach((pid, value) -> assertThat(pids.get(pid)).isSameAs(value));
    }
}

package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.UserSource;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** They answer as a map of the JDK does. */
class TellingsTest {

    private static final UserSource[] SOURCES = UserSource.values();

    private final Random random = new Random(20261127);

    private Tellings<UserSource> told(Map<UserSource, String> same) {
        Tellings<UserSource> told = new Tellings<>(SOURCES);
        for (int i = random.nextInt(6); i > 0; i--) {
            UserSource source = SOURCES[random.nextInt(SOURCES.length)];
            String text = "user" + random.nextInt(3);
            if (random.nextBoolean()) {
                assertThat(told.tell(source, text)).isEqualTo(!text.equals(same.put(source, text)));
            } else {
                told.tellFirst(source, text);
                same.putIfAbsent(source, text);
            }
        }
        return told;
    }

    private static void assertSame(Tellings<UserSource> told, Map<UserSource, String> same) {
        for (UserSource source : SOURCES) {
            assertThat(told.of(source)).isEqualTo(same.get(source));
        }
        UserSource best = same.isEmpty() ? null : same.keySet().iterator().next();
        assertThat(told.best()).isEqualTo(best);
        assertThat(told.bestText()).isEqualTo(best == null ? null : same.get(best));
    }

    @Test
    void answerAsAMapDoes() throws DamagedStateException {
        for (int i = 0; i < 2000; i++) {
            Map<UserSource, String> same = new EnumMap<>(UserSource.class);
            Map<UserSource, String> more = new EnumMap<>(UserSource.class);
            Tellings<UserSource> told = told(same);
            told.addAll(told(more));
            more.forEach(same::putIfAbsent);
            assertSame(told, same);

            StateOutput out = new StateOutput();
            told.save(out);
            Tellings<UserSource> again = new Tellings<>(SOURCES);
            again.restore(new StateInput(out.toByteArray()), UserSource.class);
            assertSame(again, same);
        }
    }
}

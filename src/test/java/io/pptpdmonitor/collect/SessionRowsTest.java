package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionRowsTest {

    private static final int ALL = Integer.MAX_VALUE;

    private final SessionRows rows = new SessionRows();
    private final List<Session> added = new ArrayList<>();

    private void add(SessionRows to, int count, int kept) {
        List<Session> ended = SessionRowTest.ended().limit(40).toList();
        for (int i = 0; i < count; i++) {
            Session session = ended.get(i % ended.size()).withEndText(i % 7 == 3 ? null : "text " + added.size());
            added.add(session);
            to.add(session, kept, old -> {});
        }
    }

    private static List<Session> all(SessionRows.View view) {
        List<Session> all = new ArrayList<>();
        for (int i = 0; i < view.size(); i++) {
            all.add(view.get(i));
        }
        return all;
    }

    @Test
    void keepTheTextsOfTheNewest() {
        add(rows, 3000, ALL);

        List<Session> all = all(rows.view());
        assertThat(all.subList(2000, 3000)).isEqualTo(added.subList(2000, 3000));
        assertThat(all.subList(0, 1700)).isEqualTo(withoutText(added.subList(0, 1700)));
    }

    private static List<Session> withoutText(List<Session> sessions) {
        return sessions.stream().map(session -> session.withEndText(null)).toList();
    }

    @Test
    void areTheSameAfterARestart() throws DamagedStateException {
        add(rows, 1300, ALL);
        StateOutput out = new StateOutput();
        rows.save(out);
        SessionRows restored = new SessionRows(new StateInput(out.toByteArray()));
        assertThat(all(restored.view())).isEqualTo(all(rows.view()));

        add(restored, 1300, ALL);

        assertThat(all(restored.view()).subList(1600, 2600)).isEqualTo(added.subList(1600, 2600));
    }

    @Test
    void areDroppedWithTheirTexts() {
        add(rows, 2000, 300);

        List<Session> all = all(rows.view());
        assertThat(all).hasSizeBetween(300, 600).isEqualTo(added.subList(2000 - all.size(), 2000));
    }
}

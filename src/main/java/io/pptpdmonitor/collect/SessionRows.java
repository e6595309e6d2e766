package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.EncodedRows;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that have ended, as rows, in the order in which they were added. Beside those of the newest stands the text
 * that told why each ended. Not thread-safe; its {@link View}s are.
 */
final class SessionRows {

    /** So many keep their text, at least. */
    private static final int WITH_TEXT = 1000;

    private final EncodedRows<Session> rows;
    private final EncodedRows<EndText> texts;

    /** @param text null where nothing told why */
    private record EndText(@Nullable String text) {}

    private static final class EndTextRow implements EncodedRows.Codec<EndText> {

        @Override
        public void write(EndText row, StateOutput out) {
            out.text(row.text);
        }

        @Override
        public EndText read(StateInput in) throws DamagedStateException {
            return new EndText(in.text());
        }
    }

    /** None yet. */
    SessionRows() {
        rows = new EncodedRows<>(new SessionRow());
        texts = new EncodedRows<>(new EndTextRow());
    }

    /** Those that were saved. */
    SessionRows(StateInput in) throws DamagedStateException {
        rows = new EncodedRows<>(new SessionRow(), in);
        texts = new EncodedRows<>(new EndTextRow(), in);
        if (texts.size() > rows.size()) {
            throw new DamagedStateException("more texts than sessions");
        }
    }

    void save(StateOutput out) {
        rows.save(out);
        texts.save(out);
    }

    /** Adds one, and drops old ones as long as more than {@code kept} stay; each is shown to {@code dropped}. */
    void add(Session session, int kept, Consumer<Session> dropped) {
        rows.add(session);
        rows.keep(kept, dropped);
        texts.add(new EndText(session.endText()));
        texts.keep(Math.min(WITH_TEXT, kept));
    }

    View view() {
        return new View(rows.view(), texts.view());
    }

    /** The rows of one moment, oldest first; immutable. */
    static final class View {

        private final EncodedRows.View<Session> rows;
        private final EncodedRows.View<EndText> texts;
        private final int withoutText;

        private View(EncodedRows.View<Session> rows, EncodedRows.View<EndText> texts) {
            this.rows = rows;
            this.texts = texts;
            this.withoutText = rows.size() - texts.size();
        }

        int size() {
            return rows.size();
        }

        Session get(int index) {
            Session session = rows.get(index);
            String text = index < withoutText ? null : texts.get(index - withoutText).text;
            return text == null ? session : session.withEndText(text);
        }

        /** The session's number, without the rest of it. */
        long number(int index) {
            return SessionRow.number(rows.slice(index).input());
        }
    }
}

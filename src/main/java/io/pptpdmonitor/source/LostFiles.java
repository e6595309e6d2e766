package io.pptpdmonitor.source;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of the past that could not be read, or not to their ends. Each is tried once: whatever may be missing because
 * of it stays told. Not thread-safe.
 */
final class LostFiles {

    /** That many are told each by itself; whoever has more of them looks into the directory. */
    private static final int TOLD = 3;

    private final List<Gap> gaps = new ArrayList<>();
    private long more;

    /** @param lastRead the moment of the last line that was read before, or of that file */
    void add(String why, @Nullable OffsetDateTime lastRead) {
        if (gaps.size() == TOLD) {
            more++;
            return;
        }
        Gap gap = new Gap();
        gap.begin(lastRead, why);
        gaps.add(gap);
    }

    /** A line of this moment was read. */
    void readOn(OffsetDateTime moment) {
        for (int i = gaps.size() - 1; i >= 0 && gaps.get(i).isOpen(); i--) {
            gaps.get(i).readOn(moment);
        }
    }

    boolean isEmpty() {
        return gaps.isEmpty();
    }

    /** For the user; empty if there are none. */
    String text() {
        String text = "";
        for (Gap gap : gaps) {
            text = Gap.joined(text, gap.text());
        }
        return more == 0 ? text : text + "; and those of " + (more == 1 ? "another file" : more + " other files");
    }

    void save(StateOutput out) {
        out.list(gaps, gap -> gap.save(out));
        out.number(more);
    }

    void resume(StateInput in) throws DamagedStateException {
        gaps.clear();
        gaps.addAll(in.list(() -> {
            Gap gap = new Gap();
            gap.resume(in);
            return gap;
        }));
        more = in.number();
        if (gaps.size() > TOLD || more < 0) {
            throw new DamagedStateException("no list of lost files");
        }
    }
}

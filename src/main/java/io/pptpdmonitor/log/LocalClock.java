package io.pptpdmonitor.log;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A clock on the wall of a zone: at the end of summer time it shows an hour twice, at its begin it skips one. */
final class LocalClock {

    private static final int BACKWARD_TOLERANCE_SECONDS = 60;

    private final ZoneRules rules;

    LocalClock(ZoneId zone) {
        rules = zone.getRules();
    }

    /** Whether it goes from one to the other without being put forward or back. */
    boolean isOneOffset(LocalDateTime some, LocalDateTime other) {
        List<ZoneOffset> offsets = rules.getValidOffsets(some);
        return offsets.size() == 1 && offsets.equals(rules.getValidOffsets(other));
    }

    /** Whether it shows that at two moments. */
    boolean comesTwice(LocalDateTime local) {
        return rules.getValidOffsets(local).size() > 1;
    }

    /**
     * When it shows that; where it does so twice, the first time, if that is not before what it showed last.
     *
     * @param before when that was; null if nothing is known of it
     */
    OffsetDateTime moment(LocalDateTime local, @Nullable OffsetDateTime before) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            // In the hour that summer time skips: the clock had not been put forward yet.
            return local.atOffset(rules.getTransition(local).getOffsetBefore());
        }
        OffsetDateTime first = local.atOffset(offsets.get(0));
        boolean secondPass =
                offsets.size() > 1 && before != null && first.isBefore(before.minusSeconds(BACKWARD_TOLERANCE_SECONDS));
        return secondPass ? local.atOffset(offsets.get(1)) : first;
    }

    /** When it shows the same as at that moment, where it does so twice. */
    OffsetDateTime otherPass(OffsetDateTime moment) {
        LocalDateTime local = moment.toLocalDateTime();
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        return local.atOffset(offsets.get(moment.getOffset().equals(offsets.get(0)) ? 1 : 0));
    }
}

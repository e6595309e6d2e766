package io.pptpdmonitor.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of OK, WARNING and CRITICAL a value has, given the one before: it changes when the value has been beyond a
 * threshold at every look for as long as the rule's hold says. Not thread-safe.
 */
final class Hysteresis {

    private static final List<Level> WORST_FIRST = List.of(Level.CRITICAL, Level.WARNING);
    private static final List<Level> BEST_FIRST = List.of(Level.OK, Level.WARNING);

    private final AlertRule rule;
    private Level level;
    /** Since when the value was as bad as that, or worse; and as good as that, or better. */
    private final Map<Level, Instant> bad = new EnumMap<>(Level.class);

    private final Map<Level, Instant> good = new EnumMap<>(Level.class);

    Hysteresis(AlertRule rule, Level level) {
        this.rule = rule;
        this.level = level;
    }

    Level level() {
        return level;
    }

    /** The value was not known: what it was before does not count as time beyond a threshold. */
    void interrupted() {
        bad.clear();
        good.clear();
    }

    /**
     * What {@link #look} is to look at where a value may be more, up to {@code most}: whatever it is, it is that bad at least. Null
     * where that is not certain: it may be worse than what is no threshold, or than a level that was raised before and may still be.
     */
    @Nullable Long certain(long atLeast, long most, Limits limits) {
        long best = rule.direction() == Direction.ABOVE ? atLeast : most;
        Level target = target(best, limits);
        boolean same = target(atLeast, limits) == target(most, limits);
        return same || (target.raised() && !level.worseThan(target)) ? (Long) best : null;
    }

    /** The level by now. */
    Level look(long value, Limits limits, Instant now) {
        Level target = target(value, limits);
        WORST_FIRST.forEach(each -> since(bad, each, !each.worseThan(target), now));
        BEST_FIRST.forEach(each -> since(good, each, !target.worseThan(each), now));
        level = settled(now);
        return level;
    }

    private Level settled(Instant now) {
        for (Level worse : WORST_FIRST) {
            if (worse.worseThan(level) && held(bad.get(worse), now)) {
                return worse;
            }
        }
        for (Level better : BEST_FIRST) {
            if (level.worseThan(better) && held(good.get(better), now)) {
                return better;
            }
        }
        return level;
    }

    /** What it would be without hold: between two thresholds it stays raised. */
    private Level target(long value, Limits limits) {
        for (Level worse : WORST_FIRST) {
            Long threshold = limits.of(worse);
            if (threshold != null && rule.direction().reaches(value, threshold)) {
                return worse;
            }
        }
        Long clear = limits.clear();
        boolean cleared = clear == null || rule.direction().other().reaches(value, clear);
        if (cleared || level == Level.OK) {
            return Level.OK;
        }
        return limits.warning() == null ? Level.CRITICAL : Level.WARNING;
    }

    private boolean held(@Nullable Instant since, Instant now) {
        return since != null && Duration.between(since, now).compareTo(rule.hold()) >= 0;
    }

    /** A clock that was set back begins anew. */
    private static void since(Map<Level, Instant> times, Level level, boolean holds, Instant now) {
        Instant before = times.get(level);
        if (!holds) {
            times.remove(level);
        } else if (before == null || before.isAfter(now)) {
            times.put(level, now);
        }
    }
}

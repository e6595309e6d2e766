package io.pptpdmonitor.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Judges one alert, look after look; says when there is something to tell. Not thread-safe. */
final class Judge {

    /** What is unknown for a shorter time, as while a log is rotated, is shown and not told. */
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(60);

    /** What is to be told of an alert. */
    enum Telling {
        RAISED,
        CLEARED
    }

    private final AlertRule rule;
    private final Hysteresis hysteresis;
    private @Nullable Level level;
    private @Nullable Instant since;
    private long raises;
    private Level told;
    private @Nullable Instant toldAt;
    private @Nullable Instant unknownSince;
    private AlertStatus status;

    Judge(AlertRule rule, KeptAlert kept) {
        this.rule = rule;
        this.hysteresis = new Hysteresis(rule, kept.judged());
        this.level = kept.level();
        this.since = kept.since();
        this.raises = kept.raises();
        this.told = kept.told();
        this.toldAt = kept.toldAt();
        this.status = status(Measured.unknown("not judged yet"));
    }

    AlertRule rule() {
        return rule;
    }

    AlertStatus status() {
        return status;
    }

    KeptAlert kept() {
        return new KeptAlert(rule.name(), level, hysteresis.level(), since, raises, told, toldAt);
    }

    /** Null if there is nothing to tell. */
    @Nullable Telling judge(Measurement measurement) {
        Measured measured = measurement.of(rule);
        Instant now = measurement.now();
        change(levelOf(measured, now), now);
        status = status(measured);
        return telling(Objects.requireNonNull(level), now);
    }

    private Level levelOf(Measured measured, Instant now) {
        Limits limits = Limits.of(rule, measured.whole());
        Long value = limits.areNone() ? null : certain(measured, limits);
        if (value == null) {
            hysteresis.interrupted();
            unknownSince = unknownSince == null || unknownSince.isAfter(now) ? now : unknownSince;
            return Level.UNKNOWN;
        }
        unknownSince = null;
        return hysteresis.look(value, limits, now);
    }

    private @Nullable Long certain(Measured measured, Limits limits) {
        Long value = measured.value();
        Long most = measured.most();
        return value == null ? null : hysteresis.certain(value, most == null ? Long.MAX_VALUE : most, limits);
    }

    private void change(Level next, Instant now) {
        Level before = level == null ? Level.OK : level;
        if (next != before) {
            since = now;
            raises += before == Level.OK ? 1 : 0;
        }
        level = next;
    }

    private @Nullable Telling telling(Level now, Instant time) {
        if (now == told) {
            return repeats(time) ? tell(now, time, Telling.RAISED) : null;
        }
        if (now == Level.UNKNOWN) {
            return told == Level.OK && lasts(time) ? tell(now, time, Telling.RAISED) : null;
        }
        return tell(now, time, now.worseThan(told) ? Telling.RAISED : Telling.CLEARED);
    }

    private Telling tell(Level now, Instant time, Telling what) {
        told = now;
        toldAt = time;
        return what;
    }

    private boolean repeats(Instant now) {
        if (told == Level.OK || rule.repeat().isZero()) {
            return false;
        }
        if (toldAt == null || toldAt.isAfter(now)) {
            toldAt = now;
        }
        return Duration.between(toldAt, now).compareTo(rule.repeat()) >= 0;
    }

    private boolean lasts(Instant now) {
        Duration least = rule.hold().compareTo(UNKNOWN_FOR) > 0 ? rule.hold() : UNKNOWN_FOR;
        return unknownSince != null && Duration.between(unknownSince, now).compareTo(least) >= 0;
    }

    private AlertStatus status(Measured measured) {
        Limits limits = Limits.of(rule, measured.whole());
        Level shown = level == null ? Level.UNKNOWN : level;
        return new AlertStatus(
                rule.name(),
                rule.direction(),
                rule.hold(),
                shown,
                measured.value(),
                limits.warning(),
                limits.critical(),
                limits.clear(),
                since,
                raises,
                Wording.of(rule, shown, measured, limits));
    }
}

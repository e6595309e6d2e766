package io.pptpdmonitor.collect;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;

/**
 * How far one of several sources has got, by the stamps of its lines, in milliseconds of the epoch. A stamp is believed
 * once the next one was read: one that fits neither the one before nor the one behind it moves nothing. Where the clock
 * was set back the same moments come again. Not thread-safe.
 */
final class Progress {

    /** Less is disorder between processes. */
    static final long DISORDER = 60_000;

    private static final long NONE = Long.MIN_VALUE;

    private int setBack;
    private long sure = NONE;
    private long newest = NONE;
    private boolean stray;

    /** The source's next line is of this moment. */
    void read(long moment) {
        if (newest != NONE) {
            settle(newest, moment);
        }
        newest = moment;
    }

    private void settle(long moment, long next) {
        boolean back = isBack(moment);
        boolean nextIsBack = isBack(next);
        stray = back ? !nextIsBack : next < moment - DISORDER && !nextIsBack;
        if (!stray) {
            setBack += back ? 1 : 0;
            sure = moment;
        }
    }

    private boolean isBack(long moment) {
        return sure != NONE && moment < sure - DISORDER;
    }

    /** Whether the line before the newest one was of a moment that means nothing. */
    boolean strayed() {
        return stray;
    }

    /** The moment of the line before the newest one, or of the one before that if it strayed; or of the newest one. */
    long place(boolean ofNewest) {
        return ofNewest || sure == NONE ? newest : sure;
    }

    /** How often the clock was set back before the line before the newest one, or before the newest one, as far as was seen. */
    int setBack(boolean beforeNewest) {
        return setBack + (beforeNewest && isBack(newest) ? 1 : 0);
    }

    /** Whether all that will be read is later than this moment, unless the clock is set back. */
    boolean hasPassed(long moment) {
        return sure != NONE && sure - DISORDER > moment;
    }

    /** Whether that moment is further than this from where it is; the clock may have been set meanwhile. */
    boolean isFurtherThan(long distance, long moment) {
        return sure != NONE && Math.abs(sure - moment) > distance;
    }

    void save(StateOutput out) {
        out.number(setBack).flag(stray).number(sure).number(newest);
    }

    void resume(StateInput in) throws DamagedStateException {
        setBack = in.count();
        stray = in.flag();
        sure = in.number();
        newest = in.number();
    }
}

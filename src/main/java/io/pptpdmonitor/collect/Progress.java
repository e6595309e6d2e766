package io.pptpdmonitor.collect;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;

/**
 * How far one of several sources has got, by the stamps of its lines, in milliseconds of the epoch. A stamp is believed
 * once the next one was read: one that fits neither the one before nor the one behind it moves nothing. Where the clock
 * was set back a new round begins, which has the same moments again. Not thread-safe.
 */
final class Progress {

    /** Less is disorder between processes. */
    static final long DISORDER = 60_000;

    private static final long NONE = Long.MIN_VALUE;

    private int round;
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
            round += back ? 1 : 0;
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

    /** The round of the line before the newest one, or of the newest one, of which that may turn out otherwise. */
    int round(boolean ofNewest) {
        return round + (ofNewest && isBack(newest) ? 1 : 0);
    }

    /** How often the clock was set back before that line, as far as was seen. */
    int setBack(boolean beforeNewest) {
        return setBack + (beforeNewest && isBack(newest) ? 1 : 0);
    }

    /** It told a line that another source had told in that round, so that both are in the same. */
    void isIn(int sameRound) {
        round = sameRound;
    }

    /** Whether all that will be read is later than this moment of that round. */
    boolean hasPassed(long moment, int itsRound) {
        return round == itsRound && hasPassed(moment);
    }

    /** The same in whichever round it is. */
    boolean hasPassed(long moment) {
        return sure != NONE && sure - DISORDER > moment;
    }

    /** Whether that moment is further than this from where it is; the clock may have been set meanwhile. */
    boolean isFurtherThan(long distance, long moment) {
        return sure != NONE && Math.abs(sure - moment) > distance;
    }

    void save(StateOutput out) {
        out.number(round).number(setBack).flag(stray).number(sure).number(newest);
    }

    void resume(StateInput in) throws DamagedStateException {
        round = (int) in.number();
        setBack = in.count();
        stray = in.flag();
        sure = in.number();
        newest = in.number();
    }
}

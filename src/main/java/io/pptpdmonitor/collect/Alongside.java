package io.pptpdmonitor.collect;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;

/**
 * Where one source has got to among the lines that another one told before, by those that both hold; their stamps may come
 * again, the order of the lines does not change by more than {@link Progress#DISORDER}. Numbers of lines go on from the
 * largest one to the smallest. Not thread-safe.
 */
final class Alongside {

    private boolean met;
    private boolean sure;
    private int before;
    private int latest;
    private long place;

    /** Both hold the line of this number, which has this moment. */
    void at(int number, long moment) {
        boolean further = Math.abs(moment - place) > Progress.DISORDER && number - latest > 0;
        if (met && further) {
            sure = true;
            before = latest;
        }
        if (!met || further) {
            met = true;
            latest = number;
            place = moment;
        }
    }

    /** Whether they hold any line in common. */
    boolean hasMet() {
        return met;
    }

    /** Whether the line of that number is behind. */
    boolean hasPassed(int number) {
        return sure && before - number > 0;
    }

    void save(StateOutput out) {
        out.flag(met).flag(sure);
        if (met) {
            out.number(before).number(latest).number(place);
        }
    }

    void resume(StateInput in) throws DamagedStateException {
        met = in.flag();
        sure = in.flag();
        if (met) {
            before = (int) in.number();
            latest = (int) in.number();
            place = in.number();
        }
    }
}

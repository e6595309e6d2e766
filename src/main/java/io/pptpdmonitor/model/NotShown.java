package io.pptpdmonitor.model;

import org.jspecify.annotations.Nullable;

/**
 * What the lists of a snapshot leave out; all of it is counted in the server's figures.
 *
 * @param sessions that ended, beyond the newest that are kept
 * @param failures failed logins, likewise; null where an agent elsewhere does not tell
 * @param users forgotten, being those not seen for the longest; one who comes again counts since then, and is here all the same
 * @param otherServices sessions of other services than asked for
 */
public record NotShown(long sessions, @Nullable Long failures, long users, long otherServices) {

    public static final NotShown NOTHING = new NotShown(0, 0L, 0, 0);

    /** Whether a list is not whole. */
    public boolean cut() {
        return sessions > 0 || (failures != null && failures > 0) || users > 0;
    }
}

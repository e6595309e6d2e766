package io.pptpdmonitor.model;

/**
 * What the lists of a snapshot leave out; all of it is counted in the server's figures.
 *
 * @param sessions that ended, beyond the newest that are kept
 * @param failures failed logins, likewise
 * @param users forgotten, being those not seen for the longest; one who comes again counts since then, and is here all the same
 * @param otherServices sessions of other services than asked for
 */
public record NotShown(long sessions, long failures, long users, long otherServices) {

    public static final NotShown NOTHING = new NotShown(0, 0, 0, 0);

    /** Whether a list is not whole. */
    public boolean cut() {
        return sessions > 0 || failures > 0 || users > 0;
    }
}

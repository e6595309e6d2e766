package io.pptpdmonitor.report;

/** What is shown of a snapshot; the commands of the same names. */
public enum View {
    /** The table of users and their connections, as its users know it; in JSON and CSV the users. */
    STATUS,
    SESSIONS,
    USERS,
    FAILURES
}

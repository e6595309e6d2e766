package io.pptpdmonitor.snmp.mib;

/** How much of the MIB a manager is shown. */
public enum Scope {
    EVERYTHING("everything"),
    /** Names stand in the OIDs of users, so that whole subtrees are left out, and not columns. */
    WITHOUT_PERSONAL_DATA("without-personal-data");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** As the configuration writes it. */
    public String word() {
        return word;
    }
}

package io.pptpdmonitor.nagios;

import java.util.Collection;
import java.util.List;

/** What a check says; its exit code decides, the word is for people (Monitoring Plugins Development Guidelines). */
public enum Status {
    OK(0),
    WARNING(1),
    CRITICAL(2),
    /** It could not be measured. */
    UNKNOWN(3);

    private static final List<Status> WORST_FIRST = List.of(CRITICAL, WARNING, UNKNOWN, OK);

    private final int exitCode;

    Status(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }

    /** Orders two of them. */
    static int worstFirst(Status one, Status other) {
        return Integer.compare(WORST_FIRST.indexOf(one), WORST_FIRST.indexOf(other));
    }

    /** The worst: CRITICAL before WARNING before UNKNOWN before OK; of none at all UNKNOWN, nothing having been measured. */
    public static Status worst(Collection<Status> statuses) {
        return WORST_FIRST.stream().filter(statuses::contains).findFirst().orElse(UNKNOWN);
    }
}

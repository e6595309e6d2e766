package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Snapshot;

/**
 * A check of the server. It computes a result; printing it and exiting are the caller's. Pure, so any thread may call it.
 */
@FunctionalInterface
public interface Check {

    /** Never throws for what the snapshot holds: what cannot be told is {@link Status#UNKNOWN}. */
    CheckResult check(Snapshot snapshot);
}

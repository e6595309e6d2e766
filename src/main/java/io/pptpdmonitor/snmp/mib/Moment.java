package io.pptpdmonitor.snmp.mib;

import io.pptpdmonitor.model.Snapshot;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;

/**
 * What the scalars are read off: a snapshot and what the agent itself knows.
 *
 * @param historySize the largest number of rows in pptpdHistoryTable
 * @param clock the time of day, for ages
 * @param upTime sysUpTime, in hundredths of a second
 * @param tablesLastChange what sysUpTime was when a row last came or went
 * @param discontinuity what sysUpTime was when a counter last went back; 0 if none did
 * @param node who is asked
 */
record Moment(
        Snapshot snapshot,
        int historySize,
        InstantSource clock,
        LongSupplier upTime,
        long tablesLastChange,
        long discontinuity,
        Node node) {

    /** Whole seconds since then; 0 where clocks disagree and it lies ahead. */
    long secondsSince(OffsetDateTime time) {
        return Math.max(0, Duration.between(time.toInstant(), clock.instant()).toSeconds());
    }
}

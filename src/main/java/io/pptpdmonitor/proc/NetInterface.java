package io.pptpdmonitor.proc;

import org.jspecify.annotations.Nullable;

/**
 * An interface that was there at one moment.
 *
 * @param name such as {@code ppp0}
 * @param index as in IF-MIB; null if /sys did not tell
 * @param holder the pppd that held it while the counters were read, by its own number ({@link ProcessInfo#innerPid()});
 *     null if no pid file told. A killed pppd leaves its file behind: believe it only with the process alive
 * @param counters null if they were not to be read
 */
public record NetInterface(
        String name,
        @Nullable Integer index,
        @Nullable Integer holder,
        @Nullable InterfaceCounters counters) {}

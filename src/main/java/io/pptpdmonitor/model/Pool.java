package io.pptpdmonitor.model;

import org.jspecify.annotations.Nullable;

/**
 * The connection slots of pptpd; every open control connection holds one, a scanner's too.
 *
 * @param size min(connections, addresses) as pptpd logged it; null if no line told
 * @param used control connections that are open; null where the log holds no line of pptpd
 */
public record Pool(@Nullable Integer size, @Nullable Integer used) {

    /** Used slots in percent, rounded down and at most 100; null where either is not known. */
    public @Nullable Integer usedPercent() {
        Integer slots = size;
        Integer taken = used;
        return slots == null || slots == 0 || taken == null ? null : (int) Math.min(100, taken * 100L / slots);
    }
}

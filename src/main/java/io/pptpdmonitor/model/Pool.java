package io.pptpdmonitor.model;

import org.jspecify.annotations.Nullable;

/**
 * The connection slots of pptpd; every open control connection holds one, a scanner's too.
 *
 * @param size min(connections, addresses) as pptpd logged it; null if no line told
 * @param used control connections that are open
 */
public record Pool(@Nullable Integer size, int used) {

    /** Used slots in percent, rounded down and at most 100; null where the size is not known. */
    public @Nullable Integer usedPercent() {
        Integer slots = size;
        return slots == null || slots == 0 ? null : (int) Math.min(100, used * 100L / slots);
    }
}

package io.pptpdmonitor.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The connection slots of pptpd; every open control connection holds one, a scanner's too.
 *
 * @param size min(connections, addresses) as pptpd logged it, or pptpd.conf has it; null if neither told
 * @param used control connections that are open; null where the log holds no line of pptpd
 * @param source who told the size; null where nobody did, or where an agent elsewhere does not tell who
 * @param host whose pool that is, where the log is of several; else null
 * @param fullest where this host has slots in use, and nobody told how many there are, so that it may be fuller than any other:
 *     the fullest of the others; else null
 */
public record Pool(
        @Nullable Integer size,
        @Nullable Integer used,
        @Nullable Source source,
        @Nullable String host,
        @Nullable Pool fullest) {

    /** Who told how many slots there are. */
    public enum Source {
        /** pptpd, at its start. */
        LOG,
        /** pptpd.conf and the command line of the pptpd that runs; where none is seen, /etc/pptpd.conf as it is now. */
        CONFIG;

        /** The name in JSON, such as {@code log}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of the only host. */
    public Pool(@Nullable Integer size, @Nullable Integer used, @Nullable Source source) {
        this(size, used, source, null, null);
    }

    /** The same, of that host, beside which {@code other} is the fullest. */
    public Pool of(@Nullable String name, @Nullable Pool other) {
        return new Pool(size, used, source, name, other);
    }

    /** As the log tells. */
    public Pool(@Nullable Integer size, @Nullable Integer used) {
        this(size, used, size == null ? null : Source.LOG);
    }

    /** Used slots in percent, rounded down and at most 100; null where either is not known. */
    public @Nullable Integer usedPercent() {
        Integer slots = size;
        Integer taken = used;
        return slots == null || slots == 0 || taken == null ? null : (int) Math.min(100, taken * 100L / slots);
    }
}

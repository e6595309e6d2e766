package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Traffic;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a session has carried in all, from the interface's counters at the last look and what pppd wrote at the end.
 *
 * <p>pppd counts in 32 bits before 2.5.2 (main.c, print_link_stats), so its number stands for all that differ by
 * multiples of 2^32; the one nearest above the sample is meant. It leaves out some hundred octets of negotiation that
 * the interface counts, and what passed while IPCP was negotiated again. What was told while the session was up is never
 * taken back: counters in monitoring systems must not decrease.
 *
 * @param sample the counters at the last look
 * @param sinceSample from that look to the end
 * @param wide whether this pppd counts in 64 bits
 * @param again whether IPCP was negotiated again, so that pppd's number may be short of any sum
 */
record EndedTraffic(Traffic sample, Duration sinceSample, boolean wide, boolean again) {

    private static final long WRAP = 1L << 32;
    /** More than pppd ever leaves out of a session's count (36 to 448 octets were measured). */
    private static final long NEGOTIATION = 4096;
    /** 1 Gbit/s, out of reach of MPPE and a pty. */
    private static final long OCTETS_PER_SECOND = 125_000_000;
    /** In less time nobody carries 2^32 octets. */
    private static final Duration RECENT = Duration.ofSeconds(30);

    /** The last thing known of a session whose count was not told at the end. */
    static Traffic atLeast(Traffic sample) {
        return new Traffic(sample.toClientOctets(), sample.fromClientOctets(), false);
    }

    /**
     * pppd's numbers with the bits that it left out, from a reading of the interface when it wrote them; null if that
     * reading does not fit them, or is less than {@code shown}: then it is of another interface.
     */
    static @Nullable Traffic widened(Traffic told, Traffic kernel, @Nullable Traffic shown) {
        Traffic least = shown == null ? new Traffic(0, 0, true) : shown;
        long toClient = widened(told.toClientOctets(), kernel.toClientOctets(), least.toClientOctets());
        long fromClient = widened(told.fromClientOctets(), kernel.fromClientOctets(), least.fromClientOctets());
        return toClient < 0 || fromClient < 0 ? null : new Traffic(toClient, fromClient, true);
    }

    private static long widened(long told, long kernel, long least) {
        long beside = (kernel - told) & (WRAP - 1);
        return kernel < Math.max(told, least) || beside > NEGOTIATION ? -1 : Math.max(kernel - beside, least);
    }

    /** @param told by pppd at the end; null if it was not */
    Traffic of(@Nullable Traffic told) {
        if (told == null) {
            return atLeast(sample);
        }
        long toClient = total(told.toClientOctets(), sample.toClientOctets());
        long fromClient = total(told.fromClientOctets(), sample.fromClientOctets());
        boolean known = toClient >= 0 && fromClient >= 0;
        return new Traffic(
                Math.max(toClient, sample.toClientOctets()),
                Math.max(fromClient, sample.fromClientOctets()),
                known && (isRecent() || told.exact()));
    }

    /** The number that pppd's stands for; -1 if it counted something else than the sample did. */
    private long total(long told, long before) {
        long least = before - NEGOTIATION;
        long wraps = told >= least ? 0 : (least - told + WRAP - 1) / WRAP;
        long total = told + wraps * WRAP;
        long most = before + NEGOTIATION + Math.max(1, sinceSample.toSeconds() + 1) * OCTETS_PER_SECOND;
        boolean sure = !wide && (!again || isRecent()) && total <= most;
        return wraps > 0 && !sure ? -1 : total;
    }

    private boolean isRecent() {
        return sinceSample.abs().compareTo(RECENT) <= 0;
    }
}

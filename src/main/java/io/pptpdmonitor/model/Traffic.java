package io.pptpdmonitor.model;

/**
 * The octets carried by one session, as the server counts them.
 *
 * <p>While the session is up this is the interface's counter (64 bit); once it has ended, what pppd wrote last (pppd,
 * main.c: "Sent %u bytes, received %u bytes.", 32 bit before 2.5.2). The two differ by a few hundred octets of
 * negotiation, which pppd does not count.
 *
 * @param toClientOctets the client's download; pppd's "Sent", RADIUS Acct-Output-Octets; never negative
 * @param fromClientOctets the client's upload; pppd's "received", RADIUS Acct-Input-Octets; never negative
 * @param exact false where multiples of 2^32 may be missing
 */
public record Traffic(long toClientOctets, long fromClientOctets, boolean exact) {

    public Traffic {
        if (toClientOctets < 0 || fromClientOctets < 0) {
            throw new IllegalArgumentException("negative octets: " + toClientOctets + ", " + fromClientOctets);
        }
    }

    /** The octets of both, exact where both are. */
    public Traffic plus(Traffic other) {
        return new Traffic(
                toClientOctets + other.toClientOctets, fromClientOctets + other.fromClientOctets, exact && other.exact);
    }
}

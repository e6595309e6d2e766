package io.pptpdmonitor.model;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    /** Of ended sessions: what those told that did, at least where one did not; null where none did. */
    public static @Nullable Traffic told(Stream<Session> sessions) {
        List<Session> all = sessions.toList();
        boolean untold = all.stream().anyMatch(session -> session.traffic() == null && session.bundle() == null);
        return all.stream()
                .map(Session::traffic)
                .filter(Objects::nonNull)
                .reduce(Traffic::plus)
                .map(sum -> untold ? new Traffic(sum.toClientOctets, sum.fromClientOctets, false) : sum)
                .orElse(null);
    }

    /** The octets of both, exact where both are. */
    public Traffic plus(Traffic other) {
        return new Traffic(
                toClientOctets + other.toClientOctets, fromClientOctets + other.fromClientOctets, exact && other.exact);
    }
}

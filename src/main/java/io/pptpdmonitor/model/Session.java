package io.pptpdmonitor.model;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One pppd process serving one peer. A null component is not known; it is never replaced by 0 or "".
 *
 * @param number from 1, in the order of the sessions' first lines; never used again
 * @param host as the log calls it; null in a log without hosts
 * @param pid of the pppd, in the log's name space; an agent elsewhere tells it while the session runs only
 * @param controlPid of the pptpctrl that started it
 * @param user the name that was authenticated; null for failed sessions
 * @param clientAddress where the control connection comes from, outside the tunnel
 * @param assignedAddress what the client was given, inside the tunnel
 * @param serverAddress the server's end inside the tunnel
 * @param interfaceName such as {@code ppp0}
 * @param started the first line that names the pid
 * @param startSeen false where the log begins later than the session
 * @param up when IPCP came up
 * @param ended null while it runs; of a lost session its own last line
 * @param lastSeen the stamp of the last line that told of it
 * @param endCause null while it runs
 * @param endText the first telling line, without what stands before its message
 * @param connectSeconds how long it was, or is, up; null for one that never was, and where that is not known
 * @param encryption such as {@code mppe-128}
 * @param live null unless up and seen in the kernel
 * @param bundle of a further link of a multilink bundle (RFC 1990) the number of the session that has the bundle's
 *     interface, addresses and octets; null of others
 * @param negotiation how far it has got while it is starting, or got before it failed; null if no line tells, and of others
 */
public record Session(
        long number,
        @Nullable String host,
        @Nullable Integer pid,
        @Nullable Integer controlPid,
        Service service,
        @Nullable String user,
        @Nullable UserSource userSource,
        @Nullable String clientAddress,
        @Nullable String assignedAddress,
        @Nullable String serverAddress,
        @Nullable String interfaceName,
        @Nullable OffsetDateTime started,
        boolean startSeen,
        @Nullable OffsetDateTime up,
        @Nullable OffsetDateTime ended,
        @Nullable OffsetDateTime lastSeen,
        State state,
        @Nullable EndCause endCause,
        @Nullable String endText,
        @Nullable Traffic traffic,
        @Nullable Long connectSeconds,
        @Nullable String encryption,
        @Nullable LiveCounters live,
        @Nullable Long bundle,
        @Nullable Negotiation negotiation) {

    public Session {
        if (number < 1) {
            throw new IllegalArgumentException("session numbers begin at 1: " + number);
        }
        if (state.ended() != (ended != null)) {
            throw new IllegalArgumentException("session " + number + " is " + state + " and ended " + ended);
        }
    }

    /** Whether all that it has carried is known, as far as it goes; a further link of a bundle has nothing to tell. */
    public boolean octetsExact() {
        return bundle != null || (traffic != null && traffic.exact());
    }

    /** The same with that line as the one that told why it ended. */
    public Session withEndText(@Nullable String text) {
        return new Session(
                number,
                host,
                pid,
                controlPid,
                service,
                user,
                userSource,
                clientAddress,
                assignedAddress,
                serverAddress,
                interfaceName,
                started,
                startSeen,
                up,
                ended,
                lastSeen,
                state,
                endCause,
                text,
                traffic,
                connectSeconds,
                encryption,
                live,
                bundle,
                negotiation);
    }
}

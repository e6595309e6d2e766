package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogEvent.AuthMethodAgreed;
import io.pptpdmonitor.log.LogEvent.ChapResponded;
import io.pptpdmonitor.log.LogEvent.ChapSucceeded;
import io.pptpdmonitor.log.LogEvent.EncryptionEnabled;
import io.pptpdmonitor.log.LogEvent.EndTold;
import io.pptpdmonitor.log.LogEvent.LinkLocalAddress;
import io.pptpdmonitor.log.LogEvent.LoginFailed;
import io.pptpdmonitor.log.LogEvent.OfPppd;
import io.pptpdmonitor.log.LogEvent.PeerAsked;
import io.pptpdmonitor.log.LogEvent.PeerAuthorized;
import io.pptpdmonitor.log.LogEvent.PeerReplied;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Negotiation;
import org.jspecify.annotations.Nullable;

/** How far a line of a pppd shows that it has got with its peer. */
final class NegotiationEvidence {

    private NegotiationEvidence() {}

    /** At least so far; null where the line shows nothing of it. Who is named by a line is authorized, too. */
    static @Nullable Negotiation of(OfPppd event) {
        // pppd negotiates these after the authentication alone; MPPE takes its keys from it.
        if (event instanceof PeerAuthorized
                || event instanceof ChapSucceeded
                || event instanceof EncryptionEnabled
                || event instanceof LinkLocalAddress) {
            return Negotiation.AUTHORIZED;
        }
        if (event instanceof PeerAsked) {
            return Negotiation.HEARD;
        }
        boolean spoke = event instanceof PeerReplied
                || event instanceof AuthMethodAgreed
                || event instanceof ChapResponded
                || event instanceof LoginFailed
                || (event instanceof EndTold told && isOfPeer(told.cause()));
        return spoke ? Negotiation.ANSWERED : null;
    }

    private static boolean isOfPeer(EndCause cause) {
        return cause == EndCause.USER_REQUEST || cause == EndCause.AUTH_FAILED;
    }
}

package io.pptpdmonitor.report;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Negotiation;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Setup;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What to look at first, by how an attempt ended. The texts that it tells apart are those of ppp 2.4.9 and pptpd 1.4.0. */
final class Hint {

    private static final int SLOW_SECONDS = 30;

    private final Snapshot snapshot;

    Hint(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** One sentence without a full stop; null where there is nothing to look at, or nothing to say. */
    @Nullable String of(Attempt attempt) {
        Session session = attempt.session();
        if (session == null) {
            return "its session is no longer listed";
        }
        if (session.state() == State.STARTING) {
            OffsetDateTime started = session.started();
            boolean slow = started != null && started.plusSeconds(SLOW_SECONDS).isBefore(snapshot.asOf());
            return slow ? stuck(session) : "it is still negotiating";
        }
        EndCause cause = session.endCause();
        if (cause == null) {
            return null;
        }
        String text = session.endText() == null ? "" : session.endText();
        return session.state() == State.FAILED ? ofFailed(session, cause, text) : ofEnded(cause, text);
    }

    private @Nullable String ofFailed(Session session, EndCause cause, String text) {
        if (cause == EndCause.AUTH_FAILED) {
            return refused(text);
        }
        if (text.startsWith("LCP: timeout")) {
            return withoutLink(session);
        }
        if (text.startsWith("MPPE required")) {
            return "the client does not encrypt with MPPE; switch encryption on there (128 bit), or load ppp_mppe here";
        }
        if (text.startsWith("Peer is not authorized to use remote address")) {
            return "the fourth column of chap-secrets does not allow that address: write * there, or what remoteip gives";
        }
        if (text.contains("Protocol not available")) {
            return session.negotiation() == null
                    ? "the client answers GRE (protocol 47) with 'unreachable': its firewall refuses it, or the call is over there"
                    : "the call is over at the client, which answers GRE (protocol 47) with 'unreachable' since then";
        }
        return switch (cause) {
            case NEGOTIATION_FAILED -> "client and server did not agree; pppd's 'debug' shows on what";
            case PORT_ERROR -> "the server is at fault: pppd did not start; see its options, and /dev/pts";
            case USER_REQUEST -> "the client hung up before it had an address";
            case LOST_CARRIER, LOST_SERVICE -> gone(session.negotiation());
            default -> ofEnded(cause, text);
        };
    }

    private String refused(String text) {
        if (text.startsWith("No CHAP secret found") || text.startsWith("no PAP secret found")) {
            return "the name is not in the file of secrets, or not for this server; does the client send DOMAIN\\ before it?";
        }
        if (text.startsWith("peer refused to authenticate")) {
            return "the client offers none of the methods that the server requires (see require-mschap-v2)";
        }
        return asksRadius(false)
                ? "the RADIUS server refused it"
                : "the password is wrong, if it is pppd itself that checks it";
    }

    private boolean asksRadius(boolean unlessKnown) {
        Setup setup = snapshot.health().setup();
        return setup == null ? unlessKnown : setup.plugins().contains("radius.so");
    }

    /** By how far it has got; pppd gives up what is not answered after half a minute, but for what RADIUS takes. */
    private String stuck(Session session) {
        Negotiation negotiation = session.negotiation();
        if (negotiation == null) {
            return "GRE (protocol 47) may not arrive " + fromClient(session)
                    + "; or the login is not answered: pppd's 'debug' logs how far it gets";
        }
        return switch (negotiation) {
            case HEARD -> unanswered(session);
            case ANSWERED ->
                "GRE (protocol 47) arrives, but nobody is authorized yet: the client does not answer, or does not get what"
                        + " the server sends" + (asksRadius(true) ? ", or the RADIUS server does not answer" : "");
            case AUTHORIZED ->
                "it is past the login and has no address: client and server do not agree "
                        + (session.encryption() == null ? "on MPPE or in IPCP" : "in IPCP")
                        + "; pppd's 'debug' shows on what";
        };
    }

    /** LCP came to no end. As a rule nothing of the peer arrives; without pppd's debug lines nobody has seen that. */
    private String withoutLink(Session session) {
        Negotiation negotiation = session.negotiation();
        if (negotiation == null) {
            return "GRE (protocol 47) most likely does not arrive " + fromClient(session);
        }
        return negotiation == Negotiation.HEARD
                ? unanswered(session)
                : "GRE (protocol 47) arrives, but client and server did not agree in LCP; pppd's 'debug' shows on what";
    }

    private static String unanswered(Session session) {
        return "GRE (protocol 47) arrives " + from(session)
                + ", but no reply does: what the server sends may not reach the client";
    }

    private static String gone(@Nullable Negotiation negotiation) {
        if (negotiation == null) {
            return "the client was gone before it had an address; GRE (protocol 47) may not pass";
        }
        return negotiation == Negotiation.AUTHORIZED
                ? "the client was gone after the login, before it had an address"
                : "the client was gone before it had logged in, and GRE (protocol 47) had arrived from it";
    }

    /** And why it does not: a second client behind the same address is the usual reason. */
    private String fromClient(Session session) {
        Session other = other(session);
        return other == null
                ? from(session) + ": a firewall or router on the way drops it"
                : from(session) + ", from where another client (session " + other.number()
                        + ") was up: NAT without a PPTP helper";
    }

    private static String from(Session session) {
        return "from " + (session.clientAddress() == null ? "the client" : session.clientAddress());
    }

    private @Nullable Session other(Session session) {
        OffsetDateTime until = session.ended() == null ? snapshot.asOf() : session.ended();
        for (Session other : snapshot.sessions()) {
            boolean same =
                    session.clientAddress() != null && session.clientAddress().equals(other.clientAddress());
            if (same
                    && other.number() != session.number()
                    && other.state().cameUp()
                    && meanwhile(session, until, other)) {
                return other;
            }
        }
        return null;
    }

    /** Whether the other one was there between the session's start and that moment, as far as is known. */
    private static boolean meanwhile(Session session, OffsetDateTime until, Session other) {
        OffsetDateTime started = session.started();
        OffsetDateTime begun = other.started();
        OffsetDateTime ended = other.ended();
        return started != null && begun != null && begun.isBefore(until) && (ended == null || ended.isAfter(started));
    }

    private static @Nullable String ofEnded(EndCause cause, String text) {
        return switch (cause) {
            case USER_REQUEST -> "the client hung up";
            case LOST_CARRIER ->
                text.startsWith("No response to")
                        ? "the client did not answer any more: its line, or a NAT that forgot it"
                        : "the client vanished without a word: its line, a crash, or a NAT that forgot it";
            case LOST_SERVICE -> "GRE (protocol 47) could not be sent or was refused: a route, or a firewall";
            case IDLE_TIMEOUT -> "nothing was sent for as long as pppd's option 'idle' allows";
            case SESSION_TIMEOUT -> "it was up for as long as pppd's option 'maxconnect', or RADIUS, allows";
            case NAS_REQUEST -> "it carried as much as pppd's option 'maxoctets' allows";
            case ADMIN_RESET -> "somebody on the server ended this pppd with a signal";
            case ADMIN_REBOOT ->
                "all sessions were ended at once: pptpd was stopped or restarted, or the server shut down";
            case NAS_REBOOT -> "the server went down without ending its sessions";
            case NAS_ERROR -> "pppd was killed or failed; see the log around that moment";
            case LOST -> "its pppd is gone and no line tells why: it was killed, or lines of the log are lost";
            default -> null;
        };
    }
}

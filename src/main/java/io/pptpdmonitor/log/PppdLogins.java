package io.pptpdmonitor.log;

import static io.pptpdmonitor.log.Program.PPPD;

import io.pptpdmonitor.log.LogEvent.*;
import io.pptpdmonitor.log.MessagePattern.Match;
import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.EndCause;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What pppd says of who authenticated, and who did not. */
final class PppdLogins extends MessageTable {

    private static final PeerReplied REPLIED = new PeerReplied();
    private static final byte[] AUTH = Bytes.ascii("<auth ");
    /** As lcp.c prints the option Authentication-Protocol. */
    private static final Map<String, AuthMethodAgreed> AGREED = Map.of(
            "pap", new AuthMethodAgreed(AuthMethod.PAP),
            "chap MD5", new AuthMethodAgreed(AuthMethod.CHAP),
            "chap MS", new AuthMethodAgreed(AuthMethod.MSCHAP),
            "chap MS-v2", new AuthMethodAgreed(AuthMethod.MSCHAPV2),
            "eap", new AuthMethodAgreed(AuthMethod.EAP));

    PppdLogins() {
        authentication();
    }

    private void authentication() {
        on(PPPD, "peer from calling number %w authorized", "pppd, auth.c", m -> new PeerAuthorized(m.text(0)));
        PeerAsked asked = new PeerAsked();
        on(PPPD, "rcvd [LCP ConfReq %s]", "pppd, lcp.c (debug)", m -> asked);
        on(PPPD, "rcvd [LCP ConfAck %s]", "pppd, lcp.c (debug)", PppdLogins::acknowledged);
        on(PPPD, "rcvd [LCP ConfNak %s]", "pppd, lcp.c (debug)", m -> REPLIED);
        on(PPPD, "rcvd [LCP ConfRej %s]", "pppd, lcp.c (debug)", m -> REPLIED);
        on(
                PPPD,
                "rcvd [CHAP Response id=%w <%w>, name = \"%s\"]",
                "pppd, chap-new.c (debug)",
                m -> new ChapResponded(PeerName.ofPacket(m.bytes(), m.from(2), m.to(2))));
        on(PPPD, "sent [CHAP Success %s]", "pppd, chap-new.c (debug)", m -> new ChapSucceeded());
        on(PPPD, "Peer %s authenticated with CHAP", "pppd 2.5.1, auth.c", m -> authenticated(m, AuthMethod.CHAP));
        on(PPPD, "Peer %s authenticated with PAP", "pppd 2.5.1, auth.c", m -> authenticatedAs(m, AuthMethod.PAP));
        on(PPPD, "Peer %s authenticated with EAP", "pppd 2.5.1, auth.c", m -> authenticatedAs(m, AuthMethod.EAP));
        on(
                PPPD,
                "CHAP peer authentication succeeded for %s",
                "pppd 2.4.1, chap.c",
                m -> authenticatedAs(m, AuthMethod.CHAP));
        on(
                PPPD,
                "MSCHAP-v2 peer authentication succeeded for %s",
                "pppd 2.4.2, chap.c",
                m -> authenticatedAs(m, AuthMethod.MSCHAPV2));
        on(PPPD, "PAP peer authentication succeeded for %s", "pppd, upap.c", m -> authenticated(m, AuthMethod.PAP));
        on(PPPD, "EAP: MSCHAPv2 success for peer %s", "pppd 2.4.9, eap.c", m -> authenticatedAs(m, AuthMethod.EAP));
        refusals();
        clientRole();
    }

    private void refusals() {
        on(PPPD, "PAP peer authentication failed for %s", "pppd, upap.c", m -> refused(m, AuthMethod.PAP));
        on(
                PPPD,
                "CHAP peer authentication failed for remote host %s",
                "pppd 2.4.1, chap.c",
                m -> new LoginFailed(PeerName.ofQuoted(m.bytes(), m.from(0), m.to(0)), AuthMethod.CHAP));
        on(
                PPPD,
                "MSCHAP-v2 peer authentication failed for remote host %s",
                "pppd 2.4.2, chap.c",
                m -> new LoginFailed(PeerName.ofQuoted(m.bytes(), m.from(0), m.to(0)), AuthMethod.MSCHAPV2));
        on(PPPD, "Peer %s failed PAP Session verification", "pppd, auth.c", m -> refused(m, AuthMethod.PAP));
        on(PPPD, "Peer %s failed CHAP authentication", "pppd, chap-new.c", m -> refused(m, AuthMethod.CHAP));
        on(PPPD, "Peer %s failed CHAP Session verification", "pppd, chap-new.c", m -> refused(m, AuthMethod.CHAP));
        // Said by a client; a user who calls himself "us to x" makes a server say the same, so that it proves little.
        // His
        // failed login is told by the line "Peer us to x failed CHAP authentication" that follows.
        on(PPPD, "No CHAP secret found for authenticating us to %s", "pppd, chap-new.c", m -> new DialsOut());
        on(PPPD, "No CHAP secret found for authenticating %s", "pppd, chap-new.c", m -> refused(m, AuthMethod.CHAP));
        on(
                PPPD,
                "no PAP secret found for %s",
                "pppd, auth.c",
                m -> new LoginFailed(PeerName.ofVisible(m.bytes(), m.from(0), m.to(0)), AuthMethod.PAP));
        on(
                PPPD,
                "EAP: MSCHAPv2 failure for peer %s",
                "pppd 2.4.9, eap.c",
                m -> new LoginFailed(PeerName.ofQuoted(m.bytes(), m.from(0), m.to(0)), AuthMethod.EAP));
        tells(PPPD, "peer refused to authenticate: terminating link", "pppd, auth.c", EndCause.AUTH_FAILED);
        tells(PPPD, "calling number %s is not authorized", "pppd, auth.c", EndCause.AUTH_FAILED);
        tells(PPPD, "PAP authentication of peer failed (protocol-reject)", "pppd, upap.c", EndCause.AUTH_FAILED);
        tells(PPPD, "EAP authentication of peer failed on Protocol-Reject", "pppd, eap.c", EndCause.AUTH_FAILED);
        tells(PPPD, "EAP: too many Requests sent", "pppd, eap.c", EndCause.AUTH_FAILED);
        tells(PPPD, "EAP: no response to Requests", "pppd, eap.c", EndCause.AUTH_FAILED);
    }

    /** What only a pppd says that authenticates itself to a server. */
    private void clientRole() {
        String[][] shapes = {
            {"CHAP authentication succeeded", "pppd, auth.c"},
            {"PAP authentication succeeded", "pppd, auth.c"},
            {"EAP authentication succeeded", "pppd, auth.c"},
            {"CHAP authentication succeeded: %s", "pppd, chap-new.c"},
            {"CHAP authentication failed", "pppd, chap-new.c"},
            {"CHAP authentication failed: %s", "pppd, chap-new.c"},
            {"CHAP authentication timed out", "pppd, chap-new.c"},
            {"CHAP authentication failed due to protocol-reject", "pppd, chap-new.c"},
            {"MS-CHAP authentication failed: %s", "pppd, chap_ms.c"},
            {"MS-CHAPv2 mutual authentication failed.", "pppd, chap_ms.c"},
            {"PAP authentication failed", "pppd, upap.c"},
            {"No response to PAP authenticate-requests", "pppd, upap.c"},
            {"primary   DNS address %w", "pppd, ipcp.c"},
            {"primary DNS address %w", "pppd, ipcp.c"},
            {"Remote message: %s", "pppd, upap.c"},
            {"nm-pptp-ppp%s", "NetworkManager-pptp, nm-pptp-pppd-plugin.c"},
            {"nm-l2tp-ppp%s", "NetworkManager-l2tp, nm-l2tp-pppd-plugin.c"},
            {"nm-pppd-plugin%s", "NetworkManager, nm-pppd-plugin.c"},
            {"PPPoE plugin from pppd %w", "pppd 2.4.9, plugins/pppoe/plugin.c"},
            {"RP-PPPoE plugin version %s", "pppd, plugins/rp-pppoe/plugin.c"},
            {"PPP session is %s", "pppd, plugins/rp-pppoe/plugin.c"},
            {"Timeout waiting for PADO packets", "pppd, plugins/rp-pppoe/discovery.c"},
            {"Unable to complete PPPoE Discovery%s", "pppd, plugins/rp-pppoe/discovery.c"},
        };
        for (String[] shape : shapes) {
            on(PPPD, shape[0], shape[1], m -> new DialsOut());
        }
    }

    /** Where it acknowledges no method, the server asks for none. */
    private static LogEvent acknowledged(Match m) {
        LogEvent agreed = agreedMethod(m);
        return agreed == null ? REPLIED : agreed;
    }

    private static @Nullable LogEvent agreedMethod(Match m) {
        byte[] b = m.bytes();
        int to = m.to(0);
        int at = Bytes.indexOf(b, m.from(0), to, (byte) '<');
        while (at >= 0 && !Bytes.startsWith(b, at, to, AUTH)) {
            at = Bytes.indexOf(b, at + 1, to, (byte) '<');
        }
        int end = at < 0 ? -1 : Bytes.indexOf(b, at, to, (byte) '>');
        return end < 0 ? null : AGREED.get(Bytes.text(b, at + AUTH.length, end));
    }

    /** The name is as chap-new.c and upap.c made it visible. */
    private static LogEvent authenticated(Match m, AuthMethod method) {
        return new PeerAuthenticated(PeerName.ofSuccess(m.bytes(), m.from(0), m.to(0)), method);
    }

    /** The name is the peer's own: upap.c and eap.c hand its bytes on. */
    private static LogEvent authenticatedAs(Match m, AuthMethod method) {
        return new PeerAuthenticated(PeerName.ofQuoted(m.bytes(), m.from(0), m.to(0)), method);
    }

    private static LogEvent refused(Match m, AuthMethod method) {
        return new LoginFailed(PeerName.ofFailure(m.bytes(), m.from(0), m.to(0)), method);
    }
}

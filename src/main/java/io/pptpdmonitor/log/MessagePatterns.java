package io.pptpdmonitor.log;

import static io.pptpdmonitor.log.Program.JOURNALD;
import static io.pptpdmonitor.log.Program.KERNEL;
import static io.pptpdmonitor.log.Program.PPPD;
import static io.pptpdmonitor.log.Program.PPPOE_SERVER;
import static io.pptpdmonitor.log.Program.PPTPD;
import static io.pptpdmonitor.log.Program.RSYSLOGD;
import static io.pptpdmonitor.log.Program.XL2TPD;

import io.pptpdmonitor.log.LogEvent.*;
import io.pptpdmonitor.log.MessagePattern.EventMaker;
import io.pptpdmonitor.log.MessagePattern.Match;
import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.EndCause;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every message that is understood, with the source file that prints it. The order matters where one shape is
 * another's special case: the first that fits is taken.
 */
final class MessagePatterns {

    private static final EventMaker NOTHING = match -> null;

    private final List<MessagePattern> all = new ArrayList<>();
    private final Map<Program, MessagePattern[][]> byFirstByte = new EnumMap<>(Program.class);

    MessagePatterns() {
        manager();
        control();
        launcher();
        pppdStart();
        authentication();
        network();
        endings();
        pppdDebug();
        otherDaemons();
        index();
    }

    /** All shapes, in order. */
    List<MessagePattern> all() {
        return List.copyOf(all);
    }

    /** The shape of the message, or null if it has none that is known. */
    @Nullable MessagePattern find(Program program, byte[] b, int from, int to, Match match) {
        MessagePattern[][] candidates = byFirstByte.get(program);
        if (from >= to || b[from] < 0 || candidates == null) {
            return null;
        }
        for (MessagePattern pattern : candidates[b[from]]) {
            if (pattern.matches(b, from, to, match)) {
                return pattern;
            }
        }
        return null;
    }

    private void manager() {
        String file = "pptpd, pptpmanager.c";
        on(PPTPD, "MGR: Manager process started", file, m -> new ManagerStarted());
        on(PPTPD, "MGR: Maximum of %d connections available", file, m -> new PoolSized(m.smallNumber(0)));
        on(
                PPTPD,
                "MGR: Maximum of %d connections reduced to %d, not enough IP addresses given",
                "pptpd, pptpd.c",
                m -> new PoolSized(m.smallNumber(1)));
        on(
                PPTPD,
                "MGR: connections limit (%d) reached, extra IP addresses ignored",
                "pptpd, pptpd.c",
                m -> new PoolSized(m.smallNumber(0)));
        on(
                PPTPD,
                "MGR: No free connection slots or IPs - no more clients can connect!",
                file,
                m -> new PoolExhausted());
        on(PPTPD, "MGR: dropped small initial connection", file, m -> new ConnectionDropped());
        on(PPTPD, "MGR: dropped slow initial connection", file, m -> new ConnectionDropped());
        on(PPTPD, "MGR: initial packet bad magic", file, m -> new ConnectionDropped());
        on(PPTPD, "MGR: initial packet length %d outside (0 - %d)", file, m -> new ConnectionDropped());
        on(PPTPD, "MGR: initial packet has bad %s", file, m -> new ConnectionDropped());
        on(PPTPD, "MGR: Reaped child %d", file, m -> new ControlReaped(m.smallNumber(0)));
        on(PPTPD, "MGR: Launching %w to handle client", file, m -> new ControlLaunched());
        on(PPTPD, "MGR: %s", file, NOTHING);
        on(PPTPD, "Config file line starts with a space: %s", "pptpd, configfile.c", NOTHING);
        on(PPTPD, "createHostSocket: %s", file, NOTHING);
    }

    private void control() {
        String file = "pptpd, pptpctrl.c";
        on(PPTPD, "CTRL: Client %w control connection started", file, m -> new ControlStarted(m.text(0)));
        on(PPTPD, "CTRL: Client %w control connection finished", file, m -> new ControlFinished(m.text(0)));
        on(PPTPD, "CTRL: Starting call (launching pppd, opening GRE)", file, m -> new CallStarted());
        on(PPTPD, "CTRL: Reaping child PPP[%d]", file, m -> new PppdReaped(m.smallNumber(0)));
        on(PPTPD, "CTRL: remote address = %w", file, m -> new ControlAddressed(m.text(0)));
        tells(PPTPD, "CTRL: Received CALL CLR request (closing call)", file, EndCause.USER_REQUEST);
        tells(PPTPD, "CTRL: Session timed out, ending call", file, EndCause.LOST_CARRIER);
        tells(
                PPTPD,
                "GRE: read(%s) from network failed: status = -1 error = Protocol not available",
                "pptpd, pptpgre.c",
                EndCause.LOST_SERVICE);
        tells(PPTPD, "GRE: xmit failed from decaps_hdlc: %s", "pptpd, pptpgre.c", EndCause.LOST_SERVICE);
        hints(
                PPTPD,
                "CTRL: EOF or bad error reading ctrl packet length.",
                "pptpd, ctrlpacket.c",
                EndCause.LOST_CARRIER);
        // Comes whenever pppd ends first, so it tells something only where nothing else does: pppd was killed.
        hints(
                PPTPD,
                "GRE: read(%s) from PTY failed: status = -1 error = Input/output error, usually caused by unexpected termination of pppd, check option syntax and pppd logs",
                "pptpd, pptpgre.c",
                EndCause.NAS_ERROR);
        hints(PPTPD, "CTRL: PTY read or GRE write failed (pty,gre)=(%d,%d)", file, EndCause.NAS_ERROR);
        on(PPTPD, "GRE: %s", "pptpd, pptpgre.c", NOTHING);
    }

    private void launcher() {
        String file = "pptpd, pptpctrl.c";
        on(PPTPD, "CTRL (PPPD Launcher): remote address = %w", file, m -> new PppdLaunched(m.text(0)));
        on(PPTPD, "CTRL (PPPD Launcher): %s", file, m -> new PppdLaunched(null));
        on(PPTPD, "CTRL: %s", file, NOTHING);
    }

    private void pppdStart() {
        on(PPPD, "Plugin %w loaded.", "pppd, options.c", m -> new PluginLoaded(m.text(0)));
        on(PPPD, "pppd %w started by %w, uid %d", "pppd, main.c", m -> new PppdStarted(m.text(0)));
        on(PPPD, "Using interface %w", "pppd, main.c", m -> new InterfaceAssigned(m.text(0)));
        on(PPPD, "Connect: %w <--> %w", "pppd, auth.c", m -> new LinkConnected(m.text(0), m.text(1)));
        on(PPPD, "remotenumber %w#011#011# (from %s)", "pppd, options.c (dump)", m -> new CallingNumber(m.text(0)));
        on(PPPD, "remotenumber %w\t\t# (from %s)", "pppd, options.c (dump)", m -> new CallingNumber(m.text(0)));
    }

    private void authentication() {
        on(PPPD, "peer from calling number %w authorized", "pppd, auth.c", m -> new PeerAuthorized(m.text(0)));
        on(PPPD, "rcvd [LCP ConfAck %s]", "pppd, lcp.c (debug)", MessagePatterns::agreedMethod);
        on(
                PPPD,
                "rcvd [CHAP Response id=%w <%w>, name = \"%s\"]",
                "pppd, chap-new.c (debug)",
                m -> new ChapResponded(PeerName.ofPacket(m.bytes(), m.from(2), m.to(2))));
        on(PPPD, "sent [CHAP Success %s]", "pppd, chap-new.c (debug)", m -> new ChapSucceeded());
        on(
                PPPD,
                "Peer %s authenticated with %w",
                "pppd 2.5.1, auth.c",
                m -> new PeerAuthenticated(success(m), method(m.text(1))));
        on(
                PPPD,
                "PAP peer authentication succeeded for %s",
                "pppd, upap.c",
                m -> new PeerAuthenticated(success(m), AuthMethod.PAP));
        on(
                PPPD,
                "PAP peer authentication failed for %s",
                "pppd, upap.c",
                m -> new LoginFailed(failure(m), AuthMethod.PAP));
        on(PPPD, "no PAP secret found for %s", "pppd, auth.c", m -> new LoginFailed(failure(m), AuthMethod.PAP));
        on(
                PPPD,
                "Peer %s failed PAP Session verification",
                "pppd, auth.c",
                m -> new LoginFailed(failure(m), AuthMethod.PAP));
        on(
                PPPD,
                "Peer %s failed CHAP authentication",
                "pppd, chap-new.c",
                m -> new LoginFailed(failure(m), AuthMethod.CHAP));
        on(
                PPPD,
                "Peer %s failed CHAP Session verification",
                "pppd, chap-new.c",
                m -> new LoginFailed(failure(m), AuthMethod.CHAP));
        on(PPPD, "No CHAP secret found for authenticating us to %s", "pppd, chap-new.c", m -> new DialsOut());
        on(
                PPPD,
                "No CHAP secret found for authenticating %s",
                "pppd, chap-new.c",
                m -> new LoginFailed(failure(m), AuthMethod.CHAP));
        on(
                PPPD,
                "EAP: MSCHAPv2 failure for peer %s",
                "pppd 2.5.0, eap.c",
                m -> new LoginFailed(failure(m), AuthMethod.EAP));
        tells(PPPD, "peer refused to authenticate: terminating link", "pppd, auth.c", EndCause.AUTH_FAILED);
        tells(PPPD, "calling number %s is not authorized", "pppd, auth.c", EndCause.AUTH_FAILED);
        tells(PPPD, "CHAP authentication timed out", "pppd 2.4.9, chap-new.c", EndCause.AUTH_FAILED);
        on(PPPD, "CHAP authentication succeeded", "pppd, chap-new.c", m -> new DialsOut());
        on(PPPD, "CHAP authentication succeeded: %s", "pppd, chap-new.c", m -> new DialsOut());
        on(PPPD, "PAP authentication succeeded", "pppd, auth.c", m -> new DialsOut());
        on(PPPD, "EAP authentication succeeded", "pppd, auth.c", m -> new DialsOut());
        on(PPPD, "CHAP authentication failed", "pppd, chap-new.c", m -> new DialsOut());
        on(PPPD, "CHAP authentication failed: %s", "pppd, chap-new.c", m -> new DialsOut());
        on(PPPD, "PAP authentication failed", "pppd, upap.c", m -> new DialsOut());
    }

    private void network() {
        on(
                PPPD,
                "pptpd-logwtmp.so ip-up %w %s %w",
                "pptpd, plugins/pptpd-logwtmp.c (debug)",
                m -> new PluginUp(m.text(0), PeerName.ofPlugin(m.bytes(), m.from(1), m.to(1)), m.text(2)));
        on(
                PPPD,
                "pptpd-logwtmp.so ip-down %w",
                "pptpd, plugins/pptpd-logwtmp.c (debug)",
                m -> new PluginDown(m.text(0)));
        on(PPPD, "local  IP address %w", "pppd, ipcp.c", m -> new LocalAddress(m.text(0)));
        on(PPPD, "remote IP address %w", "pppd, ipcp.c", m -> new RemoteAddress(m.text(0)));
        on(PPPD, "primary   DNS address %w", "pppd, ipcp.c", m -> new DialsOut());
        on(PPPD, "MPPE %d-bit %w compression enabled", "pppd, ccp.c", m -> new EncryptionEnabled(m.smallNumber(0)));
        on(PPPD, "MPPE %d-bit %s", "pppd, ccp.c", m -> new EncryptionEnabled(m.smallNumber(0)));
        tells(PPPD, "MPPE required but peer refused", "pppd, ccp.c", EndCause.NEGOTIATION_FAILED);
        tells(PPPD, "MPPE required but peer negotiation failed", "pppd, ccp.c", EndCause.NEGOTIATION_FAILED);
        tells(PPPD, "MPPE required, but %s", "pppd, ccp.c", EndCause.NEGOTIATION_FAILED);
        tells(PPPD, "MPPE required but %s", "pppd, ccp.c", EndCause.NEGOTIATION_FAILED);
        tells(PPPD, "LCP: timeout sending Config-Requests", "pppd, fsm.c", EndCause.NEGOTIATION_FAILED);
        tells(PPPD, "CCP: timeout sending Config-Requests", "pppd, fsm.c", EndCause.NEGOTIATION_FAILED);
        tells(PPPD, "IPCP: timeout sending Config-Requests", "pppd, fsm.c", EndCause.NEGOTIATION_FAILED);
        tells(PPPD, "Peer is not authorized to use remote address %w", "pppd, ipcp.c", EndCause.NEGOTIATION_FAILED);
        tells(PPPD, "Peer refused to agree to %s", "pppd, ipcp.c", EndCause.NEGOTIATION_FAILED);
        tells(PPPD, "Could not determine local IP address", "pppd, ipcp.c", EndCause.NEGOTIATION_FAILED);
    }

    private void endings() {
        tells(PPPD, "LCP terminated by peer", "pppd, fsm.c", EndCause.USER_REQUEST);
        // Without the closing parenthesis pppd has cut the message at 1,023 bytes.
        tells(PPPD, "LCP terminated by peer (%s", "pppd, fsm.c", EndCause.USER_REQUEST);
        tells(PPPD, "Terminating on signal %d", "pppd, main.c", EndCause.ADMIN_RESET);
        tells(PPPD, "Hangup (SIGHUP)", "pppd, main.c", EndCause.ADMIN_RESET);
        tells(PPPD, "Terminating connection due to lack of activity.", "pppd, auth.c", EndCause.IDLE_TIMEOUT);
        tells(PPPD, "Connect time expired", "pppd, auth.c", EndCause.SESSION_TIMEOUT);
        tells(PPPD, "Traffic limit reached. Limit: %d Used: %d", "pppd, auth.c", EndCause.NAS_REQUEST);
        tells(PPPD, "No response to %d echo-requests", "pppd, lcp.c", EndCause.LOST_CARRIER);
        tells(PPPD, "Serial link appears to be disconnected.", "pppd, lcp.c", EndCause.LOST_CARRIER);
        tells(PPPD, "no device specified and stdin is not a tty", "pppd, tty.c", EndCause.PORT_ERROR);
        tells(PPPD, "Failed to open %s", "pppd, tty.c", EndCause.PORT_ERROR);
        tells(PPPD, "In file %s", "pppd, options.c", EndCause.PORT_ERROR);
        tells(PPPD, "unrecognized option '%s'", "pppd, options.c", EndCause.PORT_ERROR);
        tells(PPPD, "Fatal signal %d", "pppd, main.c", EndCause.NAS_ERROR);
        hints(PPPD, "Modem hangup", "pppd, main.c", EndCause.LOST_CARRIER);
        on(PPPD, "Connect time %d.%d minutes.", "pppd, main.c", m -> new ConnectTime(m.number(0) * 10 + m.number(1)));
        on(PPPD, "Sent %d bytes, received %d bytes.", "pppd, main.c", MessagePatterns::statistics);
        on(PPPD, "Connection terminated.", "pppd, auth.c", m -> new ConnectionTerminated());
        on(PPPD, "Exit.", "pppd, main.c", m -> new PppdExited());
    }

    /** Lines that are understood to be of no consequence. */
    private void pppdDebug() {
        String[] templates = {
            "sent [%s",
            "rcvd [%s",
            "using channel %d",
            "Script %s",
            "  script %s",
            "Waiting for %d child processes...",
            "discarding proto %s",
            "Protocol-Reject for %s",
            "Unsupported protocol %s",
            "MPPE disabled",
            "found interface %w for proxy arp",
            "local  LL address %w",
            "remote LL address %w",
            "pptpd-logwtmp: %s",
            "tcflush failed: %s",
            "Discarded non-LCP packet when LCP not open",
            "cif6addr: %s",
            "sif6addr: %s",
            "sif6addr failed",
            "Cannot determine ethernet address for proxy ARP",
            "Received bad configure-%s",
            "EAP: %s",
            "LCP: Rcvd %s",
            "secondary DNS address %w",
            "Link terminated.",
            "Starting negotiation on %w",
            "pppd options in effect:",
            "%s# (from command line)",
            "%s# (from %w)",
        };
        for (String template : templates) {
            on(PPPD, template, "pppd", NOTHING);
        }
    }

    private void otherDaemons() {
        on(
                XL2TPD,
                "Call established with %w, PID: %d, Local: %s",
                "xl2tpd, control.c",
                m -> new L2tpCall(m.smallNumber(1), m.text(0)));
        on(
                PPPOE_SERVER,
                "Session %d created for client %w (%w) on %w using Service-Name '%s'",
                "rp-pppoe, pppoe-server.c",
                m -> new PppoeCall(m.text(1)));
        on(KERNEL, "Linux version %s", "Linux, init/version.c", m -> new Booted());
        on(KERNEL, "[    0.000000] Linux version %s", "Linux, init/version.c", m -> new Booted());
        on(
                RSYSLOGD,
                "imuxsock%s messages lost due to rate-limiting (%d allowed within %d seconds)",
                "rsyslog, imuxsock.c",
                MessagePatterns::lastNumber);
        on(
                JOURNALD,
                "Suppressed %d messages from %w",
                "systemd, journald-rate-limit.c",
                m -> m.text(1).startsWith("pptpd") ? new LinesLost(m.number(0), false) : null);
        on(
                JOURNALD,
                "Forwarding to syslog missed %d messages.",
                "systemd, journald-syslog.c",
                m -> new LinesLost(m.number(0), true));
    }

    private static LogEvent statistics(Match m) {
        return new Statistics(Math.max(0, m.number(0)), Math.max(0, m.number(1)));
    }

    /** rsyslog names the process before the number; newer releases the host, too. */
    private static @Nullable LogEvent lastNumber(Match m) {
        int blank = Bytes.lastIndexOf(m.bytes(), m.from(0), m.to(0), (byte) ' ');
        long count = Bytes.decimal(m.bytes(), blank + 1, m.to(0));
        return count < 0 ? null : new LinesLost(count, false);
    }

    private static @Nullable LogEvent agreedMethod(Match m) {
        String options = m.text(0);
        int at = options.indexOf("<auth ");
        int end = at < 0 ? -1 : options.indexOf('>', at);
        AuthMethod method = end < 0 ? null : method(options.substring(at + 6, end));
        return method == null ? null : new AuthMethodAgreed(method);
    }

    /** As lcp.c prints the option Authentication-Protocol, and auth.c (2.5.1) the protocol. */
    private static @Nullable AuthMethod method(String text) {
        return switch (text) {
            case "pap", "PAP" -> AuthMethod.PAP;
            case "chap MD5", "CHAP" -> AuthMethod.CHAP;
            case "chap MS" -> AuthMethod.MSCHAP;
            case "chap MS-v2" -> AuthMethod.MSCHAPV2;
            case "eap", "EAP" -> AuthMethod.EAP;
            default -> null;
        };
    }

    private static String success(Match m) {
        return PeerName.ofSuccess(m.bytes(), m.from(0), m.to(0));
    }

    private static String failure(Match m) {
        return PeerName.ofFailure(m.bytes(), m.from(0), m.to(0));
    }

    private void tells(Program program, String template, String source, EndCause cause) {
        on(program, template, source, m -> program == PPPD ? new EndTold(cause, false) : new CallEndTold(cause, false));
    }

    private void hints(Program program, String template, String source, EndCause cause) {
        on(program, template, source, m -> program == PPPD ? new EndTold(cause, true) : new CallEndTold(cause, true));
    }

    private void on(Program program, String template, String source, EventMaker maker) {
        all.add(new MessagePattern(program, template, source, maker));
    }

    private void index() {
        for (Program program : Program.values()) {
            MessagePattern[][] candidates = new MessagePattern[128][];
            for (int first = 0; first < candidates.length; first++) {
                byte wanted = (byte) first;
                candidates[first] = all.stream()
                        .filter(pattern -> pattern.program() == program && pattern.mayBeginWith(wanted))
                        .toArray(MessagePattern[]::new);
            }
            byFirstByte.put(program, candidates);
        }
    }
}

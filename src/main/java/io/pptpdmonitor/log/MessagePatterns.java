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
import java.util.function.IntFunction;
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
        startFailures();
        inconsequential();
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
        if (from >= to || candidates == null) {
            return null;
        }
        for (MessagePattern pattern : candidates[b[from] & 0xff]) {
            if (pattern.matches(b, from, to, match)) {
                return pattern;
            }
        }
        return null;
    }

    private void manager() {
        String file = "pptpd, pptpmanager.c";
        on(PPTPD, "MGR: Manager process started", file, m -> new ManagerStarted());
        on(PPTPD, "MGR: Maximum of %d connections available", file, m -> sized(m, 0, PoolSized::new));
        on(
                PPTPD,
                "MGR: Maximum of %d connections reduced to %d, not enough IP addresses given",
                "pptpd, pptpd.c",
                m -> sized(m, 1, PoolSized::new));
        on(
                PPTPD,
                "MGR: connections limit (%d) reached, extra IP addresses ignored",
                "pptpd, pptpd.c",
                m -> sized(m, 0, PoolSized::new));
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
        on(PPTPD, "MGR: Reaped child %d", file, m -> sized(m, 0, ControlReaped::new));
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
        on(PPTPD, "CTRL: Reaping child PPP[%d]", file, m -> sized(m, 0, PppdReaped::new));
        on(PPTPD, "CTRL: remote address = %w", file, m -> new ControlAddressed(m.text(0)));
        tells(PPTPD, "CTRL: Received CALL CLR request (closing call)", file, EndCause.USER_REQUEST);
        tells(PPTPD, "CTRL: Session timed out, ending call", file, EndCause.LOST_CARRIER);
        tells(
                PPTPD,
                "CTRL: Request to close control connection when call is open, closing",
                file,
                EndCause.USER_REQUEST);
        // "Protocol not available": the client has no GRE; other errors are what other ICMP messages become.
        tells(
                PPTPD,
                "GRE: read(%w) from network failed: status = %w error = %s",
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
        // The pid is that of the child that did not become a pppd.
        on(
                PPTPD,
                "CTRL (PPPD Launcher): Failed to launch PPP daemon. %s",
                file,
                m -> new EndTold(EndCause.PORT_ERROR, false));
        on(PPTPD, "CTRL (PPPD Launcher): %s", file, m -> new PppdLaunched(null));
        on(PPTPD, "CTRL: %s", file, NOTHING);
    }

    private void pppdStart() {
        on(PPPD, "Plugin %w loaded.", "pppd, options.c", m -> new PluginLoaded(m.text(0)));
        on(PPPD, "pppd %w started by %w, uid %d", "pppd, main.c", m -> new PppdStarted(m.text(0)));
        on(PPPD, "Using interface %w", "pppd, main.c", m -> new InterfaceAssigned(m.text(0)));
        on(PPPD, "Renamed interface %w to %w", "pppd, sys-linux.c", m -> new InterfaceAssigned(m.text(1)));
        on(
                PPPD,
                "Detected interface name change from %w to %s.",
                "pppd 2.5.1, main.c",
                m -> new InterfaceAssigned(m.text(1)));
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
        on(PPPD, "Peer %s authenticated with CHAP", "pppd 2.5.1, auth.c", m -> authenticated(m, AuthMethod.CHAP));
        on(PPPD, "Peer %s authenticated with PAP", "pppd 2.5.1, auth.c", m -> authenticatedAs(m, AuthMethod.PAP));
        on(PPPD, "Peer %s authenticated with EAP", "pppd 2.5.1, auth.c", m -> authenticatedAs(m, AuthMethod.EAP));
        on(PPPD, "PAP peer authentication succeeded for %s", "pppd, upap.c", m -> authenticated(m, AuthMethod.PAP));
        on(PPPD, "EAP: MSCHAPv2 success for peer %s", "pppd 2.4.9, eap.c", m -> authenticatedAs(m, AuthMethod.EAP));
        refusals();
        clientRole();
    }

    private void refusals() {
        on(PPPD, "PAP peer authentication failed for %s", "pppd, upap.c", m -> refused(m, AuthMethod.PAP));
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
        };
        for (String[] shape : shapes) {
            on(PPPD, shape[0], shape[1], m -> new DialsOut());
        }
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
        // "stateless compression enabled", or "stateless receive compression enabled" where only one side compresses.
        on(PPPD, "MPPE %d-bit %s compression enabled", "pppd, ccp.c", m -> sized(m, 0, EncryptionEnabled::new));
        tells(PPPD, "MPPE required but peer refused", "pppd, ccp.c", EndCause.NEGOTIATION_FAILED);
        tells(PPPD, "MPPE required but peer negotiation failed", "pppd, ccp.c", EndCause.NEGOTIATION_FAILED);
        tells(PPPD, "MPPE required, but %s", "pppd, ccp.c", EndCause.NEGOTIATION_FAILED);
        tells(PPPD, "LCP: timeout sending Config-Requests", "pppd, fsm.c", EndCause.NEGOTIATION_FAILED);
        // Without MPPE a session does without CCP, so that whatever tells more counts more.
        hints(PPPD, "CCP: timeout sending Config-Requests", "pppd, fsm.c", EndCause.NEGOTIATION_FAILED);
        tells(PPPD, "IPCP: timeout sending Config-Requests", "pppd, fsm.c", EndCause.NEGOTIATION_FAILED);
        tells(PPPD, "Peer is not authorized to use remote address %w", "pppd, ipcp.c", EndCause.NEGOTIATION_FAILED);
        tells(PPPD, "Peer refused to agree to our IP address", "pppd, ipcp.c", EndCause.NEGOTIATION_FAILED);
        tells(PPPD, "Peer refused to agree to his IP address", "pppd 2.5.0, ipcp.c", EndCause.NEGOTIATION_FAILED);
        tells(PPPD, "Could not determine local IP address", "pppd, ipcp.c", EndCause.NEGOTIATION_FAILED);
    }

    private void endings() {
        tells(PPPD, "LCP terminated by peer", "pppd, fsm.c", EndCause.USER_REQUEST);
        // Without the closing parenthesis pppd has cut the message at 1,023 bytes.
        tells(PPPD, "LCP terminated by peer (%s", "pppd, fsm.c", EndCause.USER_REQUEST);
        tells(PPPD, "MPPE disabled, closing LCP", "pppd, ccp.c", EndCause.USER_REQUEST);
        tells(PPPD, "Too many MPPE errors, closing LCP", "pppd, ccp.c", EndCause.NAS_ERROR);
        tells(PPPD, "Serial line is looped back.", "pppd, lcp.c", EndCause.NAS_ERROR);
        tells(PPPD, "Terminating on signal %d", "pppd, main.c", EndCause.ADMIN_RESET);
        tells(PPPD, "Hangup (SIGHUP)", "pppd, main.c", EndCause.ADMIN_RESET);
        tells(PPPD, "Terminating connection due to lack of activity.", "pppd, auth.c", EndCause.IDLE_TIMEOUT);
        tells(PPPD, "Connect time expired", "pppd, auth.c", EndCause.SESSION_TIMEOUT);
        tells(PPPD, "Traffic limit reached. Limit: %d Used: %d", "pppd, auth.c", EndCause.NAS_REQUEST);
        tells(PPPD, "No response to %d echo-requests", "pppd, lcp.c", EndCause.LOST_CARRIER);
        tells(PPPD, "Serial link appears to be disconnected.", "pppd, lcp.c", EndCause.LOST_CARRIER);
        tells(PPPD, "Fatal signal %d", "pppd, main.c", EndCause.NAS_ERROR);
        hints(PPPD, "Modem hangup", "pppd, main.c", EndCause.LOST_CARRIER);
        hints(PPPD, "Last channel has disconnected", "pppd, main.c", EndCause.LOST_CARRIER);
        on(PPPD, "Connect time %d.%d minutes.", "pppd, main.c", MessagePatterns::connectTime);
        on(PPPD, "Sent %d bytes, received %d bytes.", "pppd, main.c", MessagePatterns::statistics);
        on(PPPD, "Connection terminated.", "pppd, auth.c", m -> new ConnectionTerminated());
        on(PPPD, "Exit.", "pppd, main.c", m -> new PppdExited());
    }

    /** What keeps a pppd from starting; exit codes that radius.so maps to Port-Error, and others of the kind. */
    private void startFailures() {
        String[][] shapes = {
            {"no device specified and stdin is not a tty", "pppd, tty.c"},
            {"Failed to open %s", "pppd, tty.c"},
            {"In file %s", "pppd, options.c"},
            {"unrecognized option '%s'", "pppd, options.c"},
            {"Can't open options file %s", "pppd, options.c"},
            {"Couldn't load plugin %s", "pppd, options.c"},
            {"Plugin %s is for pppd version %w, this is %w", "pppd, options.c"},
            {"Couldn't open the /dev/ppp device: %s", "pppd, sys-linux.c"},
            {"Couldn't open /dev/ppp: %s", "pppd, sys-linux.c"},
            {"Couldn't create new ppp unit: %s", "pppd, sys-linux.c"},
            {"Couldn't set tty to PPP discipline: %s", "pppd, sys-linux.c"},
            {"but I couldn't find any suitable secret (password) for it to use to do so.", "pppd, auth.c"},
        };
        for (String[] shape : shapes) {
            tells(PPPD, shape[0], shape[1], EndCause.PORT_ERROR);
        }
    }

    /** Lines that are understood to be of no consequence. */
    private void inconsequential() {
        String[][] shapes = {
            {"sent [%s", "pppd, utils.c (debug)"},
            {"rcvd [%s", "pppd, utils.c (debug)"},
            {"using channel %d", "pppd, sys-linux.c (debug)"},
            {"Script %s", "pppd, main.c (debug)"},
            {"  script %s", "pppd, main.c (debug)"},
            {"Waiting for %d child processes...", "pppd, main.c (debug)"},
            {"discarding proto %s", "pppd, main.c (debug)"},
            {"Discarded non-LCP packet when LCP not open", "pppd, main.c (debug)"},
            {"Protocol-Reject for %s", "pppd, lcp.c"},
            {"Unsupported protocol %s", "pppd, main.c"},
            {"LCP: Rcvd %s", "pppd, fsm.c"},
            {"Received bad configure-%s", "pppd, fsm.c"},
            {"CCP terminated by peer%s", "pppd, fsm.c"},
            {"IPCP terminated by peer%s", "pppd, fsm.c"},
            {"IPV6CP terminated by peer%s", "pppd, fsm.c"},
            {"IPV6CP: timeout sending Config-Requests", "pppd, fsm.c"},
            {"Deflate%s compression enabled", "pppd, ccp.c"},
            {"BSD-Compress%s compression enabled", "pppd, ccp.c"},
            {"Compression disabled by peer.", "pppd, ccp.c"},
            {"MPPE disabled", "pppd, ccp.c"},
            {"Refusing MPPE stateful mode offered by peer", "pppd, ccp.c"},
            {"Lost compression sync: disabling compression", "pppd, ccp.c"},
            {"found interface %w for proxy arp", "pppd, sys-linux.c"},
            {"Cannot determine ethernet address for proxy ARP", "pppd, sys-linux.c"},
            {"ioctl(%s", "pppd, sys-linux.c"},
            {"tcflush failed: %s", "pppd, sys-linux.c"},
            {"cif6addr: %s", "pppd, sys-linux.c"},
            {"sif6addr: %s", "pppd, sys-linux.c"},
            {"sif6addr failed", "pppd, ipv6cp.c"},
            {"local  LL address %w", "pppd, ipv6cp.c"},
            {"remote LL address %w", "pppd, ipv6cp.c"},
            {"Peer refused to agree to his interface identifier", "pppd 2.5.0, ipv6cp.c"},
            {"secondary DNS address %w", "pppd, ipcp.c"},
            {"Could not determine remote IP address: defaulting to %w", "pppd, ipcp.c"},
            {"pptpd-logwtmp: %s", "pptpd, plugins/pptpd-logwtmp.c (debug)"},
            {"EAP: %s", "pppd, eap.c"},
            {"Unable to obtain CHAP password for %s", "pppd, auth.c"},
            {"%d LOGIN FAILURES ON %s", "pppd, auth.c"},
            {"Link terminated.", "pppd, auth.c"},
            {"Starting negotiation on %w", "pppd, auth.c"},
            {"pppd options in effect:", "pppd, options.c (dump)"},
            {"%s# (from command line)", "pppd, options.c (dump)"},
            {"%s# (from %w)", "pppd, options.c (dump)"},
        };
        for (String[] shape : shapes) {
            on(PPPD, shape[0], shape[1], NOTHING);
        }
    }

    private void otherDaemons() {
        on(
                XL2TPD,
                "Call established with %w, PID: %d, Local: %s",
                "xl2tpd, control.c",
                m -> sized(m, 1, pid -> new L2tpCall(pid, m.text(0))));
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
                "rsyslog, ratelimit.c",
                MessagePatterns::linesLost);
        on(
                JOURNALD,
                "Suppressed %d messages from %w",
                "systemd, journald-server.c",
                m -> m.text(1).startsWith("pptpd") ? new LinesLost(m.number(0), false) : null);
        on(
                JOURNALD,
                "Forwarding to syslog missed %d messages.",
                "systemd, journald-syslog.c",
                m -> new LinesLost(m.number(0), true));
    }

    /** The event of the number in {@code hole}; null if no pid, size or the like can be so large. */
    private static @Nullable LogEvent sized(Match m, int hole, IntFunction<LogEvent> event) {
        long number = m.number(hole);
        return number > Integer.MAX_VALUE ? null : event.apply((int) number);
    }

    /** pppd counts tenths of minutes in an int. */
    private static @Nullable LogEvent connectTime(Match m) {
        long tenths = m.number(0) > Integer.MAX_VALUE ? -1 : m.number(0) * 10 + m.number(1);
        return tenths < 0 || m.number(1) > 9 || tenths > Integer.MAX_VALUE ? null : new ConnectTime(tenths);
    }

    private static LogEvent statistics(Match m) {
        return new Statistics(m.number(0), m.number(1));
    }

    /** rsyslog names the process before the number, newer releases the host, too; other programs' lines are not ours. */
    private static @Nullable LogEvent linesLost(Match m) {
        int blank = Bytes.lastIndexOf(m.bytes(), m.from(0), m.to(0), (byte) ' ');
        long count = Bytes.decimal(m.bytes(), blank + 1, m.to(0));
        String process = m.text(0);
        boolean others = process.contains("name: ") && !process.contains("ppp") && !process.contains("pptp");
        return count < 0 || others ? null : new LinesLost(count, false);
    }

    private static @Nullable LogEvent agreedMethod(Match m) {
        String options = m.text(0);
        int at = options.indexOf("<auth ");
        int end = at < 0 ? -1 : options.indexOf('>', at);
        AuthMethod method = end < 0 ? null : method(options.substring(at + 6, end));
        return method == null ? null : new AuthMethodAgreed(method);
    }

    /** As lcp.c prints the option Authentication-Protocol. */
    private static @Nullable AuthMethod method(String text) {
        return switch (text) {
            case "pap" -> AuthMethod.PAP;
            case "chap MD5" -> AuthMethod.CHAP;
            case "chap MS" -> AuthMethod.MSCHAP;
            case "chap MS-v2" -> AuthMethod.MSCHAPV2;
            case "eap" -> AuthMethod.EAP;
            default -> null;
        };
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
            MessagePattern[][] candidates = new MessagePattern[256][];
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

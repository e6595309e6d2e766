package io.pptpdmonitor.log;

import static io.pptpdmonitor.log.Program.PPPD;

import io.pptpdmonitor.log.LogEvent.*;
import io.pptpdmonitor.log.MessagePattern.Match;
import io.pptpdmonitor.model.EndCause;
import org.jspecify.annotations.Nullable;

/** What else pppd says, from its start to its end. */
final class PppdMessages extends MessageTable {

    PppdMessages() {
        pppdStart();
        network();
        endings();
        startFailures();
        inconsequential();
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
        on(PPPD, "Connect: %w <--> %w", "pppd, auth.c", m -> new LinkConnected(m.text(0), m.text(1), null));
        on(
                PPPD,
                "Connect: %w <--> pptp (%w)",
                "accel-pptp, pptp.c",
                m -> new LinkConnected(m.text(0), "pptp", m.text(1)));
        // Of a channel without a name, as xl2tpd's in the kernel.
        on(PPPD, "Connect: %w <--> ", "pppd, auth.c", m -> new LinkConnected(m.text(0), "", null));
        on(PPPD, "Starting negotiation on %w", "pppd, auth.c", m -> new NegotiationStarted());
        on(PPPD, "New bundle %w created", "pppd, multilink.c", m -> new BundleCreated(m.text(0)));
        on(PPPD, "Link attached to %w", "pppd, multilink.c", m -> new LinkAttached(m.text(0)));
        on(PPPD, "remotenumber %w#011#011# (from %s)", "pppd, options.c (dump)", m -> new CallingNumber(m.text(0)));
        on(PPPD, "remotenumber %w\t\t# (from %s)", "pppd, options.c (dump)", m -> new CallingNumber(m.text(0)));
        on(PPPD, "remotenumber %w^I^I# (from %s)", "pppd, options.c (dump)", m -> new CallingNumber(m.text(0)));
        on(PPPD, "remotenumber %w\\011\\011# (from %s)", "pppd, options.c (dump)", m -> new CallingNumber(m.text(0)));
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
        // Web forums make one blank of two.
        on(PPPD, "local IP address %w", "pppd, ipcp.c", m -> new LocalAddress(m.text(0)));
        on(PPPD, "remote IP address %w", "pppd, ipcp.c", m -> new RemoteAddress(m.text(0)));
        on(PPPD, "remote LL address %w", "pppd, ipv6cp.c", m -> new LinkLocalAddress(m.text(0)));
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
        tells(PPPD, "Terminating on signal %d.", "pppd 2.4.3, main.c", EndCause.ADMIN_RESET);
        tells(PPPD, "Hangup (SIGHUP)", "pppd, main.c", EndCause.ADMIN_RESET);
        tells(PPPD, "Terminating connection due to lack of activity.", "pppd, auth.c", EndCause.IDLE_TIMEOUT);
        tells(PPPD, "Connect time expired", "pppd, auth.c", EndCause.SESSION_TIMEOUT);
        tells(PPPD, "Traffic limit reached. Limit: %d Used: %d", "pppd, auth.c", EndCause.NAS_REQUEST);
        tells(PPPD, "No response to %d echo-requests", "pppd, lcp.c", EndCause.LOST_CARRIER);
        tells(PPPD, "Serial link appears to be disconnected.", "pppd, lcp.c", EndCause.LOST_CARRIER);
        tells(PPPD, "Fatal signal %d", "pppd, main.c", EndCause.NAS_ERROR);
        hints(PPPD, "Modem hangup", "pppd, main.c", EndCause.LOST_CARRIER);
        hints(PPPD, "Last channel has disconnected", "pppd, main.c", EndCause.LOST_CARRIER);
        on(PPPD, "Connect time %d.%d minutes.", "pppd, main.c", PppdMessages::connectTime);
        on(PPPD, "Sent %d bytes, received %d bytes.", "pppd, main.c", PppdMessages::statistics);
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
            {"PPTP plugin version %s", "accel-pptp, pptp.c"},
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
            {"Peer refused to agree to his interface identifier", "pppd 2.5.0, ipv6cp.c"},
            {"secondary DNS address %w", "pppd, ipcp.c"},
            {"Could not determine remote IP address: defaulting to %w", "pppd, ipcp.c"},
            {"pptpd-logwtmp: %s", "pptpd, plugins/pptpd-logwtmp.c (debug)"},
            {"EAP: %s", "pppd, eap.c"},
            {"Unable to obtain CHAP password for %s", "pppd, auth.c"},
            {"%d LOGIN FAILURES ON %s", "pppd, auth.c"},
            {"user %s intf %w", "pppd, auth.c"},
            {"Warning - secret file %w has world and/or group access", "pppd, auth.c"},
            {"Child process %s terminated with signal %d", "pppd, main.c"},
            {"Link terminated.", "pppd, auth.c"},
            {"oops, multilink negotiated only for receive", "pppd, multilink.c"},
            {"pppd options in effect:", "pppd, options.c (dump)"},
            {"%s# (from command line)", "pppd, options.c (dump)"},
            {"%s# (from %w)", "pppd, options.c (dump)"},
        };
        for (String[] shape : shapes) {
            nothing(PPPD, shape[0], shape[1]);
        }
    }

    /** pppd counts tenths of minutes in an int. */
    private static @Nullable LogEvent connectTime(Match m) {
        long tenths = m.number(0) > Integer.MAX_VALUE ? -1 : m.number(0) * 10 + m.number(1);
        return tenths < 0 || m.number(1) > 9 || tenths > Integer.MAX_VALUE ? null : new ConnectTime(tenths);
    }

    private static LogEvent statistics(Match m) {
        return new Statistics(m.number(0), m.number(1));
    }

    /** Whether the line shows a packet of pppd. */
    static boolean isPacket(Program program, SyslogLine line) {
        return program == Program.PPPD && isPacket(line.bytes, line.messageFrom, line.messageTo);
    }

    /** "sent [...]" and "rcvd [...]" are printed with pppd's option debug only. */
    static boolean isPacket(byte[] b, int from, int to) {
        if (to - from <= 5 || b[from + 5] != '[') {
            return false;
        }
        return Bytes.equal(b, from, from + 5, "sent ") || Bytes.equal(b, from, from + 5, "rcvd ");
    }
}

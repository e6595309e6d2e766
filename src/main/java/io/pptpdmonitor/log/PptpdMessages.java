package io.pptpdmonitor.log;

import static io.pptpdmonitor.log.Program.PPTPD;

import io.pptpdmonitor.log.LogEvent.*;
import io.pptpdmonitor.model.EndCause;

/** What pptpd 1.4.0 says: the manager, pptpctrl, and the child that becomes pppd. */
final class PptpdMessages extends MessageTable {

    PptpdMessages() {
        manager();
        control();
        launcher();
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
        nothing(PPTPD, "MGR: %s", file);
        nothing(PPTPD, "Config file line starts with a space: %s", "pptpd, configfile.c");
        nothing(PPTPD, "createHostSocket: %s", file);
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
        nothing(PPTPD, "GRE: %s", "pptpd, pptpgre.c");
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
        nothing(PPTPD, "CTRL: %s", file);
    }
}

package io.pptpdmonitor.log;

import static io.pptpdmonitor.log.Program.FIRMWARE;

import io.pptpdmonitor.log.LogEvent.PeerConnected;

/** What Padavan's ip-up and ip-down say of a client. That it went tells its interface not, and pppd itself says more. */
final class FirmwareMessages extends MessageTable {

    FirmwareMessages() {
        String file = "rt-n56u, rc/vpn_server.c";
        on(
                FIRMWARE,
                "peer %w (%s) connected - ifname: %w, local IP: %w",
                file,
                m -> new PeerConnected(m.text(0), m.text(1), m.text(3), m.text(2)));
        nothing(FIRMWARE, "peer %w (%s) disconnected", file);
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.collect.SessionClient.ClientSource;
import io.pptpdmonitor.log.LogEvent.PeerConnected;
import io.pptpdmonitor.model.UserSource;

/**
 * What the line of a router's firmware proves about a session. It tells no pid, and any local user can write one, so it
 * counts only of the live session to which pppd's own lines gave this interface and this address.
 */
final class FirmwareEvidence {

    private FirmwareEvidence() {}

    static boolean counts(SessionEntry session, PeerConnected told) {
        return told.interfaceName().equals(session.interfaceName)
                && told.assignedAddress().equals(session.assignedAddress);
    }

    /** The first name wins, as with our own hook. */
    static void apply(SessionEntry session, PeerConnected told) {
        if (!told.user().isEmpty() && !session.names.has(UserSource.HOOK)) {
            session.user(UserSource.HOOK, told.user());
        }
        session.client(ClientSource.HOOK, told.clientAddress());
        session.changed();
    }
}

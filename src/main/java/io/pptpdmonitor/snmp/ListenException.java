package io.pptpdmonitor.snmp;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Locale;

/** The agent could not listen where it was told to. The message is one sentence that says what to do. */
public final class ListenException extends IOException {

    private static final long serialVersionUID = 1;

    private static final int FIRST_UNPRIVILEGED_PORT = 1024;

    private ListenException(String message, IOException cause) {
        super(message, cause);
    }

    static ListenException of(ListenAddress address, IOException cause) {
        return new ListenException("cannot listen on " + address + ": " + advice(address, cause), cause);
    }

    /** The kernel's words depend on the language of the system, so what can be looked up is looked up. */
    private static String advice(ListenAddress address, IOException cause) {
        if (!ofThisHost(address)) {
            return "this host has no such address; take one that 'ip address' lists";
        }
        String reason = String.valueOf(cause.getMessage());
        if (reason.toLowerCase(Locale.ROOT).contains("denied") && address.port() < FIRST_UNPRIVILEGED_PORT) {
            return "ports below 1024 need a right (CAP_NET_BIND_SERVICE); grant it or take a higher port";
        }
        if (reason.toLowerCase(Locale.ROOT).contains("in use")) {
            String command = address.transport() == Transport.TCP ? "ss -ltnp" : "ss -lunp";
            return "the port is taken; stop the program that has it ('" + command + "' shows it) or take another port";
        }
        return reason + "; take another address or port";
    }

    private static boolean ofThisHost(ListenAddress address) {
        try {
            return address.address().isAnyLocalAddress()
                    || address.address().isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address.address()) != null;
        } catch (SocketException e) {
            return true;
        }
    }
}

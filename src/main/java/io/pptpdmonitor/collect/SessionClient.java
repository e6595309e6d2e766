package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import org.jspecify.annotations.Nullable;

/** Whose client a session's peer is, and where it comes from, as each source tells it. */
final class SessionClient {

    /** Where a client's address was told, the best first. */
    enum ClientSource {
        CALLING_NUMBER,
        HOOK,
        PLUGIN,
        CONTROL,
        PROCESS,
        DAEMON,
        WTMP
    }

    private static final ClientSource[] SOURCES = ClientSource.values();

    boolean pptpSeen;
    boolean dialsOut;

    @Nullable Service otherService;

    private final Tellings<ClientSource> addresses = new Tellings<>(SOURCES);

    /** Whether that is news; what is no address tells nothing. */
    boolean tell(ClientSource source, String address) {
        if (address.equals(addresses.of(source))) {
            return false;
        }
        String literal = Addresses.literal(address);
        return literal != null && addresses.tell(source, literal);
    }

    /** What that source told is of another one. */
    void forget(ClientSource source) {
        addresses.forget(source);
    }

    /** The best source that told an address; null if none has. */
    @Nullable ClientSource best() {
        return addresses.best();
    }

    /** @param controlled whether it has a control connection of pptpd's */
    Service service(boolean controlled) {
        if (pptpSeen || controlled) {
            return Service.PPTP;
        }
        if (otherService != null) {
            return otherService;
        }
        if (addresses.of(ClientSource.CALLING_NUMBER) != null) {
            return Service.PPTP;
        }
        return dialsOut ? Service.CLIENT : Service.UNKNOWN;
    }

    /** What a peer of another service than pptpd calls its number is its own word; the daemon's is not. */
    @Nullable String address(Service service) {
        String told = addresses.of(ClientSource.DAEMON);
        return told != null && service != Service.PPTP ? told : addresses.bestText();
    }

    void save(StateOutput out) {
        out.flag(pptpSeen).flag(dialsOut).choice(otherService);
        addresses.save(out);
    }

    void restore(StateInput in) throws DamagedStateException {
        pptpSeen = in.flag();
        dialsOut = in.flag();
        otherService = in.choice(Service.class);
        addresses.restore(in, ClientSource.class);
    }
}

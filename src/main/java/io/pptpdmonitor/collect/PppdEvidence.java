package io.pptpdmonitor.collect;

import io.pptpdmonitor.collect.EndTelling.Rank;
import io.pptpdmonitor.collect.SessionClient.ClientSource;
import io.pptpdmonitor.log.LogEvent.*;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.log.PeerName;
import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.UserSource;
import java.util.List;

/** What each line of a pppd proves about its session, taken by itself. */
final class PppdEvidence {

    private static final String PPTPD_PLUGIN = "pptpd-logwtmp.so";
    private static final List<String> PPPOE_PLUGINS = List.of("pppoe.so", "rp-pppoe.so");
    private static final String NETWORK_MANAGER = "nm-";
    private static final String NETWORK_MANAGER_PLUGIN = "-pppd-plugin.so";

    private PppdEvidence() {}

    static void apply(SessionEntry session, OfPppd event, LogRecord line, long order) {
        session.negotiated(NegotiationEvidence.of(event));
        boolean done = start(session, event)
                || authentication(session, event, line, order)
                || network(session, event, line)
                || ending(session, event, line, order);
        if (!done) {
            throw new AssertionError(event);
        }
    }

    private static boolean start(SessionEntry session, OfPppd event) {
        if (event instanceof PppdLaunched) {
            session.launchSeen = true;
            session.client.pptpSeen = true;
        } else if (event instanceof PluginLoaded plugin) {
            session.pluginSeen = true;
            session.client.pptpSeen |= plugin.path().endsWith(PPTPD_PLUGIN);
            session.client.dialsOut |= dialsOut(plugin.path());
        } else if (event instanceof PppdStarted started) {
            session.version(started.version());
        } else if (event instanceof InterfaceAssigned assigned) {
            session.interfaceName = assigned.interfaceName();
        } else if (event instanceof LinkConnected connected) {
            session.interfaceName = connected.interfaceName();
            session.negotiating = true;
            session.end.linkConnected();
        } else if (event instanceof NegotiationStarted) {
            session.multilink = true;
            session.negotiating = true;
            session.end.linkConnected();
        } else if (event instanceof BundleCreated created) {
            session.interfaceName = created.interfaceName();
        } else if (event instanceof LinkAttached) {
            session.interfaceName = null;
        } else if (event instanceof DialsOut) {
            session.client.dialsOut = true;
        } else {
            return false;
        }
        return true;
    }

    /** NetworkManager's plugins, and PPPoE's, which a pppoe-server may use too, but that one tells of its calls. */
    private static boolean dialsOut(String plugin) {
        String file = plugin.substring(plugin.lastIndexOf('/') + 1);
        int service = file.length() - NETWORK_MANAGER.length() - NETWORK_MANAGER_PLUGIN.length();
        boolean networkManager =
                service > 0 && file.startsWith(NETWORK_MANAGER) && file.endsWith(NETWORK_MANAGER_PLUGIN);
        return networkManager || PPPOE_PLUGINS.contains(file);
    }

    private static boolean authentication(SessionEntry session, OfPppd event, LogRecord line, long order) {
        if (event instanceof CallingNumber calling) {
            callingNumber(session, calling.number());
        } else if (event instanceof PeerAuthorized peer) {
            session.names.claimProved();
            session.negotiating = true;
            callingNumber(session, peer.number());
        } else if (event instanceof PeerAsked || event instanceof PeerReplied) {
            session.negotiating = true;
        } else if (event instanceof AuthMethodAgreed agreed) {
            session.names.agreedMethod = agreed.method();
        } else if (event instanceof ChapResponded response) {
            session.names.claimed = response.user();
            session.negotiating = true;
        } else if (event instanceof ChapSucceeded) {
            session.names.claimProved();
        } else if (event instanceof PeerAuthenticated peer) {
            session.user(UserSource.AUTHENTICATED, exact(session, peer.user()));
        } else if (event instanceof AccountingFailed failed) {
            session.user(UserSource.RADIUS, failed.user());
        } else if (event instanceof LoginFailed failed) {
            loginFailed(session, failed, line, order);
        } else {
            return false;
        }
        return true;
    }

    /**
     * A modem's calling number is a telephone number; only an address shows that pptpd started this pppd, and only where
     * no other daemon says that it did: an L2TP peer tells any number it likes (RFC 2661, 4.4.3).
     */
    private static void callingNumber(SessionEntry session, String number) {
        session.client(ClientSource.CALLING_NUMBER, number);
    }

    /** One login is one failure: pppd tells of a name without a secret twice. */
    private static void loginFailed(SessionEntry session, LoginFailed event, LogRecord line, long order) {
        session.negotiating = true;
        session.told(new EndTelling(EndCause.AUTH_FAILED, line.message(), Rank.TOLD, order));
        String user = exact(session, event.user());
        for (FailureEntry failure : session.failures) {
            if (failure.user.equals(user)) {
                return;
            }
        }
        session.failures.add(new FailureEntry(line.time(), session, user, method(session, event.method())));
    }

    /** "CHAP" in a line may be any kind of it; what the peer agreed to is exact. */
    private static AuthMethod method(SessionEntry session, AuthMethod told) {
        AuthMethod agreed = session.names.agreedMethod;
        return told == AuthMethod.CHAP && agreed != null ? agreed : told;
    }

    /** The name as the packet line gave it, where the visible notation may stand for it. */
    private static String exact(SessionEntry session, String visible) {
        String claimed = session.names.claimed;
        return claimed != null && PeerName.same(visible, claimed) ? claimed : visible;
    }

    private static boolean network(SessionEntry session, OfPppd event, LogRecord line) {
        boolean address = event instanceof PluginUp || event instanceof LocalAddress || event instanceof RemoteAddress;
        if (address) {
            session.cameUpSeen();
        }
        if (event instanceof PluginUp up) {
            session.client.pptpSeen = true;
            session.interfaceName = up.interfaceName();
            session.up.pluginAt = line.time();
            session.user(UserSource.PLUGIN, exact(session, up.user()));
            session.client(ClientSource.PLUGIN, up.clientAddress());
        } else if (event instanceof LocalAddress local) {
            session.serverAddress = Addresses.literal(local.address());
            session.negotiating = true;
            session.up.localAddress(line.time());
            session.addressTold(line.time());
        } else if (event instanceof RemoteAddress remote) {
            session.assignedAddress = Addresses.literal(remote.address());
            session.addressTold(line.time());
            session.negotiating = true;
        } else if (event instanceof LinkLocalAddress) {
            session.up.linkLocal(line.time());
            session.negotiating = true;
        } else if (event instanceof EncryptionEnabled enabled) {
            session.encryption = "mppe-" + enabled.bits();
        } else {
            return false;
        }
        return true;
    }

    private static boolean ending(SessionEntry session, OfPppd event, LogRecord line, long order) {
        if (event instanceof EndTold told) {
            Rank rank = told.weak() ? Rank.PPPD_HINT : Rank.TOLD;
            session.told(new EndTelling(told.cause(), line.message(), rank, order));
            if (told.cause() == EndCause.PORT_ERROR && !session.versionSeen) {
                session.end.died(line.time());
            }
        } else if (event instanceof ConnectTime time) {
            session.connectTime(time.tenths(), line.time());
        } else if (event instanceof Statistics statistics) {
            session.statistics(statistics.sentOctets(), statistics.receivedOctets(), line.time());
        } else if (event instanceof PluginDown) {
            session.client.pptpSeen = true;
            session.end.goesDown();
        } else if (event instanceof ConnectionTerminated) {
            session.end.linkTerminated();
        } else if (event instanceof PppdExited) {
            session.end.exited(line.time());
        } else {
            return false;
        }
        return true;
    }
}

package io.pptpdmonitor.log;

import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.EndCause;
import org.jspecify.annotations.Nullable;

/**
 * What one line of a log reported, free of its wording. The pid that it is about is that of its {@link LogRecord}.
 *
 * <p>Sorted by whom a line speaks of: the manager, one pptpctrl, one pppd, or the host. Our own hook speaks of a pppd, but
 * under a pid of its own.
 */
public sealed interface LogEvent {

    /** Whether what the line says is shown. */
    default boolean isQuoted() {
        return false;
    }

    /** Of what is shown as the line says it. */
    sealed interface Quoted extends LogEvent {

        @Override
        default boolean isQuoted() {
            return true;
        }
    }

    /** Of the pptpd manager, and of the pool it hands out. */
    sealed interface OfManager extends LogEvent {}

    /** Of one control connection; the record's pid is the pptpctrl's. */
    sealed interface OfControl extends LogEvent {}

    /** Of one session; the record's pid is the pppd's. */
    sealed interface OfPppd extends LogEvent {}

    /** Of the host, or of another daemon that starts a pppd. */
    sealed interface OfHost extends LogEvent {}

    /** Of what a pppd runs when IP comes up or goes down, which has a pid of its own, or none. */
    sealed interface OfHook extends LogEvent {}

    /** The manager started; nothing is logged when it stops. */
    record ManagerStarted() implements OfManager {}

    /** The manager told how many connection slots there are. */
    record PoolSized(int slots) implements OfManager {}

    /** The last free slot was given out; who waits after that is not logged. */
    record PoolExhausted() implements OfManager {}

    /** A connection was dropped because it did not speak PPTP. */
    record ConnectionDropped() implements OfManager {}

    /** The manager saw a pptpctrl end. */
    record ControlReaped(int controlPid) implements OfManager {}

    /** A pptpctrl is about to begin; with debug only. */
    record ControlLaunched() implements OfControl {}

    /** The address that pptpctrl will give to the client; with debug only. */
    record ControlAddressed(String remoteAddress) implements OfControl {}

    /** A client connected. */
    record ControlStarted(String clientAddress) implements OfControl {}

    /** The control connection is over. */
    record ControlFinished(String clientAddress) implements OfControl {}

    /** A pppd is being forked; may come twice in one pptpctrl. */
    record CallStarted() implements OfControl {}

    /** pptpctrl ended its (last) pppd; pid 0 if there was none. */
    record PppdReaped(int pppdPid) implements OfControl {}

    /** pptpctrl told why the call ends; a weak cause gives way to any other. */
    record CallEndTold(EndCause cause, boolean weak) implements OfControl, Quoted {}

    /** The child that becomes pppd, between fork and exec; with debug only. */
    record PppdLaunched(@Nullable String remoteAddress) implements OfPppd {}

    /** pppd loaded a plugin. */
    record PluginLoaded(String path) implements OfPppd {}

    /** pppd told its version. */
    record PppdStarted(String version) implements OfPppd {}

    /** pppd got a ppp interface. */
    record InterfaceAssigned(String interfaceName) implements OfPppd {}

    /**
     * The link is there; negotiation begins.
     *
     * @param peerAddress of the other end of a PPTP call; only where pppd itself carries it (accel-pptp's pptp.so): that
     *     of the client, or of the server where this pppd is the client
     */
    record LinkConnected(
            String interfaceName, String device, @Nullable String peerAddress) implements OfPppd {}

    /** The link is there, and has no interface yet: option multilink. */
    record NegotiationStarted() implements OfPppd {}

    /** The first link of a multilink bundle, which has its interface. */
    record BundleCreated(String interfaceName) implements OfPppd {}

    /** A further link of a bundle, the interface of which another pppd has. */
    record LinkAttached(String interfaceName) implements OfPppd {}

    /** pppd's option remotenumber, printed with the option dump. */
    record CallingNumber(String number) implements OfPppd {}

    /** The peer authenticated, and its calling number (for PPTP: the client's address) may do so. */
    record PeerAuthorized(String number) implements OfPppd {}

    /** The peer asks for a link; with debug only. */
    record PeerAsked() implements OfPppd {}

    /** The peer replies to what pppd asks for; with debug only. */
    record PeerReplied() implements OfPppd {}

    /** The peer agreed to authenticate itself by this method; with debug only. */
    record AuthMethodAgreed(AuthMethod method) implements OfPppd {}

    /** The peer claimed a name; nothing is proved yet. With debug only. */
    record ChapResponded(String user) implements OfPppd {}

    /** pppd accepted the claim; with debug only. */
    record ChapSucceeded() implements OfPppd {}

    /** pppd told that this user authenticated. */
    record PeerAuthenticated(String user, @Nullable AuthMethod method) implements OfPppd {}

    /** pppd refused this user. */
    record LoginFailed(String user, AuthMethod method) implements OfPppd, Quoted {}

    /** pptpd-logwtmp.so, IP is up. */
    record PluginUp(String interfaceName, String user, String clientAddress) implements OfPppd {}

    /** pptpd-logwtmp.so, IP went down. */
    record PluginDown(String interfaceName) implements OfPppd {}

    /** IPCP is up: the server's end of the link. */
    record LocalAddress(String address) implements OfPppd {}

    /** IPCP is up: the client's end of the link. */
    record RemoteAddress(String address) implements OfPppd {}

    /** IPV6CP is up: the client's end of the link. */
    record LinkLocalAddress(String address) implements OfPppd {}

    /** CCP is up with MPPE. */
    record EncryptionEnabled(int bits) implements OfPppd {}

    /** pppd told why the session ends; a weak cause gives way to any other. */
    record EndTold(EndCause cause, boolean weak) implements OfPppd, Quoted {}

    /**
     * pppd's RADIUS plugin could not tell its server of the session.
     *
     * @param user as it is told to the RADIUS server, which may have a realm that the peer's name has not
     */
    record AccountingFailed(String user) implements OfPppd {}

    /** How long IP was up, in tenths of a minute, rounded up. */
    record ConnectTime(long tenths) implements OfPppd {}

    /** pppd's counters; before 2.5.2 they wrap at 2^32. */
    record Statistics(long sentOctets, long receivedOctets) implements OfPppd {}

    /** The link is closed; more lines may follow. */
    record ConnectionTerminated() implements OfPppd {}

    /** The last line of a pppd. */
    record PppdExited() implements OfPppd {}

    /** This pppd is a client of somebody else's server. */
    record DialsOut() implements OfPppd {}

    /** xl2tpd started this pppd for this client. */
    record L2tpCall(int pppdPid, String clientAddress) implements OfHost {}

    /** pppoe-server started the pppd of the record's pid. */
    record PppoeCall(String clientMac) implements OfHost {}

    /** The host booted. */
    record Booted() implements OfHost {}

    /**
     * A pppd ran our hook (etc/ppp/ip-up.d/pptpd-monitor) when IP came up or went down, and told what its environment says (pppd(8), SCRIPTS). Any local
     * user can write such a line to syslog.
     *
     * @param up whether it came up
     * @param ipv6 whether that is IPv6CP's doing, and not IPCP's
     * @param fromRoot whether the journal vouches for it
     * @param user PEERNAME, exactly; what is no UTF-8 is U+FFFD
     * @param clientAddress ipparam, which pptpd sets to the client's address
     * @param connectSeconds CONNECT_TIME; null when it came up
     * @param told BYTES_SENT and BYTES_RCVD, of 32 bits before pppd 2.5.2; null when it came up
     * @param counted by the kernel, in 64 bits; null where the interface was gone already
     */
    record HookTold(
            boolean up,
            boolean ipv6,
            boolean fromRoot,
            int pppdPid,
            String interfaceName,
            @Nullable String user,
            @Nullable String clientAddress,
            @Nullable String serverAddress,
            @Nullable String assignedAddress,
            @Nullable Long connectSeconds,
            @Nullable Octets told,
            @Nullable Octets counted)
            implements OfHook {

        HookTold vouchedFor() {
            return new HookTold(
                    up,
                    ipv6,
                    true,
                    pppdPid,
                    interfaceName,
                    user,
                    clientAddress,
                    serverAddress,
                    assignedAddress,
                    connectSeconds,
                    told,
                    counted);
        }
    }

    /**
     * A pppd ran the program of a router's firmware when IP came up. It tells neither pid nor service.
     *
     * @param clientAddress ipparam, which pptpd sets to the client's address
     * @param user PEERNAME
     */
    record PeerConnected(String clientAddress, String user, String interfaceName, String assignedAddress)
            implements OfHook {}

    /** What was sent to the client, and received from it. */
    record Octets(long sent, long received) {}

    /** A syslog daemon drops a line, and those that follow; how many they are a {@link LinesLost} tells later, or nothing. */
    record LossBegan() implements OfHost {}

    /**
     * A syslog daemon dropped lines.
     *
     * @param count all of them, those since its {@link LossBegan} included
     * @param notForwarded true where journald has them and did not pass them on to syslog
     */
    record LinesLost(long count, boolean notForwarded) implements OfHost {}
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.LiveCounters;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.UserSource;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The evidence about one session, as it comes in; {@link #session} judges it. Every field keeps its best evidence,
 * whatever the order it came in.
 */
final class SessionEntry {

    /** The first pppd whose statistics are 64 bit in the log, too (ppp, commit f7120b5). */
    private static final int[] UNWRAPPED = {2, 5, 2};
    /** 2^32 octets in less than this many seconds would be more than 100 Mbit/s, out of reach of MPPE and a pty. */
    private static final long WRAP_SECONDS = 300;
    /** How far two lines of one moment may lie apart in stamps. */
    private static final long CROSSING_SECONDS = 2;

    /** Where a client's address was told, the best first. */
    enum ClientSource {
        CALLING_NUMBER,
        PLUGIN,
        CONTROL,
        DAEMON,
        WTMP
    }

    final long number;
    final @Nullable String host;
    final int pid;
    final OffsetDateTime started;
    final boolean startSeen;
    final List<FailureEntry> failures = new ArrayList<>();
    /** How many of the failures stand in the server's list. */
    int failuresNoted;

    boolean launchSeen;
    boolean pluginSeen;
    boolean versionSeen;
    boolean negotiating;
    /** IP went down, or the link: Exit. may follow much later, and the interface may be somebody else's before it. */
    boolean goingDown;
    /** The link is closed, and nothing but Exit. should follow. */
    boolean terminated;

    @Nullable ControlConnection control;

    @Nullable Integer controlPid;

    boolean pptpSeen;
    boolean dialsOut;

    @Nullable Service otherService;

    /** What the peer says its name is; proves nothing. */
    @Nullable String claimedName;

    @Nullable AuthMethod agreedMethod;

    @Nullable String assignedAddress;

    @Nullable String serverAddress;

    @Nullable String interfaceName;

    @Nullable OffsetDateTime localAddressAt;

    @Nullable OffsetDateTime pluginUpAt;

    @Nullable String encryption;

    @Nullable SignalWave wave;

    OffsetDateTime lastSeen;
    long lastOrder;

    private final Map<UserSource, String> users = new EnumMap<>(UserSource.class);
    private final Map<ClientSource, String> clients = new EnumMap<>(ClientSource.class);
    private boolean addressSeen;
    private @Nullable String version;
    private @Nullable EndTelling telling;
    private @Nullable EndTelling refused;
    private long sentOctets = -1;
    private long receivedOctets = -1;
    private long connectTenths = -1;
    private @Nullable OffsetDateTime exitedAt;
    private @Nullable OffsetDateTime reapedAt;
    private @Nullable OffsetDateTime controlEndedAt;
    private @Nullable OffsetDateTime diedAt;
    private @Nullable EndCause inferred;
    private @Nullable Traffic liveTraffic;
    private @Nullable LiveCounters live;
    private @Nullable Traffic sample;
    private @Nullable Instant sampled;

    SessionEntry(long number, @Nullable String host, int pid, OffsetDateTime started, boolean startSeen) {
        this.number = number;
        this.host = host;
        this.pid = pid;
        this.started = started;
        this.startSeen = startSeen;
        this.lastSeen = started;
    }

    void seen(OffsetDateTime time, long order) {
        lastSeen = time;
        lastOrder = order;
    }

    // The end.

    void exited(OffsetDateTime time) {
        exitedAt = time;
    }

    boolean hasExited() {
        return exitedAt != null;
    }

    /** It could not begin, and ends without the line that others end with. */
    void died(OffsetDateTime time) {
        diedAt = time;
    }

    /** pptpctrl said that it ends this pppd; lines of it may still follow. */
    void reaped(OffsetDateTime time) {
        reapedAt = reapedAt == null ? time : reapedAt;
    }

    /** Its pptpctrl is over, and so is the pppd: pptpctrl waits for it. */
    void controlEnded(OffsetDateTime time) {
        controlEndedAt = controlEndedAt == null ? time : controlEndedAt;
    }

    /** Whether it has ended but for its last line. */
    boolean isClosing() {
        return ended() == null && service() == Service.PPTP && (reapedAt != null || terminated);
    }

    /** The stamp of the last line that was about it, pptpctrl's too. */
    OffsetDateTime lastTold() {
        OffsetDateTime reaped = reapedAt;
        return reaped != null && reaped.isAfter(lastSeen) ? reaped : lastSeen;
    }

    /** Nothing said so, but it must be over. */
    void inferEnd(EndCause cause) {
        if (ended() == null) {
            inferred = cause;
        }
    }

    /** A login that was refused is why a session never came up; one that came up after it ended for another reason. */
    void told(@Nullable EndTelling told) {
        if (told != null && told.cause() == EndCause.AUTH_FAILED && !addressSeen) {
            refused = EndTelling.better(refused, told);
        } else {
            telling = EndTelling.better(telling, told);
        }
    }

    /** When it ended; null while it runs. */
    @Nullable OffsetDateTime ended() {
        if (exitedAt != null) {
            return exitedAt;
        }
        if (controlEndedAt != null || (inferred != null && reapedAt != null)) {
            return reapedAt != null ? reapedAt : controlEndedAt;
        }
        if (diedAt != null) {
            return diedAt;
        }
        return inferred != null ? lastSeen : null;
    }

    // Evidence.

    /** The peer was authorized, so the name that it claimed is its own. */
    void claimProved() {
        if (claimedName != null) {
            users.putIfAbsent(UserSource.CHAP, claimedName);
        }
    }

    /** IPCP came up, which an unknown peer cannot: where no line told of the authorization, this does. */
    void cameUpSeen() {
        addressSeen = true;
        if (failures.isEmpty()) {
            claimProved();
        }
    }

    void user(UserSource source, String name) {
        users.put(source, name);
    }

    void client(ClientSource source, @Nullable String address) {
        String literal = Addresses.literal(address);
        if (literal != null) {
            clients.put(source, literal);
        }
    }

    void version(String told) {
        version = told;
        versionSeen = true;
    }

    void statistics(long sent, long received) {
        sentOctets = sent;
        receivedOctets = received;
        goingDown = true;
    }

    void connectTime(long tenths) {
        connectTenths = tenths;
        goingDown = true;
    }

    /** What its interface has carried. */
    void counted(Traffic traffic, LiveCounters counters, Instant time) {
        liveTraffic = traffic;
        live = counters;
        sample = traffic;
        sampled = time;
    }

    /** It runs, but its interface was not to be read: it has carried at least what it had at the last look. */
    void uncounted() {
        Traffic before = sample;
        liveTraffic = before == null ? null : EndedTraffic.atLeast(before);
        live = null;
    }

    /** Nobody can see whether it runs. */
    void unseen() {
        liveTraffic = null;
        live = null;
    }

    // The judgement.

    Service service() {
        if (pptpSeen || control != null) {
            return Service.PPTP;
        }
        if (otherService != null) {
            return otherService;
        }
        return dialsOut ? Service.CLIENT : Service.UNKNOWN;
    }

    /**
     * Whether the peer had an address. Statistics are proof where the start is not in the log, and where they tell of
     * any time at all. With IPv6 alone up pppd prints them, too, for a session that never was: of 0.0 minutes, or of the
     * time until IPv4 was given up.
     */
    boolean cameUp() {
        if (addressSeen || (!startSeen && (connectTenths >= 0 || sentOctets >= 0))) {
            return true;
        }
        EndTelling told = telling;
        return connectTenths > 0 && (told == null || told.cause() != EndCause.NEGOTIATION_FAILED);
    }

    State state() {
        if (ended() == null) {
            return cameUp() ? State.UP : State.STARTING;
        }
        if (!cameUp()) {
            return State.FAILED;
        }
        boolean endSeen = exitedAt != null || controlEndedAt != null || reapedAt != null || diedAt != null || goingDown;
        return endSeen ? State.CLOSED : State.LOST;
    }

    boolean isUp() {
        return state() == State.UP;
    }

    @Nullable OffsetDateTime up() {
        return localAddressAt != null ? localAddressAt : pluginUpAt;
    }

    @Nullable String clientAddress() {
        return clients.isEmpty() ? null : clients.values().iterator().next();
    }

    @Nullable String user() {
        UserSource source = userSource();
        return source == null ? null : users.get(source);
    }

    /** The best evidence of the name; of a session that failed none counts. */
    @Nullable UserSource userSource() {
        boolean failed = ended() != null && !cameUp();
        return failed || users.isEmpty() ? null : users.keySet().iterator().next();
    }

    Session session(OffsetDateTime asOf) {
        State state = state();
        Long seconds = connectSeconds(state, asOf);
        UserSource source = userSource();
        return new Session(
                number,
                host,
                pid,
                controlPid,
                service(),
                user(),
                source,
                clientAddress(),
                state == State.FAILED || state == State.STARTING ? null : assignedAddress,
                serverAddress,
                interfaceName,
                started,
                startSeen,
                up(),
                ended(),
                lastSeen,
                state,
                endCause(state),
                endText(state),
                traffic(state, seconds),
                seconds,
                encryption,
                state == State.UP ? live : null);
    }

    private @Nullable Long connectSeconds(State state, OffsetDateTime asOf) {
        if (!state.cameUp()) {
            return null;
        }
        if (connectTenths >= 0) {
            return connectTenths * 6;
        }
        OffsetDateTime up = up();
        OffsetDateTime end = state.ended() ? ended() : asOf;
        return up == null || end == null ? null : secondsBetween(up, end);
    }

    /** Null where the clock was set back meanwhile: then nobody knows. Lines of two processes may cross. */
    private static @Nullable Long secondsBetween(OffsetDateTime up, OffsetDateTime end) {
        long seconds = Duration.between(up, end).toSeconds();
        return seconds < -CROSSING_SECONDS ? null : Long.valueOf(Math.max(0, seconds));
    }

    private @Nullable Traffic traffic(State state, @Nullable Long seconds) {
        if (state == State.UP) {
            return liveTraffic;
        }
        if (!state.cameUp()) {
            return null;
        }
        boolean wide = isUnwrapped(version);
        boolean exact = wide || (seconds != null && seconds < WRAP_SECONDS);
        Traffic told = sentOctets < 0 ? null : new Traffic(sentOctets, receivedOctets, exact);
        Traffic before = sample;
        Instant looked = sampled;
        OffsetDateTime end = ended();
        return before == null || looked == null || end == null
                ? told
                : new EndedTraffic(before, Duration.between(looked, end), wide).of(told);
    }

    private @Nullable EndTelling telling(State state) {
        return state == State.FAILED && refused != null ? refused : telling;
    }

    private @Nullable EndCause endCause(State state) {
        EndTelling told = telling(state);
        if (!state.ended()) {
            return null;
        }
        if (inferred == EndCause.NAS_REBOOT && told == null) {
            return EndCause.NAS_REBOOT;
        }
        if (told == null) {
            boolean seen = exitedAt != null || controlEndedAt != null || reapedAt != null || diedAt != null;
            boolean silent = state == State.LOST || (state == State.FAILED && !seen);
            return silent ? EndCause.LOST : EndCause.UNKNOWN;
        }
        if (told.cause() == EndCause.LOST_SERVICE && state == State.FAILED) {
            return EndCause.NEGOTIATION_FAILED;
        }
        SignalWave signals = wave;
        boolean all = told.cause() == EndCause.ADMIN_RESET && signals != null && signals.tookAll();
        return all ? EndCause.ADMIN_REBOOT : told.cause();
    }

    private @Nullable String endText(State state) {
        EndTelling told = telling(state);
        return state.ended() && told != null ? told.text() : null;
    }

    private static boolean isUnwrapped(@Nullable String version) {
        if (version == null) {
            return false;
        }
        String[] parts = version.split("[^0-9]+", -1);
        for (int i = 0; i < UNWRAPPED.length; i++) {
            int part =
                    i < parts.length && !parts[i].isEmpty() && parts[i].length() < 9 ? Integer.parseInt(parts[i]) : 0;
            if (part != UNWRAPPED[i]) {
                return part > UNWRAPPED[i];
            }
        }
        return true;
    }
}

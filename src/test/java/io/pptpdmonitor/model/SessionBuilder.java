package io.pptpdmonitor.model;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Sessions for tests: nothing known but the number until told, started at {@link #START}. */
public final class SessionBuilder {

    public static final OffsetDateTime START = OffsetDateTime.parse("2026-11-20T08:15:30+01:00");

    private final long number;
    private int pid;
    private Service service = Service.PPTP;
    private State state = State.STARTING;
    private OffsetDateTime started = START;
    private boolean startSeen = true;
    private @Nullable String host;
    private @Nullable String user;
    private @Nullable String clientAddress;
    private @Nullable String assignedAddress;
    private @Nullable String interfaceName;
    private @Nullable OffsetDateTime up;
    private @Nullable OffsetDateTime ended;
    private @Nullable EndCause endCause;
    private @Nullable String endText;
    private @Nullable Traffic traffic;
    private @Nullable Long connectSeconds;
    private @Nullable String encryption;
    private @Nullable LiveCounters live;

    private SessionBuilder(long number) {
        this.number = number;
        this.pid = (int) (1000 + number % 30_000);
    }

    /** A session that is starting. */
    public static SessionBuilder session(long number) {
        return new SessionBuilder(number);
    }

    public SessionBuilder pid(int value) {
        pid = value;
        return this;
    }

    public SessionBuilder host(@Nullable String value) {
        host = value;
        return this;
    }

    public SessionBuilder service(Service value) {
        service = value;
        return this;
    }

    public SessionBuilder user(@Nullable String value) {
        user = value;
        return this;
    }

    /** Both addresses of the client, outside and inside the tunnel. */
    public SessionBuilder client(@Nullable String outside, @Nullable String inside) {
        clientAddress = outside;
        assignedAddress = inside;
        return this;
    }

    public SessionBuilder interfaceName(@Nullable String value) {
        interfaceName = value;
        return this;
    }

    public SessionBuilder started(OffsetDateTime value) {
        started = value;
        return this;
    }

    /** The log begins in the middle of it. */
    public SessionBuilder startUnseen() {
        startSeen = false;
        return this;
    }

    public SessionBuilder traffic(long toClientOctets, long fromClientOctets, boolean exact) {
        traffic = new Traffic(toClientOctets, fromClientOctets, exact);
        return this;
    }

    public SessionBuilder live(int ifIndex, long toClientPackets, long fromClientPackets) {
        return live(ifIndex, toClientPackets, fromClientPackets, null);
    }

    public SessionBuilder live(
            int ifIndex, long toClientPackets, long fromClientPackets, LiveCounters.@Nullable Losses losses) {
        live = new LiveCounters(ifIndex, toClientPackets, fromClientPackets, losses);
        return this;
    }

    public SessionBuilder connectSeconds(@Nullable Long value) {
        connectSeconds = value;
        return this;
    }

    public SessionBuilder encryption(@Nullable String value) {
        encryption = value;
        return this;
    }

    /** Up since a second after its start. */
    public SessionBuilder up() {
        state = State.UP;
        up = started.plusSeconds(1);
        return this;
    }

    /** Was up; its end was seen. */
    public SessionBuilder closed(OffsetDateTime end, @Nullable EndCause cause, @Nullable String text) {
        return up().ended(State.CLOSED, end, cause, text);
    }

    /** Was up; its end was not seen. */
    public SessionBuilder lost(OffsetDateTime end) {
        return up().ended(State.LOST, end, EndCause.LOST, null);
    }

    /** Never was up. */
    public SessionBuilder failed(OffsetDateTime end, @Nullable EndCause cause, @Nullable String text) {
        return ended(State.FAILED, end, cause, text);
    }

    private SessionBuilder ended(State value, OffsetDateTime end, @Nullable EndCause cause, @Nullable String text) {
        state = value;
        ended = end;
        endCause = cause;
        endText = text;
        return this;
    }

    public Session build() {
        OffsetDateTime lastSeen = ended != null ? ended : up != null ? up : started;
        return new Session(
                number,
                host,
                pid,
                pid - 1,
                service,
                user,
                user == null ? null : UserSource.PLUGIN,
                clientAddress,
                assignedAddress,
                assignedAddress == null ? null : "192.168.0.1",
                interfaceName,
                started,
                startSeen,
                up,
                ended,
                lastSeen,
                state,
                endCause,
                endText,
                traffic,
                connectSeconds,
                encryption,
                live,
                null,
                null);
    }
}

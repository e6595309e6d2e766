package io.pptpdmonitor.model;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Builds a session for tests: PPTP, up since 10:00, of alice, unless said otherwise. */
public final class SessionSketch {

    public static final OffsetDateTime TEN = OffsetDateTime.parse("2026-11-22T10:00:00+02:00");

    private final long number;
    private State state = State.UP;
    private @Nullable String user = "alice";
    private @Nullable String clientAddress = "203.0.113.7";
    private @Nullable String assignedAddress = "192.168.0.10";
    private @Nullable String interfaceName = "ppp0";
    private @Nullable OffsetDateTime up = TEN;
    private @Nullable Traffic traffic = new Traffic(2048, 1024, true);
    private @Nullable Long connectSeconds = 60L;
    private @Nullable EndCause endCause;
    private @Nullable String endText;
    private @Nullable LiveCounters live;
    private boolean startSeen = true;
    private boolean upTold = true;

    private SessionSketch(long number) {
        this.number = number;
    }

    public static SessionSketch session(long number) {
        return new SessionSketch(number);
    }

    public SessionSketch user(@Nullable String name) {
        user = name;
        return this;
    }

    public SessionSketch ended(State how, EndCause cause, String text) {
        state = how;
        endCause = cause;
        endText = text;
        return this;
    }

    /** Up without any of what a log may leave out. */
    public SessionSketch bare() {
        clientAddress = null;
        assignedAddress = null;
        interfaceName = null;
        traffic = null;
        connectSeconds = null;
        return this;
    }

    public SessionSketch failed(EndCause cause, String text) {
        bare();
        clientAddress = "198.51.100.9";
        user = null;
        up = null;
        return ended(State.FAILED, cause, text);
    }

    public SessionSketch starting() {
        bare();
        user = null;
        up = null;
        state = State.STARTING;
        return this;
    }

    public SessionSketch startedBeforeTheLog() {
        up = null;
        startSeen = false;
        return this;
    }

    /** Came up then, and started two seconds before. */
    public SessionSketch since(OffsetDateTime moment) {
        up = moment;
        return this;
    }

    /** As an agent elsewhere tells it. */
    public SessionSketch upUntold() {
        upTold = false;
        return this;
    }

    public SessionSketch traffic(@Nullable Traffic octets) {
        traffic = octets;
        return this;
    }

    public SessionSketch live(LiveCounters counters) {
        live = counters;
        return this;
    }

    public SessionSketch connectSeconds(long seconds) {
        connectSeconds = seconds;
        return this;
    }

    public SessionSketch at(@Nullable String client, @Nullable String assigned, @Nullable String device) {
        clientAddress = client;
        assignedAddress = assigned;
        interfaceName = device;
        return this;
    }

    public Session build() {
        OffsetDateTime ended = state.ended() ? TEN.plusMinutes(1) : null;
        return new Session(
                number,
                "vpn1",
                800 + (int) number,
                number % 2 == 0 ? null : 700 + (int) number,
                Service.PPTP,
                user,
                user == null ? null : UserSource.PLUGIN,
                clientAddress,
                assignedAddress,
                state.cameUp() && assignedAddress != null ? "192.168.0.1" : null,
                interfaceName,
                (up == null ? TEN : up).minusSeconds(2),
                startSeen,
                upTold ? up : null,
                ended,
                ended == null ? TEN : ended,
                state,
                endCause,
                endText,
                traffic,
                connectSeconds,
                state.cameUp() ? "mppe-128" : null,
                live,
                null,
                null);
    }
}

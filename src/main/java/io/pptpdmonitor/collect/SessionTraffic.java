package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.LiveCounters;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** How much a session carried and for how long: pppd's words at its end, the interface's counters before. */
final class SessionTraffic {

    /**
     * From so long on the schema lets 2^32 octets be missing: in less they are more than 114 Mbit/s. That is rare, and not out
     * of reach: a tunnel into which its own packets were routed made 132 (a pppd 2.4.5 of 2010: 2.5 minutes, 2482294812 octets).
     */
    private static final long WRAP_SECONDS = 300;
    /** How far two lines of one moment may lie apart in stamps. */
    private static final long CROSSING_SECONDS = 2;

    private PppdVersion version = new PppdVersion(null);
    private final IpStretches stretches = new IpStretches();
    private @Nullable Traffic current;
    private @Nullable LiveCounters counters;
    private @Nullable Traffic sample;
    private @Nullable Instant sampled;

    void version(String told) {
        version = new PppdVersion(told);
    }

    /** A line of pppd says that IP is up, perhaps once more. */
    void up(OffsetDateTime time) {
        stretches.up(time);
    }

    /** @param terminated whether the link was said to be down */
    void statistics(long sent, long received, OffsetDateTime time, boolean terminated) {
        stretches.statistics(sent, received, time, terminated);
    }

    /**
     * What pppd's script was told at the end, and what it read of the interface then. By that time another session may
     * have the interface: it is this one's if both agree modulo 2^32. Where IP came up more than once, a script that is
     * late may tell of an earlier time.
     */
    void hooked(Traffic told, @Nullable Traffic kernel, OffsetDateTime time) {
        if (!stretches.octetsTold() && !stretches.areSeveral()) {
            statistics(told.toClientOctets(), told.fromClientOctets(), time, false);
        }
        Traffic whole = kernel == null ? null : EndedTraffic.widened(stretches.with(told), kernel, sample);
        if (whole != null) {
            sample = whole;
            sampled = time.toInstant();
            uncounted();
        }
    }

    void connectTime(long tenths, OffsetDateTime time) {
        stretches.connectTime(tenths, time);
    }

    /** Whether pppd told anything at its end. */
    boolean told() {
        return stretches.told();
    }

    /** Whether pppd told how long IP was up, the last time. */
    boolean timeTold() {
        return stretches.timeTold();
    }

    /** Whether it told the octets of that time. */
    boolean octetsTold() {
        return stretches.octetsTold();
    }

    /** What its interface has carried. */
    void counted(Traffic traffic, LiveCounters live, Instant time) {
        current = traffic;
        counters = live;
        sample = traffic;
        sampled = time;
    }

    /** Its interface was not to be read: it has carried at least what it had at the last look. */
    void uncounted() {
        Traffic before = sample;
        current = before == null ? null : EndedTraffic.atLeast(before);
        counters = null;
    }

    /**
     * What its interface had carried at the last look; null if it was never looked at.
     *
     * @param ofPptp as the sample tells it, and so is {@code up}
     */
    TrafficSamples.@Nullable Sample sample(boolean ofPptp, boolean up) {
        Traffic before = sample;
        Instant looked = sampled;
        return before == null || looked == null ? null : new TrafficSamples.Sample(before, looked, ofPptp, up);
    }

    /** The later one of that moment and of the last look at its interface, at which it lived as well. */
    OffsetDateTime aliveUntil(OffsetDateTime lastLine) {
        Instant looked = sampled;
        return looked == null || !looked.isAfter(lastLine.toInstant())
                ? lastLine
                : looked.atOffset(lastLine.getOffset());
    }

    /** A look of the process before this one, of which the state that this one goes on from may not know. */
    void recalled(TrafficSamples.Sample before) {
        Instant looked = sampled;
        if (looked == null || looked.isBefore(before.time())) {
            sample = before.traffic();
            sampled = before.time();
            uncounted();
        }
    }

    @Nullable LiveCounters counters(State state) {
        return state == State.UP ? counters : null;
    }

    /**
     * @param end of the session, or the moment of which it is told
     * @param clockSet whether stamps tell no durations of it
     */
    @Nullable Long connectSeconds(State state, @Nullable OffsetDateTime up, @Nullable OffsetDateTime end, boolean clockSet) {
        if (!state.cameUp()) {
            return null;
        }
        Long stamped = clockSet || up == null || end == null ? null : secondsBetween(up, end);
        boolean set = clockSet || (up != null && end != null && stamped == null);
        Long seconds = stretches.seconds(set ? null : end);
        if (seconds == null) {
            return stamped;
        }
        return new ToldSeconds(seconds, version.isMonotonic()).isCredible(stamped, set) ? seconds : null;
    }

    /** Null where the clock was set back meanwhile: then nobody knows. Lines of two processes may cross. */
    private static @Nullable Long secondsBetween(OffsetDateTime up, OffsetDateTime end) {
        long seconds = Duration.between(up, end).toSeconds();
        return seconds < -CROSSING_SECONDS ? null : Long.valueOf(Math.max(0, seconds));
    }

    /**
     * @param seconds that it was up, if known
     * @param ended when; null while it runs
     */
    @Nullable Traffic traffic(State state, @Nullable Long seconds, @Nullable OffsetDateTime ended) {
        if (state == State.UP) {
            return current;
        }
        if (!state.cameUp()) {
            return null;
        }
        boolean wide = version.isWide();
        boolean exact = wide || (seconds != null && seconds < WRAP_SECONDS);
        Traffic octets = stretches.octets();
        Traffic told = octets == null || exact ? octets : EndedTraffic.atLeast(octets);
        Traffic before = sample;
        Instant looked = sampled;
        if (before == null || looked == null || ended == null) {
            return told;
        }
        Traffic all = new EndedTraffic(before, Duration.between(looked, ended), wide, stretches.areSeveral()).of(told);
        return stretches.areWhole() ? all : EndedTraffic.atLeast(all);
    }

    /** What is true of the moment only is not saved: the next look tells it anew. */
    void save(StateOutput out) {
        stretches.save(out.text(version.text()));
        SessionRow.traffic(sample, out);
        out.instant(sampled);
    }

    void restore(StateInput in) throws DamagedStateException {
        version = new PppdVersion(in.text());
        stretches.restore(in);
        sample = SessionRow.traffic(in);
        sampled = in.instant();
        if (sample != null) {
            uncounted();
        }
    }
}

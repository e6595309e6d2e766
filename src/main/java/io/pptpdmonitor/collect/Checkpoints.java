package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.KeptState;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateFile;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import io.pptpdmonitor.store.UnwritableException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a collector knew when it was last asked, in a file: the next one reads only what has come since. The first process
 * that may write keeps it; the others start from it and leave it as it is. Whatever is wrong with it is told, and costs
 * time, not truth: then the logs are read again. Not thread-safe, but for {@link #close}, which another thread may call.
 */
public final class Checkpoints implements Closeable {

    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private static final String AFRESH = "reads the logs again";
    private static final String OPTIONS = " (--state FILE names another file, --state none keeps nothing)";

    /** The one that was named, or its other one for {@link #of}, where that is of something else. */
    private StateFile file;

    private StateFile octets;
    private final String of;
    private final Duration between;
    private final Consumer<String> complaints;
    private boolean mayWrite;
    private boolean closed;
    /** Whether a later release keeps it: then we never do. */
    private boolean newer;
    /** Whether it stays as it is since it is of something else, and nothing more may be kept beside it. */
    private boolean leftAlone;
    /** What was found, until it is asked for; null where nothing of use was. */
    private @Nullable StateInput saved;

    private @Nullable Instant written;
    private long linesWritten = -1;
    /** Why it cannot be written, as was told last. */
    private @Nullable String complained;
    /** What was wrong with what was found, as a clause; empty if nothing was. */
    private String found = "";
    /** Why it cannot be written; null where it can, or where another process does. */
    private @Nullable UnwritableException unwritable;
    /** Whether there is something to go on from: it was there, or was written. */
    private boolean goesOn;

    /**
     * @param of what it is the state of, such as the names of the logs: that of others is not taken
     * @param complaints is told, in a sentence, what was wrong
     */
    public Checkpoints(StateFile file, String of, Consumer<String> complaints) {
        this(file, of, BETWEEN, complaints);
    }

    /** @param between the time from one to the next, at least */
    Checkpoints(StateFile file, String of, Duration between, Consumer<String> complaints) {
        this.file = file;
        this.octets = file.beside(".octets");
        this.of = of;
        this.between = between;
        this.complaints = complaints;
        this.mayWrite = owned();
        this.saved = read();
    }

    private boolean owned() {
        try {
            boolean ours = file.own();
            unwritable = null;
            return ours;
        } catch (UnwritableException mayNotWriteThere) {
            unwritable = mayNotWriteThere;
            return false;
        }
    }

    /**
     * Whether all that there is has to be read, once: this process keeps the state, or another one is just making the first one,
     * and whoever of both is slower keeps no less than the other.
     */
    public boolean readsPast() {
        return mayWrite || (!goesOn && unwritable == null && !newer);
    }

    /** What was kept, once; null where there is nothing that can be gone on from. */
    @Nullable StateInput last() {
        StateInput last = saved;
        saved = null;
        return last;
    }

    private @Nullable StateInput read() {
        try {
            StateInput there = file.read();
            if (there == null) {
                return null;
            }
            String theirs = there.needText();
            if (theirs.equals(of)) {
                return ours(there);
            }
            String differs = "is of " + theirs + ", not of " + of;
            Path named = file.path();
            turnAway();
            StateInput other = leftAlone ? null : file.read();
            if (other != null && other.needText().equals(of)) {
                return ours(other);
            }
            complain(named, differs, ", and " + file.path() + " is written for them");
        } catch (StateFile.UnusableException unusable) {
            newer = unusable.newer();
            mayWrite &= !newer;
            complain(String.valueOf(unusable.getMessage()));
        } catch (DamagedStateException damaged) {
            refused(damaged);
        } catch (IOException unreadable) {
            complain("cannot be read (" + Reason.of(unreadable) + ")");
        }
        return null;
    }

    /**
     * Leaves what is of something else as it is, and takes the other one, of ours alone: a look with another zone, say, costs
     * nobody what was kept, and who asks so each time reads what is new each time.
     */
    private void turnAway() throws IOException {
        mayWrite = false;
        file.close();
        try {
            file = file.other(of);
            octets = file.beside(".octets");
            mayWrite = owned();
        } catch (UnwritableException tooMany) {
            unwritable = tooMany;
            leftAlone = true;
        }
    }

    private StateInput ours(StateInput input) throws DamagedStateException {
        linesWritten = input.number();
        goesOn = true;
        return input;
    }

    /** The names of the sources that what was kept was read from; none where there is nothing to go on from. */
    public Set<String> sources() {
        try {
            StateInput saved = file.read();
            if (saved != null && saved.needText().equals(of)) {
                saved.number();
                return Collector.sources(saved);
            }
        } catch (IOException toldWhenItIsTaken) {
            return Set.of();
        }
        return Set.of();
    }

    /** What looks found of interfaces since that was kept; null where nothing of use is there. */
    @Nullable StateInput lastSamples() {
        try {
            StateInput saved = octets.read();
            return saved != null && saved.needText().equals(of) ? saved : null;
        } catch (StateFile.UnusableException unusable) {
            complainOfSamples(String.valueOf(unusable.getMessage()));
        } catch (DamagedStateException damaged) {
            refusedSamples(damaged);
        } catch (IOException unreadable) {
            complainOfSamples("cannot be read (" + Reason.of(unreadable) + ")");
        }
        return null;
    }

    /** They looked whole, and are not. */
    void refusedSamples(DamagedStateException damaged) {
        complainOfSamples("makes no sense (" + damaged.getMessage() + ")");
    }

    private void complainOfSamples(String what) {
        complaints.accept(octets.path() + " " + what
                + "; what sessions carried that ended without a word may be told less than before");
    }

    /** It looked whole, and is not. */
    void refused(DamagedStateException damaged) {
        linesWritten = -1;
        goesOn = false;
        complain("makes no sense (" + damaged.getMessage() + ")");
    }

    /** One line for one fault: what cannot be read can often not be written either. */
    private void complain(String what) {
        complain(file.path(), what, ", and it is written anew");
    }

    private void complain(Path path, String what, String meanwhile) {
        found = what;
        String told = "the state " + path + " " + what;
        UnwritableException problem = unwritable;
        if (problem != null && !newer) {
            complaints.accept(told + ", and cannot be written (" + problem.reason() + ")" + meanwhile(AFRESH));
            complained = problem.reason();
        } else {
            complaints.accept(told + "; the logs are read again" + (mayWrite ? meanwhile : ""));
        }
    }

    /**
     * Keeps the state if there is something new in it and the last time was a while ago; what was found of interfaces always,
     * before anybody is told.
     *
     * @param lines that were read until now
     * @param now the time
     */
    void keep(long lines, Instant now, Consumer<StateOutput> state, TrafficSamples samples) {
        Instant last = written;
        if (last == null || Duration.between(last, now).abs().compareTo(between) >= 0) {
            keepNow(lines, now, state, samples);
        }
        keep(samples);
    }

    /** As {@link #keep}, whenever the last time was. */
    synchronized void keepNow(long lines, Instant now, Consumer<StateOutput> state, TrafficSamples samples) {
        if (closed) {
            return;
        }
        written = now;
        // Whoever kept it until now may have ended.
        mayWrite = mayWrite || (!newer && !leftAlone && succeeds(lines));
        if (!mayWrite) {
            tellIfNobodyKeepsIt();
        } else if (lines != linesWritten || samples.isBeyondState()) {
            write(lines, state, samples);
        }
    }

    /**
     * Becomes the one that keeps it, unless whoever did until now has left something that is not ours to write over: of
     * something else, or of one who has read more.
     */
    private boolean succeeds(long lines) {
        if (!owned()) {
            return false;
        }
        try {
            StateInput there = file.read();
            if (there != null && !there.needText().equals(of)) {
                turnAway();
                return mayWrite;
            }
            if (there != null && there.number() > lines) {
                file.close();
                return false;
            }
        } catch (StateFile.UnusableException unusable) {
            newer = unusable.newer();
            if (newer) {
                closeQuietly();
            }
        } catch (IOException damaged) {
            return true;
        }
        return !newer;
    }

    /** Who may never write it is in nobody's way. */
    private void closeQuietly() {
        try {
            file.close();
        } catch (IOException heldUntilWeEnd) {
            // Nothing of ours is lost.
        }
    }

    private synchronized void keep(TrafficSamples samples) {
        if (closed || !mayWrite || !samples.isBeyondKept()) {
            return;
        }
        StateOutput out = new StateOutput(1 << 12).text(of);
        samples.save(out);
        try {
            octets.write(out);
            samples.kept();
        } catch (UnwritableException failed) {
            unwritable = failed;
            tellOnce(failed);
        }
    }

    private void write(long lines, Consumer<StateOutput> state, TrafficSamples samples) {
        StateOutput out = new StateOutput(1 << 16).text(of).number(lines);
        state.accept(out);
        try {
            file.write(out);
            samples.keptInState();
            linesWritten = lines;
            goesOn = true;
            complained = null;
            unwritable = null;
        } catch (UnwritableException failed) {
            unwritable = failed;
            tellOnce(failed);
        }
    }

    /** Whoever may not write goes on from what another process keeps, if there is such a one. */
    private void tellIfNobodyKeepsIt() {
        UnwritableException problem = unwritable;
        if (problem != null && !goesOn) {
            tellOnce(problem);
        }
    }

    private void tellOnce(UnwritableException problem) {
        // A full disk keeps either file from being written, and again when we end.
        if (!problem.reason().equals(complained)) {
            complaints.accept(problem.getMessage() + meanwhile(lookDoes()));
        }
        complained = problem.reason();
    }

    /** Of what was kept before a failure leaves all as it was. */
    private String lookDoes() {
        Instant last = goesOn ? file.written() : null;
        return last == null ? AFRESH : "begins with what was kept at " + last.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String meanwhile(String lookDoes) {
        return "; until it can be, each look " + lookDoes + OPTIONS;
    }

    /** What is kept now. */
    KeptState told(ZoneId zone) {
        // What was of no use was not read either.
        Instant last = unwritable != null && !goesOn ? null : file.written();
        KeptState.Use use = newer
                ? KeptState.Use.NEWER
                : unwritable != null ? KeptState.Use.UNWRITABLE : mayWrite ? KeptState.Use.KEPT : KeptState.Use.READ;
        String what = found.isEmpty() ? "" : "what was found " + found;
        String why = unwritable == null ? "" : String.valueOf(unwritable.getMessage());
        return new KeptState(
                use,
                file.path().toString(),
                last == null ? null : OffsetDateTime.ofInstant(last, zone),
                what.isEmpty() || why.isEmpty() ? what + why : what + "; " + why);
    }

    /** Keeps nothing from now on. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        file.close();
    }
}

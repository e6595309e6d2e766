package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.source.LogSource;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sources of a collector, read on in step, and what must be told of those that could not be read. Not thread-safe. */
final class CollectedLogs {

    private List<LogSource> sources;
    private final boolean following;
    private final Supplier<OffsetDateTime> clock;
    private final MergedRecords merged;
    private boolean begun;
    private String notRead = "";

    /**
     * Begins before their first lines.
     *
     * @param following whether more is to come: then a last line without newline waits for its rest
     * @param clock the time of whoever reads
     */
    CollectedLogs(List<LogSource> sources, boolean following, Supplier<OffsetDateTime> clock) {
        this.sources = sources;
        this.following = following;
        this.clock = clock;
        this.merged = new MergedRecords(sources.size(), clock);
    }

    /** All that was there at first has been read. */
    void begun() {
        begun = true;
    }

    /**
     * Reads on.
     *
     * @throws IOException if a source cannot be read, and this is the first time, or none can
     */
    void read(LogRecord.Sink sink) throws IOException {
        if (sources.size() == 1) {
            read(sources.get(0), sink.withoutTexts());
            return;
        }
        List<IOException> failures = merged.read(sources, this::read, sink);
        boolean goesOn = begun && following && failures.size() < sources.size();
        if (!failures.isEmpty() && !goesOn) {
            throw failures.get(0);
        }
        notRead = failures.isEmpty() ? "" : Reason.of(failures.get(0));
    }

    private void read(LogSource source, LogRecord.Sink sink) throws IOException {
        source.poll(sink);
        if (!following) {
            source.finish(sink);
        }
    }

    long lines() {
        return sources.stream().mapToLong(source -> source.counts().lines()).sum();
    }

    /** The aliases of hosts, of those that the sources were told of, by which a line calls one. */
    Set<String> aliases() {
        Set<String> aliases = new TreeSet<>();
        sources.forEach(source -> aliases.addAll(source.aliases()));
        return aliases;
    }

    /** The snapshot, and in it what was not read, or not compared. */
    Snapshot told(Snapshot snapshot) {
        return doubted(compared(snapshot));
    }

    /** What of several sources could not be compared any more is lost, as far as anybody knows. */
    private Snapshot compared(Snapshot snapshot) {
        List<Health.Source> told = new ArrayList<>(snapshot.health().sources());
        long lost = 0;
        OffsetDateTime last = null;
        for (int i = 0; i < sources.size(); i++) {
            LeftOut leftOut = merged.leftOut(i);
            String name = sources.get(i).health().name();
            lost += leftOut.lines();
            last = later(last, leftOut.last());
            told.replaceAll(
                    each -> leftOut.lines() > 0 && each.name().equals(name) ? each.telling(leftOut.text()) : each);
        }
        return last == null
                ? snapshot
                : snapshot.withHealth(snapshot.health().withSources(told).withMoreLost(lost, last));
    }

    /** One of several logs is gone or cannot be read any more: what the others tell is not all. */
    private Snapshot doubted(Snapshot snapshot) {
        Health health = snapshot.health();
        boolean partly = !notRead.isEmpty() && health.status() == Health.CollectorStatus.OK;
        return partly ? snapshot.withHealth(health.withStatus(Health.CollectorStatus.STALLED, notRead)) : snapshot;
    }

    /** The later one of two moments; null if neither is known. */
    static @Nullable OffsetDateTime later(@Nullable OffsetDateTime some, @Nullable OffsetDateTime other) {
        return some == null || (other != null && other.isAfter(some)) ? other : some;
    }

    void save(StateOutput out) {
        StateOutput ofMerged = new StateOutput();
        merged.save(ofMerged);
        out.octets(ofMerged.toByteArray());
        out.list(sources, source -> {
            StateOutput ofSource = new StateOutput();
            source.save(ofSource);
            out.text(source.health().name()).octets(ofSource.toByteArray());
        });
    }

    /**
     * A log that is not there any more is missed by nobody. One that is new is read from its beginning, and of what it tells of
     * the time until now it is not known what the others told: that is left out, and counted.
     */
    void resume(StateInput in) throws DamagedStateException {
        byte[] ofMerged = in.needOctets();
        Map<String, byte[]> saved = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> source : in.list(() -> Map.entry(in.needText(), in.needOctets()))) {
            saved.put(source.getKey(), source.getValue());
        }
        Map<String, LogSource> there = new LinkedHashMap<>();
        sources.forEach(source -> there.put(source.health().name(), source));
        List<LogSource> known = new ArrayList<>();
        for (Map.Entry<String, byte[]> each : saved.entrySet()) {
            LogSource source = there.remove(each.getKey());
            if (source != null) {
                source.resume(new StateInput(each.getValue()));
                known.add(source);
            }
        }
        if (known.isEmpty()) {
            throw new DamagedStateException("it is of " + String.join(", ", saved.keySet()) + " and knows nothing of "
                    + String.join(", ", there.keySet()));
        }
        sources = new ArrayList<>(known);
        sources.addAll(there.values());
        // What one could still tell that another had told is known where all of them are there.
        if (known.size() == saved.size()) {
            merged.resume(new StateInput(ofMerged));
        }
        tellOfNewOnes(known.size());
    }

    private void tellOfNewOnes(int known) {
        for (int old = 0; old < known; old++) {
            OffsetDateTime until = sources.get(old).health().lastLine();
            OffsetDateTime now = clock.get();
            for (int source = known; until != null && source < sources.size(); source++) {
                merged.comesLater(source, old, until.isAfter(now) ? now : until);
            }
        }
    }

    /** The names of the sources that were {@link #save saved}. */
    static Set<String> saved(StateInput in) throws DamagedStateException {
        in.needOctets();
        Set<String> names = new LinkedHashSet<>();
        for (String name : in.list(() -> {
            String each = in.needText();
            in.needOctets();
            return each;
        })) {
            names.add(name);
        }
        return names;
    }

    void close() throws IOException {
        for (LogSource source : sources) {
            source.close();
        }
    }
}

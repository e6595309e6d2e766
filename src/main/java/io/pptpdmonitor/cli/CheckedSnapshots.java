package io.pptpdmonitor.cli;

import io.pptpdmonitor.alert.AlertBoard;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.nagios.Selection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** What a check may look at: the part that it is asked for, and nothing that is too old. */
final class CheckedSnapshots implements Snapshots {

    private final Snapshots all;
    private final Selection selection;
    private final CheckOptions options;
    private final Environment environment;
    private @Nullable Snapshot seen;

    /** Closes {@code all} in the end. */
    CheckedSnapshots(Snapshots all, Selection selection, CheckOptions options, Environment environment) {
        this.all = all;
        this.selection = selection;
        this.options = options;
        this.environment = environment;
    }

    @Override
    public Snapshot all() throws IOException {
        return selection.of(fresh(all.all()));
    }

    /** Of a part only a whole snapshot tells how many they are. */
    @Override
    public Snapshot figures() throws IOException {
        return selection.isAll() ? fresh(all.figures()) : all();
    }

    /** Judged by an agent whose figures are no older than they may be. */
    @Override
    public @Nullable AlertBoard alerts() throws IOException {
        AlertBoard board = all.alerts();
        if (board != null) {
            fresh(all.figures());
        }
        return board;
    }

    @Override
    public @Nullable Boolean isUser(String name) {
        return all.isUser(name);
    }

    @Override
    public boolean watched() {
        return all.watched();
    }

    @Override
    public Instant now(InstantSource clock) {
        return all.now(clock);
    }

    @Override
    public Snapshot next() throws IOException {
        return selection.of(fresh(all.next()));
    }

    /** The figures, whose age is judged by whoever asks; what the user calls too old is so all the same. */
    Snapshot ofAnyAge() throws IOException {
        Snapshot figures = all.figures();
        seen = figures;
        return withinMaxAge(figures);
    }

    /** What was looked at last; null if nothing was. */
    @Nullable Snapshot seen() {
        return seen;
    }

    /** Since the moment that it tells of. */
    Duration age(Snapshot snapshot) {
        return since(snapshot.asOf().isBefore(snapshot.generated()) ? snapshot.asOf() : snapshot.generated());
    }

    private Duration since(OffsetDateTime moment) {
        Duration age = Duration.between(moment.toInstant(), now(environment.clock()));
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** Where nothing else is said an agent must have looked; a log of elsewhere that it reads may be silent. */
    private Snapshot fresh(Snapshot snapshot) throws IOException {
        seen = snapshot;
        within(options.mostOfAgents(environment), since(snapshot.generated()));
        return withinMaxAge(snapshot);
    }

    private Snapshot withinMaxAge(Snapshot snapshot) throws OutdatedException {
        within(options.maxAge, age(snapshot));
        return snapshot;
    }

    private static void within(@Nullable Duration most, Duration age) throws OutdatedException {
        if (most != null && age.toSeconds() > most.toSeconds()) {
            throw new OutdatedException("what is known is " + age.toSeconds() + " s old, more than the "
                    + most.toSeconds() + " s of --max-age");
        }
    }

    /** What is known is older than it may be. */
    static final class OutdatedException extends IOException {

        private static final long serialVersionUID = 1;

        OutdatedException(String message) {
            super(message);
        }
    }

    @Override
    public void close() throws IOException {
        all.close();
    }
}

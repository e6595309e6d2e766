package io.pptpdmonitor.cli;

import io.pptpdmonitor.model.Health.Source;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.nagios.CheckResult;
import io.pptpdmonitor.nagios.Selection;
import io.pptpdmonitor.report.HealthReport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every check has, and how it is run. */
final class CheckOptions {

    /** An agent's numbers are made anew every few seconds. */
    private static final Duration OF_AGENTS = Duration.ofMinutes(2);

    /** What a check finds in what it is given. */
    @FunctionalInterface
    interface Judgement {

        /**
         * Judges it.
         *
         * @throws IOException if nothing can be had, with a message for the user
         */
        CheckResult of(CheckedSnapshots snapshots) throws IOException;
    }

    @Option(
            names = "--max-age",
            paramLabel = "SPAN",
            converter = SpanConverter.class,
            description =
                    "UNKNOWN if what is known is older, such as 90, 5m or 2h. Default: any age, but an agent must have"
                            + " looked in the last 120 s.")
    @Nullable Duration maxAge;

    @Option(
            names = {"-v", "--verbose"},
            description =
                    "Tell, below the first line, where that comes from and how old it is; twice, what health tells.")
    boolean[] verbose = {};

    @Option(names = "--short", description = "At most 1,000 characters, in one line (NRPE's version 2).")
    boolean brief;

    @Mixin
    SnapshotOptions source = new SnapshotOptions();

    /** Runs a check of everybody. */
    int run(Environment environment, Judgement judgement) throws IOException {
        return run(environment, Selection.ALL, judgement);
    }

    /**
     * Opens what the options name, judges it and prints the result.
     *
     * @return the exit code
     * @throws IOException if nothing can be had, with a message for the user
     */
    int run(Environment environment, Selection selection, Judgement judgement) throws IOException {
        if (environment.known() != null || source.agent.given()) {
            return judge(environment, selection, judgement); // Which has that time for all of its answers.
        }
        Duration limit = source.agent.timeout;
        // Whoever started the check would kill it, and might call that CRITICAL.
        Work<Integer> work = Work.begin("check", () -> judge(environment, selection, judgement));
        if (!work.endsWithin(limit)) {
            throw new InterruptedIOException("the log was not read within " + limit.toSeconds()
                    + " s; give it more with --timeout, or keep a state (see README)");
        }
        return work.result();
    }

    private int judge(Environment environment, Selection selection, Judgement judgement) throws IOException {
        try (CheckedSnapshots snapshots = new CheckedSnapshots(opened(environment), selection, this, environment)) {
            CheckResult result = judgement.of(snapshots);
            Snapshot seen = snapshots.seen();
            return print(environment, seen == null ? result : explained(result, seen, snapshots, environment));
        }
    }

    /** Prints the result as it is asked for; returns the exit code. */
    int print(Environment environment, CheckResult result) {
        environment.out().print(brief ? result.brief() : result.output());
        return result.status().exitCode();
    }

    private Snapshots opened(Environment environment) throws IOException {
        Snapshots known = environment.known();
        return known == null ? source.open(environment, false) : known;
    }

    /** How long ago an agent may have looked; null where none is asked, or where it is said how old what it knows may be. */
    @Nullable Duration mostOfAgents(Environment environment) {
        boolean ofAgent = environment.known() != null || source.agent.given();
        return maxAge == null && ofAgent ? OF_AGENTS : null;
    }

    private CheckResult explained(
            CheckResult result, Snapshot seen, CheckedSnapshots snapshots, Environment environment) throws IOException {
        CheckResult told = verbose.length > 0 ? result.with(provenance(seen, snapshots, environment)) : result;
        if (verbose.length > 1) {
            StringBuilder health = new StringBuilder();
            new HealthReport(seen, null).writeTable(health);
            for (String line : health.toString().lines().toList()) {
                told = told.with(line);
            }
        }
        return told;
    }

    private static String provenance(Snapshot seen, CheckedSnapshots snapshots, Environment environment) {
        String names = environment.known() == null
                ? seen.health().sources().stream().map(Source::name).distinct().collect(Collectors.joining(", "))
                : "agent on this host";
        return "source: " + (names.isEmpty() ? "none" : names) + ", data "
                + snapshots.age(seen).toSeconds() + " s old";
    }
}

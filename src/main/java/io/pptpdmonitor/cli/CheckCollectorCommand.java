package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Reason;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.nagios.CheckResult;
import io.pptpdmonitor.nagios.CollectorCheck;
import io.pptpdmonitor.nagios.Range;
import io.pptpdmonitor.nagios.Selection;
import io.pptpdmonitor.nagios.Status;
import io.pptpdmonitor.nagios.Thresholds;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pptpd-monitor check collector}. */
@Command(
        name = "collector",
        abbreviateSynopsis = true,
        description = "Whether the log is read. R,R: outside the first is WARNING, the second CRITICAL.")
final class CheckCollectorCommand implements Callable<Integer> {

    private final Environment environment;

    @Option(
            names = {"-w", "--warning"},
            paramLabel = "RANGE",
            converter = ThresholdOptions.SecondsConverter.class,
            description = "WARNING if the data's age is outside. Default: 60.")
    @Nullable Range warning;

    @Option(
            names = {"-c", "--critical"},
            paramLabel = "RANGE",
            converter = ThresholdOptions.SecondsConverter.class,
            description = "CRITICAL likewise. Default: 300.")
    @Nullable Range critical;

    @Option(
            names = "--lost",
            paramLabel = "R[,R]",
            converter = ThresholdOptions.BothConverter.class,
            description = "Lines that syslogd or journald dropped; UNKNOWN where a gap may hold more.")
    Thresholds lost = Thresholds.NONE;

    @Option(
            names = "--unread",
            paramLabel = "R[,R]",
            converter = ThresholdOptions.BothOctetsConverter.class,
            description = "Octets that are not read yet, as 10M.")
    Thresholds unread = Thresholds.NONE;

    @Option(
            names = "--unnamed",
            paramLabel = "P[,P]",
            converter = ThresholdOptions.BothPercentConverter.class,
            description = "Percent of the sessions without a name.")
    Thresholds unnamed = Thresholds.NONE;

    @Option(
            names = "--stray",
            paramLabel = "R[,R]",
            converter = ThresholdOptions.BothConverter.class,
            description = "Interfaces of pppd that no session has.")
    Thresholds stray = Thresholds.NONE;

    @Option(names = "--no-debug", description = "WARNING if debug lines fill the log for nothing.")
    boolean noDebug;

    @Mixin
    CheckOptions check = new CheckOptions();

    CheckCollectorCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        try {
            return check.run(environment, Selection.ALL, this::judged);
        } catch (IOException e) {
            if (!isFaultOfLog(e)) {
                throw e;
            }
            CheckResult result = CheckResult.of(CollectorCheck.NAME, Status.CRITICAL, Reason.of(e), List.of());
            environment.out().print(check.brief ? result.brief() : result.output());
            return result.status().exitCode();
        }
    }

    private CheckResult judged(CheckedSnapshots snapshots) throws IOException {
        Snapshot figures = snapshots.ofAnyAge();
        return new CollectorCheck(
                        new Thresholds(warning, critical),
                        lost,
                        unread,
                        unnamed,
                        stray,
                        noDebug,
                        snapshots.now(environment.clock()))
                .check(figures);
    }

    /** That this user may not read it, or had no time for it, tells nothing of the log; nor does an agent out of reach. */
    private boolean isFaultOfLog(IOException problem) {
        return !check.source.agent.given()
                && !(problem instanceof InterruptedIOException)
                && !(problem instanceof AccessDeniedException)
                && !(problem.getCause() instanceof AccessDeniedException)
                && !(problem instanceof CheckedSnapshots.OutdatedException);
    }
}

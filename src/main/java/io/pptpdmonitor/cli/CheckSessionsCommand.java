package io.pptpdmonitor.cli;

import io.pptpdmonitor.nagios.SessionsCheck;
import io.pptpdmonitor.nagios.Thresholds;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pptpd-monitor check sessions}. */
@Command(
        name = "sessions",
        abbreviateSynopsis = true,
        description = "Sessions up. R,R: outside the first is WARNING, outside the second CRITICAL.")
final class CheckSessionsCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    ThresholdOptions thresholds = new ThresholdOptions();

    @Option(
            names = "--per-user",
            paramLabel = "R[,R]",
            converter = ThresholdOptions.BothConverter.class,
            description = "Of the user who has most.")
    Thresholds perUser = Thresholds.NONE;

    @Option(
            names = "--duration",
            paramLabel = "R[,R]",
            converter = ThresholdOptions.BothSecondsConverter.class,
            description = "Of the longest: seconds, or 90s 5m 2h 1d.")
    Thresholds duration = Thresholds.NONE;

    @Option(
            names = "--reconnects",
            paramLabel = "R[,R]",
            converter = ThresholdOptions.BothConverter.class,
            description = "Of one user in the window.")
    Thresholds reconnects = Thresholds.NONE;

    @Option(
            names = "--change",
            paramLabel = "P[,P]",
            converter = ChangeConverter.class,
            description = "More, or fewer, by over so many percent: 50, -50, +50.")
    Thresholds change = Thresholds.NONE;

    @Option(
            names = "--minimum",
            paramLabel = "NUMBER",
            converter = CountConverter.class,
            description = "--change if so many came or went. Default: 5.")
    int minimum = 5;

    @Mixin
    WindowOption back = new WindowOption();

    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Mixin
    CheckOptions check = new CheckOptions();

    CheckSessionsCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        SessionsCheck sessions = new SessionsCheck(
                thresholds.thresholds(),
                perUser,
                duration,
                reconnects,
                change,
                minimum,
                back.window,
                selection.selection());
        return check.run(
                environment,
                selection.selection(),
                snapshots -> sessions.check(sessions.asksForSessions() ? snapshots.all() : snapshots.figures()));
    }
}

package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.report.Report;
import io.pptpdmonitor.report.View;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The status table, once or again and again: the options of the command and of the program without one. */
final class StatusOptions {

    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_REST = "\u001b[J";

    @Mixin
    SourceOptions source = new SourceOptions();

    @Mixin
    ReportOptions report = new ReportOptions();

    @Option(
            names = {"-w", "--watch"},
            description = "Show it again and again, until interrupted; reads only what is new.")
    boolean watch;

    @Option(
            names = {"-d", "--delay"},
            paramLabel = "SECONDS",
            description = "Between two looks of --watch. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    double delaySeconds;

    int run(Environment environment) throws IOException {
        try (Collector collector = source.open(environment, watch)) {
            if (!watch) {
                Report.write(View.STATUS, report.format, collector.collect(), environment.out(), !report.noHeader);
                return 0;
            }
            return watch(collector, environment);
        }
    }

    private int watch(Collector collector, Environment environment) throws IOException {
        Duration delay = Duration.ofMillis(Math.max(100, Math.round(Math.min(delaySeconds, 86_400) * 1000)));
        do {
            StringBuilder text = new StringBuilder();
            Report.write(View.STATUS, report.format, collector.collect(), text, !report.noHeader);
            environment.out().print(environment.terminal() ? redrawn(text.toString()) : text.toString());
            environment.out().flush();
        } while (environment.pause().await(delay));
        return 0;
    }

    /** Over what stands there, line by line, so that nothing flickers. */
    private static String redrawn(String text) {
        return HOME + text.replace("\n", CLEAR_LINE + "\n") + CLEAR_REST;
    }
}

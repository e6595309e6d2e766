package io.pptpdmonitor.cli;

import io.pptpdmonitor.model.Digits;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.report.Report;
import io.pptpdmonitor.report.View;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The status table, once or again and again: the options of the command and of the program without one. */
final class StatusOptions {

    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_REST = "\u001b[J";
    private static final Pattern LINE_END = Pattern.compile("\r?\n");

    @Mixin
    SnapshotOptions source = new SnapshotOptions();

    @Mixin
    ReportOptions report = new ReportOptions();

    @Option(
            names = {"-w", "--watch"},
            description = "Show it again and again, until interrupted; reads only what is new.")
    boolean watch;

    @Option(
            names = {"-d", "--delay"},
            paramLabel = "SECONDS",
            converter = DelayConverter.class,
            description = "Between two looks of --watch. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    Duration delay;

    int run(Environment environment) throws IOException {
        if (!watch) {
            return report.write(View.STATUS, source, environment);
        }
        try (Snapshots snapshots = source.open(environment, true)) {
            Snapshot first = snapshots.next();
            environment.pause().endInOrder();
            show(first, environment);
            // Nobody reads any more: that ends it, too.
            while (!environment.out().checkError() && environment.pause().await(delay)) {
                show(snapshots.next(), environment);
            }
        }
        return 0;
    }

    private void show(Snapshot snapshot, Environment environment) throws IOException {
        StringBuilder text = new StringBuilder();
        Report.write(View.STATUS, report.format, snapshot, text, !report.noHeader);
        environment.out().print(environment.terminal() ? redrawn(text.toString()) : text.toString());
    }

    /** Over what stands there, line by line, so that nothing flickers. Behind the carriage return it would clear all. */
    private static String redrawn(String text) {
        return HOME + LINE_END.matcher(text).replaceAll(CLEAR_LINE + "$0") + CLEAR_REST;
    }

    static final class DelayConverter implements ITypeConverter<Duration> {

        private static final int MOST_DIGITS = 9;
        private static final BigDecimal SHORTEST = new BigDecimal("0.1");
        private static final BigDecimal LONGEST = new BigDecimal(86_400);

        @Override
        public Duration convert(String text) {
            if (isDecimal(text)) {
                BigDecimal seconds = new BigDecimal(text);
                if (seconds.compareTo(SHORTEST) >= 0 && seconds.compareTo(LONGEST) <= 0) {
                    return Duration.ofMillis(seconds.movePointRight(3).longValue());
                }
            }
            throw new TypeConversionException("expected seconds from 0.1 to 86400, but was '" + text + "'");
        }

        private static boolean isDecimal(String text) {
            int point = text.indexOf('.');
            return point < 0 ? isPart(text) : isPart(text.substring(0, point)) && isPart(text.substring(point + 1));
        }

        private static boolean isPart(String text) {
            return text.length() <= MOST_DIGITS && Digits.are(text);
        }
    }
}

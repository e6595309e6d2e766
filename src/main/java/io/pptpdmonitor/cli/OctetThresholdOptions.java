package io.pptpdmonitor.cli;

import io.pptpdmonitor.nagios.Range;
import io.pptpdmonitor.nagios.Thresholds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The two ranges of a check's own number where that counts octets. */
final class OctetThresholdOptions {

    @Option(
            names = {"-w", "--warning"},
            paramLabel = "RANGE",
            converter = ThresholdOptions.OctetsConverter.class,
            description = "WARNING outside, as 500K, 10M or 2G (of 1000), or 10Mi (1024).")
    @Nullable Range warning;

    @Option(
            names = {"-c", "--critical"},
            paramLabel = "RANGE",
            converter = ThresholdOptions.OctetsConverter.class,
            description = "CRITICAL likewise.")
    @Nullable Range critical;

    Thresholds thresholds() {
        return new Thresholds(warning, critical);
    }
}

package io.pptpdmonitor.cli;

import io.pptpdmonitor.nagios.Range;
import io.pptpdmonitor.nagios.Thresholds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The two ranges of a check's own number. */
final class ThresholdOptions {

    @Option(
            names = {"-w", "--warning"},
            paramLabel = "RANGE",
            converter = RangeConverter.class,
            description = "WARNING outside this range, written likewise.")
    @Nullable Range warning;

    @Option(
            names = {"-c", "--critical"},
            paramLabel = "RANGE",
            converter = RangeConverter.class,
            description = "CRITICAL outside 90, 1: or 10:90, or inside @10:20.")
    @Nullable Range critical;

    Thresholds thresholds() {
        return new Thresholds(warning, critical);
    }

    static final class RangeConverter implements ITypeConverter<Range> {
        @Override
        public Range convert(String text) {
            try {
                return Range.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}

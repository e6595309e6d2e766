package io.pptpdmonitor.cli;

import io.pptpdmonitor.nagios.Measure;
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

    /** Reads a text that is measured so. */
    private abstract static class Reading<T> implements ITypeConverter<T> {

        private final Measure measure;

        Reading(Measure measure) {
            this.measure = measure;
        }

        abstract T read(String text, Measure measured);

        @Override
        public T convert(String text) {
            try {
                return read(text, measure);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    private abstract static class OneReading extends Reading<Range> {

        OneReading(Measure measure) {
            super(measure);
        }

        @Override
        Range read(String text, Measure measured) {
            return Range.parse(text, measured);
        }
    }

    /** What else a check looks at has one option: {@code RANGE} is for WARNING, {@code RANGE,RANGE} for CRITICAL, too. */
    private abstract static class BothReading extends Reading<Thresholds> {

        BothReading(Measure measure) {
            super(measure);
        }

        @Override
        Thresholds read(String text, Measure measured) {
            return Thresholds.parse(text, measured);
        }
    }

    static final class RangeConverter extends OneReading {
        RangeConverter() {
            super(Measure.NUMBER);
        }
    }

    static final class PercentConverter extends OneReading {
        PercentConverter() {
            super(Measure.PERCENT);
        }
    }

    static final class SecondsConverter extends OneReading {
        SecondsConverter() {
            super(Measure.SECONDS);
        }
    }

    static final class OctetsConverter extends OneReading {
        OctetsConverter() {
            super(Measure.OCTETS);
        }
    }

    static final class BothConverter extends BothReading {
        BothConverter() {
            super(Measure.NUMBER);
        }
    }

    static final class BothPercentConverter extends BothReading {
        BothPercentConverter() {
            super(Measure.PERCENT);
        }
    }

    static final class BothSecondsConverter extends BothReading {
        BothSecondsConverter() {
            super(Measure.SECONDS);
        }
    }

    static final class BothOctetsConverter extends BothReading {
        BothOctetsConverter() {
            super(Measure.OCTETS);
        }
    }
}

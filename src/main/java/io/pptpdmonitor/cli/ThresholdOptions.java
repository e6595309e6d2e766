package io.pptpdmonitor.cli;

import io.pptpdmonitor.nagios.Measure;
import io.pptpdmonitor.nagios.Range;
import io.pptpdmonitor.nagios.Thresholds;
import java.util.function.BiFunction;
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

        private final BiFunction<String, Measure, T> reader;
        private final Measure measure;

        Reading(BiFunction<String, Measure, T> reader, Measure measure) {
            this.reader = reader;
            this.measure = measure;
        }

        @Override
        public T convert(String text) {
            try {
                return reader.apply(text, measure);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** One range of a plain number. */
    static final class RangeConverter extends Reading<Range> {
        RangeConverter() {
            super(Range::parse, Measure.NUMBER);
        }
    }

    static final class PercentConverter extends Reading<Range> {
        PercentConverter() {
            super(Range::parse, Measure.PERCENT);
        }
    }

    static final class SecondsConverter extends Reading<Range> {
        SecondsConverter() {
            super(Range::parse, Measure.SECONDS);
        }
    }

    static final class OctetsConverter extends Reading<Range> {
        OctetsConverter() {
            super(Range::parse, Measure.OCTETS);
        }
    }

    /** What else a check looks at has one option: {@code RANGE} is for WARNING, {@code RANGE,RANGE} for CRITICAL, too. */
    static final class BothConverter extends Reading<Thresholds> {
        BothConverter() {
            super(Thresholds::parse, Measure.NUMBER);
        }
    }

    static final class BothPercentConverter extends Reading<Thresholds> {
        BothPercentConverter() {
            super(Thresholds::parse, Measure.PERCENT);
        }
    }

    static final class BothSecondsConverter extends Reading<Thresholds> {
        BothSecondsConverter() {
            super(Thresholds::parse, Measure.SECONDS);
        }
    }

    static final class BothOctetsConverter extends Reading<Thresholds> {
        BothOctetsConverter() {
            super(Thresholds::parse, Measure.OCTETS);
        }
    }
}

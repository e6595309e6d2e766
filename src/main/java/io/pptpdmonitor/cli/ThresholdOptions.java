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
    private static <T> T read(BiFunction<String, Measure, T> reader, String text, Measure measure) {
        try {
            return reader.apply(text, measure);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** One range of a plain number. */
    static final class RangeConverter implements ITypeConverter<Range> {
        @Override
        public Range convert(String text) {
            return read(Range::parse, text, Measure.NUMBER);
        }
    }

    static final class PercentConverter implements ITypeConverter<Range> {
        @Override
        public Range convert(String text) {
            return read(Range::parse, text, Measure.PERCENT);
        }
    }

    static final class SecondsConverter implements ITypeConverter<Range> {
        @Override
        public Range convert(String text) {
            return read(Range::parse, text, Measure.SECONDS);
        }
    }

    static final class OctetsConverter implements ITypeConverter<Range> {
        @Override
        public Range convert(String text) {
            return read(Range::parse, text, Measure.OCTETS);
        }
    }

    /** What else a check looks at has one option: {@code RANGE} is for WARNING, {@code RANGE,RANGE} for CRITICAL, too. */
    static final class BothConverter implements ITypeConverter<Thresholds> {
        @Override
        public Thresholds convert(String text) {
            return read(Thresholds::parse, text, Measure.NUMBER);
        }
    }

    static final class BothPercentConverter implements ITypeConverter<Thresholds> {
        @Override
        public Thresholds convert(String text) {
            return read(Thresholds::parse, text, Measure.PERCENT);
        }
    }

    static final class BothSecondsConverter implements ITypeConverter<Thresholds> {
        @Override
        public Thresholds convert(String text) {
            return read(Thresholds::parse, text, Measure.SECONDS);
        }
    }

    static final class BothOctetsConverter implements ITypeConverter<Thresholds> {
        @Override
        public Thresholds convert(String text) {
            return read(Thresholds::parse, text, Measure.OCTETS);
        }
    }
}

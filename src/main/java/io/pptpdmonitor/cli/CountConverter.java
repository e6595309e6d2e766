package io.pptpdmonitor.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many of something: at least one, and of six digits at most. */
final class CountConverter implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        if (text.matches("[1-9][0-9]{0,5}")) {
            return Integer.valueOf(text);
        }
        throw new TypeConversionException("expected a number from 1 to 999999, but was '" + text + "'");
    }
}

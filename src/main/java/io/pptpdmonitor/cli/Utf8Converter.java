package io.pptpdmonitor.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Text of a check's arguments. Octets that are no UTF-8 come here as U+FFFD, whichever they were: a name with one would be taken for
 * every other with one at its place, so it is refused.
 */
final class Utf8Converter implements ITypeConverter<String> {

    private static final char REPLACEMENT = '\ufffd';

    @Override
    public String convert(String text) {
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw new TypeConversionException(
                    "expected UTF-8, but was '" + text + "'; name such a user by --include, with ? for what is not");
        }
        return text;
    }
}

package io.pptpdmonitor.cli;

import io.pptpdmonitor.nagios.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Of whom a check counts. */
final class SelectionOptions {

    @Option(
            names = "--include",
            paramLabel = "WHOM",
            converter = TermConverter.class,
            description =
                    "Only these: user=NAME (or NAME alone), net=NETWORK of clients or interface=NAME; * and ? stand for"
                            + " any text and character; repeatable.")
    List<Selection.Term> included = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "WHOM",
            converter = ExcludedConverter.class,
            description = "But not these; repeatable.")
    List<Selection.Term> excluded = new ArrayList<>();

    Selection selection() {
        return new Selection(included, excluded);
    }

    static final class TermConverter implements ITypeConverter<Selection.Term> {
        @Override
        public Selection.Term convert(String text) {
            return converted(text, Selection.Term::parse);
        }
    }

    static final class ExcludedConverter implements ITypeConverter<Selection.Term> {
        @Override
        public Selection.Term convert(String text) {
            return converted(text, Selection.Term::parseExcluded);
        }
    }

    private static Selection.Term converted(String text, Function<String, Selection.Term> parse) {
        try {
            return parse.apply(new Utf8Converter().convert(text));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}

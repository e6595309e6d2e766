package io.pptpdmonitor.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.TypeConversionException;

/** The words that an option takes, and what each means; a wrong one is told all that are right, in their order. */
final class Choice<T> {

    private final Map<String, T> meanings = new LinkedHashMap<>();

    static <T> Choice<T> of(T[] values, Function<T, String> word) {
        Choice<T> choice = new Choice<>();
        for (T value : values) {
            choice.or(word.apply(value), value);
        }
        return choice;
    }

    Choice<T> or(String word, T meaning) {
        meanings.put(word, meaning);
        return this;
    }

    T convert(String text) {
        T meaning = meanings.get(text);
        if (meaning == null) {
            List<String> words = List.copyOf(meanings.keySet());
            int last = words.size() - 1;
            throw new TypeConversionException("expected " + String.join(", ", words.subList(0, last)) + " or "
                    + words.get(last) + ", but was '" + text + "'");
        }
        return meaning;
    }
}

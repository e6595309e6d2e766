package io.pptpdmonitor.settings;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a value may be.
 *
 * @param expected how it is called, such as "a whole number"
 * @param reading from what TOML holds (String, Long, Boolean, ...) to what it means; null if it is of another type. Its
 *     IllegalArgumentException is a sentence for the user, and never repeats a secret
 */
record Kind<T>(String expected, Reading<T> reading) {

    /** From a value of TOML to its meaning. */
    @FunctionalInterface
    interface Reading<T> {
        @Nullable T of(Object value);
    }

    private static final Pattern DURATION_TEXT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    static final Kind<String> TEXT =
            new Kind<>("a text in quotes", value -> value instanceof String text ? text : null);

    static final Kind<Boolean> TRUTH =
            new Kind<>("true or false", value -> value instanceof Boolean truth ? truth : null);

    /** As {@code "90s"}; 0 without a unit, too. */
    static final Kind<Duration> DURATION = new Kind<>("a duration, such as \"90s\", \"10m\" or \"1h\"", Kind::duration);

    static Kind<Integer> whole(int least, int most) {
        return new Kind<>("a whole number", value -> {
            if (!(value instanceof Long number)) {
                return null;
            }
            if (number < least || number > most) {
                throw new IllegalArgumentException(number + " is out of range; take " + least + " to " + most);
            }
            return number.intValue();
        });
    }

    /** A text that {@code parser} understands, whose IllegalArgumentException is a sentence for the user. */
    static <T> Kind<T> text(Function<String, T> parser) {
        return new Kind<>(TEXT.expected, value -> value instanceof String text ? parser.apply(text) : null);
    }

    /** One of some words. */
    static <T> Kind<T> word(T[] values, Function<T, String> word) {
        return word(List.of(values), word);
    }

    static <T> Kind<T> word(List<T> values, Function<T, String> word) {
        return text(text -> values.stream()
                .filter(value -> word.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected " + either(values.stream().map(word).toList()) + ", but was '" + text + "'")));
    }

    private static String either(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static @Nullable Duration duration(Object value) {
        if (Long.valueOf(0).equals(value)) {
            return Duration.ZERO;
        }
        Matcher matcher = DURATION_TEXT.matcher(value instanceof String text ? text : "");
        if (!matcher.matches()) {
            return null;
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}

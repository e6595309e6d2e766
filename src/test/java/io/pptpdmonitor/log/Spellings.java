package io.pptpdmonitor.log;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a line holds a text, as it is or in one of the notations in which pppd, our hook or a syslog daemon write names. */
public final class Spellings {

    private static final int MOST = 10_000;

    private final Map<String, Pattern> patterns = new HashMap<>();

    /** Whether the line holds each of the text's bytes in order. */
    public boolean holds(String line, String text) {
        return line.contains(text)
                || unescaped(line).contains(text)
                || pattern(text)
                        .matcher(latin(line.getBytes(StandardCharsets.UTF_8)))
                        .find();
    }

    private Pattern pattern(String text) {
        if (patterns.size() > MOST) {
            patterns.clear();
        }
        return patterns.computeIfAbsent(text, Spellings::anyNotation);
    }

    /** As our hook's line is read, percent-encoded. */
    private static String unescaped(String message) {
        Matcher escapes = Pattern.compile("%([0-9A-F]{2})").matcher(latin(message.getBytes(StandardCharsets.UTF_8)));
        String octets = escapes.replaceAll(
                found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Strictly so for printable ASCII; all else may stem from several notations at once in a line made of several. */
    private static Pattern anyNotation(String text) {
        String all = text.chars()
                .mapToObj(c -> c >= ' ' && c < 0x7f ? anyNotation((byte) c) : ".{0,12}?")
                .collect(Collectors.joining());
        return Pattern.compile(all, Pattern.DOTALL);
    }

    private static String anyNotation(byte b) {
        byte[] one = {b};
        return Stream.of(
                        latin(one),
                        "\\" + latin(one),
                        String.format("\\%03o", b),
                        String.format("\\x%02x", b),
                        latin(PppdNotation.packet(one)))
                .distinct()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?:", ")"));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}

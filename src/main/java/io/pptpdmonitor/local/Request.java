package io.pptpdmonitor.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks: {@code N\0argument\0...}, a decimal number of arguments and each of them ended by a NUL, which no
 * argument of a process holds.
 */
record Request(List<String> arguments) {

    static final int MOST_OCTETS = 8192;
    static final int MOST_ARGUMENTS = 64;

    Request {
        arguments = List.copyOf(arguments);
    }

    /**
     * Reads the first {@code count} octets.
     *
     * @return null while more is to come
     * @throws IllegalArgumentException with a sentence for the user, if it is none, whatever comes
     */
    static @Nullable Request parse(byte[] octets, int count) {
        List<String> words = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < count; i++) {
            if (octets[i] == 0) {
                words.add(new String(octets, begin, i - begin, UTF_8));
                begin = i + 1;
            }
        }
        int expected = words.isEmpty() ? MOST_ARGUMENTS : number(words.get(0));
        if (words.size() > expected + 1 || (words.size() == expected + 1 && begin < count)) {
            throw new IllegalArgumentException("the request holds more than it says");
        }
        if (words.size() == expected + 1) {
            return new Request(words.subList(1, words.size()));
        }
        if (count >= MOST_OCTETS) {
            throw new IllegalArgumentException("the arguments of a check have at most " + MOST_OCTETS + " octets here");
        }
        return null;
    }

    private static int number(String text) {
        if (!text.matches("[0-9]{1,4}")) {
            throw new IllegalArgumentException("the request does not begin with the number of its arguments");
        }
        int number = Integer.parseInt(text);
        if (number > MOST_ARGUMENTS) {
            throw new IllegalArgumentException("a check has at most " + MOST_ARGUMENTS + " arguments here");
        }
        return number;
    }
}

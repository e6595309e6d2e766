package io.pptpdmonitor.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One line of messages/authored.log with the two comments above it.
 *
 * @param source who prints it, and in which release
 * @param template the shape it is a sample of
 * @param event the event's text, or "nothing"
 */
record AuthoredLine(int number, String source, String template, String event, String line) {

    private static final String ARROW = " => ";

    static List<AuthoredLine> all() {
        List<String> lines = text().lines().toList();
        List<AuthoredLine> found = new ArrayList<>();
        for (int i = 2; i < lines.size(); i++) {
            if (isLog(lines.get(i))) {
                found.add(read(i + 1, lines.get(i - 2), lines.get(i - 1), lines.get(i)));
            }
        }
        return found;
    }

    private static boolean isLog(String line) {
        return !line.isEmpty() && !line.startsWith("#");
    }

    private static AuthoredLine read(int number, String source, String claim, String line) {
        int arrow = claim.lastIndexOf(ARROW);
        if (!source.startsWith("# ") || !claim.startsWith("#     ") || arrow < 0) {
            throw new AssertionError("line " + number + " lacks its two comments: " + line);
        }
        return new AuthoredLine(
                number,
                source.substring(2),
                claim.substring(6, arrow).replace("\\t", "\t"),
                claim.substring(arrow + ARROW.length()),
                line);
    }

    private static String text() {
        try (InputStream in = AuthoredLine.class.getResourceAsStream("/messages/authored.log")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "authored.log:" + number + " " + template;
    }
}

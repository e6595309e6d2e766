package io.pptpdmonitor.alert;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.TextFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the alerts' states and the number of the last notification are kept, so that a restart repeats nothing. Not
 * thread-safe.
 */
final class AlertsFile implements Closeable {

    private static final String FIRST = "pptpd-monitor alerts 1";
    private static final String NUMBER = "notifications ";
    private static final String NOTHING = "-";
    /** alert NAME LEVEL JUDGED SINCE RAISES TOLD TOLD-AT. */
    private static final int WORDS = 8;

    private final TextFile file;
    private Alerts.@Nullable Kept written;

    AlertsFile(Path path) {
        this.file = new TextFile(path, "the alerts' states");
    }

    /**
     * What was kept; nothing where there is no file.
     *
     * @throws IOException if it is not to be used, with a message for the user
     */
    Alerts.Kept read() throws IOException {
        try {
            List<String> lines = file.read();
            return lines == null ? Alerts.Kept.NOTHING : parsed(lines);
        } catch (DamagedStateException | DateTimeException | IllegalArgumentException e) {
            throw new IOException(
                    "the alerts' states in " + file.path() + " are damaged (" + e.getMessage()
                            + "): all begin anew, and what is raised now is told again",
                    e);
        }
    }

    private static Alerts.Kept parsed(List<String> lines) throws DamagedStateException {
        if (lines.size() < 2 || !lines.get(0).equals(FIRST) || !lines.get(1).startsWith(NUMBER)) {
            throw new DamagedStateException("they are of another release");
        }
        long number = Long.parseLong(lines.get(1).substring(NUMBER.length()));
        List<KeptAlert> alerts = new ArrayList<>();
        for (String line : lines.subList(2, lines.size())) {
            alerts.add(alert(line.split(" ", -1)));
        }
        return new Alerts.Kept(number, alerts);
    }

    private static KeptAlert alert(String[] words) throws DamagedStateException {
        if (words.length != WORDS) {
            throw new DamagedStateException("a line has " + words.length + " words");
        }
        return new KeptAlert(
                words[1],
                words[2].equals(NOTHING) ? null : Level.valueOf(words[2]),
                Level.valueOf(words[3]),
                moment(words[4]),
                Long.parseLong(words[5]),
                Level.valueOf(words[6]),
                moment(words[7]));
    }

    private static @Nullable Instant moment(String word) {
        return word.equals(NOTHING) ? null : Instant.parse(word);
    }

    /**
     * Keeps it, where it is not what was kept last.
     *
     * @throws IOException if that fails, with a message for the user
     */
    void write(Alerts.Kept kept) throws IOException {
        if (kept.equals(written)) {
            return;
        }
        List<String> lines = new ArrayList<>(List.of(FIRST, NUMBER + kept.notifications()));
        kept.alerts().forEach(alert -> lines.add(line(alert)));
        file.write(lines);
        written = kept;
    }

    /** Another process may keep them. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    private static String line(KeptAlert alert) {
        return String.join(
                " ",
                "alert",
                alert.name(),
                word(alert.level()),
                word(alert.judged()),
                word(alert.since()),
                Long.toString(alert.raises()),
                word(alert.told()),
                word(alert.toldAt()));
    }

    private static String word(@Nullable Object value) {
        return value instanceof Level level ? level.name() : Objects.toString(value, NOTHING);
    }
}

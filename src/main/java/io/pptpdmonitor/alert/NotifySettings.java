package io.pptpdmonitor.alert;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is told, and how much of it. The constructor's IllegalArgumentException carries a sentence for the user.
 *
 * @param sessions whether sessions that come and go are told
 * @param sessionsPerSecond of how many each is told; of more, that there were more
 * @param maxEventAge no session is told that came or went longer ago
 * @param queue how many notifications wait for a receiver at most
 * @param command that is run for each notification of an alert, with it as JSON on standard input; null for none
 */
public record NotifySettings(
        boolean sessions,
        int sessionsPerSecond,
        Duration maxEventAge,
        int queue,
        @Nullable Path command) {

    public static final NotifySettings DEFAULT = new NotifySettings(false, 10, Duration.ofSeconds(60), 1000, null);

    public NotifySettings {
        within("sessions_per_second", sessionsPerSecond, 1000);
        within("queue", queue, 100_000);
        if (maxEventAge.compareTo(Duration.ofSeconds(1)) < 0 || maxEventAge.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("max_event_age is 1s to 1h, not " + maxEventAge.toSeconds() + "s");
        }
        if (command != null && !command.isAbsolute()) {
            throw new IllegalArgumentException("command is the absolute path of a program, not '" + command + "'");
        }
    }

    private static void within(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(what + " is 1 to " + most + ", not " + value);
        }
    }
}

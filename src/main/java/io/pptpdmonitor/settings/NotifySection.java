package io.pptpdmonitor.settings;

import io.pptpdmonitor.alert.NotifySettings;
import java.nio.file.Path;
import java.util.Objects;

/** {@code [notify]}: what is told, and how much of it. */
final class NotifySection {

    private static final NotifySettings DEFAULT = NotifySettings.DEFAULT;

    private NotifySection() {}

    static NotifySettings read(Section section) {
        NotifySettings settings = section.make(() -> new NotifySettings(
                section.value("sessions", Kind.TRUTH, DEFAULT.sessions()),
                section.value("sessions_per_second", Kind.whole(1, 1000), DEFAULT.sessionsPerSecond()),
                section.value("max_event_age", Kind.DURATION, DEFAULT.maxEventAge()),
                section.value("queue", Kind.whole(1, 100_000), DEFAULT.queue()),
                section.value("command", Kind.text(Path::of))));
        section.end();
        return Objects.requireNonNullElse(settings, DEFAULT);
    }
}

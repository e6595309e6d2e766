package io.pptpdmonitor.model;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Stamps as text. */
public final class Stamp {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private Stamp() {}

    /** RFC 3339: always with seconds (OffsetDateTime.toString drops :00), with the offset and fraction of the log. */
    public static String iso(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    /** The wall clock of the log, to the second, as whoever reads the log beside it will see it. */
    public static String text(OffsetDateTime time) {
        return SECOND.format(time);
    }

    /** Without the date where it is the same day as the other's. */
    public static String near(OffsetDateTime time, OffsetDateTime other) {
        return time.toLocalDate().equals(other.toLocalDate()) ? CLOCK.format(time) : SECOND.format(time);
    }
}

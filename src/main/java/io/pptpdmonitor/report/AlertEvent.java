package io.pptpdmonitor.report;

import io.pptpdmonitor.alert.Notification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notification of an alert as JSON of schema {@value #SCHEMA}, for a command; etc/pptpd-monitor-alert-1.schema.json says
 * the same. It holds what an SNMP notification does; null is not known.
 */
public final class AlertEvent {

    static final String SCHEMA = "pptpd-monitor-alert/1";

    private AlertEvent() {}

    /** One line, ended by a line feed; moments are told in that zone. */
    public static String json(Notification.OfAlert notification, ZoneId zone) {
        StringBuilder out = new StringBuilder();
        try {
            JsonRow.write(fields(zone), notification, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // A StringBuilder throws none.
        }
        return out.toString();
    }

    private static List<Field<Notification.OfAlert>> fields(ZoneId zone) {
        return List.of(
                new Field<>("schema", event -> SCHEMA),
                new Field<>("event", event -> event.raised() ? "raised" : "cleared"),
                new Field<>("number", Notification.OfAlert::number),
                new Field<>("time", event -> in(zone, event.time())),
                new Field<>("server", Notification.OfAlert::server),
                new Field<>("alert", event -> event.alert().name()),
                new Field<>("level", event -> event.alert().level().label()),
                new Field<>("value", event -> event.alert().value()),
                new Field<>("warning", event -> event.alert().warning()),
                new Field<>("critical", event -> event.alert().critical()),
                new Field<>("since", event -> in(zone, event.alert().since())),
                new Field<>("text", event -> event.alert().text()));
    }

    private static @Nullable OffsetDateTime in(ZoneId zone, @Nullable Instant moment) {
        return moment == null ? null : OffsetDateTime.ofInstant(moment, zone);
    }
}

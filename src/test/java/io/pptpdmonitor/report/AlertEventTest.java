package io.pptpdmonitor.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.pptpdmonitor.alert.AlertStatus;
import io.pptpdmonitor.alert.Direction;
import io.pptpdmonitor.alert.Level;
import io.pptpdmonitor.alert.Notification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertEventTest {

    private static final Instant NOW = Instant.parse("2026-11-20T11:00:00.25Z");

    @Test
    void tellsAllThatTheNotificationDoes() {
        assertThat(json(event(true, Level.CRITICAL, 96L, NOW.minusSeconds(60), "users 96 >= 95, most: ä\u001b[31m 3")))
                .isEqualTo("{\"schema\":\"pptpd-monitor-alert/1\",\"event\":\"raised\",\"number\":42,"
                        + "\"time\":\"2026-11-20T13:00:00.25+02:00\",\"server\":\"vpn1\",\"alert\":\"users-high\","
                        + "\"level\":\"critical\",\"value\":96,\"warning\":80,\"critical\":null,"
                        + "\"since\":\"2026-11-20T12:59:00.25+02:00\","
                        + "\"text\":\"users 96 >= 95, most: \\u00E4\\u001B[31m 3\"}\n");
    }

    @Test
    void keepsToTheSchema() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("etc/pptpd-monitor-alert-1.schema.json")));
        for (Level level : Level.values()) {
            for (String text : new String[] {"", "x", "\ud800 \u2028 \"\\"}) {
                assertThat(schema.validate(json(event(true, level, 0L, NOW, text)), InputFormat.JSON))
                        .isEmpty();
                assertThat(schema.validate(json(event(false, level, null, null, text)), InputFormat.JSON))
                        .isEmpty();
            }
        }
    }

    private static String json(Notification.OfAlert event) {
        return AlertEvent.json(event, ZoneId.of("Europe/Riga"));
    }

    private static Notification.OfAlert event(
            boolean raised, Level level, @Nullable Long value, @Nullable Instant since, String text) {
        AlertStatus status = new AlertStatus(
                "users-high", Direction.ABOVE, Duration.ZERO, level, value, 80L, null, 75L, since, 1, text);
        return new Notification.OfAlert(42, value == null ? null : "vpn1", NOW, raised, status);
    }
}

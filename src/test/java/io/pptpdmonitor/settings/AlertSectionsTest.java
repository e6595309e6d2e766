package io.pptpdmonitor.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pptpdmonitor.alert.AlertRule;
import io.pptpdmonitor.alert.Direction;
import io.pptpdmonitor.alert.Metric;
import io.pptpdmonitor.alert.NotifySettings;
import io.pptpdmonitor.alert.Threshold;
import io.pptpdmonitor.snmp.Recipient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code [[alert]]}, {@code [notify]} and {@code [[receiver]]}. */
class AlertSectionsTest {

    private static final String USER = """
        [[user]]
        name = "nms"
        auth = "SHA-256"
        auth_password = "authauth"
        priv = "AES-128"
        priv_password = "privpriv"
        """;

    @TempDir
    Path directory;

    @Test
    void readsTheExamplesOfTheManual() throws IOException {
        Configuration configuration = read("""
            [[alert]]
            name = "users-high"
            metric = "active-users"
            direction = "above"
            warning = "80%"
            critical = "95%"
            clear = "75%"
            hold = "60s"
            repeat = "1h"
            [[alert]]
            name = "users-low"
            metric = "active-users"
            direction = "below"
            critical = 0
            hold = "10m"
            [[alert]]
            name = "mass-disconnect"
            metric = "session-ends"
            window = "2m"
            warning = "25%"
            minimum = 5
            [notify]
            sessions = true
            sessions_per_second = 20
            max_event_age = "90s"
            queue = 500
            command = "/usr/local/sbin/on-alert"
            """);
        assertThat(configuration.alerts())
                .startsWith(
                        new AlertRule(
                                "users-high",
                                Metric.ACTIVE_USERS,
                                Direction.ABOVE,
                                new Threshold(80, true),
                                new Threshold(95, true),
                                new Threshold(75, true),
                                Duration.ofMinutes(1),
                                Duration.ofHours(1),
                                AlertRule.DEFAULT_WINDOW,
                                0),
                        new AlertRule(
                                "users-low",
                                Metric.ACTIVE_USERS,
                                Direction.BELOW,
                                null,
                                new Threshold(0, false),
                                null,
                                Duration.ofMinutes(10),
                                Duration.ZERO,
                                AlertRule.DEFAULT_WINDOW,
                                0),
                        new AlertRule(
                                "mass-disconnect",
                                Metric.SESSION_ENDS,
                                Direction.ABOVE,
                                new Threshold(25, true),
                                null,
                                null,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ofMinutes(2),
                                5));
        assertThat(configuration.telling())
                .isEqualTo(
                        new NotifySettings(true, 20, Duration.ofSeconds(90), 500, Path.of("/usr/local/sbin/on-alert")));
    }

    @Test
    void judgesThePoolAndTheCollectorUnlessToldOtherwise() throws IOException {
        assertThat(names(read(""))).containsExactly("pool", "collector");
        assertThat(AlertRule.SHIPPED.get(0).warning()).hasToString("80%");
        assertThat(AlertRule.SHIPPED.get(0).critical()).hasToString("95%");

        Configuration other = read("""
            [[alert]]
            name = "pool"
            metric = "pool-percent"
            critical = 100
            [[alert]]
            name = "collector"
            enabled = false
            """);
        assertThat(names(other)).containsExactly("pool");
        assertThat(other.alerts().get(0).critical()).hasToString("100");
    }

    @Test
    void readsReceivers() throws IOException {
        List<Recipient> receivers = read(USER + """
            [[receiver]]
            address = "udp:192.0.2.9:1162"
            version = "v2c"
            community = "traps"
            inform = false
            [[receiver]]
            address = "udp:[2001:db8::9]"
            version = "v3"
            user = "nms"
            timeout = "500ms"
            retries = 5
            """).receivers();
        assertThat(receivers)
                .extracting(Recipient::toString)
                .containsExactly("udp:192.0.2.9:1162 v2c traps", "udp:[2001:db8::9]:162 v3 as nms informs");
        assertThat(receivers.get(1).timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(receivers.get(1).retries()).isEqualTo(5);
    }

    @Test
    void tellsAllFaultsWithLineAndRemedy() throws IOException {
        assertThat(faults("""
            [[alert]]
            metric = "users"
            [[alert]]
            name = "a"
            metric = "active-users"
            warning = 1.5
            critical = "110%"
            hold = "soon"
            [[alert]]
            name = "b"
            metric = "active-users"
            warning = 80
            critical = 70
            [[alert]]
            name = "b"
            metric = "data-age"
            window = "1m"
            critical = 60
            [[alert]]
            name = "c"
            enabled = false
            colour = "red"
            [[alert]]
            name = "d"
            metric = "sessions"
            [notify]
            queue = 0
            command = "on-alert"
            """))
                .containsExactly(
                        "1: there is no name in [[alert]]; add name = \"users-high\"",
                        "2: metric: expected active-users, unnamed-sessions, sessions, pool-percent, auth-failures,"
                                + " negotiation-failures, session-ends, max-sessions-per-user, reconnects-per-user,"
                                + " in-rate, out-rate, data-age or collector, but was 'users'",
                        "6: warning: expected a whole number, or a percentage such as \"80%\", but was a number",
                        "7: critical: a percentage is 0% to 100%, not 110%",
                        "8: hold: expected a duration, such as \"90s\", \"10m\" or \"1h\", but was another text",
                        "9: critical 70 is not above warning 80; exchange them",
                        "14: window does not belong to data-age, which tells of now; take it out",
                        "15: name: alert 'b' stands here twice; remove one of them",
                        "22: unknown key 'colour' in [[alert]]; there is clear, critical, direction, enabled, hold,"
                                + " metric, minimum, name, repeat, warning, window",
                        "23: an alert needs a warning or a critical; add warning = 80, say",
                        "26: command is the absolute path of a program, not 'on-alert'",
                        "27: queue: 0 is out of range; take 1 to 100000");
    }

    @Test
    void tellsAllFaultsOfReceivers() throws IOException {
        assertThat(faults(USER + """
            view = "without-personal-data"
            [[receiver]]
            address = "192.0.2.9"
            version = "v1"
            [[receiver]]
            address = "udp:192.0.2.9"
            version = "v2c"
            [[receiver]]
            address = "udp:192.0.2.9"
            version = "v3"
            user = "nobody"
            [[receiver]]
            address = "udp:192.0.2.9"
            version = "v3"
            user = "nms"
            """))
                .containsExactly(
                        "9: address: not the address of a receiver: '192.0.2.9'; write udp:HOST or udp:HOST:PORT,"
                                + " such as udp:192.0.2.9:162 or udp:[2001:db8::9]",
                        "10: version: expected v2c or v3, but was 'v1'",
                        "11: there is no community for v2c; add community or community_file",
                        "17: user: there is no [[user]] 'nobody' in this file; add one",
                        "18: the user nms has the view without-personal-data, and notifications hold names; take a"
                                + " user who may see everything");
    }

    private static List<String> names(Configuration configuration) {
        return configuration.alerts().stream().map(AlertRule::name).toList();
    }

    private List<String> faults(String text) {
        ConfigurationException refused = catchThrowableOfType(ConfigurationException.class, () -> read(text));
        String file = directory.resolve("file.toml") + ":";
        return refused.faults().stream()
                .map(fault -> fault.startsWith(file) ? fault.substring(file.length()) : fault)
                .toList();
    }

    private Configuration read(String text) throws IOException {
        Path file = directory.resolve("file.toml");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return ConfigurationFile.read(file);
    }
}

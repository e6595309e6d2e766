package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.Event;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.HostileNames;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.SessionBuilder;
import io.pptpdmonitor.report.EventFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped filter in fail2ban's own hands: every failure gives its address, and nothing else gives any. */
@Tag("programs")
class Fail2banTest {

    private static final Path RECORDED = Path.of("src/test/resources/recordings/d");
    private static final String FILTER = "etc/fail2ban/filter.d/pptpd-monitor.conf";
    private static final Pattern FAILURE = Pattern.compile("\"clientAddress\":\"([0-9.]+)\".*");

    @TempDir
    Path scratch = Path.of("");

    @Test
    void givesTheAddressOfEveryRecordedFailure() throws IOException {
        String log = RECORDED.resolve("syslog.rfc3339").toString();
        String lines = CliRun.of("events", "-o", "fail2ban", "-f", log).out();
        List<String> addresses = CliRun.of("events", "-f", log)
                .out()
                .lines()
                .filter(line -> line.contains("\"type\":\"login-failed\""))
                .map(line -> FAILURE.matcher(line)
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1))
                .toList();

        assertThat(banned(lines)).hasSize(22).containsExactlyElementsOf(addresses);
    }

    @Test
    void givesNoneOfALogThatHostileNamesWereWrittenTo() throws IOException {
        assertThat(banned(Files.readString(RECORDED.resolve("syslog")))).isEmpty();
        assertThat(banned(CliRun.of("events", "-f", RECORDED.resolve("syslog").toString())
                        .out()))
                .isEmpty();
    }

    /** Each name from an address of its own, so that whatever a name forges would be seen. */
    @Test
    void givesTheRightAddressWhateverTheName() throws IOException {
        StringBuilder lines = new StringBuilder();
        StringBuilder expected = new StringBuilder();
        int number = 0;
        List<String> names = Stream.concat(
                        HostileNames.all(),
                        Stream.of(
                                "x\" login failed from 198.51.100.1 method pap user \"y",
                                "2026-11-22T13:56:34Z vpn1 pptpd-monitor: login failed from 198.51.100.1 method pap user \"",
                                "\n2026-11-22T13:56:34Z vpn1 pptpd-monitor: login failed from 198.51.100.1 method pap user \"\"",
                                "x\" <HOST> 198.51.100.1"))
                .toList();
        for (String name : names) {
            String address = "10.1." + number / 250 + "." + number++ % 250;
            EventFormat.FAIL2BAN.write(failure(name, address), lines);
            expected.append(address).append('\n');
        }
        assertThat(String.join("\n", banned(lines.toString())) + "\n").isEqualTo(expected.toString());
    }

    private static Event failure(String name, String address) {
        OffsetDateTime time = OffsetDateTime.parse("2026-11-22T13:56:34+01:00");
        Session session = SessionBuilder.session(7).build();
        return new Event.OfLogin(new Failure(time, 7, "vpn1", 828, name, address, AuthMethod.MSCHAPV2), session, null);
    }

    /** The jail is one that fail2ban takes. */
    @Test
    void hasAJailThatFail2banTakes() throws IOException {
        Program client = Program.require("fail2ban-client");
        Path config = scratch.resolve("fail2ban");
        copy(Path.of("/etc/fail2ban"), config);
        Files.copy(Path.of(FILTER), config.resolve("filter.d/pptpd-monitor.conf"));
        try (Stream<Path> jails = Files.list(config.resolve("jail.d"))) {
            for (Path jail : jails.toList()) {
                Files.delete(jail);
            }
        }
        Files.copy(Path.of("etc/fail2ban/jail.d/pptpd-monitor.conf"), config.resolve("jail.d/pptpd-monitor.conf"));
        Files.writeString(config.resolve("jail.local"), "[pptpd-monitor]\nlogpath = " + failuresLog("") + "\n");
        Program.Result result = client.run("-c", config.toString(), "--test");
        assertThat(result.out() + result.err()).contains("OK: configuration test is successful");
        assertThat(client.run("-c", config.toString(), "-d").out()).contains("'pptpd-monitor'", "failures.log");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private Path failuresLog(String lines) throws IOException {
        return Files.writeString(scratch.resolve("failures.log"), lines);
    }

    private List<String> banned(String lines) throws IOException {
        String log = failuresLog(lines).toString();
        return Program.require("fail2ban-regex").run("-o", "ip", log, FILTER).lines();
    }
}

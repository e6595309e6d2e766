package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.snmp.Access;
import io.pptpdmonitor.snmp.AgentSettings;
import io.pptpdmonitor.snmp.Authentication;
import io.pptpdmonitor.snmp.EngineIdentity;
import io.pptpdmonitor.snmp.ListenAddress;
import io.pptpdmonitor.snmp.PptpdAgent;
import io.pptpdmonitor.snmp.Privacy;
import io.pptpdmonitor.snmp.Secret;
import io.pptpdmonitor.snmp.SnmpUser;
import io.pptpdmonitor.snmp.mib.Examples;
import io.pptpdmonitor.snmp.mib.Scope;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shipped for Prometheus, in the hands of snmp_exporter and of Prometheus itself. */
@Tag("programs")
class PrometheusTest {

    private static final Path SHIPPED = Path.of("etc/prometheus").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Whom the shipped snmp.yml asks as. */
    private static final SnmpUser SHIPPED_USER = new SnmpUser(
            "prometheus",
            Authentication.SHA_256,
            Secret.password("change this password"),
            Privacy.AES_128,
            Secret.password("change this one too"),
            Scope.EVERYTHING);

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicReference<Snapshot> snapshot = new AtomicReference<>(Examples.morning());
    private final PptpdAgent agent = new PptpdAgent(
            AgentSettings.defaults()
                    .listening(List.of(ListenAddress.parse("udp:127.0.0.1:0")))
                    .admitting(new Access(List.of(SHIPPED_USER), List.of())),
            EngineIdentity.anew(),
            snapshot::get,
            Snapshots.NOW.plusSeconds(7)::toInstant);

    private String target = "";

    @TempDir
    Path scratch = Path.of("");

    private void serve(Snapshot served) throws IOException {
        snapshot.set(served);
        target = agent.start().get(0).toString().substring("udp:".length());
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
    }

    @Test
    void snmpExporterReadsFiguresUsersAndSessions() throws Exception {
        serve(Examples.morning());
        try (Daemon exporter = exporter()) {
            assertThat(scraped(exporter, "pptpd"))
                    .contains(
                            "pptpdServerActiveSessions 2",
                            "pptpdUserActiveSessions{pptpdUserName=\"alice\"} 1",
                            "pptpdServerName{pptpdServerName=\"vpn1\"} 1")
                    .noneMatch(line -> line.contains("203.0.113.7"));
            assertThat(scraped(exporter, "pptpd_sessions"))
                    .contains("pptpdSessionOutOctets{pptpdSessionAssignedText=\"192.168.0.10\","
                            + "pptpdSessionClientText=\"203.0.113.7\",pptpdSessionHost=\"vpn1\",pptpdSessionIfName=\"ppp0\","
                            + "pptpdSessionIndex=\"3\",pptpdSessionUserName=\"alice\"} 5e+09");
        }
    }

    /** One label that is not UTF-8 makes the exporter refuse the whole scrape. */
    @Test
    void noNameBreaksAScrape() throws Exception {
        Snapshot hostile = Examples.hostile();
        serve(hostile);
        try (Daemon exporter = exporter()) {
            assertThat(scraped(exporter, "pptpd").stream().filter(line -> line.startsWith("pptpdUserActiveSessions")))
                    .hasSize(hostile.users().size());
            assertThat(scraped(exporter, "pptpd_sessions")).isNotEmpty();
        }
    }

    @Test
    void prometheusScrapesItAndJudgesItByTheRules() throws Exception {
        serve(Examples.morning());
        try (Daemon exporter = exporter();
                Daemon prometheus = prometheus(exporter)) {
            await(prometheus, "up{job=\"pptpd\"}", result -> value(result).equals("1"));
            assertThat(value(query(prometheus, "pptpdUserActiveSessions{pptpdUserName=\"alice\"}")))
                    .isEqualTo("1");
            assertThat(query(prometheus, "pptpdServerActiveSessions")
                            .at("/data/result/0/metric/instance")
                            .asText())
                    .isEqualTo(target);
            JsonNode rules = json(prometheus, "/api/v1/rules");
            assertThat(rules.at("/data/groups/0/rules")).hasSize(14);
        }
    }

    @Test
    void promtoolPassesRulesTheirTestsAndTheScrape() throws IOException {
        Program promtool = Program.require("promtool");
        assertThat(promtool.run("check", "rules", SHIPPED.resolve("rules.yml").toString()))
                .matches(result -> result.exit() == 0, "exit 0");
        assertThat(promtool.run(
                        "test", "rules", SHIPPED.resolve("rules_test.yml").toString()))
                .matches(result -> result.exit() == 0, "exit 0");
        assertThat(promtool.run(
                        "check",
                        "config",
                        "--syntax-only",
                        SHIPPED.resolve("scrape.yml").toString()))
                .matches(result -> result.exit() == 0, "exit 0");
    }

    @Test
    void snmpYmlIsWhatTheGeneratorMakes() throws IOException {
        Files.copy(SHIPPED.resolve("generator.yml"), scratch.resolve("generator.yml"));
        String generator = Program.require("prometheus-snmp-generator").path();
        Program.Result generated = Program.require("sh")
                .with(
                        "MIBDIRS",
                        Path.of("mibs").toAbsolutePath() + ":"
                                + Path.of("src/test/mibs").toAbsolutePath())
                .with("MIBS", "ALL")
                .run("-c", "cd '" + scratch + "' && exec " + generator + " generate");
        assertThat(generated.exit()).as(generated.err()).isZero();
        assertThat(scratch.resolve("snmp.yml")).hasSameTextualContentAs(SHIPPED.resolve("snmp.yml"));
    }

    /** The two differ in where the user of SNMPv3 stands, and so in how deep all else stands. */
    @Test
    void bothExportersAskForTheSame() throws IOException {
        assertThat(asked("snmp-0.23.yml")).hasSizeGreaterThan(500).isEqualTo(asked("snmp.yml"));
        assertThat(Files.readString(SHIPPED.resolve("snmp-0.23.yml"))).contains("\nauths:\n  pptpd:\n    version: 3\n");
    }

    private static List<String> asked(String file) throws IOException {
        List<String> lines = Files.readAllLines(SHIPPED.resolve(file));
        int modules = lines.indexOf("modules:");
        String indent = modules < 0 ? "" : "  ";
        return lines.subList(modules + 1, lines.size()).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(indent.length()))
                .filter(
                        line -> !line.matches(
                                "  (version: 3|auth:)|    (security_level|username|password|auth_protocol|priv_protocol|priv_password): .*"))
                .toList();
    }

    private Daemon exporter() throws IOException {
        return Daemon.start(
                "prometheus-snmp-exporter",
                "--config.file=" + SHIPPED.resolve("snmp.yml"),
                "--web.listen-address=127.0.0.1:%d");
    }

    private Daemon prometheus(Daemon exporter) throws IOException {
        Path config = scratch.resolve("prometheus.yml");
        String scrape = Files.readString(SHIPPED.resolve("scrape.yml"))
                .replace("vpn1.example.org", '"' + target + '"')
                .replace("127.0.0.1:9116", "127.0.0.1:" + exporter.port());
        Files.writeString(
                config,
                "global: {scrape_interval: 1s, evaluation_interval: 1s}\nrule_files: ['" + SHIPPED.resolve("rules.yml")
                        + "']\n" + scrape);
        return Daemon.start(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + scratch.resolve("data"),
                "--web.listen-address=127.0.0.1:%d");
    }

    private List<String> scraped(Daemon exporter, String module) throws Exception {
        HttpResponse<String> answer = get(exporter, "/snmp?target=" + target + "&module=" + module);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().filter(line -> !line.startsWith("#")).toList();
    }

    private JsonNode query(Daemon prometheus, String expression) throws Exception {
        return json(prometheus, "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    }

    private static String value(JsonNode result) {
        return result.at("/data/result/0/value/1").asText();
    }

    private void await(Daemon prometheus, String expression, Predicate<JsonNode> expected) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode last = query(prometheus, expression);
        while (!expected.test(last)) {
            assertThat(System.nanoTime()).as("still %s", last).isLessThan(deadline);
            last = query(prometheus, expression);
        }
    }

    private JsonNode json(Daemon server, String path) throws Exception {
        return new ObjectMapper().readTree(get(server, path).body());
    }

    private HttpResponse<String> get(Daemon server, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return http.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A program with an HTTP server that says on stderr when it is ready. */
    private record Daemon(RunningProgram program, int port) implements AutoCloseable {

        static Daemon start(String name, String... arguments) throws IOException {
            int port = freePort();
            String path = Program.require(name).path();
            StringBuilder command = new StringBuilder("exec ").append(path);
            for (String argument : arguments) {
                command.append(" '").append(argument.formatted(port)).append('\'');
            }
            Path directory = Files.createTempDirectory("daemon");
            RunningProgram program = RunningProgram.start(
                    directory, Map.of(), "sh", "-c", command.append(" 2>&1").toString());
            try {
                program.lineWith(name.equals("prometheus") ? "Server is ready" : "Listening on");
                return new Daemon(program, port);
            } catch (Exception e) {
                program.close();
                throw new IOException(name + " did not start", e);
            }
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            }
        }

        @Override
        public void close() {
            program.close();
        }
    }
}

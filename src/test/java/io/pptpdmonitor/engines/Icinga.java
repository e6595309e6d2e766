package io.pptpdmonitor.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.Program;
import io.pptpdmonitor.RunningProgram;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Icinga 2 in the foreground with its API, and the shipped definitions as an administrator includes them. */
final class Icinga implements Engine {

    /** Who may do what pptpd-passive.conf has him do for the host of that name, and no more. */
    static final String SUBMITTER = "passive";

    private static final String USER = "root";
    static final String PASSWORD = "p4ssword";

    private static final Duration FRESH = Duration.ofMillis(200);

    /** Whom it is to run as: whoever runs the test. */
    static final String OWNER = System.getProperty("user.name");

    static final String OWNERS = Program.require("id").run("-gn").out().strip();

    private static final String SETTINGS = """
            include <itl>
            include <plugins>
            const NodeName = "localhost"
            const ZoneName = "localhost"
            const PluginDir = "%1$s"
            const PluginContribDir = "%1$s"
            const MaxConcurrentChecks = 6
            object Endpoint NodeName { }
            object Zone ZoneName { endpoints = [ NodeName ] }
            object CheckerComponent "checker" { }
            object NotificationComponent "notification" { }
            object ApiListener "api" {
              bind_host = "127.0.0.1"
              bind_port = %2$d
            }
            object ApiUser "root" {
              password = "p4ssword"
              permissions = [ "*" ]
            }
            object ApiUser "passive" {
              password = "p4ssword"
              permissions = [ {
                permission = "actions/process-check-result"
                filter = {{ host.name == "passive" }}
              } ]
            }
            template Host "generic-host" {
              check_command = "dummy"
            }
            template Service "generic-service" {
              check_interval = 1h
              retry_interval = 1h
              max_check_attempts = 1
            }
            object User "admin" { }
            object NotificationCommand "notify" {
              command = [ "/bin/sh", "-c", "printf '%%s\\n' \\"$$0\\" >>%3$s/notified", "$service.output$" ]
            }
            apply Notification "notify" to Service {
              command = "notify"
              users = [ "admin" ]
              interval = 0
              assign where true
            }
            object EventCommand "handle" {
              command = "printf '%%s\\n' $service.output$ >>%3$s/handled"
            }
            """;

    private final Path directory;
    private final int port;
    private final RunningProgram program;
    private Map<String, JsonNode> last = Map.of();
    private long asked = System.nanoTime() - FRESH.toNanos();

    private Icinga(Path directory, int port, RunningProgram program) {
        this.directory = directory;
        this.port = port;
        this.program = program;
    }

    /**
     * Checks the configuration as {@code icinga2 daemon -C} does, starts it and waits until its API answers.
     *
     * @param plugins where check_pptpd and the C plugins stand
     * @param objects hosts and services
     */
    static Icinga start(Path directory, Path plugins, Map<String, String> environment, String objects)
            throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        for (String part : List.of("data/certs", "log", "cache", "spool", "run")) {
            Files.createDirectories(directory.resolve(part));
        }
        StringBuilder settings = new StringBuilder(SETTINGS.formatted(plugins, port, directory));
        for (String shipped : List.of("commands", "services", "check_snmp", "passive")) {
            settings.append("include \"")
                    .append(Path.of("nagios/icinga2/pptpd-" + shipped + ".conf").toAbsolutePath())
                    .append("\"\n");
        }
        Path file = Files.writeString(directory.resolve("icinga2.conf"), settings + objects);
        certify(directory.resolve("data/certs"));
        List<String> arguments = List.of(
                "daemon",
                "-c",
                file.toString(),
                "-DDataDir=" + directory.resolve("data"),
                "-DLogDir=" + directory.resolve("log"),
                "-DCacheDir=" + directory.resolve("cache"),
                "-DSpoolDir=" + directory.resolve("spool"),
                "-DInitRunDir=" + directory.resolve("run"));
        List<String> check = new ArrayList<>(arguments);
        check.add("-C");
        Program.Result checked = icinga().run(check.toArray(String[]::new));
        assertThat(checked.exit()).as(checked.out() + checked.err()).isZero();
        List<String> command = new ArrayList<>(List.of(icinga().path()));
        command.addAll(arguments);
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(Map.of("ICINGA2_USER", OWNER, "ICINGA2_GROUP", OWNERS));
        RunningProgram program = RunningProgram.start(directory, all, command.toArray(String[]::new));
        program.lineWith("Started new listener");
        Icinga started = new Icinga(directory, port, program);
        Thread drain = new Thread(() -> started.drain(program.process().inputReader()), "icinga's log");
        drain.setDaemon(true);
        drain.start();
        return started;
    }

    private static Program icinga() {
        return Program.require("icinga2").with("ICINGA2_USER", OWNER).with("ICINGA2_GROUP", OWNERS);
    }

    private void drain(Reader log) {
        try {
            log.transferTo(Files.newBufferedWriter(directory.resolve("log.txt")));
        } catch (IOException ended) {
            // So has the program.
        }
    }

    private static void certify(Path directory) throws IOException {
        Program.Result made = icinga().run(
                        "pki",
                        "new-cert",
                        "--cn",
                        "localhost",
                        "--key",
                        directory.resolve("localhost.key").toString(),
                        "--cert",
                        directory.resolve("localhost.crt").toString());
        assertThat(made.exit()).as(made.out() + made.err()).isZero();
        Files.copy(directory.resolve("localhost.crt"), directory.resolve("ca.crt"));
    }

    /** Checks all that this filter names, now. */
    void check(String filter) {
        action("reschedule-check", filter, Map.of("force", true));
    }

    @Override
    public void leave(String service) {
        modify(service, Map.of("enable_active_checks", false));
    }

    @Override
    public void hurry(String service) {
        modify(service, Map.of("check_interval", 1, "retry_interval", 1));
        action("reschedule-check", named(service), Map.of());
    }

    @Override
    public void submit(String service, int state, String text) {
        action("process-check-result", named(service), Map.of("exit_status", state, "plugin_output", text));
    }

    /** It takes no result of others for what depends on something; so its own check runs, by force. */
    @Override
    public void fail(String check) {
        String service = "shipped!pptpd-" + check;
        modify(service, Map.of("vars.pptpd_" + check + "_critical", "0", "max_check_attempts", 1));
        action("reschedule-check", named(service), Map.of("force", true));
    }

    private static String named(String service) {
        return "service.__name == \"" + service + "\"";
    }

    private void action(String action, String filter, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("type", "Service");
        body.put("filter", filter);
        JsonNode answer = asked(
                "actions/" + action, "-d", new ObjectMapper().valueToTree(body).toString());
        assertThat(answer.get("results")).as(answer.toString()).isNotEmpty();
    }

    private void modify(String service, Map<String, ?> attributes) {
        JsonNode answer = asked(
                "objects/services/" + service,
                "-d",
                new ObjectMapper().valueToTree(Map.of("attrs", attributes)).toString());
        assertThat(answer.get("results")).as(answer.toString()).isNotEmpty();
    }

    @Override
    public Map<String, Told> told() {
        Map<String, Told> told = new HashMap<>();
        services().forEach((name, service) -> told.put(name, told(service)));
        return told;
    }

    @Override
    public Schedule schedule(String service) {
        JsonNode its = services().get(service);
        return new Schedule(
                Math.max(0, its.get("last_check").asDouble()),
                its.get("next_check").asDouble(),
                its.get("state_type").asInt() == 1);
    }

    /** Of a fifth of a second ago at most. */
    private Map<String, JsonNode> services() {
        if (System.nanoTime() - asked > FRESH.toNanos()) {
            Map<String, JsonNode> services = new HashMap<>();
            asked("objects/services", "-X", "GET")
                    .get("results")
                    .forEach(service -> services.put(service.get("name").asText(), service.get("attrs")));
            last = services;
            asked = System.nanoTime();
        }
        return last;
    }

    private static Told told(JsonNode service) {
        JsonNode result = service.get("last_check_result");
        if (result == null || result.isNull()) {
            return Told.NOTHING;
        }
        String items = result.get("performance_data")
                .valueStream()
                .map(JsonNode::asText)
                .collect(Collectors.joining(" "));
        String text = result.get("output").asText().replaceFirst("(?s)\n.*", "");
        return new Told(service.get("state").asInt(), text.strip(), items);
    }

    JsonNode asked(String path, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "-sS",
                "--cacert",
                certificate().toString(),
                "-u",
                USER + ":" + PASSWORD,
                "-H",
                "Accept: application/json"));
        arguments.addAll(Arrays.asList(options));
        arguments.add(address() + "/v1/" + path);
        Program.Result answer = Program.require("curl").run(arguments.toArray(String[]::new));
        assertThat(answer.exit()).as(answer.err()).isZero();
        try {
            return new ObjectMapper().readTree(answer.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "https://localhost:" + port;
    }

    Path certificate() {
        return directory.resolve("data/certs/ca.crt");
    }

    @Override
    public List<String> notified() throws IOException {
        return Files.readAllLines(directory.resolve("notified"));
    }

    @Override
    public List<String> handled() throws IOException {
        return Files.readAllLines(directory.resolve("handled"));
    }

    @Override
    public void close() {
        program.close();
    }
}

package io.pptpdmonitor.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.Program;
import io.pptpdmonitor.RunningProgram;
import io.pptpdmonitor.ServerLog;
import io.pptpdmonitor.alert.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every check in real Nagios 4 and real Icinga 2, by the definitions that are shipped: both are started once, run all rows of
 * {@code engines.txt} against one agent, and are then asked what they have of them. To add a check is to add rows.
 */
@Tag("programs")
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EnginesIT {

    private static final Path TABLE = Path.of("src/test/resources/nagios/engines.txt");
    private static final Path SHIPPED = Path.of("nagios").toAbsolutePath();
    private static final Path PLUGINS = Path.of("/usr/lib/nagios/plugins");

    /** What he would do to a shell, to a status line and to a page. */
    static final String STRANGER = "a|b;$(x)<i>'\"%`y`&z";

    private static final String ACTIVE = "host.name != \"passive\"";

    private static final List<String> FIGURES = List.of(
            "pool", "users", "sessions", "logins", "negotiation", "most", "in", "out", "age", "collector", "alerts");

    @TempDir
    static Path scratch;

    private static final List<AutoCloseable> STARTED = new ArrayList<>();
    private static List<Row> rows = List.of();
    private static VpnServer server;
    private static RunningProgram agent;
    private static Nagios nagios;
    private static Icinga icinga;
    private static Path submitConf;
    private static String port = "";

    @BeforeAll
    static void start() throws Exception {
        server = new VpnServer(scratch.resolve("vpn1"), "alice * secret *\nbob * secret *\ncarol * secret *\n");
        server.login(1, "alice");
        server.login(2, "bob");
        server.login(3, STRANGER);
        server.failed(4, "carol");
        server.failed(5, STRANGER);
        Path other = ServerLog.withoutServer(scratch.resolve("other.log")).path();
        Path socket = scratch.resolve("check");
        Path plugins = plugins();
        submitConf = scratch.resolve("submit.conf");
        Path submit = executable(
                "on-alert",
                "#!/bin/sh\nPPTPD_SUBMIT_CONF=" + submitConf + " exec " + SHIPPED.resolve("pptpd-submit") + "\n");
        agent = agent(
                "most",
                "max-sessions-per-user",
                "critical = 2",
                "socket = \"" + socket + "\"",
                "[notify]\ncommand = \"" + submit + "\"");
        RunningProgram warned = agent("many", "active-users", "warning = 1", "", "");
        RunningProgram alarmed = agent("many", "active-users", "critical = 1", "", "");
        port = port(agent);
        rows = Row.read(
                TABLE,
                Map.of(
                        "other",
                        other.toString(),
                        "root",
                        server.root().toString(),
                        "stranger",
                        STRANGER,
                        "warned",
                        "127.0.0.1:" + port(warned),
                        "alarmed",
                        "127.0.0.1:" + port(alarmed)));

        Map<String, String> environment = Map.of("PPTPD_MONITOR_SOCKET", socket.toString());
        icinga = started(Icinga.start(
                Files.createDirectory(scratch.resolve("icinga")), plugins, environment, objectsOfIcinga()));
        nagios = started(Nagios.start(
                Files.createDirectory(scratch.resolve("nagios")), plugins, environment, objectsOfNagios()));
        Files.writeString(
                submitConf, """
                host=passive
                nagios=%s
                icinga=%s
                icinga_ca=%s
                icinga_netrc=%s
                ttl=180
                """.formatted(nagios.commandFile(), icinga.address(), icinga.certificate(), netrc()));
        icinga.check(ACTIVE);
        Until.holds("Nagios has checked something", () -> !nagios.told().isEmpty());
        awaitAll(nagios::told);
        awaitAll(icinga::told);
    }

    /** An agent of that server with an alert of its own, and whatever else its configuration is to say. */
    private static RunningProgram agent(String alert, String metric, String level, String own, String more)
            throws IOException {
        Path conf = Files.writeString(
                Files.createTempFile(scratch, "agent", ".toml"), """
                [agent]
                listen = ["udp:127.0.0.1:0"]
                %s
                [[community]]
                name = "wallboard"
                sources = ["127.0.0.1/32"]
                view = "without-personal-data"
                [[user]]
                name = "nms"
                auth = "SHA-256"
                auth_password = "authpass1"
                priv = "AES-128"
                priv_password = "privpass1"
                view = "without-personal-data"
                [[alert]]
                name = "%s"
                metric = "%s"
                %s
                hold = "0s"
                %s
                """.formatted(own, alert, metric, level, more));
        Files.setPosixFilePermissions(conf, PosixFilePermissions.fromString("rw-------"));
        return started(RunningProgram.start(
                scratch,
                List.of(
                        "agent",
                        "--config",
                        conf.toString(),
                        "--root",
                        server.root().toString(),
                        "--state",
                        "none")));
    }

    /** Where it listens, once it does. */
    private static String port(RunningProgram agent) throws Exception {
        return agent.lineWith("listening on udp:").replaceFirst(".*:", "").strip();
    }

    private static <T extends AutoCloseable> T started(T program) {
        STARTED.add(0, program);
        return program;
    }

    @AfterAll
    static void end() throws Exception {
        for (AutoCloseable program : STARTED) {
            program.close();
        }
        // Links to what is not the test's; JUnit warns of those that it finds.
        try (Stream<Path> links = Files.list(scratch.resolve("plugins"))) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        }
    }

    private static void awaitAll(Supplier<Map<String, Told>> engine) {
        try {
            Until.holds("all are checked", () -> unchecked(engine).isEmpty());
        } catch (AssertionError e) {
            throw new AssertionError("not checked: " + unchecked(engine), e);
        }
    }

    private static List<String> unchecked(Supplier<Map<String, Told>> engine) {
        return engine.get().entrySet().stream()
                .filter(service -> !service.getKey().startsWith("passive!")
                        && service.getValue().state() < 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** As an administrator makes the links, or the package. */
    private static Path plugins() throws IOException {
        Path plugins = Files.createDirectory(scratch.resolve("plugins"));
        Files.createSymbolicLink(plugins.resolve("check_pptpd"), RunningProgram.HOME.resolve("bin/check_pptpd"));
        for (String plugin : List.of("check_snmp", "check_dummy")) {
            Program.requireFile(PLUGINS.resolve(plugin));
            Files.createSymbolicLink(plugins.resolve(plugin), PLUGINS.resolve(plugin));
        }
        return plugins;
    }

    private static Path executable(String name, String text) throws IOException {
        Path file = Files.writeString(scratch.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    private static Path netrc() throws IOException {
        return Files.writeString(
                scratch.resolve("netrc"),
                "machine localhost login " + Icinga.USER + " password " + Icinga.PASSWORD + "\n");
    }

    private static String objectsOfNagios() throws IOException {
        StringBuilder objects = new StringBuilder();
        for (String host : List.of("rows", "shipped", "snmp2", "snmp3", "passive", "silent")) {
            objects.append("define host {\n use generic-host\n host_name ")
                    .append(host)
                    .append("\n address 127.0.0.1\n")
                    .append(host.equals("shipped") ? " hostgroups pptpd-servers\n" : "")
                    .append("}\n");
        }
        for (Row row : rows) {
            objects.append(service("generic-service", "rows", row.service(), row.nagios()));
        }
        for (String figure : FIGURES) {
            String ranges = "!" + thresholds(figure) + "!";
            String command = "check_pptpd_snmp_" + figure + ranges;
            objects.append(service(
                    "generic-service", "snmp2", "pptpd-snmp-" + figure, command + "-P 2c -C wallboard -p " + port));
            objects.append(service(
                    "generic-service",
                    "snmp3",
                    "pptpd-snmp-" + figure,
                    command + "-P 3 -L authPriv -U nms -a SHA-256 -A authpass1 -x AES -X privpass1 -p " + port));
        }
        objects.append(service("pptpd-alerts-passive", "passive", "pptpd-alerts", null));
        objects.append(service("pptpd-alert-passive", "passive", "pptpd-alert-most", null));
        objects.append(service("pptpd-alerts-passive\n freshness_threshold 1", "silent", "pptpd-alerts", null));
        return objects.toString();
    }

    private static String thresholds(String figure) {
        return switch (figure) {
            case "pool" -> "80!95";
            case "age" -> "60!300";
            case "collector" -> "1!1:2";
            case "alerts" -> "0!1";
            default -> "~:!~:";
        };
    }

    private static String service(String template, String host, String name, String command) {
        return "define service {\n use " + template + "\n host_name " + host + "\n service_description " + name + "\n"
                + (command == null ? "" : " check_command " + command + "\n") + "}\n";
    }

    private static String objectsOfIcinga() throws IOException {
        ObjectMapper json = new ObjectMapper();
        StringBuilder objects = new StringBuilder("""
                object Host "rows" { import "generic-host" }
                object Host "shipped" { import "generic-host"; vars.pptpd = true }
                object Host "snmp2" {
                  import "generic-host"
                  address = "127.0.0.1"
                  vars.pptpd_snmp = true
                  vars.snmp_community = "wallboard"
                  vars.snmp_port = %1$s
                }
                object Host "snmp3" {
                  import "generic-host"
                  address = "127.0.0.1"
                  vars.pptpd_snmp = true
                  vars.snmpv3_user = "nms"
                  vars.snmpv3_auth_alg = "SHA-256"
                  vars.snmpv3_auth_key = "authpass1"
                  vars.snmpv3_priv_key = "privpass1"
                  vars.snmpv3_port = %1$s
                }
                object Host "passive" { import "generic-host"; vars.pptpd_passive = [ "most" ] }
                """.formatted(port));
        for (Row row : rows) {
            objects.append(
                    "object Service \"" + row.service() + "\" {\n  import \"generic-service\"\n  host_name = \"rows\"\n"
                            + "  event_command = \"handle\"\n  check_command = \"pptpd_" + row.check() + "\"\n");
            for (Map.Entry<String, Object> variable : row.icinga().entrySet()) {
                objects.append(
                        "  vars." + variable.getKey() + " = " + json.writeValueAsString(variable.getValue()) + "\n");
            }
            objects.append("}\n");
        }
        return objects.toString();
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> nagiosHasWhatTheTableSays() {
        return table(nagios.told());
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> icingaHasWhatTheTableSays() {
        return table(icinga.told());
    }

    private static Stream<DynamicTest> table(Map<String, Told> told) {
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(row.service(), () -> {
                    Told actual = told.getOrDefault("rows!" + row.service(), Told.NOTHING);
                    assertThat(actual.fits(row))
                            .withFailMessage(
                                    "%s\nexpected %s %s|%s\nfound    %s %s|%s",
                                    row.arguments(),
                                    row.state(),
                                    row.text(),
                                    row.perfData(),
                                    actual.state(),
                                    actual.text(),
                                    actual.perfData())
                            .isTrue();
                }));
    }

    /** Every check has a row for each state. */
    @Test
    @Order(1)
    void theTableHoldsEveryCheckInEveryState() {
        Map<String, List<Integer>> states = rows.stream()
                .collect(Collectors.groupingBy(Row::check, Collectors.mapping(Row::state, Collectors.toList())));
        assertThat(states)
                .allSatisfy((check, found) -> assertThat(found).as(check).contains(0, 1, 2, 3));
    }

    /** The services as they are shipped, in both. */
    @Test
    @Order(1)
    void theShippedServicesAreOfWhatTheAgentKnows() {
        for (Map<String, Told> told : List.of(nagios.told(), icinga.told())) {
            assertThat(told.get("shipped!pptpd-users"))
                    .isEqualTo(told.get("shipped!pptpd-users"))
                    .satisfies(users -> assertThat(users.state()).isZero())
                    .satisfies(users ->
                            assertThat(users.text()).startsWith("PPTPD USERS OK - 3 active users, 3 sessions"));
            assertThat(told.get("shipped!pptpd-pool").text())
                    .isEqualTo("PPTPD POOL OK - 3 % of the pool used, 3 of 100 slots");
        }
    }

    @Test
    @Order(1)
    void checkSnmpReadsTheFiguresByBothVersions() {
        for (Map<String, Told> told : List.of(nagios.told(), icinga.told())) {
            for (String host : List.of("snmp2!pptpd-snmp-", "snmp3!pptpd-snmp-")) {
                assertThat(told.get(host + "pool")).isEqualTo(new Told(0, "SNMP OK - pool 3 %", "pool=3;80;95"));
                assertThat(told.get(host + "users").text()).isEqualTo("SNMP OK - users 3");
                assertThat(told.get(host + "most").text()).isEqualTo("SNMP OK - most_of_one 1");
                assertThat(told.get(host + "in").text())
                        .isIn(
                                "SNMP OK - in_rate 0 B",
                                "No valid data returned (No Such Instance currently exists at this OID)");
            }
        }
    }

    /** Nagios makes of one line one dependency for each host, of its own service. */
    @Test
    @Order(1)
    void theOthersDependOnTheCollectorOfTheirHost() throws IOException {
        assertThat(nagios.objects())
                .containsPattern(
                        "define servicedependency \\{\\s+host_name\\s+shipped\\s+service_description\\s+pptpd-collector\\s+"
                                + "dependent_host_name\\s+shipped\\s+dependent_service_description\\s+pptpd-users\\s");
        assertThat(icinga.asked("objects/dependencies", "-X", "GET")
                        .get("results")
                        .findValuesAsText("name"))
                .contains("shipped!pptpd-users!pptpd-collector", "passive!pptpd-alert-most!pptpd-alerts")
                .doesNotContain("shipped!pptpd-collector!pptpd-collector");
    }

    /** What nrpe would run: each command of its file gives one line that a packet of its version 2 takes. */
    @Test
    @Order(2)
    void theCommandsOfNrpeGiveALine() throws IOException {
        List<String> commands = Files.readAllLines(SHIPPED.resolve("nrpe_pptpd.cfg")).stream()
                .filter(line -> line.startsWith("command["))
                .map(line -> line.replaceFirst(
                        "[^=]*=" + PLUGINS, scratch.resolve("plugins").toString()))
                .toList();
        assertThat(commands).isNotEmpty().allSatisfy(command -> {
            Program.Result result = Program.require("sh")
                    .with("PPTPD_MONITOR_SOCKET", scratch.resolve("check").toString())
                    .run("-c", command);
            assertThat(result.out()).startsWith("PPTPD ").hasLineCount(1).hasSizeLessThan(1024);
            assertThat(result.out()).doesNotContain("Invalid", "Unknown option", "pptpd-monitor check");
        });
    }

    /** The stranger's name went through a shell, in notifications and event handlers: nothing of it was run, or cut. */
    @Test
    @Order(2)
    void aNameDoesNoHarmInNotificationsAndHandlers() throws IOException {
        for (List<String> lines : List.of(nagios.notified(), nagios.handled(), icinga.notified(), icinga.handled())) {
            assertThat(rows).filteredOn(row -> row.state() > 0).allSatisfy(row -> anyFits(lines, row.text()));
        }
        assertThat(rows.stream().map(Row::text)).anyMatch(text -> text.contains("a_b,_(x)_i_'_%_y__z"));
    }

    private static void anyFits(List<String> lines, String text) {
        assertThat(lines).as(text).anyMatch(line -> Row.fits(text, line.strip()));
    }

    /** The agent's threshold, its command, both engines. */
    @Test
    @Order(3)
    void anAlertOfTheAgentBecomesAPassiveResult() throws IOException {
        server.login(6, STRANGER);

        for (Supplier<Map<String, Told>> engine : List.<Supplier<Map<String, Told>>>of(nagios::told, icinga::told)) {
            Until.holds(
                    "the alert has come",
                    () -> engine.get().get("passive!pptpd-alert-most").state() == 2);
            Told told = engine.get().get("passive!pptpd-alert-most");
            assertThat(told.text()).startsWith("PPTPD ALERT CRITICAL - ");
            assertThat(told.perfData()).isEqualTo("most=2;;2");
        }
    }

    @Test
    @Order(4)
    void aCheckThatIsSubmittedIsFreshAndThenNot() throws IOException {
        Files.writeString(submitConf, Files.readString(submitConf).replace("ttl=180", "ttl=1"));
        Program.Result submitted = Program.require("sh")
                .with("PPTPD_SUBMIT_CONF", submitConf.toString())
                .with(
                        "PPTPD_SUBMIT_PLUGIN",
                        RunningProgram.HOME.resolve("bin/check_pptpd").toString())
                .with("PPTPD_MONITOR_SOCKET", scratch.resolve("check").toString())
                .run(SHIPPED.resolve("pptpd-submit").toString(), "alerts");
        assertThat(submitted.exit()).as(submitted.err()).isZero();

        Until.holds(
                "Icinga has the result",
                () -> icinga.told().get("passive!pptpd-alerts").state() == 2);
        Until.holds(
                "Nagios has the result",
                () -> nagios.told().get("passive!pptpd-alerts").state() == 2);
        Until.holds(
                "Icinga says that none comes",
                () -> icinga.told()
                        .get("passive!pptpd-alerts")
                        .equals(new Told(3, "no result came from the agent of passive", "")));
        Until.holds(
                "Nagios says that none comes",
                () -> nagios.told()
                        .get("silent!pptpd-alerts")
                        .equals(new Told(3, "UNKNOWN: no result came from the agent", "")));
    }
}

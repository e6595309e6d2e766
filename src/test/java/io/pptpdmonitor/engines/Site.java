package io.pptpdmonitor.engines;

import io.pptpdmonitor.Program;
import io.pptpdmonitor.RunningProgram;
import io.pptpdmonitor.ServerLog;
import io.pptpdmonitor.alert.Until;
import io.pptpdmonitor.pptp.Pptpd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A VPN server with agents, its pptpd, and a Nagios and an Icinga that have checked all that there is to check. */
final class Site implements AutoCloseable {

    static final Path SHIPPED = Path.of("nagios").toAbsolutePath();

    /** What he would do to a shell, to a status line and to a page. */
    static final String STRANGER = "a|b;$(x)<i>'\"%`y`&z";

    private static final Path TABLE = Path.of("src/test/resources/nagios/engines.txt");
    private static final Path PLUGINS = Path.of("/usr/lib/nagios/plugins");
    private static final String ACTIVE = "host.name != \"passive\"";

    private final Path scratch;
    private final Path socket;
    private final Path submitConf;
    private final List<Runnable> ended = new ArrayList<>();
    private final VpnServer server;
    private final List<Row> rows;
    private final Nagios nagios;
    private final Icinga icinga;

    Site(Path scratch) throws Exception {
        this.scratch = scratch;
        socket = scratch.resolve("check");
        submitConf = scratch.resolve("submit.conf");
        try {
            server = server(scratch.resolve("vpn1"));
            watching();
            String polledPort = port(polled());
            rows = Row.read(TABLE, known());
            Objects objects = new Objects(
                    rows,
                    List.of(
                            new Polled("snmp2", 2, polledPort, 0),
                            new Polled("snmp3", 3, polledPort, 0),
                            new Polled("snmp2-warning", 2, polledPort, 1),
                            new Polled("snmp3-critical", 3, polledPort, 2),
                            new Polled("snmp2-blind", 2, port(blind()), 0)),
                    polledPort,
                    credentials());
            Path plugins = plugins();
            Map<String, String> environment = Map.of("PPTPD_MONITOR_SOCKET", socket.toString());
            icinga = started(
                    Icinga.start(
                            Files.createDirectory(scratch.resolve("icinga")), plugins, environment, objects.ofIcinga()),
                    Icinga::close);
            nagios = started(
                    Nagios.start(
                            Files.createDirectory(scratch.resolve("nagios")), plugins, environment, objects.ofNagios()),
                    Nagios::close);
            liveFor(180);
            icinga.check(ACTIVE);
            Until.holds("Nagios has checked something", () -> !nagios.told().isEmpty());
            engines().forEach(Site::awaitAll);
        } catch (Exception | AssertionError e) {
            close();
            throw e;
        }
    }

    /** Three who are on, of whom one is nobody's user, and two who knew no password. */
    private static VpnServer server(Path root) throws IOException {
        VpnServer server = new VpnServer(root, "alice * secret *\nbob * secret *\ncarol * secret *\n");
        server.login(1, "alice");
        server.login(2, "bob");
        server.login(3, STRANGER);
        server.failed(4, "carol");
        server.failed(5, STRANGER);
        return server;
    }

    /** The agent whose socket is asked, and which tells its alert to both. */
    private void watching() throws IOException {
        Path submit = executable(
                "on-alert",
                "#!/bin/sh\nPPTPD_SUBMIT_CONF=" + submitConf + " exec " + SHIPPED.resolve("pptpd-submit") + "\n");
        agent(
                "most",
                "max-sessions-per-user",
                "critical = 2",
                "socket = \"" + socket + "\"",
                "[notify]\ncommand = \"" + submit + "\"",
                "--root",
                server.root().toString());
    }

    private RunningProgram alerting(String level) throws IOException {
        return agent(
                "many", "active-users", level, "", "", "--root", server.root().toString());
    }

    /** One of a server like that, at which nothing happens any more. */
    private RunningProgram polled() throws IOException {
        Path root = server(scratch.resolve("vpn2")).root();
        return agent("many", "active-users", "critical = 10", "", "", "--root", root.toString());
    }

    /** One whose log is of other programs. */
    private RunningProgram blind() throws IOException {
        return agent("many", "active-users", "critical = 1", "", "", "--live", "no", "--file", otherLog());
    }

    private String otherLog() throws IOException {
        Path log = scratch.resolve("other.log");
        return Files.exists(log) ? log.toString() : ServerLog.withoutServer(log).toString();
    }

    /** What the table names. */
    private Map<String, String> known() throws Exception {
        return Map.of(
                "other",
                otherLog(),
                "root",
                server.root().toString(),
                "stranger",
                STRANGER,
                "pptpd",
                started(Pptpd.start(scratch), Pptpd::close).address().toString(),
                "warned",
                "127.0.0.1:" + port(alerting("warning = 1")),
                "alarmed",
                "127.0.0.1:" + port(alerting("critical = 1")));
    }

    /** An agent with an alert of its own, and whatever else its configuration is to say. */
    private RunningProgram agent(
            String alert, String metric, String level, String own, String more, String... arguments)
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
        List<String> all = new ArrayList<>(List.of("agent", "--config", conf.toString(), "--state", "none"));
        all.addAll(List.of(arguments));
        return started(RunningProgram.start(scratch, all), RunningProgram::close);
    }

    /** Where it listens, once it does. */
    private static String port(RunningProgram agent) throws Exception {
        return agent.lineWith("listening on udp:").replaceFirst(".*:", "").strip();
    }

    /** To be ended before those that were started before. */
    private <T> T started(T program, Consumer<T> end) {
        ended.add(0, () -> end.accept(program));
        return program;
    }

    private static void awaitAll(Engine engine) {
        try {
            Until.holds("all are checked", () -> unchecked(engine).isEmpty());
        } catch (AssertionError e) {
            throw new AssertionError("not checked: " + unchecked(engine), e);
        }
    }

    private static List<String> unchecked(Engine engine) {
        return engine.told().entrySet().stream()
                .filter(service -> !service.getKey().startsWith("passive!")
                        && service.getValue().state() < 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** As an administrator makes the links, or the package. */
    private Path plugins() throws IOException {
        Path plugins = Files.createDirectory(scratch.resolve("plugins"));
        Files.createSymbolicLink(plugins.resolve("check_pptpd"), RunningProgram.HOME.resolve("bin/check_pptpd"));
        for (String plugin : List.of("check_snmp", "check_dummy")) {
            Program.requireFile(PLUGINS.resolve(plugin));
            Files.createSymbolicLink(plugins.resolve(plugin), PLUGINS.resolve(plugin));
        }
        return plugins;
    }

    private Path credentials() throws IOException {
        Path file = Files.writeString(
                scratch.resolve("credentials"), "user = nms\nauth_password = authpass1\npriv_password = privpass1\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Path executable(String name, String text) throws IOException {
        Path file = Files.writeString(scratch.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    VpnServer server() {
        return server;
    }

    List<Row> rows() {
        return rows;
    }

    Nagios nagios() {
        return nagios;
    }

    Icinga icinga() {
        return icinga;
    }

    List<Engine> engines() {
        return List.of(nagios, icinga);
    }

    /** From now on a check's submitted result is good for so many seconds. */
    void liveFor(int seconds) throws IOException {
        Path netrc = Files.writeString(
                scratch.resolve("netrc"),
                "machine localhost login " + Icinga.SUBMITTER + " password " + Icinga.PASSWORD + "\n");
        Files.writeString(submitConf, """
                host=passive
                nagios=%s
                icinga=%s
                icinga_ca=%s
                icinga_netrc=%s
                ttl=%d
                """.formatted(
                        nagios.commandFile(), icinga.address(), icinga.certificate(), netrc, seconds));
    }

    /** As cron does it on the VPN server. */
    Program.Result submit(String check) {
        return Program.require("sh")
                .with("PPTPD_SUBMIT_CONF", submitConf.toString())
                .with(
                        "PPTPD_SUBMIT_PLUGIN",
                        RunningProgram.HOME.resolve("bin/check_pptpd").toString())
                .with("PPTPD_MONITOR_SOCKET", socket.toString())
                .run(SHIPPED.resolve("pptpd-submit").toString(), check);
    }

    @Override
    public void close() throws IOException {
        ended.forEach(Runnable::run);
        // Links to what is not the test's; JUnit warns of those that it finds.
        Path plugins = scratch.resolve("plugins");
        if (Files.exists(plugins)) {
            try (Stream<Path> links = Files.list(plugins)) {
                for (Path link : links.toList()) {
                    Files.delete(link);
                }
            }
        }
    }
}

package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The distribution's agent with a configuration, as systemd would run it: reloaded, killed, begun again. */
@Tag("programs")
@Timeout(120)
class SecureAgentIT {

    private static final String BOOTS = ".1.3.6.1.6.3.10.2.1.2.0";
    private static final String ENGINE = ".1.3.6.1.6.3.10.2.1.1.0";
    private static final String UP_TIME = ".1.3.6.1.2.1.1.3.0";
    private static final Path JOURNAL = Path.of("src/test/resources/recordings/a/journal.json");
    private static final String CONTACT = ".1.3.6.1.2.1.1.4.0";
    private static final String COLLECTOR_STATUS = ".1.3.6.1.4.1.8072.9999.9999.1723.1.2.1.0";
    private static final String ACTIVE_USERS = ".1.3.6.1.4.1.8072.9999.9999.1723.1.1.4.0";

    @TempDir
    Path scratch;

    private Path directory;
    private Path log;
    private Path configuration;
    private Path engine;

    @BeforeEach
    void write() throws IOException {
        directory = Files.createDirectory(scratch.resolve("cwd"));
        log = Files.createDirectory(scratch.resolve("log")).resolve("syslog");
        ServerLog.at(log).login(11, "alice");
        Path state = Files.createDirectory(scratch.resolve("state"));
        engine = state.resolve("engine");
        configuration = scratch.resolve("pptpd-monitor.toml");
        configure("authauth", "noc");
        Files.createDirectories(scratch.resolve("net-snmp/cert_indexes"));
    }

    private void configure(String password, String contact) throws IOException {
        Files.writeString(configuration, """
                [agent]
                listen = ["udp:127.0.0.1:0"]
                contact = "%s"
                [[user]]
                name = "nms"
                auth = "SHA-256"
                auth_password = "%s"
                priv = "AES-128"
                priv_password = "privpriv"
                """.formatted(contact, password));
        Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void readsItsConfigurationAgainAndRunsOn() throws Exception {
        try (RunningProgram agent = agent()) {
            String address = agent.address();
            assertThat(get(address, "authauth", CONTACT).out()).contains("noc");
            long upTime = ticks(address, "authauth");

            Files.writeString(configuration, "[agent]\nlisten = 7\n");
            hangup(agent);
            await(agent, configuration + ":2: listen: expected several values in brackets");
            assertThat(ticks(address, "authauth")).isGreaterThanOrEqualTo(upTime);

            configure("changed-it", "operations");
            hangup(agent);
            await(agent, "the configuration was read again");
            assertThat(get(address, "authauth", CONTACT).err()).contains("Authentication failure");
            assertThat(get(address, "changed-it", CONTACT).out()).contains("operations");
            assertThat(ticks(address, "changed-it")).isGreaterThanOrEqualTo(upTime);
            assertThat(agent.endedBy("TERM")).isZero();
        }
    }

    @Test
    void remembersWhatItIsToldWhileItStillReadsTheLog() throws Exception {
        try (RunningProgram agent = readingThatStandsStill("*--lines=*")) {
            configure("changed-it", "operations");
            hangup(agent);
            goOn();
            String address = agent.address();
            await(agent, "the configuration was read again");
            assertThat(get(address, "changed-it", CONTACT).out()).contains("operations");
            assertThat(agent.endedBy("TERM")).isZero();
        }
    }

    @Test
    void saysThatItStillReadsTheLogAndNothingOfUsers() throws Exception {
        try (RunningProgram agent = readingThatStandsStill("*--lines=*) ;; *")) {
            String address = agent.address();
            assertThat(get(address, "authauth", "-Oqv", COLLECTOR_STATUS).out().strip())
                    .isEqualTo("2");
            assertThat(get(address, "authauth", "-Oqv", ACTIVE_USERS).out()).contains("No Such Instance");
            goOn();
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            String users = "";
            while (!users.matches("[0-9]+") && System.nanoTime() < deadline) {
                users = get(address, "authauth", "-Oqv", ACTIVE_USERS).out().strip();
            }
            assertThat(users).matches("[0-9]+");
            assertThat(get(address, "authauth", "-Oqv", COLLECTOR_STATUS).out().strip())
                    .isEqualTo("1");
        }
    }

    /** An agent whose journalctl waits, when it is called so for the first time, for {@link #goOn}. */
    private RunningProgram readingThatStandsStill(String call) throws Exception {
        Path root = scratch.resolve("root");
        Files.createFile(
                Files.createDirectories(root.resolve("var/log/journal/0123")).resolve("system.journal"));
        Path reads = scratch.resolve("reads");
        Program.require("mkfifo")
                .run(reads.toString(), scratch.resolve("goes-on").toString());
        Path journalctl = Files.createDirectory(scratch.resolve("bin")).resolve("journalctl");
        Files.writeString(journalctl, """
                #!/bin/sh
                wait_once() { [ -e %2$s.done ] || { : > %2$s.done; echo > %2$s; cat %3$s; }; }
                case "$*" in %1$s) wait_once;; esac
                case "$*" in *--follow*) exec tail --pid=$PPID -f /dev/null;; esac
                exec cat %4$s
                """.formatted(call, reads, scratch.resolve("goes-on"), JOURNAL.toAbsolutePath()));
        Files.setPosixFilePermissions(journalctl, PosixFilePermissions.fromString("rwxr-xr-x"));
        RunningProgram agent = RunningProgram.start(
                directory,
                Map.of("PATH", journalctl.getParent() + ":" + System.getenv("PATH")),
                RunningProgram.LAUNCHER,
                "agent",
                "--config=" + configuration,
                "--root=" + root);
        CompletableFuture.supplyAsync(() -> opened(reads)).get(30, TimeUnit.SECONDS);
        return agent;
    }

    private void goOn() throws IOException {
        Files.writeString(scratch.resolve("goes-on"), "");
    }

    /** Waits for somebody who writes. */
    private static String opened(Path pipe) {
        try {
            return Files.readString(pipe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void countsItsStartsWhateverEndsIt() throws Exception {
        List<String> engines = new ArrayList<>();
        for (int boots = 1; boots <= 4; boots++) {
            try (RunningProgram agent = agent()) {
                String address = agent.address();
                assertThat(get(address, "authauth", "-Oqv", BOOTS).out().strip())
                        .isEqualTo(String.valueOf(boots));
                engines.add(get(address, "authauth", "-Oqv", ENGINE).out());
                agent.endedBy(boots % 2 == 0 ? "TERM" : "KILL");
            }
        }
        assertThat(engines).containsOnly(engines.get(0));

        byte[] whole = Files.readAllBytes(engine);
        Files.write(engine, java.util.Arrays.copyOf(whole, whole.length - 1));
        try (RunningProgram agent = agent()) {
            String address = agent.address();
            assertThat(get(address, "authauth", "-Oqv", BOOTS).out().strip()).isEqualTo("1");
            assertThat(get(address, "authauth", "-Oqv", ENGINE).out()).isNotIn(engines);
            assertThat(agent.err()).contains(engine + " is damaged, so this agent has a new SNMPv3 engine id");
        }
    }

    /** Standard error is a file here, as JOURNAL_STREAM would name it; elsewhere the variable is another process's. */
    @Test
    void marksItsLinesForTheJournalAlone() throws Exception {
        try (RunningProgram agent = agent(Map.of("JOURNAL_STREAM", "8:4711"))) {
            agent.address();
            assertThat(agent.err()).startsWith("pptpd-monitor: there is no " + engine);
        }
        Path journal = Files.createFile(scratch.resolve("journal"));
        String stream = Files.getAttribute(journal, "unix:dev") + ":" + Files.getAttribute(journal, "unix:ino");
        String[] command = {
            "sh", "-c", "exec \"$0\" \"$@\" 2>" + journal, RunningProgram.LAUNCHER, "agent", "--config", "/nonexistent"
        };
        try (RunningProgram agent = RunningProgram.start(directory, Map.of("JOURNAL_STREAM", stream), command)) {
            assertThat(agent.ended()).isEqualTo(3);
        }
        assertThat(Files.readString(journal)).isEqualTo("<3>no such file: /nonexistent\n");
    }

    private RunningProgram agent() throws Exception {
        return agent(Map.of());
    }

    private RunningProgram agent(Map<String, String> environment) throws Exception {
        String[] command = {
            RunningProgram.LAUNCHER,
            "agent",
            "--config",
            configuration.toString(),
            "-f",
            log.toString(),
            "--live",
            "yes",
            "--state",
            engine.resolveSibling("state").toString(),
            "--root",
            Files.createDirectories(scratch.resolve("root")).toString()
        };
        return RunningProgram.start(directory, environment, command);
    }

    private static void hangup(RunningProgram agent) throws Exception {
        new ProcessBuilder("sh", "-c", "kill -HUP " + agent.pid()).start().waitFor();
    }

    private static void await(RunningProgram agent, String said) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!agent.err().contains(said) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(agent.err()).contains(said);
    }

    private long ticks(String address, String password) {
        return Long.parseLong(get(address, password, "-Oqvt", UP_TIME).out().strip());
    }

    private Program.Result get(String address, String password, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "-v3",
                "-u",
                "nms",
                "-l",
                "authPriv",
                "-a",
                "SHA-256",
                "-A",
                password,
                "-x",
                "AES",
                "-X",
                "privpriv",
                "-m",
                ""));
        arguments.addAll(List.of(more).subList(0, more.length - 1));
        arguments.add(address);
        arguments.add(more[more.length - 1]);
        return Program.require("snmpget")
                .with("SNMPCONFPATH", scratch.resolve("net-snmp").toString())
                .with("SNMP_PERSISTENT_DIR", scratch.resolve("net-snmp").toString())
                .run(arguments.toArray(String[]::new));
    }
}

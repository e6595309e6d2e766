package io.pptpdmonitor.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.Program;
import io.pptpdmonitor.log.LogEvent.HookTold;
import io.pptpdmonitor.log.LogEvent.Octets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The hook itself, run by the shells that servers have, in the environments that a real pppd 2.4.9 gave to ip-up.d and
 * ip-down.d; what it hands to {@code logger} is read back. The stand-in for logger writes into a FIFO, so that it hangs
 * until the test reads: a hook that waited for it would never end.
 */
@Tag("programs")
@Timeout(60)
class HookScriptTest {

    private static final Path HOOKS = Path.of("etc/ppp").toAbsolutePath();

    @TempDir
    Path scratch;

    private Path fifo;
    private Path bin;

    @BeforeEach
    void placeLogger() throws IOException {
        fifo = scratch.resolve("told");
        assertThat(Program.require("mkfifo").run(fifo.toString()).exit()).isZero();
        bin = Files.createDirectory(scratch.resolve("bin"));
        script(bin.resolve("logger"), "for word do printf '%s\\n' \"$word\"; done >" + fifo);
    }

    static Stream<String> shells() {
        return Stream.of("dash", "busybox sh", "bash");
    }

    static List<JsonNode> environments() throws IOException {
        List<JsonNode> environments = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/hook/environments.jsonl"))) {
            environments.add(new ObjectMapper().readTree(line));
        }
        return environments;
    }

    @ParameterizedTest
    @MethodSource("shells")
    void tellsWhatPppdTold(String shell) throws IOException {
        for (JsonNode environment : environments()) {
            boolean up = environment.get("event").asText().equals("ip-up");
            String name = new String(
                    HexFormat.of().parseHex(environment.get("peername_hex").asText()), ISO_8859_1);
            HookTold told = told(shell, environment.get("event").asText(), name, environment);

            assertThat(told)
                    .as(environment.toString())
                    .isEqualTo(new HookTold(
                            up,
                            false,
                            false,
                            environment.get("pppd_pid").intValue(),
                            environment.get("ifname").asText(),
                            utf8(name),
                            environment.get("ipparam").asText(),
                            environment.get("iplocal").asText(),
                            environment.get("ipremote").asText(),
                            up ? null : environment.get("connect_time").longValue(),
                            up
                                    ? null
                                    : new Octets(
                                            environment.get("bytes_sent").longValue(),
                                            environment.get("bytes_rcvd").longValue()),
                            null));
        }
    }

    /** A peer's name is up to 255 octets, any but NUL. */
    @ParameterizedTest
    @MethodSource("shells")
    void keepsEveryOctetOfAName(String shell) throws IOException {
        StringBuilder all = new StringBuilder();
        for (char octet = 1; octet < 256; octet++) {
            all.append(octet);
        }
        Random random = new Random(20261126);
        List<String> names = new ArrayList<>(List.of(
                all.substring(0, 127), all.substring(127), "\n", "-n", "-e \\c", "%", "'", "x".repeat(255), "  ", "*"));
        for (int i = 0; i < 20; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = 1 + random.nextInt(100); length > 0; length--) {
                name.append((char) (1 + random.nextInt(255)));
            }
            names.add(name.toString());
        }
        for (String name : names) {
            assertThat(told(shell, "ip-up", name, environments().get(0)).user()).isEqualTo(utf8(name));
        }
    }

    /** The name is what may be longest, and logger cuts at 1 KiB: better no name than half of one. */
    @ParameterizedTest
    @MethodSource("shells")
    void leavesOutANameThatTheLineCannotHold(String shell) throws IOException {
        String address = "x".repeat(99);
        String line = line(
                shell,
                "ip-up",
                "\u00ff".repeat(255),
                "PPPD_PID=828 IFNAME=ppp0 IPLOCAL=" + address + " IPREMOTE=" + address,
                "ppp0 /dev/pts/1 38400 a b 10.99.0.11");
        assertThat(parse(line)).returns(null, HookTold::user).returns("10.99.0.11", HookTold::clientAddress);
        assertThat(told(shell, "ip-up", "x".repeat(256), environments().get(0)).user())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"ip-up, true, false", "ip-down, false, false", "ipv6-up, true, true", "ipv6-down, false, true"})
    void isOneScriptForFourDirectories(String directory, boolean up, boolean ipv6) throws IOException {
        assertThat(told("dash", directory, "alice", environments().get(0)))
                .returns(up, HookTold::up)
                .returns(ipv6, HookTold::ipv6)
                .returns("alice", HookTold::user);
    }

    /** The loopback has counters as any interface has, and they only grow. */
    @ParameterizedTest
    @MethodSource("shells")
    void readsTheKernelsCountersAtTheEnd(String shell) throws IOException {
        long before = loopback();
        String line = line(
                shell,
                "ip-down",
                "alice",
                "PPPD_PID=828 IFNAME=lo BYTES_SENT=1 BYTES_RCVD=2 CONNECT_TIME=3",
                "lo /dev/pts/1 38400 192.168.0.1 192.168.0.234 10.99.0.11");

        HookTold told = parse(line);
        assertThat(Objects.requireNonNull(told.counted()).sent()).isBetween(before, loopback());
        assertThat(told.told()).isEqualTo(new Octets(1, 2));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void isSilentAndContentWhereItKnowsNothingOrHasNoLogger(String shell) throws IOException {
        Files.delete(bin.resolve("logger"));
        assertThat(run(shell, "ip-up", "alice", "PPPD_PID=828 IFNAME=ppp0", "ppp0"))
                .as("no logger")
                .isEqualTo(new Program.Result(0, "", ""));
        script(bin.resolve("logger"), "echo told >" + scratch.resolve("never"));
        assertThat(run(shell, "ip-up", "alice", "IFNAME=ppp0", "ppp0"))
                .as("no pid")
                .isEqualTo(new Program.Result(0, "", ""));
        assertThat(scratch.resolve("never")).doesNotExist();
    }

    @Test
    void failsNotWhereLoggerFails() throws IOException {
        script(bin.resolve("logger"), "echo gone >" + fifo + "; exit 1");

        assertThat(run("dash", "ip-up", "alice", "PPPD_PID=828 IFNAME=ppp0", "ppp0"))
                .isEqualTo(new Program.Result(0, "", ""));
        assertThat(Files.readString(fifo)).isEqualTo("gone\n");
    }

    /** Where a syslog daemon's socket is full, and coreutils' timeout is there: pppd goes on at once. */
    @ParameterizedTest
    @MethodSource("shells")
    void leavesALoggerThatHangsToTimeout(String shell) throws Exception {
        String timeout = Program.require("timeout").path();
        script(bin.resolve("timeout"), "exec " + timeout + " \"$@\"");
        Path pid = scratch.resolve("pid");
        assertThat(Program.require("mkfifo").run(pid.toString()).exit()).isZero();
        script(bin.resolve("logger"), "echo $$ >" + pid + "; read -r never <" + fifo);

        assertThat(run(shell, "ip-up", "alice", "PPPD_PID=828 IFNAME=ppp0", "ppp0"))
                .isEqualTo(new Program.Result(0, "", ""));
        ProcessHandle logger =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        ProcessHandle parent = logger.parent().orElseThrow();
        assertThat(parent.info().command()).contains(timeout);
        assertThat(parent.info().arguments().orElseThrow()).startsWith("10", "logger", "-t", "pptpd-monitor");
        // Not by a signal to timeout: one that comes before its fork has returned ends it alone (coreutils, timeout.c).
        Files.writeString(fifo, "at last\n");
        logger.onExit().get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ip-up", "ip-down", "ipv6-up", "ipv6-down"})
    void isFoundByRunParts(String directory) {
        Path place = HOOKS.resolve(directory + ".d");

        assertThat(Program.require("run-parts").run("--test", place.toString()).lines())
                .containsExactly(place.resolve("pptpd-monitor").toString());
    }

    private HookTold told(String shell, String directory, String name, JsonNode environment) throws IOException {
        StringBuilder variables = new StringBuilder();
        String[][] told = {
            {"PPPD_PID", "pppd_pid"},
            {"IFNAME", "ifname"},
            {"IPLOCAL", "iplocal"},
            {"IPREMOTE", "ipremote"},
            {"DEVICE", "device"},
            {"CONNECT_TIME", "connect_time"},
            {"BYTES_SENT", "bytes_sent"},
            {"BYTES_RCVD", "bytes_rcvd"},
        };
        for (String[] variable : told) {
            JsonNode value = environment.get(variable[1]);
            variables.append(value.isNull() ? "" : variable[0] + "=" + value.asText() + " ");
        }
        String arguments = "";
        for (String argument : new String[] {"ifname", "device", "", "iplocal", "ipremote", "ipparam"}) {
            arguments +=
                    (argument.isEmpty() ? "38400" : environment.get(argument).asText()) + " ";
        }
        return parse(line(shell, directory, name, variables.toString(), arguments));
    }

    /** What logger was told to write. */
    private String line(String shell, String directory, String name, String variables, String arguments)
            throws IOException {
        assertThat(run(shell, directory, name, variables, arguments)).isEqualTo(new Program.Result(0, "", ""));
        List<String> words = Files.readAllLines(fifo, UTF_8);
        assertThat(words).hasSize(5).startsWith("-t", "pptpd-monitor", "-p", "daemon.info");
        assertThat(words.get(4)).matches("[!-~ ]{1,1000}");
        return words.get(4);
    }

    /** pppd gives its scripts nothing but what it tells them; Debian's own ip-up adds a PATH. */
    private Program.Result run(String shell, String directory, String name, String variables, String arguments) {
        Program.require(shell.split(" ", 2)[0]);
        StringBuilder octal = new StringBuilder();
        for (byte octet : name.getBytes(ISO_8859_1)) {
            octal.append("\\%03o".formatted(octet & 0xff));
        }
        String hook = HOOKS.resolve(directory + ".d/pptpd-monitor").toString();
        return Program.require("dash")
                .run(
                        "-c",
                        "name=$(printf '" + octal + "x'); exec env -i PATH=" + bin + " PEERNAME=\"${name%x}\" "
                                + variables + " /bin/" + shell + " " + hook + " " + arguments);
    }

    private static HookTold parse(String message) {
        List<LogRecord> records = new ArrayList<>();
        byte[] line = ("2026-11-22T13:29:31Z vpn1 pptpd-monitor: " + message).getBytes(UTF_8);
        new LogParser(ZoneOffset.UTC).line(line, 0, line.length, records::add);
        assertThat(records).as(message).hasSize(1);
        return (HookTold) records.get(0).event();
    }

    private static long loopback() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/sys/class/net/lo/statistics/tx_bytes"))
                .strip());
    }

    private static String utf8(String octets) {
        return new String(octets.getBytes(ISO_8859_1), UTF_8);
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.NetSnmp;
import io.pptpdmonitor.alert.Until;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agent's configuration from file and options, and its log. Who is answered is asked by SecurityTest. */
class AgentCommandTest {

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

    private final Queue<Runnable> beats = new ArrayDeque<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private boolean journal;
    private Runnable hangup = () -> {};

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("pptpd-monitor.toml");
    }

    @Test
    void saysWhatWouldBeServedToWhom() throws IOException {
        write("""
            [agent]
            listen = ["udp:127.0.0.1:1161", "tcp:[::1]:1161"]
            [[user]]
            name = "wall"
            auth = "SHA-512"
            auth_password = "authauth"
            priv = "none"
            view = "without-personal-data"
            [[community]]
            name = "s3cret"
            sources = ["192.0.2.0/24", "2001:db8::/32"]
            [[receiver]]
            address = "udp:192.0.2.9"
            version = "v2c"
            community = "s3cret too"
            [[alert]]
            name = "collector"
            enabled = false
            [[alert]]
            name = "ends"
            metric = "session-ends"
            critical = "25%"
            window = "2m"
            minimum = 5
            repeat = "1h"
            [notify]
            sessions = true
            command = "/bin/true"
            """ + USER);
        CliRun run = CliRun.of("agent", "--check-config", "--config", file.toString(), "--state", "none");
        assertThat(run).isEqualTo(new CliRun(0, """
            configuration  %s
            listen         udp:127.0.0.1:1161
            listen         tcp:[0:0:0:0:0:0:0:1]:1161
            user           wall: SHA-512, not encrypted, sees without-personal-data
            user           nms: SHA-256, AES-128, sees everything
            community      the 1. one: SNMPv1 and v2c from 192.0.2.0/24, 2001:db8::/32, sees everything
            engine         a new one at the next start (it is not kept)
            alert          ends: session-ends above, critical 25%%, repeat 3600 s, window 120 s, minimum 5
            alert          pool: pool-percent above, warning 80%%, critical 95%%, clear 75%%, hold 60 s
            receiver       udp:192.0.2.9:162 v2c informs
            command        /bin/true
            sessions       each that comes or goes is told, up to 10 a second
            """.formatted(file), ""));
    }

    @Test
    void saysThatNothingWouldBeServed() throws IOException {
        write("");
        assertThat(CliRun.of("agent", "--check-config", "--config", file.toString())
                        .out())
                .contains("nobody         there is no user and no community, so nothing is served over SNMP\n");
    }

    @Test
    void saysWhereChecksOfThisHostWouldBeAnswered() throws IOException {
        write("[agent]\nsocket = '/run/elsewhere/check'\n");
        assertThat(CliRun.of("agent", "--check-config", "--config", file.toString())
                        .out())
                .contains("checks         of this host are answered on /run/elsewhere/check\n");
        write("[agent]\nsocket = 'none'\n");
        assertThat(CliRun.of("agent", "--check-config", "--config", file.toString())
                        .out())
                .doesNotContain("checks ");
    }

    /** At the usual place one that cannot be had is told, and costs nothing else. */
    @Test
    void answersChecksWhereItsDirectoryIs() throws IOException {
        Path root = Files.createDirectory(directory.resolve("root"));
        Path usual = Files.createDirectories(root.resolve("run/pptpd-monitor")).resolve("check");
        write("");
        List<String> there = new ArrayList<>();
        String[] agent = {
            "agent", "--config", file.toString(), "--root", root.toString(), "--state", "none", "-f", "etc/demo/syslog"
        };
        CliRun run = CliRun.at(
                InstantSource.system(),
                pause -> {
                    there.add(String.valueOf(Files.exists(usual)));
                    return false;
                },
                agent);
        assertThat(run.out()).isEqualTo("listening on unix:" + usual + "\n");
        assertThat(there).containsExactly("true");
        assertThat(usual).doesNotExist();

        Files.writeString(usual, "in its way");
        CliRun hindered = CliRun.of(agent);
        assertThat(hindered.exitCode()).isZero();
        assertThat(hindered.err())
                .contains(usual + " is no socket; remove it, or name another path; until then checks are not answered");
    }

    /** Where snmpd has its socket if nothing else is said; no port is opened then. */
    @ParameterizedTest
    @CsvSource({
        "--agentx, unix:/var/agentx/master",
        "--agentx=tcp:127.0.0.1:705, tcp:127.0.0.1:705",
        "--agentx=unix:/run/master, unix:/run/master"
    })
    void servesThroughTheSnmpdOfThisHost(String option, String master) throws IOException {
        write("");
        CliRun run = CliRun.of("agent", option, "--check-config", "--config", file.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("agentx         " + master + ", to whomever that lets in, sees everything\n")
                .doesNotContain("listen ", "nobody ");
    }

    @Test
    void refusesWhatIsWrongWithEachLine() throws IOException {
        write("[agent]\nlisten = 1\nport = 161\n");
        for (String[] more : new String[][] {{"--check-config"}, {}}) {
            CliRun run = CliRun.of(arguments(more));
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.out()).isEmpty();
            assertThat(run.err().lines())
                    .containsExactly(
                            "pptpd-monitor: " + file
                                    + ":2: listen: expected several values in brackets, each a text in quotes",
                            "pptpd-monitor: " + file + ":3: unknown key 'port' in [agent]; there is agentx, contact,"
                                    + " history_size, listen, location, log_level, max_response, socket, socket_group,"
                                    + " socket_mode");
        }
        Files.delete(file);
        assertThat(CliRun.of(arguments()).err()).isEqualTo("pptpd-monitor: no such file: " + file + "\n");
    }

    @Test
    void findsTheUsualFileBelowItsRoot() throws IOException {
        Path usual =
                Files.createDirectories(directory.resolve("etc/pptpd-monitor")).resolve("pptpd-monitor.toml");
        Files.writeString(usual, "[agent]\nlisten = ['udp:127.0.0.1:4711']\n");
        assertThat(CliRun.of("agent", "--check-config", "--root", directory.toString())
                        .out())
                .contains("configuration  " + usual + "\n", "udp:127.0.0.1:4711");
    }

    @Test
    void letsOptionsWin() throws IOException {
        write("[agent]\nlisten = ['udp:127.0.0.1:4711']\n");
        CliRun run = CliRun.of(arguments("--check-config", "--listen", "udp:127.0.0.1:4712", "--community", "s3cret"));
        assertThat(run.out())
                .contains("listen         udp:127.0.0.1:4712\n", "SNMPv1 and v2c from 0.0.0.0/0, ::/0, sees everything")
                .doesNotContain(":4711", "s3cret");
    }

    @Test
    void servesNobodyAndSaysSo() throws IOException {
        write("");
        assertThat(run()).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .isEqualTo(
                        "pptpd-monitor: there is no user and no community, so nothing is served over SNMP; write a [[user]] into "
                                + file + "\n");
    }

    @Test
    void readsTheConfigurationAgainWhenTold() throws IOException {
        write("[agent]\nlisten = ['udp:127.0.0.1:0']\n");
        beats.add(() -> rewrite("[agent]\nlisten = ['udp:127.0.0.1:0']\n" + USER));
        beats.add(() -> rewrite("[agent]\nlisten = ['udp:127.0.0.1:0']\nlog_level = 'loud'\n"));
        beats.add(() -> rewrite("[agent]\nlisten = ['udp:127.0.0.1:4713']\n" + USER));
        assertThat(run("--state", directory.resolve("state").toString(), "--live", "yes"))
                .isZero();
        assertThat(out.toString()).startsWith("listening on udp:127.0.0.1:").hasLineCount(1);
        assertThat(err.toString().lines())
                .containsSubsequence(
                        "pptpd-monitor: the configuration was read again",
                        "pptpd-monitor: " + file
                                + ":3: log_level: expected error, warning, info or debug, but was 'loud'",
                        "pptpd-monitor: the configuration is not used, the one that was read before stays",
                        "pptpd-monitor: the configuration was read again, but for listen, which changes with the next"
                                + " start");
    }

    /** Nobody was served until then, so it is the configuration with the first one that takes the port. */
    @Test
    @Tag("programs")
    void servesWhenThePortThatItsFirstUserNeedsIsFree() throws Exception {
        write("");
        AtomicReference<String> answer = new AtomicReference<>();
        DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        String listen = "udp:127.0.0.1:" + taken.getLocalPort();
        String wanted = "[agent]\nlog_level = 'debug'\nlisten = ['" + listen + "']\n" + community(NetSnmp.COMMUNITY);
        beats.add(() -> rewrite(wanted));
        beats.add(() -> {
            Logger.getLogger("io.pptpdmonitor.x").fine("not told, the level is that of before");
            taken.close();
            rewrite(wanted);
        });
        beats.add(() -> answer.set(activeUsers(listen)));
        assertThat(run()).isZero();
        assertThat(out.toString()).isEqualTo("listening on " + listen + "\n");
        assertThat(err.toString().lines().skip(1).filter(line -> !line.contains("SNMP: ")))
                .containsExactly(
                        "pptpd-monitor: cannot listen on " + listen
                                + ": the port is taken; stop the program that has it"
                                + " ('ss -lunp' shows it) or take another port",
                        "pptpd-monitor: the configuration is not used, the one that was read before stays",
                        "pptpd-monitor: the configuration was read again");
        assertThat(answer).hasValue("2 users");
    }

    /** It served nobody, so that the master, too, is the one of that configuration, and no port is opened beside it. */
    @Test
    void servesThroughTheMasterThatItIsToldOfLater() throws IOException {
        write("[agent]\nlisten = ['udp:127.0.0.1:0']\n");
        try (ServerSocket master = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            master.setSoTimeout(30_000);
            beats.add(() -> rewrite("[agent]\nagentx = 'tcp:127.0.0.1:" + master.getLocalPort() + "'\n"));
            beats.add(() -> {
                try (Socket session = master.accept()) {
                    // RFC 2741, 6.1: version 1, agentx-Open-PDU.
                    assertThat(session.getInputStream().readNBytes(2)).containsExactly(1, 1);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(run()).isZero();
        }
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("pptpd-monitor: the configuration was read again\n");
    }

    private String activeUsers(String address) {
        try {
            return new NetSnmp(directory, address).get("pptpdServerActiveUsers.0");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String community(String name) {
        return "[[community]]\nname = '" + name + "'\nsources = ['127.0.0.0/8']\n";
    }

    /** Users that come later would meet another engine than the one that managers know. */
    @Test
    void saysThatTheEngineIsDamagedWhereThereIsNoUserYet() throws IOException {
        Path engine = Files.writeString(directory.resolve("engine"), "engine-id 80001f8805aa\n");
        write("[agent]\nlisten = ['udp:127.0.0.1:0']\n" + community(NetSnmp.COMMUNITY));
        run("--state", directory.resolve("state").toString(), "--live", "yes");
        assertThat(err.toString())
                .isEqualTo("pptpd-monitor: " + engine + " is damaged, so this agent has a new SNMPv3 engine id\n");
    }

    @Test
    void saysThatTheCountOfStartsCannotBeKeptWhereThereIsNoUserYet() throws IOException {
        write("[agent]\nlisten = ['udp:127.0.0.1:0']\n" + community(NetSnmp.COMMUNITY));
        String[] state = {"--state", directory.resolve("state").toString(), "--live", "yes"};
        run(state);
        assertThat(err.toString()).as("nobody has known it before").isEmpty();
        // In the way of the file that is written beside it; root may write everywhere.
        Files.createDirectories(directory.resolve("engine.new/full"));
        run(state);
        assertThat(err.toString())
                .startsWith("pptpd-monitor: cannot write the SNMPv3 engine's file " + directory.resolve("engine"))
                .hasLineCount(1);
    }

    @Test
    void saysOfANewEngineWhenThereIsAUser() throws IOException {
        String listen = "[agent]\nlisten = ['udp:127.0.0.1:0']\n" + community(NetSnmp.COMMUNITY);
        write(listen);
        beats.add(() -> rewrite(listen + USER));
        beats.add(() -> rewrite(listen + USER));
        run("--state", directory.resolve("state").toString(), "--live", "yes");
        String told = "pptpd-monitor: the configuration was read again";
        assertThat(err.toString().lines())
                .containsExactly(
                        "pptpd-monitor: there is no " + directory.resolve("engine")
                                + ", so this agent has a new SNMPv3 engine id",
                        told,
                        told);
    }

    /** Of the engine, of the state and of nobody being served, as of anything else. */
    @Test
    void complainsAsMuchAsItsLogSays() throws IOException {
        Files.writeString(directory.resolve("engine"), "damaged");
        Path state = Files.writeString(directory.resolve("state"), "damaged");
        String[] kept = {"--state", state.toString(), "--live", "yes"};
        write("[agent]\nlog_level = 'error'\n");
        run(kept);
        assertThat(err.toString()).isEmpty();

        Files.writeString(directory.resolve("engine"), "damaged");
        Files.writeString(state, "damaged");
        write("[agent]\nlog_level = 'warning'\n");
        run(kept);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("pptpd-monitor: the state " + state),
                        line -> assertThat(line).contains("engine is damaged"),
                        line -> assertThat(line).contains("there is no user and no community"));
    }

    @Test
    void readsTheLogThatTheFileNames() throws IOException {
        write("[source]\nfile = ['/nonexistent/log']\n");
        String[] command = {"agent", "--config", file.toString()};
        assertThat(CliRun.of(command).err()).isEqualTo("pptpd-monitor: no such file: /nonexistent/log\n");
        assertThat(CliRun.of(arguments()).err()).doesNotContain("nonexistent");
    }

    /** The log's two sessions are beyond both thresholds; what was raised before is not raised again. */
    @Test
    void keepsTheStatesOfAlertsThatStayWhenToldToReadAgain() throws IOException {
        String collector = "[[alert]]\nname = 'collector'\nenabled = false\n";
        String alert = "[[alert]]\nname = '%s'\nmetric = 'sessions'\nwarning = 1\n";
        List<String> kept = new ArrayList<>();
        write(collector + alert.formatted("first"));
        beats.add(() -> kept.add(awaitAlert("first")));
        beats.add(() -> rewrite(collector + alert.formatted("second") + alert.formatted("first")));
        beats.add(() -> {
            awaitAlert("second");
            kept.add(awaitAlert("first"));
        });
        run("--state", directory.resolve("state").toString(), "--live", "yes");
        assertThat(kept).hasSize(2).first().isEqualTo(kept.get(1));
        assertThat(directory.resolve("alerts")).content().contains("notifications 2\n");
    }

    /** The line of a raised alert among the states that are kept. */
    private String awaitAlert(String name) {
        Until.holds(name + " is raised", () -> !alert(name).isEmpty());
        return alert(name);
    }

    private String alert(String name) {
        try (Stream<String> lines = Files.lines(directory.resolve("alerts"))) {
            return lines.filter(line -> line.startsWith("alert " + name + " WARNING"))
                    .findFirst()
                    .orElse("");
        } catch (IOException notYet) {
            return "";
        }
    }

    @Test
    void marksItsLinesForTheJournal() throws IOException {
        journal = true;
        write("");
        beats.add(() -> {
            Logger.getLogger("io.pptpdmonitor.x").warning("two\nlines");
            Logger.getLogger("io.pptpdmonitor.x").severe("worse");
            Logger.getLogger("io.pptpdmonitor.x").info("told");
            Logger.getLogger("io.pptpdmonitor.x").fine("not told");
            Logger.getLogger("org.snmp4j.x").info("not told");
        });
        beats.add(() -> rewrite("[agent]\nlog_level = 'debug'\n"));
        beats.add(() -> Logger.getLogger("io.pptpdmonitor.x").fine("told then"));
        run();
        assertThat(err.toString().lines().skip(1))
                .containsExactly(
                        "<4>two?lines", "<3>worse", "<6>told", "<6>the configuration was read again", "<7>told then");
    }

    @Test
    void saysSomeOfWhatAStrangerCanMakeItSay() throws IOException {
        write("");
        beats.add(() -> {
            for (int i = 0; i < 100_000; i++) {
                Logger.getLogger("org.snmp4j.MessageDispatcherImpl").log(Level.WARNING, "ASN.1 parse error");
            }
        });
        run();
        assertThat(err.toString().lines().filter("pptpd-monitor: SNMP: ASN.1 parse error"::equals))
                .hasSize(5);
        assertThat(err.toString()).hasLineCount(6);
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }

    private void rewrite(String text) {
        try {
            write(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        hangup.run();
    }

    private String[] arguments(String... more) {
        List<String> all =
                new java.util.ArrayList<>(List.of("agent", "--config", file.toString(), "-f", "etc/demo/syslog"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** Runs the agent for as many beats as were wanted, and one more. */
    private int run(String... more) {
        PrintWriter outWriter = new PrintWriter(out);
        PrintWriter errWriter = new PrintWriter(err);
        Supervisor supervisor = new Supervisor() {
            @Override
            public boolean readsPriorities() {
                return journal;
            }

            @Override
            public void onHangup(Runnable told) {
                hangup = told;
            }
        };
        Pause pause = duration -> {
            Runnable beat = beats.poll();
            if (beat != null) {
                beat.run();
            }
            return beat != null;
        };
        Environment environment = new Environment(
                InstantSource.system(),
                System::nanoTime,
                ZoneOffset.UTC,
                InputStream.nullInputStream(),
                outWriter,
                errWriter,
                false,
                pause,
                supervisor,
                null);
        return PptpdMonitorCommand.commandLine(environment, "agent").execute(arguments(more));
    }
}

package io.pptpdmonitor.snmp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.Program;
import io.pptpdmonitor.snmp.mib.MibFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** net-snmp's snmptrapd on a free port of loopback, with our MIB; it ends with the test. */
final class Snmptrapd implements AutoCloseable {

    private static final String MIBS = Path.of("src/test/mibs").toAbsolutePath() + ":"
            + MibFile.PATH.toAbsolutePath().getParent();
    private static final String BEGIN = "got ";
    private static final int PATIENCE_SECONDS = 30;

    private final int port;
    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Snmptrapd(int port, Process process) {
        this.port = port;
        this.process = process;
        Thread reader = new Thread(this::read, "snmptrapd");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it with those lines of configuration, and waits until it listens; skipped where there is none. */
    static Snmptrapd start(Path scratch, Collection<String> configuration) throws Exception {
        return start(scratch, configuration, freePort());
    }

    static Snmptrapd start(Path scratch, Collection<String> configuration, int port) throws Exception {
        return start(scratch, configuration, "udp:127.0.0.1:", port);
    }

    /** On that address, which ends where the port begins. */
    static Snmptrapd start(Path scratch, Collection<String> configuration, String address, int port) throws Exception {
        String program = Program.require("snmptrapd").path();
        Files.createDirectories(scratch.resolve("cert_indexes"));
        Path file = scratch.resolve("snmptrapd.conf");
        Files.write(file, configuration);
        ProcessBuilder builder = new ProcessBuilder(
                program,
                "-f",
                "-C",
                "-c",
                file.toString(),
                "-Lo",
                "-n",
                "-M",
                MIBS,
                "-m",
                "PPTPD-MONITOR-MIB",
                "-F",
                BEGIN + "%V|%v\n",
                address + port);
        builder.environment().put("SNMPCONFPATH", scratch.toString());
        builder.environment().put("SNMP_PERSISTENT_DIR", scratch.toString());
        builder.environment().put("TZ", "UTC");
        Snmptrapd started =
                new Snmptrapd(port, builder.redirectErrorStream(true).start());
        started.awaitLine("NET-SNMP version");
        return started;
    }

    static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** The next notification that it got, as its bindings behind sysUpTime. */
    List<String> notification() throws InterruptedException {
        String line = awaitLine(BEGIN);
        List<String> bindings = List.of(line.substring(BEGIN.length()).split("\\|", -1));
        assertThat(bindings.get(0)).startsWith("SNMPv2-SMI::mib-2.1.3.0 = Timeticks: ");
        return bindings.subList(1, bindings.size());
    }

    /** Of a notification of an alert: its type, its number, the alert's name and its state. */
    static String shortened(List<String> notification) {
        return Stream.of(0, 2, 3, 4)
                .map(notification::get)
                .map(binding -> binding.replaceAll("^.*(: |::)(\\S+).*$", "$2"))
                .collect(Collectors.joining(" "));
    }

    /** How many it got beyond those that were asked for. */
    long more() {
        return lines.stream().filter(line -> line.startsWith(BEGIN)).count();
    }

    private String awaitLine(String begin) throws InterruptedException {
        StringBuilder others = new StringBuilder();
        for (String line = next(); line != null; line = next()) {
            if (line.startsWith(begin)) {
                return line;
            }
            others.append(line).append('\n');
        }
        throw new AssertionError("snmptrapd says nothing of " + begin + "; but: " + others);
    }

    private @Nullable String next() throws InterruptedException {
        return lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void read() {
        try (BufferedReader out = process.inputReader(UTF_8)) {
            out.lines().forEach(lines::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException closed) {
            lines.add("its output ended");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

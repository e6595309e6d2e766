package io.pptpdmonitor.snmp.agentx;

import io.pptpdmonitor.Program;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** net-snmp's snmpd as an AgentX master on ports of its own, with nothing of this machine's settings. */
public final class Snmpd implements AutoCloseable {

    private final Path directory;
    private final int port;
    private @Nullable Process process;

    private Snmpd(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /**
     * Not yet started.
     *
     * @param directory takes all of its files
     * @param more lines of its snmpd.conf
     */
    public static Snmpd with(Path directory, MasterAddress master, String... more) throws IOException {
        List<String> settings = new ArrayList<>(List.of(
                "master agentx", "agentXSocket " + master, "rwcommunity s3cret 127.0.0.1", "sysDescr the-master"));
        settings.addAll(List.of(more));
        Files.write(directory.resolve("master.conf"), settings);
        // What it writes there has the name of a configuration, and would take the place of one.
        Files.createDirectories(directory.resolve("persistent/cert_indexes"));
        return new Snmpd(directory, freePort());
    }

    /** One that a server of UDP, and one of TCP, could have had a moment ago. */
    static int freePort() throws IOException {
        try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress())) {
            return udp.getLocalPort();
        }
    }

    public void start() throws IOException {
        process = Program.require("snmpd")
                .with("SNMPCONFPATH", directory.toString())
                .with("SNMP_PERSISTENT_DIR", directory.resolve("persistent").toString())
                .with("MIBS", "")
                .start(
                        directory.resolve("snmpd.log"),
                        "-f",
                        "-Lo",
                        "-C",
                        "-c",
                        directory.resolve("master.conf").toString(),
                        "udp:127.0.0.1:" + port);
    }

    /** As {@code kill -9} does it. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
        process = null;
    }

    /** As net-snmp's programs take it. */
    public String address() {
        return "udp:127.0.0.1:" + port;
    }

    /** What it has printed. */
    String log() throws IOException {
        return Files.readString(directory.resolve("snmpd.log"));
    }

    @Override
    public void close() {
        kill();
    }
}

package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/**
 * The distribution's agent under mutated packets, with little memory. {@code -Dhostile.packets=1000000} sends so many;
 * {@code -Dhostile.seed=N} sends others.
 */
class HostilePacketsIT {

    private static final long PACKETS = Long.getLong("hostile.packets", 30_000);
    private static final long SEED = Long.getLong("hostile.seed", 20_261_126);

    /** So few that the socket's queue cannot run over and take the probe with it. */
    private static final int BETWEEN_PROBES = 50;

    private static final int PATIENCE_MILLIS = 10_000;
    private static final OID ACTIVE_USERS = new OID("1.3.6.1.4.1.8072.9999.9999.1723.1.1.4.0");

    @TempDir
    Path scratch;

    @Test
    void answersEveryProbeInBoundedMemoryWithABoundedLog() throws Exception {
        Path directory = Files.createDirectory(scratch.resolve("cwd"));
        ServerLog log = ServerLog.at(scratch.resolve("syslog"));
        for (int i = 1; i <= 200; i++) {
            log.login(i, "user" + i);
        }
        Path settings = Files.writeString(scratch.resolve("agent.toml"), """
                [[community]]
                name = "%s"
                sources = ["127.0.0.0/8"]
                [[user]]
                name = "%s"
                auth = "SHA-256"
                auth_password = "%s"
                priv = "AES-128"
                priv_password = "%3$s"
                """.formatted(
                        NetSnmp.COMMUNITY, ValidPackets.USER, ValidPackets.PASSWORD));
        settings.toFile().setReadable(false, false);
        settings.toFile().setReadable(true, true);
        try (RunningProgram agent = RunningProgram.start(
                directory,
                Map.of("JAVA_TOOL_OPTIONS", "-Xmx32m"),
                RunningProgram.LAUNCHER,
                "agent",
                "--listen=udp:127.0.0.1:0",
                "--config=" + settings,
                "--live=no",
                "--file=" + scratch.resolve("syslog"))) {
            InetSocketAddress address = address(agent.address());
            List<byte[]> valid = new ArrayList<>(ValidPackets.ofCommunity(NetSnmp.COMMUNITY));
            valid.addAll(ValidPackets.ofUser(address));
            long worst = attack(address, new MutatedPackets(valid, SEED));
            System.out.printf(
                    "%d packets, seed %d: slowest probe %d ms, %d MB resident at most, %d lines on stderr%n",
                    PACKETS,
                    SEED,
                    worst,
                    residentMegabytes(agent),
                    agent.err().lines().count());
            assertThat(agent.process().isAlive()).isTrue();
            assertThat(residentMegabytes(agent)).isLessThan(160);
            assertThat(agent.err().lines().count()).as(agent.err()).isLessThan(50);
            assertThat(agent.endedBy("TERM")).isZero();
        }
    }

    /** Milliseconds that the slowest probe took. */
    private static long attack(InetSocketAddress agent, MutatedPackets packets) throws IOException {
        long worst = 0;
        // What comes back to the attacker is dropped by the kernel when its queue is full.
        try (DatagramSocket attacker = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket prober = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            prober.setSoTimeout(PATIENCE_MILLIS);
            for (long sent = 0; sent < PACKETS; sent++) {
                byte[] packet = packets.next();
                attacker.send(new DatagramPacket(packet, packet.length, agent));
                if (sent % BETWEEN_PROBES == 0) {
                    worst = Math.max(worst, probe(prober, agent, (int) sent));
                }
            }
            return Math.max(worst, probe(prober, agent, Integer.MAX_VALUE));
        }
    }

    private static long probe(DatagramSocket socket, InetSocketAddress agent, int id) throws IOException {
        PDU request = new PDU();
        request.setType(PDU.GET);
        request.setRequestID(new Integer32(id));
        request.add(new VariableBinding(ACTIVE_USERS));
        byte[] message = ValidPackets.message(SnmpConstants.version2c, NetSnmp.COMMUNITY, request);
        long begun = System.nanoTime();
        socket.send(new DatagramPacket(message, message.length, agent));
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        socket.receive(packet);
        long taken = (System.nanoTime() - begun) / 1_000_000;
        BERInputStream in = new BERInputStream(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
        BER.decodeHeader(in, new BER.MutableByte());
        new Integer32().decodeBER(in);
        new OctetString().decodeBER(in);
        PDU response = new PDU();
        response.decodeBER(in);
        assertThat(response.getRequestID().getValue()).isEqualTo(id);
        assertThat(response.getVariable(ACTIVE_USERS)).hasToString("200");
        return taken;
    }

    private static InetSocketAddress address(String printed) {
        Matcher matcher = Pattern.compile("udp:(.*):([0-9]+)").matcher(printed);
        assertThat(matcher.matches()).as(printed).isTrue();
        return new InetSocketAddress(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    /** Its most (proc(5)). */
    private static long residentMegabytes(RunningProgram agent) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(agent.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .sum();
    }
}

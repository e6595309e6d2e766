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
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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

    /** usmStats (RFC 3414): security levels, times, names, engines, digests and decryptions that were refused. */
    private static final List<OID> NOT_LET_IN = IntStream.rangeClosed(1, 6)
            .mapToObj(number -> new OID("1.3.6.1.6.3.15.1.1." + number + ".0"))
            .toList();

    /** snmpInASNParseErrs (RFC 3418). */
    private static final OID UNDECODED = new OID("1.3.6.1.2.1.11.6.0");

    @TempDir
    Path scratch;

    @Test
    void answersEveryProbeInBoundedMemoryWithABoundedLog() throws Exception {
        survives("anybody's", agent -> {
            List<byte[]> valid = new ArrayList<>(ValidPackets.ofCommunity(NetSnmp.COMMUNITY));
            valid.addAll(ValidPackets.ofUser(agent));
            return attack(agent, new MutatedPackets(valid, SEED)::next);
        });
    }

    /** Whoever knows the password of a user, or took over his manager. */
    @Test
    void answersEveryProbeWhateverAUserSigns() throws Exception {
        survives("a user's", agent -> {
            SignedPackets signed = SignedPackets.to(agent);
            MutatedPackets mutated = new MutatedPackets(signed.scopedPdus(), SEED);
            List<Long> before = counts(agent, NOT_LET_IN);
            long undecoded = counts(agent, List.of(UNDECODED)).get(0);
            long worst = attack(agent, () -> signed.around(mutated.next()));
            assertThat(counts(agent, NOT_LET_IN))
                    .as("all came behind the signature")
                    .isEqualTo(before);
            assertThat(counts(agent, List.of(UNDECODED)).get(0)).isGreaterThan(undecoded + PACKETS / 10);
            return worst;
        });
    }

    /** Gives back how many milliseconds the slowest probe took. */
    @FunctionalInterface
    private interface Attack {
        long on(InetSocketAddress agent) throws IOException;
    }

    private void survives(String whose, Attack attack) throws Exception {
        Path directory = Files.createDirectory(scratch.resolve("cwd"));
        ServerLog log = ServerLog.at(scratch.resolve("syslog"));
        for (int i = 1; i <= 200; i++) {
            log.login(i, "user" + i);
        }
        try (RunningProgram agent = RunningProgram.start(
                directory,
                Map.of("JAVA_TOOL_OPTIONS", "-Xmx32m"),
                RunningProgram.LAUNCHER,
                "agent",
                "--listen=udp:127.0.0.1:0",
                "--config=" + settings(),
                "--live=no",
                "--file=" + scratch.resolve("syslog"))) {
            long worst = attack.on(address(agent.address()));
            System.out.printf(
                    "%d packets, %s, seed %d: slowest probe %d ms, %d MB resident at most, %d lines on stderr%n",
                    PACKETS,
                    whose,
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

    private Path settings() throws IOException {
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
        return settings;
    }

    /** Milliseconds that the slowest probe took. */
    private static long attack(InetSocketAddress agent, Supplier<byte[]> packets) throws IOException {
        long worst = 0;
        // What comes back to the attacker is dropped by the kernel when its queue is full.
        try (DatagramSocket attacker = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket prober = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            prober.setSoTimeout(PATIENCE_MILLIS);
            for (long sent = 0; sent < PACKETS; sent++) {
                byte[] packet = packets.get();
                attacker.send(new DatagramPacket(packet, packet.length, agent));
                if (sent % BETWEEN_PROBES == 0) {
                    worst = Math.max(worst, probe(prober, agent, (int) sent));
                }
            }
            return Math.max(worst, probe(prober, agent, Integer.MAX_VALUE));
        }
    }

    private static long probe(DatagramSocket socket, InetSocketAddress agent, int id) throws IOException {
        long begun = System.nanoTime();
        PDU response = asked(socket, agent, id, ACTIVE_USERS);
        long taken = (System.nanoTime() - begun) / 1_000_000;
        assertThat(response.getVariable(ACTIVE_USERS)).hasToString("200");
        return taken;
    }

    private static List<Long> counts(InetSocketAddress agent, List<OID> counters) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            return asked(socket, agent, 1, counters.toArray(OID[]::new)).getVariableBindings().stream()
                    .map(binding -> binding.getVariable().toLong())
                    .toList();
        }
    }

    private static PDU asked(DatagramSocket socket, InetSocketAddress agent, int id, OID... objects)
            throws IOException {
        PDU request = new PDU();
        request.setType(PDU.GET);
        request.setRequestID(new Integer32(id));
        for (OID object : objects) {
            request.add(new VariableBinding(object));
        }
        byte[] message = ValidPackets.message(SnmpConstants.version2c, NetSnmp.COMMUNITY, request);
        socket.send(new DatagramPacket(message, message.length, agent));
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        socket.receive(packet);
        BERInputStream in = new BERInputStream(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
        BER.decodeHeader(in, new BER.MutableByte());
        new Integer32().decodeBER(in);
        new OctetString().decodeBER(in);
        PDU response = new PDU();
        response.decodeBER(in);
        assertThat(response.getRequestID().getValue()).isEqualTo(id);
        return response;
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

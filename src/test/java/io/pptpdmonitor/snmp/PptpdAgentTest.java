package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.snmp.mib.Examples;
import io.pptpdmonitor.snmp.mib.PptpdMib;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/** The agent on a socket of the loopback interface. */
@Timeout(60)
class PptpdAgentTest {

    private static final OID ACTIVE_USERS = new OID(PptpdMib.SERVER).append("4.0");
    private static final OID TOTAL = new OID(PptpdMib.SERVER).append("14.0");
    private static final String COMMUNITY = "s3cret";

    @Test
    void answersOnThePortThatItNames() throws IOException {
        try (PptpdAgent agent = agent(Snapshots::empty, "udp:127.0.0.1:0", "udp:127.0.0.1:0")) {
            List<ListenAddress> bound = agent.start();
            assertThat(bound).hasSize(2).allSatisfy(address -> {
                assertThat(address.port()).isPositive();
                assertThat(response(address, 1, get()).getVariable(ACTIVE_USERS))
                        .hasToString("0");
                assertThat(response(address, 0, get()).getVariable(ACTIVE_USERS))
                        .hasToString("0");
            });
        }
    }

    @Test
    void doesNotAnswerAnotherCommunityNorVersion3() throws IOException {
        try (PptpdAgent agent = agent(Snapshots::empty, "udp:127.0.0.1:0")) {
            ListenAddress address = agent.start().get(0);
            try (DatagramSocket socket = new DatagramSocket()) {
                send(socket, address, message(1, "public", get()));
                send(socket, address, message(1, "", get()));
                send(socket, address, message(3, COMMUNITY, get()));
                send(socket, address, message(1, COMMUNITY, get()));
                // The first and only answer is that to the last request.
                assertThat(received(socket).getErrorStatus()).isZero();
                socket.setSoTimeout(1);
                assertThatThrownBy(() -> received(socket)).isInstanceOf(SocketTimeoutException.class);
            }
        }
    }

    @Test
    void answersEachRequestFromOneSnapshot() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Supplier<Snapshot> snapshots = () -> withTotal(asked.incrementAndGet());
        try (PptpdAgent agent = agent(snapshots, "udp:127.0.0.1:0")) {
            ListenAddress address = agent.start().get(0);
            PDU request = new PDU();
            request.setType(PDU.GET);
            for (int i = 0; i < 50; i++) {
                request.add(new VariableBinding(TOTAL));
            }
            Set<String> seen = new HashSet<>();
            while (seen.size() < 5) {
                agent.refresh();
                List<String> told = response(address, 1, request).getVariableBindings().stream()
                        .map(binding -> binding.getVariable().toString())
                        .distinct()
                        .toList();
                assertThat(told).hasSize(1);
                seen.addAll(told);
            }
        }
    }

    @Test
    void answersFromTheSnapshotBeforeWhileTheNextIsBeingMade() throws Exception {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch mayBeMade = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Supplier<Snapshot> slow = () -> {
            int number = asked.incrementAndGet();
            if (number == 2) {
                making.countDown();
                awaited(mayBeMade);
            }
            return withTotal(number);
        };
        try (PptpdAgent agent = agent(slow, "udp:127.0.0.1:0")) {
            ListenAddress address = agent.start().get(0);
            agent.refresh();
            awaited(making);
            for (int i = 0; i < 100; i++) {
                assertThat(total(address)).isEqualTo("1");
            }
            mayBeMade.countDown();
            while (total(address).equals("1")) {
                Thread.onSpinWait();
            }
        }
    }

    private static String total(ListenAddress address) {
        PDU request = new PDU();
        request.setType(PDU.GET);
        request.add(new VariableBinding(TOTAL));
        return response(address, 1, request).getVariable(TOTAL).toString();
    }

    private static Snapshot withTotal(int sessions) {
        return Snapshots.snapshot().server(Snapshots.server("a", 0, sessions)).build();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void saysGenErrWhereThereIsNoSnapshotAndLogsItOnce() throws IOException {
        Logger logger = Logger.getLogger("io.pptpdmonitor.snmp");
        List<String> told = new CopyOnWriteArrayList<>();
        logger.setUseParentHandlers(false);
        Handler handler = handler(told);
        logger.addHandler(handler);
        Supplier<Snapshot> broken = () -> {
            throw new IllegalStateException("no snapshot");
        };
        try (PptpdAgent agent = agent(broken, "udp:127.0.0.1:0")) {
            ListenAddress address = agent.start().get(0);
            for (int i = 0; i < 100; i++) {
                assertThat(response(address, 1, get()).getErrorStatus()).isEqualTo(PDU.genErr);
            }
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        assertThat(told)
                .containsExactly(
                        "no tables can be made, requests get genErr: java.lang.IllegalStateException: no snapshot",
                        "a request was answered with genErr: there is no snapshot to answer from");
    }

    private static Handler handler(List<String> told) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                told.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void saysTooBigRatherThanNothing() throws IOException {
        try (PptpdAgent agent = agent(Examples::hostile, "udp:127.0.0.1:0")) {
            ListenAddress address = agent.start().get(0);
            PDU request = new PDU();
            request.setType(PDU.GET);
            for (int i = 0; i < 500; i++) {
                request.add(new VariableBinding(new OID(PptpdMib.COLLECTOR).append("2.0")));
            }
            PDU response = response(address, 1, request);
            assertThat(response.getErrorStatus()).isEqualTo(PDU.tooBig);
            assertThat(response.size()).isZero();
        }
    }

    @Test
    void survivesWhatIsNoMessage() throws IOException {
        Random random = new Random(1);
        PrintStream stdout = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (PptpdAgent agent = agent(Examples::morning, "udp:127.0.0.1:0");
                DatagramSocket socket = new DatagramSocket()) {
            ListenAddress address = agent.start().get(0);
            byte[] valid = message(1, COMMUNITY, get());
            for (int i = 1; i <= 2000; i++) {
                send(socket, address, mutated(valid, random));
                if (i % 50 == 0) {
                    // Often enough that the socket's queue cannot run over and drop this one.
                    assertThat(response(address, 1, get()).getErrorStatus()).isZero();
                }
            }
        } finally {
            System.setOut(stdout);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static byte[] mutated(byte[] valid, Random random) {
        byte[] mutated = Arrays.copyOf(valid, 1 + random.nextInt(valid.length + 20));
        for (int n = random.nextInt(4); n >= 0; n--) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
        }
        return mutated;
    }

    @Test
    void leavesNeitherThreadNorSocketBehind() throws IOException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        PptpdAgent agent = agent(Snapshots::empty, "udp:127.0.0.1:0");
        ListenAddress address = agent.start().get(0);
        response(address, 1, get());
        assertThat(started(before)).isNotEmpty().allMatch(Thread::isDaemon);

        agent.close();
        agent.close();

        assertThat(started(before)).isEmpty();
        try (DatagramSocket socket = new DatagramSocket(address.port(), address.address())) {
            assertThat(socket.isBound()).isTrue();
        }
    }

    private static Set<String> names(Set<Thread> threads) {
        return threads.stream().map(Thread::getName).collect(Collectors.toSet());
    }

    private static List<Thread> started(Set<Thread> before) {
        Set<String> known = names(before);
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        !known.contains(thread.getName()) && thread.getName().contains("UDP"))
                .toList();
    }

    @Test
    void isStartedOnce() throws IOException {
        try (PptpdAgent agent = agent(Snapshots::empty, "udp:127.0.0.1:0")) {
            agent.start();
            assertThatThrownBy(agent::start).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void saysWhatToDoWhereThePortIsTakenAndListensNowhere() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                PptpdAgent agent =
                        agent(Snapshots::empty, "udp:127.0.0.1:0", "udp:127.0.0.1:" + taken.getLocalPort())) {
            assertThatThrownBy(agent::start)
                    .isInstanceOf(ListenException.class)
                    .hasMessage("cannot listen on udp:127.0.0.1:" + taken.getLocalPort() + ": the port is taken;"
                            + " stop the program that has it ('ss -lunp' shows it) or take another port");
        }
    }

    @Test
    void mayBeStartedAgainWhereItCouldNotListen() throws IOException {
        int port = freePort();
        int other = freePort();
        String[] wanted = {"tcp:127.0.0.1:0", "udp:127.0.0.1:" + port, "udp:127.0.0.1:" + other};
        try (PptpdAgent agent = agent(Snapshots::empty, wanted)) {
            try (DatagramSocket taken = new DatagramSocket(other, InetAddress.getLoopbackAddress())) {
                assertThatThrownBy(agent::start)
                        .hasMessageStartingWith("cannot listen on udp:127.0.0.1:" + taken.getLocalPort());
            }
            for (ListenAddress address : agent.start().subList(1, 3)) {
                assertThat(response(address, 1, get()).getErrorStatus()).isZero();
            }
            assertThatThrownBy(agent::start).isInstanceOf(IllegalStateException.class);
        }
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void saysWhatToDoWhereTheAddressIsAnothers() throws IOException {
        try (PptpdAgent agent = agent(Snapshots::empty, "udp:192.0.2.1:0")) {
            assertThatThrownBy(agent::start)
                    .isInstanceOf(ListenException.class)
                    .hasMessage("cannot listen on udp:192.0.2.1:0: this host has no such address;"
                            + " take one that 'ip address' lists");
        }
    }

    @Test
    void saysWhatToDoWhereTheRightIsMissing() {
        ListenException denied =
                ListenException.of(ListenAddress.parse("udp:127.0.0.1:161"), new SocketException("Permission denied"));
        assertThat(denied)
                .hasMessage("cannot listen on udp:127.0.0.1:161: ports below 1024 need a right"
                        + " (CAP_NET_BIND_SERVICE); grant it or take a higher port");
    }

    private static PptpdAgent agent(Supplier<Snapshot> snapshots, String... listen) {
        List<ListenAddress> addresses = new ArrayList<>();
        for (String address : listen) {
            addresses.add(ListenAddress.parse(address));
        }
        return new PptpdAgent(new AgentSettings(addresses, COMMUNITY, 64), snapshots, Snapshots.NOW::toInstant);
    }

    private static PDU get() {
        PDU request = new PDU();
        request.setType(PDU.GET);
        request.add(new VariableBinding(ACTIVE_USERS));
        return request;
    }

    private static PDU response(ListenAddress address, int version, PDU request) {
        try (DatagramSocket socket = new DatagramSocket()) {
            send(socket, address, message(version, COMMUNITY, request));
            return received(socket);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void send(DatagramSocket socket, ListenAddress address, byte[] message) throws IOException {
        socket.send(new DatagramPacket(message, message.length, address.address(), address.port()));
    }

    private static PDU received(DatagramSocket socket) throws IOException {
        if (socket.getSoTimeout() == 0) {
            socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
        }
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        socket.receive(packet);
        BERInputStream in = new BERInputStream(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
        BER.decodeHeader(in, new BER.MutableByte());
        new Integer32().decodeBER(in);
        new OctetString().decodeBER(in);
        PDU response = new PDU();
        response.decodeBER(in);
        return response;
    }

    /** RFC 1157, 4: a sequence of version, community and PDU. */
    private static byte[] message(int version, String community, PDU request) throws IOException {
        request.setRequestID(new Integer32(5));
        Integer32 number = new Integer32(version);
        OctetString name = new OctetString(community);
        int length = number.getBERLength() + name.getBERLength() + request.getBERLength();
        ByteBuffer buffer = ByteBuffer.allocate(length + 10);
        BEROutputStream out = new BEROutputStream(buffer);
        BER.encodeHeader(out, BER.SEQUENCE, length);
        number.encodeBER(out);
        name.encodeBER(out);
        request.encodeBER(out);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}

package io.pptpdmonitor.snmp.agentx;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.snmp.mib.Examples;
import io.pptpdmonitor.snmp.mib.PptpdMib;
import io.pptpdmonitor.snmp.mib.View;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

/** Damaged PDUs of a master, the same ones in each run: whatever comes is answered as an AgentX peer may, or ends there. */
class MutatedPdusTest {

    private static final int PDUS = 200_000;
    private static final int SESSION = 5;

    private final Random random = new Random(2741);
    private final View view = Examples.view(Examples.hostile());
    private final Responder responder =
            new Responder(new RequestViews(() -> view, () -> 360_000), new MasterTime(() -> 360_000), new PduWriter());

    private int answered;
    private int refused;
    private int broken;

    @Test
    @Timeout(120)
    void areAnsweredOrEndTheConnection() throws IOException {
        List<byte[]> seeds = seeds();
        for (int i = 0; i < PDUS; i++) {
            feed(mutated(seeds.get(random.nextInt(seeds.size()))));
        }
        // Or they were damaged too much, or too little, to prove anything.
        assertThat(answered).isGreaterThan(PDUS / 10);
        assertThat(refused).isGreaterThan(PDUS / 10);
        assertThat(broken).isGreaterThan(PDUS / 50);
    }

    private void feed(byte[] octets) throws IOException {
        ReadableByteChannel channel = Channels.newChannel(new ByteArrayInputStream(octets));
        Incoming incoming = new Incoming();
        try {
            while (incoming.readFrom(channel) > 0) {
                for (Pdu pdu = incoming.next(); pdu != null; pdu = incoming.next()) {
                    receive(pdu);
                }
            }
        } catch (MalformedPduException e) {
            broken++;
        }
    }

    private void receive(Pdu pdu) throws MalformedPduException {
        if (pdu.header().type() == PduType.RESPONSE) {
            Response.read(pdu);
            return;
        }
        ByteBuffer response = responder.answer(pdu.header(), pdu.payload(), SESSION);
        if (response != null) {
            assertThat(response.remaining()).isLessThan(Responder.MAX_OCTETS + 1_000);
            check(pdu.header(), response);
        }
    }

    private void check(Header request, ByteBuffer response) throws MalformedPduException {
        Header header = Header.read(response);
        assertThat(header.type()).isEqualTo(PduType.RESPONSE);
        assertThat(header.payload()).isEqualTo(response.remaining());
        assertThat(List.of(header.session(), header.transaction(), header.packet()))
                .containsExactly(request.session(), request.transaction(), request.packet());
        response.getInt();
        int error = response.getShort();
        response.getShort();
        if (error == ErrorStatus.NO_ERROR) {
            Bindings.read(response);
            answered++;
        } else {
            assertThat(error).isNotEqualTo(ErrorStatus.GEN_ERR);
            assertThat(response.hasRemaining()).isFalse();
            refused++;
        }
    }

    /** One to four kinds of damage; the length in the header is made to fit again in most cases. */
    private byte[] mutated(byte[] seed) {
        byte[] octets = seed.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            octets = damaged(octets);
        }
        int payload = octets.length - Header.OCTETS;
        if (payload >= 0 && random.nextInt(4) > 0) {
            ByteBuffer header = ByteBuffer.wrap(octets);
            header.put(0, (byte) 1);
            boolean big = (octets[2] & Header.NETWORK_BYTE_ORDER) != 0;
            header.putInt(Header.PAYLOAD_AT, big ? payload & ~3 : Integer.reverseBytes(payload & ~3));
        }
        return octets;
    }

    private byte[] damaged(byte[] octets) {
        int at = random.nextInt(octets.length + 1);
        switch (random.nextInt(5)) {
            case 0 -> {
                return Arrays.copyOf(octets, Math.max(1, at & ~3));
            }
            case 1 -> {
                if (at < octets.length) {
                    octets[at] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 2 -> {
                if (at < octets.length) {
                    octets[at] = (byte) random.nextInt();
                }
            }
            case 3 -> {
                if (at + 4 <= octets.length) {
                    ByteBuffer.wrap(octets).putInt(at & ~3, lengths()[random.nextInt(lengths().length)]);
                }
            }
            default -> {
                byte[] more = new byte[4 * random.nextInt(8)];
                random.nextBytes(more);
                return concatenated(Arrays.copyOf(octets, at), more, Arrays.copyOfRange(octets, at, octets.length));
            }
        }
        return octets;
    }

    private static int[] lengths() {
        return new int[] {
            0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 20, (1 << 20) + 4, 0x8000_0000 >>> 4, 128, 129
        };
    }

    private static byte[] concatenated(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    /** Each type, in both orders of octets, with and without a context. */
    private static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int order : List.of(0, Header.NETWORK_BYTE_ORDER)) {
            for (int context : List.of(0, Header.NON_DEFAULT_CONTEXT)) {
                for (int type : List.of(5, 5, 6, 6, 6, 7, 7, 7, 8, 9, 10, 11, 18, 2, 13)) {
                    seeds.add(seed(type, order | context));
                }
            }
        }
        return seeds;
    }

    private static byte[] seed(int type, int flags) {
        PduWriter pdu = new PduWriter().begin(new Header(type, flags, SESSION, 3, 4, 0));
        Header header = new Header(type, flags, SESSION, 3, 4, 0);
        if (header.hasContext()) {
            pdu.octetString("x".getBytes(StandardCharsets.US_ASCII));
        }
        switch (type) {
            case PduType.GET, PduType.GET_NEXT -> ranges(pdu);
            case PduType.GET_BULK -> ranges(pdu.unsigned16(1).unsigned16(20));
            case PduType.TEST_SET ->
                pdu.binding(new OID(PptpdMib.SERVER).append("1.0"), new OctetString("x"))
                        .binding(new OID("1.3.6.1.2"), new Counter64(7))
                        .binding(new OID("1.3"), new IpAddress("192.0.2.1"));
            case PduType.RESPONSE ->
                pdu.integer32(1).unsigned16(0).unsigned16(0).binding(new OID("1.3.6.1.2.1"), new Gauge32(1));
            default -> {}
        }
        ByteBuffer octets = pdu.end();
        byte[] seed = new byte[octets.remaining()];
        octets.get(seed);
        return seed;
    }

    private static void ranges(PduWriter pdu) {
        pdu.oid(PptpdMib.ROOT).oid(new OID());
        pdu.oid(PptpdMib.USER_ENTRY).oid(PptpdMib.HISTORY);
        pdu.oid(new OID(PptpdMib.SESSION_ENTRY).append("2.3")).oid(new OID("2"));
    }
}

package io.pptpdmonitor.snmp.agentx;

import io.pptpdmonitor.snmp.mib.PptpdMib;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A session with the master, from its opening to its end (RFC 2741, 7.1 and 7.2.2); for one thread. */
final class Session {

    private static final byte[] DESCRIPTION = "pptpd-monitor".getBytes(StandardCharsets.UTF_8);

    /** Means "use your own" for timeouts; RFC 2741 recommends the priority. */
    private static final int NO_TIMEOUT = 0;

    private static final int PRIORITY = 127;
    private static final int NO_RANGE = 0;
    private static final int SHUTDOWN = 5;

    /** No h.sessionID is negative. */
    private static final long NONE = -1;

    private final MasterAddress address;
    private final Connection connection;
    private final Responder responder;
    private final RequestViews views;
    private final MasterTime time;
    private final Timing timing;
    private final BooleanSupplier ended;
    private final PduWriter writer = new PduWriter();
    private long id = NONE;
    private int packets;

    /** @param ended whether the session is to end; asked when somebody woke the selector */
    Session(
            MasterAddress address,
            Connection connection,
            RequestViews views,
            MasterTime time,
            Timing timing,
            BooleanSupplier ended) {
        this.address = address;
        this.connection = connection;
        this.views = views;
        this.time = time;
        this.timing = timing;
        this.ended = ended;
        this.responder = new Responder(views, time, new PduWriter());
    }

    /** Opens it and registers our subtree in the default context. */
    void open() throws MasterException {
        begin(PduType.OPEN)
                .octet(NO_TIMEOUT)
                .octet(0)
                .unsigned16(0)
                .oid(PptpdMib.ROOT)
                .octetString(DESCRIPTION);
        id = Integer.toUnsignedLong(accepted("the session").header().session());
        begin(PduType.REGISTER)
                .octet(NO_TIMEOUT)
                .octet(PRIORITY)
                .octet(NO_RANGE)
                .octet(0)
                .oid(PptpdMib.ROOT);
        accepted("the subtree " + PptpdMib.ROOT);
    }

    /** Answers the master and passes on what is in the queue, until it is told to end; a notice stays there until answered. */
    void serve(Queue<Notice> notices) throws MasterException {
        long heard = System.nanoTime();
        while (!ended.getAsBoolean()) {
            Notice notice = notices.peek();
            Pdu pdu = notice == null ? connection.receive(heard + timing.idle().toNanos()) : null;
            if (notice != null) {
                pass(notice);
                notices.remove(notice);
            } else if (pdu != null) {
                handle(pdu);
            } else if (System.nanoTime() - heard < timing.idle().toNanos()) {
                continue;
            } else {
                views.clear();
                begin(PduType.PING);
                accepted("a ping");
            }
            heard = System.nanoTime();
        }
    }

    /** Says good-bye; does not wait for an answer. */
    void close() throws MasterException {
        begin(PduType.CLOSE).octet(SHUTDOWN).octet(0).unsigned16(0);
        connection.send(writer.end());
    }

    private void pass(Notice notice) throws MasterException {
        begin(PduType.NOTIFY);
        notice.bindings().forEach(binding -> writer.binding(binding.getOid(), time.told(binding.getVariable())));
        notice.answered(called().error());
    }

    private PduWriter begin(int type) {
        packets++;
        int session = id == NONE ? 0 : (int) id;
        return writer.begin(new Header(type, Header.NETWORK_BYTE_ORDER, session, 0, packets, 0));
    }

    private Response accepted(String what) throws MasterException {
        Response response = called();
        if (response.error() != ErrorStatus.NO_ERROR) {
            throw MasterException.refused(address, what, response.error());
        }
        return response;
    }

    /** Sends what was written, and answers the master's own requests until its response comes. */
    private Response called() throws MasterException {
        connection.send(writer.end());
        long until = System.nanoTime() + timing.answer().toNanos();
        while (!ended.getAsBoolean()) {
            Pdu pdu = connection.receive(until);
            Response response = pdu == null ? null : handle(pdu);
            if (response != null && response.header().packet() == packets) {
                time.heard(response.sysUpTime());
                return response;
            }
            if (System.nanoTime() - until >= 0) {
                throw MasterException.silent(address);
            }
        }
        throw MasterException.gone(address);
    }

    /** The response, if it is one that can be read. */
    private @Nullable Response handle(Pdu pdu) throws MasterException {
        Header header = pdu.header();
        if (header.type() == PduType.RESPONSE) {
            return Response.read(pdu);
        }
        ByteBuffer answer = responder.answer(header, pdu.payload(), id);
        if (answer != null) {
            connection.send(answer);
        }
        if (header.type() == PduType.CLOSE && header.isOf(id)) {
            throw MasterException.gone(address);
        }
        return null;
    }
}

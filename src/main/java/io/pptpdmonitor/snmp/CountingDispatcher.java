package io.pptpdmonitor.snmp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.TransportMapping;
import org.snmp4j.TransportStateReference;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.event.CounterEvent;
import org.snmp4j.mp.MessageProcessingModel;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.UdpAddress;

/**
 * Hands signed messages to where nearly all of them are answered, and all others to SNMP4J. Counts also what SNMP4J takes
 * for an error of its own: a value of a type that there is not, for instance.
 */
final class CountingDispatcher extends MessageDispatcherImpl {

    private final @Nullable SignedMessages signed;
    private final AtomicLong received;

    /** @param signed null: no SNMPv3, or all of it by SNMP4J */
    CountingDispatcher(Counters counters, @Nullable SignedMessages signed) {
        this.signed = signed;
        this.received = counters.counter(SnmpConstants.snmpInPkts);
        addCounterListener(counters);
    }

    @Override
    public <A extends Address> void processMessage(
            TransportMapping<? super A> transport, A peer, ByteBuffer message, TransportStateReference state) {
        // Before it is answered, as the answer may tell it.
        received.incrementAndGet();
        if (!answered(transport, peer, message)) {
            super.processMessage(transport, peer, message, state);
        }
    }

    /** Where that fails, it fails SNMP4J as well, or the processor behind it, which tell of it. */
    private <A extends Address> boolean answered(TransportMapping<? super A> transport, A peer, ByteBuffer message) {
        try {
            ByteBuffer answer = signed == null ? null : signed.answer(message, transport.getMaxInboundMessageSize());
            if (answer == null) {
                return false;
            }
            send(transport, peer, answer);
            return true;
        } catch (IOException | RuntimeException failed) {
            return false;
        }
    }

    private static <A extends Address> void send(TransportMapping<? super A> transport, A peer, ByteBuffer answer)
            throws IOException {
        if (transport instanceof Udp socket && peer instanceof UdpAddress to) {
            socket.send(to, answer);
        } else {
            byte[] message = new byte[answer.remaining()];
            answer.get(message);
            transport.sendMessage(peer, message, null, 0, 0);
        }
    }

    /** All messages are counted above, once. */
    @Override
    protected void fireIncrementCounter(CounterEvent event) {
        if (!event.getOid().equals(SnmpConstants.snmpInPkts)) {
            super.fireIncrementCounter(event);
        }
    }

    @Override
    protected <A extends Address> void dispatchMessage(
            TransportMapping<? super A> transport,
            MessageProcessingModel model,
            A peer,
            BERInputStream message,
            TransportStateReference state)
            throws IOException {
        try {
            super.dispatchMessage(transport, model, peer, message, state);
        } catch (RuntimeException undecoded) {
            fireIncrementCounter(new CounterEvent(this, SnmpConstants.snmpInASNParseErrs));
            throw undecoded;
        }
    }
}

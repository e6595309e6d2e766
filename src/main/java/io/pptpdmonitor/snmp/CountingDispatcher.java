package io.pptpdmonitor.snmp;

import java.io.IOException;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.TransportMapping;
import org.snmp4j.TransportStateReference;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.event.CounterEvent;
import org.snmp4j.mp.MessageProcessingModel;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Address;

/** Counts also what SNMP4J takes for an error of its own: a value of a type that there is not, for instance. */
final class CountingDispatcher extends MessageDispatcherImpl {

    CountingDispatcher(Counters counters) {
        addCounterListener(counters);
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

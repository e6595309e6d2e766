package io.pptpdmonitor.snmp;

import org.snmp4j.MessageDispatcher;
import org.snmp4j.MutablePDU;
import org.snmp4j.TransportStateReference;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.event.CounterEvent;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.MutableStateReference;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/** SNMPv3's messages, of which also those are counted whose header cannot be decoded. */
final class CountingMessages extends MPv3 {

    CountingMessages(byte[] engineId, SecurityProtocols protocols, SecurityModels models, CounterSupport counters) {
        super(engineId, null, protocols, models, counters);
    }

    /** Counted below, with those of the header. */
    @Override
    protected void fireIncrementCounter(CounterEvent event) {
        if (!event.getOid().equals(SnmpConstants.snmpInASNParseErrs)) {
            super.fireIncrementCounter(event);
        }
    }

    @Override
    public <A extends Address> int prepareDataElements(
            MessageDispatcher dispatcher,
            A peer,
            BERInputStream message,
            TransportStateReference state,
            Integer32 messageProcessingModel,
            Integer32 securityModel,
            OctetString securityName,
            Integer32 securityLevel,
            MutablePDU pdu,
            PduHandle handle,
            Integer32 maxResponse,
            StatusInformation status,
            MutableStateReference<A> stateReference) {
        int result = super.prepareDataElements(
                dispatcher,
                peer,
                message,
                state,
                messageProcessingModel,
                securityModel,
                securityName,
                securityLevel,
                pdu,
                handle,
                maxResponse,
                status,
                stateReference);
        if (result == SnmpConstants.SNMP_MP_PARSE_ERROR) {
            super.fireIncrementCounter(new CounterEvent(this, SnmpConstants.snmpInASNParseErrs));
        }
        return result;
    }
}

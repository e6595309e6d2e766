package io.pptpdmonitor.snmp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.MutablePDU;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.TransportStateReference;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MessageProcessingModel;
import org.snmp4j.mp.MutableStateReference;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StateReference;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/**
 * SNMPv3's messages. A request as nearly all are, which a user of this engine signed in time, is taken and answered here.
 * Whatever is not right about a message, or only rare, is left to SNMP4J as it came: so nothing is refused here, nothing
 * reported and no error counted.
 */
final class SignedMessages extends CountingMessages {

    /** RFC 3414, 2.2.3, in seconds. */
    private static final int TIME_WINDOW = 150;

    private final byte[] engineId;
    private final USM usm;
    private volatile Map<OctetString, UserKeys> keys = Map.of();

    SignedMessages(
            byte[] engineId, SecurityProtocols protocols, USM usm, SecurityModels models, CounterSupport counters) {
        super(engineId, protocols, models, counters);
        this.engineId = engineId.clone();
        this.usm = usm;
    }

    /** From now on those of these users are taken here, and of nobody else. */
    void admit(Map<OctetString, UserKeys> users) {
        keys = Map.copyOf(users);
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
        SignedRequest request = SignedRequest.of(octets(message));
        UserKeys user = request == null ? null : keys.get(new OctetString(request.user()));
        ScopedPDU scoped = request == null || user == null ? null : taken(request, user);
        if (request == null || user == null || scoped == null) {
            return super.prepareDataElements(
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
        }
        messageProcessingModel.setValue(MessageProcessingModel.MPv3);
        securityModel.setValue(SecurityModel.SECURITY_MODEL_USM);
        securityName.setValue(request.user());
        securityLevel.setValue(request.encrypted() ? SecurityLevel.AUTH_PRIV : SecurityLevel.AUTH_NOPRIV);
        pdu.setPdu(scoped);
        handle.setTransactionID(scoped.getRequestID().getValue());
        maxResponse.setValue(request.maxSize() - SignedResponse.MOST_AROUND);
        stateReference.setStateReference(new SignedReference<>(request, user, peer));
        return SnmpConstants.SNMP_MP_OK;
    }

    /** As it came; the stream stands where it did. */
    private static byte[] octets(BERInputStream message) {
        ByteBuffer rest = message.getBuffer().duplicate();
        byte[] octets = new byte[rest.remaining()];
        rest.get(octets);
        return octets;
    }

    /** RFC 3414, 3.2, of which all conditions hold; else null. */
    private @Nullable ScopedPDU taken(SignedRequest request, UserKeys user) {
        return request.isFor(engineId)
                        && request.boots() == usm.getEngineBoots()
                        && user.signed(request)
                        && Math.abs(usm.getEngineTime() - request.time()) <= TIME_WINDOW
                ? request(user.payload(request))
                : null;
    }

    private static @Nullable ScopedPDU request(@Nullable ByteBuffer payload) {
        if (payload == null) {
            return null;
        }
        ScopedPDU scoped = new ScopedPDU();
        try {
            scoped.decodeBER(new BERInputStream(payload));
        } catch (IOException | RuntimeException undecoded) {
            return null;
        }
        return switch (scoped.getType()) {
            case PDU.GET, PDU.GETNEXT, PDU.GETBULK, PDU.SET ->
                scoped.getContextEngineID().length() == 0 ? null : scoped;
            default -> null;
        };
    }

    @Override
    public <A extends Address> int prepareResponseMessage(
            int messageProcessingModel,
            int maxMessageSize,
            int securityModel,
            byte[] securityName,
            int securityLevel,
            PDU pdu,
            int maxResponse,
            StateReference<A> stateReference,
            StatusInformation status,
            BEROutputStream outgoing)
            throws IOException {
        if (!(stateReference instanceof SignedReference<A> signed)) {
            return super.prepareResponseMessage(
                    messageProcessingModel,
                    maxMessageSize,
                    securityModel,
                    securityName,
                    securityLevel,
                    pdu,
                    maxResponse,
                    stateReference,
                    status,
                    outgoing);
        }
        PDU fitting = pdu.getBERLength() > maxResponse ? PreparedResponse.failed(pdu, PDU.tooBig) : pdu;
        byte[] message = new SignedResponse(signed.request(), signed.keys())
                .message(fitting, engineId, usm.getEngineBoots(), usm.getEngineTime(), maxMessageSize);
        outgoing.setBuffer(ByteBuffer.wrap(message));
        return SnmpConstants.SNMP_MP_OK;
    }
}

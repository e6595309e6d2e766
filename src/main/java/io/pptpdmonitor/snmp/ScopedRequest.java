package io.pptpdmonitor.snmp;

import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.VariableBinding;

/** Reads the scoped PDU of a request (RFC 3412, 6.8; RFC 3416, 3) that is as nearly all are. */
final class ScopedRequest {

    private static final byte[] NO_NAME = {};

    private ScopedRequest() {}

    /**
     * The request for the default context of that engine, which reads; all from there to the end of the array.
     *
     * @return null where it is another one, or not of the form that nearly all of them have
     */
    static @Nullable PDU in(byte[] octets, int from, byte[] contextEngine) {
        ForwardBer ber = new ForwardBer(octets, from);
        int scoped = ber.enter(BER.SEQUENCE, octets.length);
        ber.hold(scoped == octets.length);
        ber.octetString(contextEngine, scoped);
        ber.octetString(NO_NAME, scoped);
        byte type = ber.tag(scoped);
        ber.hold(type == (byte) PDU.GET || type == (byte) PDU.GETNEXT || type == (byte) PDU.GETBULK);
        int end = ber.enter(type, scoped);
        PDU request = new PDU();
        request.setType(type);
        request.setRequestID(new Integer32(ber.number(end)));
        // In their places GETBULK has its two numbers.
        request.setErrorStatus(ber.number(end));
        request.setErrorIndex(ber.number(end));
        int bindings = ber.enter(BER.SEQUENCE, end);
        while (ber.sound() && ber.at() < bindings) {
            request.add(binding(ber, bindings));
        }
        ber.leave(bindings);
        ber.leave(end);
        ber.leave(scoped);
        return ber.sound() ? request : null;
    }

    private static VariableBinding binding(ForwardBer ber, int bindings) {
        int end = ber.enter(BER.SEQUENCE, bindings);
        VariableBinding binding = new VariableBinding();
        binding.getOid().setValue(ber.identifier(end));
        ber.leave(ber.enter(BER.NULL, end));
        ber.leave(end);
        return binding;
    }
}

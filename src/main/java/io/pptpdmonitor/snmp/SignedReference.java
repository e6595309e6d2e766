package io.pptpdmonitor.snmp;

import org.snmp4j.mp.StateReference;
import org.snmp4j.smi.Address;

/** What the answer to a signed request needs of it. */
final class SignedReference<A extends Address> extends StateReference<A> {

    private static final long serialVersionUID = 1;

    private final transient SignedRequest request;
    private final transient UserKeys keys;

    SignedReference(SignedRequest request, UserKeys keys, A peer) {
        this.request = request;
        this.keys = keys;
        setAddress(peer);
    }

    SignedRequest request() {
        return request;
    }

    UserKeys keys() {
        return keys;
    }
}

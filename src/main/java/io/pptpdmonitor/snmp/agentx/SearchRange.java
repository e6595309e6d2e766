package io.pptpdmonitor.snmp.agentx;

import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;

/**
 * What the master asks for (RFC 2741, 5.2).
 *
 * @param include whether the start itself is part of the range
 * @param end the first OID behind the range; null if it has no end
 */
record SearchRange(OID start, boolean include, @Nullable OID end) {

    /** What is left of the range behind one of its instances. */
    SearchRange after(OID instance) {
        return new SearchRange(instance, false, end);
    }
}

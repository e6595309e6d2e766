package io.pptpdmonitor.snmp.mib;

import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;

/** What the agent tells of itself, whatever it serves. Safe for use by several threads. */
public interface Node {

    /** Of an agent that nobody asks over SNMP. */
    Node NONE = new Node() {
        @Override
        public String contact() {
            return "";
        }

        @Override
        public String location() {
            return "";
        }

        @Override
        public long count(OID counter) {
            return 0;
        }

        @Override
        public @Nullable Engine engine() {
            return null;
        }
    };

    /** sysContact. */
    String contact();

    /** sysLocation. */
    String location();

    /** How often that happened, by the OID of the counter. */
    long count(OID counter);

    /** Null where there is no SNMPv3. */
    @Nullable Engine engine();

    /**
     * The group snmpEngine (RFC 3411).
     *
     * @param id in hexadecimal digits
     * @param seconds since it began
     * @param maxMessage the most octets of a message that it takes
     */
    record Engine(String id, int boots, int seconds, int maxMessage) {}
}

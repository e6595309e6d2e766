package io.pptpdmonitor.snmp.agentx;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.SMIConstants;

/**
 * What follows a PDU's header, read piece by piece (RFC 2741, 5). Whatever the octets are, nothing is allocated that
 * they do not fill.
 */
final class Payload {

    private static final int MAX_SUB_IDENTIFIERS = 128;

    /** An SNMP message over UDP has room for fewer: each binding takes seven octets and more. */
    private static final int MAX_RANGES = 10_000;

    private static final int[] INTERNET = {1, 3, 6, 1};

    private final ByteBuffer octets;

    /** @param octets those of the payload alone, in the byte order of the PDU */
    Payload(ByteBuffer octets) {
        this.octets = octets;
    }

    boolean isRead() {
        return !octets.hasRemaining();
    }

    int integer32() throws MalformedPduException {
        need(4);
        return octets.getInt();
    }

    int unsigned16() throws MalformedPduException {
        need(2);
        return Short.toUnsignedInt(octets.getShort());
    }

    byte[] octetString() throws MalformedPduException {
        int length = integer32();
        // Also where the length is no positive int: then it is more than a payload can have.
        if (length < 0 || length > octets.remaining()) {
            throw new MalformedPduException("a string that is longer than its PDU");
        }
        byte[] string = new byte[length];
        octets.get(string);
        skip(-length & 3);
        return string;
    }

    List<SearchRange> searchRanges() throws MalformedPduException {
        List<SearchRange> ranges = new ArrayList<>();
        while (!isRead()) {
            if (ranges.size() == MAX_RANGES) {
                throw new MalformedPduException("more ranges than an SNMP request has");
            }
            boolean include = octets.remaining() > 2 && octets.get(octets.position() + 2) != 0;
            OID start = oid();
            OID end = oid();
            ranges.add(new SearchRange(start, include, end.size() == 0 ? null : end));
        }
        return ranges;
    }

    /** How many variable bindings there are, all of which are read to the end. */
    int countBindings() throws MalformedPduException {
        int count = 0;
        while (!isRead()) {
            binding();
            count++;
        }
        return count;
    }

    private void binding() throws MalformedPduException {
        int type = unsigned16();
        skip(2);
        oid();
        switch (type) {
            case SMIConstants.SYNTAX_INTEGER,
                    SMIConstants.SYNTAX_COUNTER32,
                    SMIConstants.SYNTAX_GAUGE32,
                    SMIConstants.SYNTAX_TIMETICKS -> skip(4);
            case SMIConstants.SYNTAX_COUNTER64 -> skip(8);
            case SMIConstants.SYNTAX_OCTET_STRING, SMIConstants.SYNTAX_IPADDRESS, SMIConstants.SYNTAX_OPAQUE ->
                octetString();
            case SMIConstants.SYNTAX_OBJECT_IDENTIFIER -> oid();
            case SMIConstants.SYNTAX_NULL,
                    SMIConstants.EXCEPTION_NO_SUCH_OBJECT,
                    SMIConstants.EXCEPTION_NO_SUCH_INSTANCE,
                    SMIConstants.EXCEPTION_END_OF_MIB_VIEW -> {}
            default -> throw new MalformedPduException("a value of the unknown type " + type);
        }
    }

    /** One without sub-identifiers is the null Object Identifier. */
    OID oid() throws MalformedPduException {
        need(4);
        int count = Byte.toUnsignedInt(octets.get());
        int prefix = Byte.toUnsignedInt(octets.get());
        skip(2);
        if (count > MAX_SUB_IDENTIFIERS) {
            throw new MalformedPduException("an OID of " + count + " sub-identifiers");
        }
        need(4 * count);
        int[] oid = prefixed(prefix, count);
        for (int i = oid.length - count; i < oid.length; i++) {
            oid[i] = octets.getInt();
        }
        return new OID(oid);
    }

    private static int[] prefixed(int prefix, int count) {
        if (prefix == 0) {
            return new int[count];
        }
        int[] oid = new int[INTERNET.length + 1 + count];
        System.arraycopy(INTERNET, 0, oid, 0, INTERNET.length);
        oid[INTERNET.length] = prefix;
        return oid;
    }

    private void skip(int count) throws MalformedPduException {
        need(count);
        octets.position(octets.position() + count);
    }

    private void need(int count) throws MalformedPduException {
        if (octets.remaining() < count) {
            throw new MalformedPduException("a PDU that ends too early");
        }
    }
}

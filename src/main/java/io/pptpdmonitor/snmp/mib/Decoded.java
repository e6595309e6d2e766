package io.pptpdmonitor.snmp.mib;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;

/**
 * What a variable from elsewhere stands for: the reverse of what {@link Syntax} writes. Nothing is believed of it: another
 * type, too many octets or a number that none of ours can be is refused.
 */
final class Decoded {

    private Decoded() {}

    /** @param tag the type's; Counter32, Gauge32 and TimeTicks are one class with SNMP4J */
    static Number unsigned(Variable value, int tag) throws UnexpectedValueException {
        if (value.getSyntax() == tag && value instanceof UnsignedInteger32 number) {
            return number.toLong();
        }
        throw UnexpectedValueException.type(value);
    }

    static Number counter64(Variable value) throws UnexpectedValueException {
        if (value instanceof Counter64 number) {
            if (number.getValue() < 0) {
                throw new UnexpectedValueException("is 2^63 or more");
            }
            return number.getValue();
        }
        throw UnexpectedValueException.type(value);
    }

    static Integer integer(Variable value) throws UnexpectedValueException {
        if (value instanceof Integer32 number) {
            return number.getValue();
        }
        throw UnexpectedValueException.type(value);
    }

    static Boolean truth(Variable value) throws UnexpectedValueException {
        int number = integer(value);
        if (number != 1 && number != 2) {
            throw new UnexpectedValueException("is " + number + ", and neither true(1) nor false(2)");
        }
        return number == 1;
    }

    static byte[] octets(Variable value, int most) throws UnexpectedValueException {
        if (value instanceof OctetString octets) {
            if (octets.length() > most) {
                throw new UnexpectedValueException("has " + octets.length() + " octets, and " + most + " at most");
            }
            return octets.getValue();
        }
        throw UnexpectedValueException.type(value);
    }

    /** Harmless, whoever sent it. */
    static String text(Variable value, int mostOctets) throws UnexpectedValueException {
        return Text.harmless(new String(octets(value, mostOctets), StandardCharsets.UTF_8));
    }

    /** Null for the eight zero octets. */
    static @Nullable OffsetDateTime time(Variable value) throws UnexpectedValueException {
        return DateAndTime.read(octets(value, DateAndTime.OCTETS));
    }

    static OID identifier(Variable value) throws UnexpectedValueException {
        if (value instanceof OID identifier) {
            return identifier;
        }
        throw UnexpectedValueException.type(value);
    }
}

package io.pptpdmonitor.snmp.mib;

import java.time.OffsetDateTime;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;

/**
 * A SYNTAX clause of the MIB, how a value of ours is written in it, and how one of an agent elsewhere is read. A number
 * that the syntax cannot carry is not written at all, except that counters wrap and gauges stay at their largest value, as RFC 2578 (7.1) has it.
 *
 * @param name the base type or textual convention, as the MIB calls it
 * @param maxOctets the upper end of the SIZE that the MIB gives a text; 0 where it gives none
 * @param carries whether a value can be written; costs less than writing it
 */
record Syntax<T>(String name, int maxOctets, Predicate<T> carries, Getter<T, Variable> encoder, Decoder<T> decoder) {

    private static final long MAX_32 = 0xFFFF_FFFFL;

    static final Syntax<Number> GAUGE32 = number(
            "Gauge32", Syntax::notNegative, n -> new Gauge32(Math.min(n, MAX_32)), tagged(SMIConstants.SYNTAX_GAUGE32));
    static final Syntax<Number> UNSIGNED32 = number(
            "Unsigned32", n -> n >= 0 && n <= MAX_32, UnsignedInteger32::new, tagged(SMIConstants.SYNTAX_GAUGE32));
    static final Syntax<Number> COUNTER32 = number(
            "Counter32", Syntax::notNegative, n -> new Counter32(n & MAX_32), tagged(SMIConstants.SYNTAX_COUNTER32));
    static final Syntax<Number> COUNTER64 =
            number("Counter64", Syntax::notNegative, Counter64::new, Decoded::counter64);
    /** RFC 2856: the same on the wire as a Counter64. */
    static final Syntax<Number> COUNTER_BASED_GAUGE64 =
            number("CounterBasedGauge64", Syntax::notNegative, Counter64::new, Decoded::counter64);
    /** Hundredths of a second. */
    static final Syntax<Number> TIME_TICKS = number(
            "TimeTicks", Syntax::notNegative, n -> new TimeTicks(n & MAX_32), tagged(SMIConstants.SYNTAX_TIMETICKS));
    /** A value that sysUpTime had, in hundredths of a second. */
    static final Syntax<Number> TIME_STAMP = number(
            "TimeStamp", Syntax::notNegative, n -> new TimeTicks(n & MAX_32), tagged(SMIConstants.SYNTAX_TIMETICKS));

    static final Syntax<Integer> INTEGER = of("INTEGER", Integer32::new, Decoded::integer);
    static final Syntax<Integer> SESSION_PHASE = of("PptpdSessionPhase", Integer32::new, Decoded::integer);
    static final Syntax<Integer> ALERT_LEVEL = of("PptpdAlertLevel", Integer32::new, Decoded::integer);
    static final Syntax<Integer> END_CAUSE = of("PptpdEndCause", Integer32::new, Decoded::integer);
    static final Syntax<Integer> ENCRYPTION = of("PptpdEncryption", Integer32::new, Decoded::integer);
    static final Syntax<Integer> SERVICE = of("PptpdService", Integer32::new, Decoded::integer);
    static final Syntax<Integer> INTERFACE_INDEX = of("InterfaceIndexOrZero", Integer32::new, Decoded::integer);
    static final Syntax<Integer> INET_ADDRESS_TYPE = of("InetAddressType", Integer32::new, Decoded::integer);
    static final Syntax<Boolean> TRUTH_VALUE = of("TruthValue", truth -> new Integer32(truth ? 1 : 2), Decoded::truth);

    static final Syntax<byte[]> ENGINE_ID = of("SnmpEngineID", OctetString::new, v -> Decoded.octets(v, 32));
    static final Syntax<byte[]> INET_ADDRESS = of("InetAddress", OctetString::new, v -> Decoded.octets(v, 255));
    static final Syntax<OffsetDateTime> DATE_AND_TIME = of("DateAndTime", DateAndTime::of, Decoded::time);
    /** Takes what {@link UserNames} made of a name. */
    static final Syntax<String> USER_IDENTITY = of(
            "PptpdUserIdentity",
            text -> new OctetString(Text.utf8(text)),
            v -> Decoded.text(v, UserIdentity.MAX_OCTETS));

    static final Syntax<OID> OBJECT_IDENTIFIER = of("OBJECT IDENTIFIER", OID::new, Decoded::identifier);
    static final Syntax<String> DISPLAY_STRING =
            new Syntax<>("DisplayString", 255, text -> true, text -> text(text, 255), v -> Decoded.text(v, 255));

    /** Any text, made harmless and cut at a character's boundary. */
    static Syntax<String> adminString(int maxOctets) {
        return new Syntax<>(
                "SnmpAdminString",
                maxOctets,
                text -> true,
                text -> text(text, maxOctets),
                v -> Decoded.text(v, maxOctets));
    }

    /** Reads a value of this syntax. */
    interface Decoder<T> {

        /**
         * The value; null where the syntax has one that says that there is none.
         *
         * @throws UnexpectedValueException if it is not of the syntax, or outside its range
         */
        @Nullable T of(Variable value) throws UnexpectedValueException;
    }

    /** Whether SNMPv1, which has no Counter64, can carry it. */
    boolean inVersion1() {
        return !equals(COUNTER64) && !equals(COUNTER_BASED_GAUGE64);
    }

    private static <T> Syntax<T> of(String name, Getter<T, Variable> encoder, Decoder<T> decoder) {
        return new Syntax<>(name, 0, value -> true, encoder, decoder);
    }

    private static Syntax<Number> number(
            String name, LongPredicate carries, LongFunction<Variable> encoder, Decoder<Number> decoder) {
        return new Syntax<>(
                name,
                0,
                value -> carries.test(value.longValue()),
                value -> carries.test(value.longValue()) ? encoder.apply(value.longValue()) : null,
                decoder);
    }

    private static Decoder<Number> tagged(int type) {
        return value -> Decoded.unsigned(value, type);
    }

    private static Variable text(String text, int maxOctets) {
        return new OctetString(Text.utf8(Text.cut(Text.harmless(text), maxOctets)));
    }

    private static boolean notNegative(long number) {
        return number >= 0;
    }
}

package io.pptpdmonitor.snmp.mib;

import java.time.OffsetDateTime;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;

/**
 * A SYNTAX clause of the MIB and how a value of ours is written in it. A number that the syntax cannot carry is not
 * written at all, except that counters wrap and gauges stay at their largest value, as RFC 2578 (7.1) has it.
 *
 * @param name the base type or textual convention, as the MIB calls it
 * @param maxOctets the upper end of the SIZE that the MIB gives a text; 0 where it gives none
 * @param carries whether a value can be written; costs less than writing it
 */
record Syntax<T>(String name, int maxOctets, Predicate<T> carries, Getter<T, Variable> encoder) {

    private static final long MAX_32 = 0xFFFF_FFFFL;

    static final Syntax<Number> GAUGE32 = number("Gauge32", Syntax::notNegative, n -> new Gauge32(Math.min(n, MAX_32)));
    static final Syntax<Number> UNSIGNED32 = number("Unsigned32", n -> n >= 0 && n <= MAX_32, UnsignedInteger32::new);
    static final Syntax<Number> COUNTER32 = number("Counter32", Syntax::notNegative, n -> new Counter32(n & MAX_32));
    static final Syntax<Number> COUNTER64 = number("Counter64", Syntax::notNegative, Counter64::new);
    /** RFC 2856: the same on the wire as a Counter64. */
    static final Syntax<Number> COUNTER_BASED_GAUGE64 =
            number("CounterBasedGauge64", Syntax::notNegative, Counter64::new);
    /** Hundredths of a second. */
    static final Syntax<Number> TIME_TICKS = number("TimeTicks", Syntax::notNegative, n -> new TimeTicks(n & MAX_32));
    /** A value that sysUpTime had, in hundredths of a second. */
    static final Syntax<Number> TIME_STAMP = number("TimeStamp", Syntax::notNegative, n -> new TimeTicks(n & MAX_32));

    static final Syntax<Integer> INTEGER = of("INTEGER", Integer32::new);
    static final Syntax<Integer> SESSION_PHASE = of("PptpdSessionPhase", Integer32::new);
    static final Syntax<Integer> END_CAUSE = of("PptpdEndCause", Integer32::new);
    static final Syntax<Integer> ENCRYPTION = of("PptpdEncryption", Integer32::new);
    static final Syntax<Integer> SERVICE = of("PptpdService", Integer32::new);
    static final Syntax<Integer> INTERFACE_INDEX = of("InterfaceIndexOrZero", Integer32::new);
    static final Syntax<Integer> INET_ADDRESS_TYPE = of("InetAddressType", Integer32::new);
    static final Syntax<Boolean> TRUTH_VALUE = of("TruthValue", truth -> new Integer32(truth ? 1 : 2));

    static final Syntax<byte[]> ENGINE_ID = of("SnmpEngineID", OctetString::new);
    static final Syntax<byte[]> INET_ADDRESS = of("InetAddress", OctetString::new);
    static final Syntax<OffsetDateTime> DATE_AND_TIME = of("DateAndTime", DateAndTime::of);
    /** Takes what {@link UserNames} made of a name. */
    static final Syntax<String> USER_IDENTITY = of("PptpdUserIdentity", text -> new OctetString(Text.utf8(text)));

    static final Syntax<OID> OBJECT_IDENTIFIER = of("OBJECT IDENTIFIER", OID::new);
    static final Syntax<String> DISPLAY_STRING =
            new Syntax<>("DisplayString", 255, text -> true, text -> text(text, 255));

    /** Any text, made harmless and cut at a character's boundary. */
    static Syntax<String> adminString(int maxOctets) {
        return new Syntax<>("SnmpAdminString", maxOctets, text -> true, text -> text(text, maxOctets));
    }

    /** Whether SNMPv1, which has no Counter64, can carry it. */
    boolean inVersion1() {
        return !equals(COUNTER64) && !equals(COUNTER_BASED_GAUGE64);
    }

    private static <T> Syntax<T> of(String name, Getter<T, Variable> encoder) {
        return new Syntax<>(name, 0, value -> true, encoder);
    }

    private static Syntax<Number> number(String name, LongPredicate carries, LongFunction<Variable> encoder) {
        return new Syntax<>(
                name,
                0,
                value -> carries.test(value.longValue()),
                value -> carries.test(value.longValue()) ? encoder.apply(value.longValue()) : null);
    }

    private static Variable text(String text, int maxOctets) {
        return new OctetString(Text.utf8(Text.cut(Text.harmless(text), maxOctets)));
    }

    private static boolean notNegative(long number) {
        return number >= 0;
    }
}

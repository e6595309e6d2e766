package io.pptpdmonitor.snmp.mib;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
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
 */
record Syntax<T>(String name, int maxOctets, Getter<T, Variable> encoder) {

    private static final long MAX_32 = 0xFFFF_FFFFL;

    static final Syntax<Number> GAUGE32 = of("Gauge32", Syntax::gauge32);
    static final Syntax<Number> UNSIGNED32 = of("Unsigned32", Syntax::unsigned32);
    static final Syntax<Number> COUNTER32 = of("Counter32", Syntax::counter32);
    static final Syntax<Number> COUNTER64 = of("Counter64", Syntax::counter64);
    /** RFC 2856: the same on the wire as a Counter64. */
    static final Syntax<Number> COUNTER_BASED_GAUGE64 = of("CounterBasedGauge64", Syntax::counter64);
    /** Hundredths of a second. */
    static final Syntax<Number> TIME_TICKS = of("TimeTicks", Syntax::timeTicks);
    /** A value that sysUpTime had, in hundredths of a second. */
    static final Syntax<Number> TIME_STAMP = of("TimeStamp", Syntax::timeTicks);

    static final Syntax<Integer> INTEGER = of("INTEGER", Integer32::new);
    static final Syntax<Integer> SESSION_PHASE = of("PptpdSessionPhase", Integer32::new);
    static final Syntax<Integer> END_CAUSE = of("PptpdEndCause", Integer32::new);
    static final Syntax<Integer> ENCRYPTION = of("PptpdEncryption", Integer32::new);
    static final Syntax<Integer> SERVICE = of("PptpdService", Integer32::new);
    static final Syntax<Integer> INTERFACE_INDEX = of("InterfaceIndexOrZero", Integer32::new);
    static final Syntax<Integer> INET_ADDRESS_TYPE = of("InetAddressType", Integer32::new);
    static final Syntax<Boolean> TRUTH_VALUE = of("TruthValue", truth -> new Integer32(truth ? 1 : 2));

    static final Syntax<byte[]> INET_ADDRESS = of("InetAddress", OctetString::new);
    static final Syntax<OffsetDateTime> DATE_AND_TIME = of("DateAndTime", DateAndTime::of);
    /** Takes what {@link UserNames} made of a name. */
    static final Syntax<String> USER_IDENTITY = of("PptpdUserIdentity", text -> new OctetString(Text.utf8(text)));

    static final Syntax<OID> OBJECT_IDENTIFIER = of("OBJECT IDENTIFIER", OID::new);
    static final Syntax<String> DISPLAY_STRING = new Syntax<>("DisplayString", 255, text -> text(text, 255));

    /** Any text, made harmless and cut at a character's boundary. */
    static Syntax<String> adminString(int maxOctets) {
        return new Syntax<>("SnmpAdminString", maxOctets, text -> text(text, maxOctets));
    }

    /** Whether SNMPv1, which has no Counter64, can carry it. */
    boolean inVersion1() {
        return !equals(COUNTER64) && !equals(COUNTER_BASED_GAUGE64);
    }

    private static <T> Syntax<T> of(String name, Getter<T, Variable> encoder) {
        return new Syntax<>(name, 0, encoder);
    }

    private static Variable text(String text, int maxOctets) {
        return new OctetString(Text.utf8(Text.cut(Text.harmless(text), maxOctets)));
    }

    private static @Nullable Variable gauge32(Number value) {
        return value.longValue() < 0 ? null : new Gauge32(Math.min(value.longValue(), MAX_32));
    }

    private static @Nullable Variable unsigned32(Number value) {
        long number = value.longValue();
        return number < 0 || number > MAX_32 ? null : new UnsignedInteger32(number);
    }

    private static @Nullable Variable counter32(Number value) {
        return value.longValue() < 0 ? null : new Counter32(value.longValue() & MAX_32);
    }

    private static @Nullable Variable counter64(Number value) {
        return value.longValue() < 0 ? null : new Counter64(value.longValue());
    }

    private static @Nullable Variable timeTicks(Number value) {
        return value.longValue() < 0 ? null : new TimeTicks(value.longValue() & MAX_32);
    }
}

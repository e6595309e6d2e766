package io.pptpdmonitor.snmp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.event.CounterEvent;
import org.snmp4j.event.CounterListener;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.OID;

/** What this agent counts of its messages, by the OID of the counter; SNMP4J's own are of the whole process. */
final class Counters extends CounterSupport implements CounterListener {

    private static final long WRAP = 1L << 32;

    private final Map<OID, AtomicLong> counts = new ConcurrentHashMap<>();

    Counters() {
        addCounterListener(this);
    }

    /** The new value goes back in the event: reports tell it. */
    @Override
    public void incrementCounter(CounterEvent event) {
        event.setCurrentValue(new Counter32(counter(counted(event)).addAndGet(event.getIncrement()) % WRAP));
    }

    /**
     * The dispatcher calls invalid what cannot be decoded, which is of RFC 3418's snmpInASNParseErrs; snmpInvalidMsgs is
     * of SNMPv3 alone (RFC 3412).
     */
    private static OID counted(CounterEvent event) {
        boolean undecoded =
                event.getSource() instanceof MessageDispatcher && event.getOid().equals(SnmpConstants.snmpInvalidMsgs);
        return undecoded ? SnmpConstants.snmpInASNParseErrs : event.getOid();
    }

    /** Where that is counted. */
    AtomicLong counter(OID counter) {
        return counts.computeIfAbsent(counter, oid -> new AtomicLong());
    }

    /** 0 if nothing was counted. */
    long count(OID counter) {
        AtomicLong count = counts.get(counter);
        return count == null ? 0 : count.get();
    }
}

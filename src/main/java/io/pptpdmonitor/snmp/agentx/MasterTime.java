package io.pptpdmonitor.snmp.agentx;

import java.util.function.LongSupplier;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;

/**
 * The master's sysUpTime against ours. A manager behind the master sees only its sysUpTime, so every TimeStamp of ours
 * has to be told as that had it at the time (RFC 2579). All times in hundredths of a second.
 */
final class MasterTime {

    /** A response tells what was true when it was sent; another master's, or a restarted one's, differs by more. */
    private static final long TOLERANCE = 100;

    private static final long MAX_32 = 0xFFFF_FFFFL;

    private final LongSupplier upTime;
    private long ahead;
    private boolean known;

    /** @param upTime ours: what the time stamps of the views are of */
    MasterTime(LongSupplier upTime) {
        this.upTime = upTime;
    }

    /** That the master's sysUpTime is so much now. */
    void heard(int sysUpTime) {
        long difference = Integer.toUnsignedLong(sysUpTime) - upTime.getAsLong();
        if (!known || Math.abs(difference - ahead) > TOLERANCE) {
            ahead = difference;
            known = true;
        }
    }

    /**
     * A value as the master's managers have to see it. Of the type TimeTicks the MIB has TimeStamps alone. One of zero
     * is of our own start: where the master is older than we are its managers cannot see by sysUpTime that we began
     * anew, so it becomes that moment. What was before the master began is told as zero, as RFC 2579 wants it.
     */
    Variable told(Variable value) {
        return value instanceof TimeTicks ticks ? new TimeTicks(Math.max(0, ticks.getValue() + ahead) & MAX_32) : value;
    }
}

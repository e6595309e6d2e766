package io.pptpdmonitor.log;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;

/** How many lines of which kind a parser has read; they go on being counted. Not thread-safe. */
public final class LineCounts {

    long relevant;

    long ofPppd;
    long unparsed;
    long undated;
    long ofFirmware;
    long nuls;
    /** Not kept: whoever goes on may find the rest. */
    long cut;

    boolean debug;

    LineCounts() {}

    /** Lines of pptpd and pppd. */
    public long relevantLines() {
        return relevant;
    }

    /** Lines of pppd alone; a syslog configuration may drop its facility, local2. */
    public long pppdLines() {
        return ofPppd;
    }

    /** Lines of pptpd and pppd that have no known shape. */
    public long unparsedLines() {
        return unparsed;
    }

    /** Lines of pptpd and pppd that have no stamp, or none that is known, and so tell nothing. */
    public long undatedLines() {
        return undated;
    }

    /** NUL bytes, where a crash left them in place of what was to be written. */
    public long nulBytes() {
        return nuls;
    }

    /** Lines of a router's firmware, which tell of logins and name no process. */
    public long firmwareLines() {
        return ofFirmware;
    }

    /** Last lines without a newline that tell nothing, as what they end with may have been longer. */
    public long cutLines() {
        return cut;
    }

    /** Whether a packet line of pppd's debug option was seen. */
    public boolean debugSeen() {
        return debug;
    }

    void clear() {
        relevant = 0;
        ofPppd = 0;
        unparsed = 0;
        undated = 0;
        ofFirmware = 0;
        nuls = 0;
        cut = 0;
        debug = false;
    }

    void add(LineCounts more) {
        relevant += more.relevant;
        ofPppd += more.ofPppd;
        unparsed += more.unparsed;
        undated += more.undated;
        ofFirmware += more.ofFirmware;
        nuls += more.nuls;
        debug |= more.debug;
    }

    void save(StateOutput out) {
        out.number(relevant).number(ofPppd).number(unparsed);
        out.number(undated).number(ofFirmware).number(nuls).flag(debug);
    }

    void resume(StateInput in) throws DamagedStateException {
        relevant = in.number();
        ofPppd = in.number();
        unparsed = in.number();
        undated = in.number();
        ofFirmware = in.number();
        nuls = in.number();
        debug = in.flag();
    }
}

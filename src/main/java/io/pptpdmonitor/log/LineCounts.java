package io.pptpdmonitor.log;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;

/** How many lines of which kind were read. Not thread-safe. */
final class LineCounts {

    /** Of pptpd and pppd. */
    long relevant;

    long ofPppd;
    /** Relevant ones of no known shape. */
    long unparsed;
    /** Of pptpd and pppd, without a stamp that is known. */
    long undated;
    /** Of a router's firmware. */
    long ofFirmware;
    /** Whether one was a packet, as pppd's option debug has it. */
    boolean debug;

    void clear() {
        relevant = 0;
        ofPppd = 0;
        unparsed = 0;
        undated = 0;
        ofFirmware = 0;
        debug = false;
    }

    void add(LineCounts more) {
        relevant += more.relevant;
        ofPppd += more.ofPppd;
        unparsed += more.unparsed;
        undated += more.undated;
        ofFirmware += more.ofFirmware;
        debug |= more.debug;
    }

    void save(StateOutput out) {
        out.number(relevant).number(ofPppd).number(unparsed);
        out.number(undated).number(ofFirmware).flag(debug);
    }

    void resume(StateInput in) throws DamagedStateException {
        relevant = in.number();
        ofPppd = in.number();
        unparsed = in.number();
        undated = in.number();
        ofFirmware = in.number();
        debug = in.flag();
    }
}

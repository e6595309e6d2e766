package io.pptpdmonitor.snmp.agentx;

import java.time.Duration;

/** How long to wait before each try: twice as long as before, up to a longest time. */
final class Backoff {

    private final Duration shortest;
    private final Duration longest;
    private Duration next;

    Backoff(Duration shortest, Duration longest) {
        this.shortest = shortest;
        this.longest = longest;
        this.next = shortest;
    }

    Duration next() {
        Duration now = next;
        Duration twice = now.multipliedBy(2);
        next = twice.compareTo(longest) < 0 ? twice : longest;
        return now;
    }

    void reset() {
        next = shortest;
    }
}

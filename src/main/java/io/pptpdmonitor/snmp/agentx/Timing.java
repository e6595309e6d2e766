package io.pptpdmonitor.snmp.agentx;

import java.time.Duration;

/**
 * How patient a subagent is.
 *
 * @param answer how long the master may take for an answer, or for taking one of ours
 * @param idle after which time without a word from the master it is asked whether it is there
 * @param shortestPause before the second try to connect; each further one is twice as long
 * @param longestPause before any try
 */
record Timing(Duration answer, Duration idle, Duration shortestPause, Duration longestPause) {

    static final Timing USUAL =
            new Timing(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofMillis(200), Duration.ofSeconds(10));
}

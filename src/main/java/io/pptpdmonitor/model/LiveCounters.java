package io.pptpdmonitor.model;

import org.jspecify.annotations.Nullable;

/**
 * What the kernel tells of the interface of a session that is up; absent where the live view is.
 *
 * @param ifIndex the interface's index, as in IF-MIB; 0 if it could not be read
 * @param toClientPackets packets sent to the client (tx_packets)
 * @param fromClientPackets packets received from the client (rx_packets)
 * @param losses null where an agent elsewhere does not tell them
 */
public record LiveCounters(
        int ifIndex,
        long toClientPackets,
        long fromClientPackets,
        @Nullable Losses losses) {

    /**
     * Packets that the interface did not pass on, as RFC 2863 tells them apart: errors had something wrong with them,
     * discards had not.
     *
     * @param toClientErrors that could not be sent (tx_errors, ifOutErrors)
     * @param fromClientErrors that could not be used as they came, such as those that MPPE could not decrypt (rx_errors,
     *     ifInErrors)
     * @param toClientDiscards thrown away before they were sent (tx_dropped, ifOutDiscards)
     * @param fromClientDiscards thrown away after they had come (rx_dropped, ifInDiscards)
     */
    public record Losses(long toClientErrors, long fromClientErrors, long toClientDiscards, long fromClientDiscards) {}
}

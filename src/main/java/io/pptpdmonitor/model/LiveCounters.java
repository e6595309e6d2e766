package io.pptpdmonitor.model;

/**
 * What the kernel tells of the interface of a session that is up; absent where the live view is.
 *
 * @param ifIndex the interface's index, as in IF-MIB; 0 if it could not be read
 * @param toClientPackets packets sent to the client (tx_packets)
 * @param fromClientPackets packets received from the client (rx_packets)
 */
public record LiveCounters(int ifIndex, long toClientPackets, long fromClientPackets) {}

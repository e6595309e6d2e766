package io.pptpdmonitor.proc;

/**
 * What the kernel counted on one interface since it was made; 64 bit, of one moment.
 *
 * <p>No value ever decreases while the interface lives. A pppN begins anew with each session, so a smaller value is a
 * new interface and no wrap. On a pppN of the server <em>rx is what came from the client</em> (its upload, pppd's
 * "received") and <em>tx what went to the client</em> (its download, pppd's "Sent"); pppd leaves out some hundred
 * octets of negotiation that are counted here.
 *
 * <p>All values are from 0 to 2^63-1. Beyond that (23 years at 100 Gbit/s; in practice a driver that counted below zero)
 * the kernel's line is not believed, and there are no counters.
 *
 * @param name of the interface, such as {@code ppp0}
 * @param rxOctets octets received (RFC 2863, ifHCInOctets)
 * @param rxPackets packets received
 * @param rxErrors packets received that were damaged
 * @param rxDropped packets received that were thrown away; /proc/net/dev adds those the device missed, /sys does not
 * @param txOctets octets sent (RFC 2863, ifHCOutOctets)
 * @param txPackets packets sent
 * @param txErrors packets that could not be sent
 * @param txDropped packets thrown away before they were sent
 */
public record InterfaceCounters(
        String name,
        long rxOctets,
        long rxPackets,
        long rxErrors,
        long rxDropped,
        long txOctets,
        long txPackets,
        long txErrors,
        long txDropped) {

    public InterfaceCounters {
        long signs = rxOctets | rxPackets | rxErrors | rxDropped | txOctets | txPackets | txErrors | txDropped;
        if (signs < 0) {
            throw new IllegalArgumentException("negative counter of " + name);
        }
    }
}

package io.pptpdmonitor.model;

/** How far a session that has no address yet has got, in the order of RFC 1661, 3.2: as far as a line shows it. */
public enum Negotiation {
    /** Something of the peer arrives, as pppd's debug lines show; nobody is authorized yet. */
    ANSWERED,
    /** Whoever is there may have an address. */
    AUTHORIZED
}

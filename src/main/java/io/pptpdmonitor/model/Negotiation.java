package io.pptpdmonitor.model;

/** How far a session has got that has no address, in the order of RFC 1661, 3.2: as far as a line shows it. */
public enum Negotiation {
    /** The peer's requests arrive, as pppd's debug lines show, and none of its replies. */
    HEARD,
    /** The peer replies, or tells who it is; nobody is authorized yet. */
    ANSWERED,
    /** Whoever is there may have an address. */
    AUTHORIZED
}

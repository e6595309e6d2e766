package io.pptpdmonitor.log;

/** What the beginning of a line tells of all of it. */
enum Glance {
    /** Too little: it must be read. */
    UNCERTAIN,
    /** Its header is that of others; the message must be read. */
    MESSAGE,
    /** It is of another program, or says nothing of pptpd and pppd. */
    FOREIGN,
    /** A line of pptpd that is understood to be of no consequence. */
    PPTPD,
    /** Such a line of pppd. */
    PPPD,
    /** Such a line of pppd's debug option: a packet. */
    PACKET
}

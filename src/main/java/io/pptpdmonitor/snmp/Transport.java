package io.pptpdmonitor.snmp;

/** What carries the messages. */
public enum Transport {
    UDP("udp"),
    TCP("tcp");

    private final String word;

    Transport(String word) {
        this.word = word;
    }

    /** As addresses are written with it. */
    public String word() {
        return word;
    }
}

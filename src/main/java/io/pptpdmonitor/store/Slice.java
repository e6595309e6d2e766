package io.pptpdmonitor.store;

/** A part of an array of octets that nobody changes any more. */
public final class Slice {

    final byte[] octets;
    final int from;
    final int to;

    Slice(byte[] octets, int from, int to) {
        this.octets = octets;
        this.from = from;
        this.to = to;
    }

    public int length() {
        return to - from;
    }

    /** Reads it from its begin. */
    public StateInput input() {
        return new StateInput(octets, from, to);
    }
}

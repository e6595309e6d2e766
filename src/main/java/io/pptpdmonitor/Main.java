package io.pptpdmonitor;

/** Wires the parts by hand; the only place with the real clock, roots and streams. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(2);
    }
}

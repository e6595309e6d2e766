package io.pptpdmonitor.cli;

/** Whoever started the program and may tell it something while it runs: systemd, or an administrator. */
public interface Supervisor {

    /** Tells nothing. */
    Supervisor NONE = new Supervisor() {
        @Override
        public boolean readsPriorities() {
            return false;
        }

        @Override
        public void onHangup(Runnable told) {}
    };

    /** Whether standard error goes to the journal, which takes a line's priority from its beginning (sd-daemon(3)). */
    boolean readsPriorities();

    /**
     * From now on SIGHUP runs this, in a thread of its own, and ends nothing. Where that cannot be had, it ends the program as
     * it does otherwise.
     */
    void onHangup(Runnable told);
}

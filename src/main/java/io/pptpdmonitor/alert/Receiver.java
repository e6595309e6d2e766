package io.pptpdmonitor.alert;

import java.io.IOException;

/** Somebody who is told, and the way to him; equal to another one that is the same. Used by one thread. */
public interface Receiver extends AutoCloseable {

    /** Who it is, for the log. */
    String name();

    /**
     * Tells it, as often as it takes.
     *
     * @throws IOException if it was given up; the message is a clause such as "no answer to 4 attempts"
     */
    void tell(Notification notification) throws IOException;

    @Override
    void close() throws IOException;
}

package io.pptpdmonitor.engines;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A monitoring system that runs, and what is asked of both. A service is named by its host and itself, {@code !} between them. */
interface Engine extends AutoCloseable {

    /** What it has of each service; empty while it has nothing. */
    Map<String, Told> told();

    /** What was made of the services' texts by a shell: a line for each notification. */
    List<String> notified() throws IOException;

    /** Likewise for each call of the event handler. */
    List<String> handled() throws IOException;

    /** When it checked a service, and when it will. */
    Schedule schedule(String service);

    /** From now on it checks it only where it is told to. */
    void leave(String service) throws IOException;

    /** Checks it each second. */
    void hurry(String service) throws IOException;

    /** Hands it a result, as somebody else's check has it. */
    void submit(String service, int state, String text) throws IOException;

    /** Makes a check of the services that are shipped CRITICAL, and that hard, though it would not run now. */
    void fail(String check) throws IOException;

    @Override
    void close();

    /**
     * In seconds since 1970.
     *
     * @param last 0 where it never did
     * @param hard whether the state is one, no matter what it says next
     */
    record Schedule(double last, double next, boolean hard) {}
}

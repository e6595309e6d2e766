package io.pptpdmonitor.report;

import io.pptpdmonitor.model.Event;
import java.io.IOException;

/** How an {@link Event} is written: one line each, ended by a line feed. */
public enum EventFormat {
    /** One object of schema {@value EventFields#SCHEMA}, in ASCII. */
    JSON {
        @Override
        public void write(Event event, Appendable out) throws IOException {
            JsonRow.write(EventFields.ALL, event, out);
        }
    },
    /** Failed logins whose client's address is known, as etc/fail2ban/filter.d/pptpd-monitor.conf matches them. */
    FAIL2BAN {
        @Override
        public void write(Event event, Appendable out) throws IOException {
            if (event instanceof Event.OfLogin login && login.failure().clientAddress() != null) {
                out.append(Fail2banLine.of(login.failure())).append('\n');
            }
        }
    };

    /**
     * Writes the event, if it is one for this format.
     *
     * @throws IOException only what out throws
     */
    public abstract void write(Event event, Appendable out) throws IOException;
}

package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.LogEvent;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Service;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Thousands within a minute are more than is held one by one. */
class RecentTest {

    private static final int MANY = 6_000;

    private final SessionTable table = new SessionTable();
    private final OffsetDateTime now = Told.at("00:10:00");

    @Test
    void countsAllOfAMassDisconnect() {
        for (int pid = 1; pid <= MANY; pid++) {
            begin(pid);
            tell(pid, new LogEvent.PluginUp("ppp" + pid, "user" + pid, "10.99.0.11"));
        }
        for (int pid = 1; pid <= MANY; pid++) {
            tell(pid, new LogEvent.EndTold(EndCause.LOST_CARRIER, false));
            tell(pid, new LogEvent.PppdExited());
        }
        assertThat(recent().ends()).isEqualTo(MANY);
    }

    @Test
    void countsAllOfAFlood() {
        for (int pid = 1; pid <= MANY; pid++) {
            begin(pid);
            tell(pid, new LogEvent.LoginFailed("stranger" + pid, AuthMethod.CHAP));
            tell(pid, new LogEvent.PppdExited());
        }
        assertThat(recent().authFailures()).isEqualTo(MANY);
    }

    private Server.Recent recent() {
        table.flush();
        table.settle(now);
        return new SnapshotBuilder(table, List.of(), EnumSet.allOf(Service.class), LiveView.none(""), null)
                .build(now, now)
                .server()
                .recent();
    }

    private void begin(int pid) {
        tell(pid, new LogEvent.PluginLoaded("/usr/lib/pptpd/pptpd-logwtmp.so"));
        tell(pid, new LogEvent.PppdStarted("2.4.9"));
    }

    private void tell(int pid, LogEvent event) {
        table.apply(new LogRecord(now, "vpn1", pid, event, "", 1));
    }
}

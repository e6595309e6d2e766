package io.pptpdmonitor.log;

import static io.pptpdmonitor.log.Program.JOURNALD;
import static io.pptpdmonitor.log.Program.KERNEL;
import static io.pptpdmonitor.log.Program.PPPOE_SERVER;
import static io.pptpdmonitor.log.Program.RSYSLOGD;
import static io.pptpdmonitor.log.Program.XL2TPD;

import io.pptpdmonitor.log.LogEvent.*;
import io.pptpdmonitor.log.MessagePattern.Match;
import org.jspecify.annotations.Nullable;

/** What the kernel, the syslog daemons and other daemons that start a pppd say. */
final class OtherMessages extends MessageTable {

    OtherMessages() {
        otherDaemons();
    }

    private void otherDaemons() {
        on(
                XL2TPD,
                "Call established with %w, PID: %d, Local: %s",
                "xl2tpd, control.c",
                m -> sized(m, 1, pid -> new L2tpCall(pid, m.text(0))));
        on(
                PPPOE_SERVER,
                "Session %d created for client %w (%w) on %w using Service-Name '%s'",
                "rp-pppoe, pppoe-server.c",
                m -> new PppoeCall(m.text(1)));
        on(KERNEL, "Linux version %s", "Linux, init/version.c", m -> new Booted());
        on(KERNEL, "[    0.000000] Linux version %s", "Linux, init/version.c", m -> new Booted());
        on(
                RSYSLOGD,
                "imuxsock%s messages lost due to rate-limiting (%d allowed within %d seconds)",
                "rsyslog, ratelimit.c",
                OtherMessages::linesLost);
        on(
                JOURNALD,
                "Suppressed %d messages from %w",
                "systemd, journald-server.c",
                m -> m.text(1).startsWith("pptpd") ? new LinesLost(m.number(0), false) : null);
        on(
                JOURNALD,
                "Forwarding to syslog missed %d messages.",
                "systemd, journald-syslog.c",
                m -> new LinesLost(m.number(0), true));
    }

    /** rsyslog names the process before the number, newer releases the host, too; other programs' lines are not ours. */
    private static @Nullable LogEvent linesLost(Match m) {
        int blank = Bytes.lastIndexOf(m.bytes(), m.from(0), m.to(0), (byte) ' ');
        long count = Bytes.decimal(m.bytes(), blank + 1, m.to(0));
        String process = m.text(0);
        boolean others = process.contains("name: ") && !process.contains("ppp") && !process.contains("pptp");
        return count < 0 || others ? null : new LinesLost(count, false);
    }
}

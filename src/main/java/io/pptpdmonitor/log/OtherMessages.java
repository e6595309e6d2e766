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
        boots();
        rateLimits();
        // Up to systemd 235 with the path of the control group.
        on(
                JOURNALD,
                "Suppressed %d messages from %w",
                "systemd, journald-server.c",
                m -> unit(m.text(1)).contains("pptpd") ? new LinesLost(m.number(0), false) : null);
        on(
                JOURNALD,
                "Forwarding to syslog missed %d messages.",
                "systemd, journald-syslog.c",
                m -> new LinesLost(m.number(0), true));
    }

    /** The kernel's first line, and ARM's before that; in files also with its clock, and with the thread (CONFIG_PRINTK_CALLER). */
    private void boots() {
        // Web forums make one blank of four, or none.
        on(KERNEL, "[ 0.000000] Linux version %s", "Linux, init/version.c", m -> new Booted());
        on(KERNEL, "[0.000000] Linux version %s", "Linux, init/version.c", m -> new Booted());
        for (String before : new String[] {"", "[    0.000000] ", "[    0.000000][    T0] "}) {
            on(KERNEL, before + "Linux version %s", "Linux, init/version.c", m -> new Booted());
            on(
                    KERNEL,
                    before + "Booting Linux on physical CPU %s",
                    "Linux, arch/arm/kernel/setup.c",
                    m -> new Booted());
        }
    }

    /**
     * rsyslog says at once that it drops lines, and how many those were where the process, or with imjournal any, writes again
     * after the interval; else at its own end, or never.
     */
    private void rateLimits() {
        on(
                RSYSLOGD,
                "imuxsock begins to drop messages from pid %d due to rate-limiting",
                "rsyslog 5.8.11, imuxsock.c",
                m -> new LossBegan());
        on(
                RSYSLOGD,
                "imuxsock lost %d messages from pid %d due to rate-limiting",
                "rsyslog 5.8.11, imuxsock.c",
                m -> new LinesLost(m.number(0), false));
        on(
                RSYSLOGD,
                "imuxsock%s: begin to drop messages due to rate-limiting",
                "rsyslog, ratelimit.c",
                m -> isOthers(m.text(0)) ? null : new LossBegan());
        on(
                RSYSLOGD,
                "imuxsock%s messages lost due to rate-limiting",
                "rsyslog 8.24.0, ratelimit.c",
                OtherMessages::linesLost);
        on(
                RSYSLOGD,
                "imuxsock%s messages lost due to rate-limiting (%d allowed within %d seconds)",
                "rsyslog, ratelimit.c",
                OtherMessages::linesLost);
        on(
                RSYSLOGD,
                "imjournal%s: begin to drop messages due to rate-limiting",
                "rsyslog, ratelimit.c",
                m -> new LossBegan());
        on(
                RSYSLOGD,
                "imjournal: %d messages lost due to rate-limiting",
                "rsyslog 8.24.0, ratelimit.c",
                m -> new LinesLost(m.number(0), false));
        on(
                RSYSLOGD,
                "imjournal: %d messages lost due to rate-limiting (%d allowed within %d seconds)",
                "rsyslog, ratelimit.c",
                m -> new LinesLost(m.number(0), false));
    }

    /** rsyslog names the process before the number, newer releases what it runs, too. */
    private static @Nullable LogEvent linesLost(Match m) {
        int blank = Bytes.lastIndexOf(m.bytes(), m.from(0), m.to(0), (byte) ' ');
        long count = Bytes.decimal(m.bytes(), blank + 1, m.to(0));
        return count < 0 || isOthers(m.text(0)) ? null : new LinesLost(count, false);
    }

    /** Whether it is of another program for certain, whose lines are not missed. */
    private static boolean isOthers(String process) {
        boolean named = process.contains("name: ") || process.contains(" from <");
        return named && !process.contains("ppp") && !process.contains("pptp");
    }

    /** The last part of {@code /system.slice/pptpd.service}. */
    private static String unit(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}

package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host whose clock is ahead of ours, or whose stamps are read in another zone: the last half hour is that of its log. */
class ClocksAheadTest {

    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
    private static final int PID = 100;

    @TempDir
    Path root;

    /** One a minute that logs in, and one each ten minutes that does not, during the two hours before that moment. */
    private void log(String host, Instant last) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 12; i >= 0; i--) {
            Instant moment = last.minusSeconds(600L * i);
            int pid = PID + 2 * i;
            lines.append(line(moment, host, "pptpd[" + pid + "]: CTRL: Client 192.0.2.9 control connection started"))
                    .append(line(
                            moment,
                            host,
                            "pptpd[" + (pid + 1) + "]: CTRL (PPPD Launcher): program binary = /usr/sbin/pppd"))
                    .append(line(moment, host, "pppd[" + (pid + 1) + "]: pppd 2.4.9 started by root, uid 0"))
                    .append(line(moment, host, "pppd[" + (pid + 1) + "]: Peer mallory failed CHAP authentication"))
                    .append(line(moment, host, "pppd[" + (pid + 1) + "]: Exit."))
                    .append(line(
                            moment, host, "pptpd[" + pid + "]: CTRL: Client 192.0.2.9 control connection finished"));
        }
        Path log = Files.createDirectories(root.resolve("var/log")).resolve("syslog");
        Files.writeString(log, (Files.exists(log) ? Files.readString(log) : "") + lines);
        Files.setLastModifiedTime(log, FileTime.from(NOW));
    }

    private static String line(Instant moment, String host, String message) {
        return moment + " " + host + " " + message + "\n";
    }

    private CliRun check(String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "check";
        System.arraycopy(args, 0, all, 1, args.length);
        all[args.length + 1] = "--root";
        all[args.length + 2] = root.toString();
        return CliRun.at(NOW, all);
    }

    @Test
    void countWhatIsOfTheWindowByTheirOwnClock() throws IOException {
        log("vpn1", NOW.plusSeconds(240));
        CliRun few = check("logins", "--window", "35m", "-w", "5");

        assertThat(few.out()).startsWith("PPTPD LOGINS OK - 4 failed logins in 35 min");
        assertThat(check("collector").out()).startsWith("PPTPD COLLECTOR OK");
    }

    @Test
    void areToldWhereTheyAreFarAhead() throws IOException {
        log("vpn1", NOW.plusSeconds(3600));
        CliRun few = check("logins", "--window", "35m", "-w", "5");

        assertThat(few.out())
                .startsWith("PPTPD LOGINS UNKNOWN - at least 4 failed logins in 35 min")
                .contains(
                        "the log of vpn1 is 60 min ahead of our clock: set the clocks, or tell the zone of its stamps");
        assertThat(check("logins", "--window", "35m", "-w", "3").out())
                .startsWith("PPTPD LOGINS WARNING - at least 4 failed logins in 35 min");
        assertThat(check("collector").out())
                .startsWith("PPTPD COLLECTOR WARNING - the log of vpn1 is 60 min ahead of our clock");
        assertThat(CliRun.at(NOW, "health", "--root", root.toString()).out())
                .contains("doubts      the log of vpn1 is 60 min ahead of our clock");
        assertThat(CliRun.at(NOW, "health", "--root", root.toString(), "--output", "json")
                        .out())
                .contains("\"clocksAhead\"", "\"2026-11-22T15:00:00Z\"");
    }

    /** The other host's last half hour is still that before now. */
    @Test
    void leaveTheOtherHostsWhereTheyAre() throws IOException {
        log("vpn1", NOW.plusSeconds(240));
        log("vpn2", NOW);

        assertThat(check("logins", "--window", "35m", "-w", "9", "--live", "yes")
                        .out())
                .startsWith("PPTPD LOGINS OK - 8 failed logins in 35 min");
    }

    @Test
    void areOfNoInterestInACopiedLog() throws IOException {
        log("vpn1", NOW.plusSeconds(3600));

        assertThat(check("logins", "--window", "35m", "-w", "5", "--live", "no").out())
                .startsWith("PPTPD LOGINS OK - 4 failed logins in 35 min");
    }
}

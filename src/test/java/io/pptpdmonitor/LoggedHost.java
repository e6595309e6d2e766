package io.pptpdmonitor;

import io.pptpdmonitor.proc.HostTree;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The host that a {@link ServerLog} is of, booted an hour before it begins: its pptpd runs, and nobody is on yet. */
public record LoggedHost(HostTree tree) {

    private static final Instant BOOT = ServerLog.START.minusSeconds(3600);
    private static final int MANAGER = 817;

    public static LoggedHost below(Path root) {
        HostTree tree = new HostTree(root)
                .with("proc/stat", "cpu  1 2 3 4\nbtime " + BOOT.getEpochSecond() + "\n")
                .with("proc/1/stat", HostTree.stat(1, "systemd", "S", 0, 1));
        return new LoggedHost(tree).runs(MANAGER, "pptpd", 1, 0);
    }

    /** The user of that number is on since that minute. */
    public LoggedHost serves(int number, int minute) {
        int control = 500 + number;
        return runs(control, "pptpctrl", MANAGER, minute).runs(1000 + number, "pppd", control, minute);
    }

    /** A process that began in that minute of the log. */
    public LoggedHost runs(int pid, String comm, int parent, int minute) {
        long ticks = Duration.between(BOOT, ServerLog.START.plusSeconds(60L * minute))
                        .toMillis()
                / 10;
        tree.with("proc/" + pid + "/stat", HostTree.stat(pid, comm, "S", parent, ticks))
                .with("proc/" + pid + "/status", "Name:\t" + comm + "\nNSpid:\t" + pid + "\n")
                .with("proc/" + pid + "/cmdline", comm + "\0");
        return this;
    }
}

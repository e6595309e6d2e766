package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.proc.HostTree;
import io.pptpdmonitor.proc.LiveHost;
import io.pptpdmonitor.source.LogFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server below a directory: its log, its processes and its interfaces, as a test writes them. Booted at noon of
 * {@link Told#DAY}; process 1 is there to be seen.
 */
record Host(Path root, HostTree tree) {

    private static final Instant BOOT = Instant.parse(Told.DAY + "12:00:00Z");
    private static final String HEADER = "Inter-|   Receive  |  Transmit\n face |bytes packets |bytes packets\n";

    static Host below(Path root) {
        HostTree tree = new HostTree(root)
                .with("proc/stat", "cpu  1 2 3 4\nbtime " + BOOT.getEpochSecond() + "\n")
                .with("proc/1/stat", HostTree.stat(1, "systemd", "S", 0, 1))
                .with("proc/net/dev", HEADER);
        return new Host(root, tree);
    }

    Path log() {
        return root.resolve("var/log/syslog");
    }

    Host logs(String log) {
        try {
            Files.createDirectories(log().getParent());
            Told.write(log(), log);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the kernel calls it. */
    Host called(String name) {
        tree.with("proc/sys/kernel/hostname", name + "\n");
        return this;
    }

    /** What is told at ten past one. */
    Snapshot look() throws IOException {
        return look(Ownership.sure(ZoneOffset.UTC));
    }

    /** The same of a log that may be another host's. */
    Snapshot look(Ownership ownership) throws IOException {
        InstantSource clock = InstantSource.fixed(Told.at("13:10:01").toInstant());
        try (Collector collector = collector(clock, null, ownership)) {
            return collector.collect();
        }
    }

    Host appends(String log) {
        try {
            SourcesTest.append(log(), log);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that began at that time of the day, a child of init. */
    Host runs(int pid, String comm, String time) {
        return runs(pid, String.valueOf(pid), comm, time, 1);
    }

    Host runs(int pid, String comm, String time, int parent) {
        return runs(pid, String.valueOf(pid), comm, time, parent);
    }

    /** A process with its numbers from the outermost name space to its own. */
    Host runs(int pid, String numbers, String comm, String time) {
        return runs(pid, numbers, comm, time, 1);
    }

    Host runs(int pid, String numbers, String comm, String time, int parent) {
        long ticks = Duration.between(BOOT, Told.at(time)).toMillis() / 10;
        tree.with("proc/" + pid + "/stat", HostTree.stat(pid, comm, "S", parent, ticks))
                .with("proc/" + pid + "/status", "Name:\t" + comm + "\nNSpid:\t" + numbers + "\n")
                .with("proc/" + pid + "/cmdline", comm + "\0");
        return this;
    }

    Host stops(int pid) {
        try {
            for (String file : List.of("stat", "status", "cmdline", "")) {
                Files.delete(root.resolve("proc/" + pid).resolve(file));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only ppp interface. */
    Host carries(String name, int index, long toClient, long fromClient) {
        tree.with(
                        "proc/net/dev",
                        HEADER + "%6s: %d 20 0 0 0 0 0 0 %d 10 0 0 0 0 0 0%n".formatted(name, fromClient, toClient))
                .with("sys/class/net/" + name + "/ifindex", index + "\n");
        return this;
    }

    Host carriesNothing() {
        tree.with("proc/net/dev", HEADER);
        return this;
    }

    Host heldBy(String name, int pid) {
        tree.with("run/" + name + ".pid", pid + "\n");
        return this;
    }

    /** Follows the log and looks at the host; the clock says what {@code clock} does. */
    Collector collector(InstantSource clock) {
        return collector(clock, null);
    }

    Collector collector(InstantSource clock, @Nullable Path wtmp) {
        return collector(clock, wtmp, Ownership.sure(ZoneOffset.UTC));
    }

    private Collector collector(InstantSource clock, @Nullable Path wtmp, Ownership ownership) {
        return new Collector(
                new CollectorSettings(
                        List.of(new LogFile(log(), List.of(), ownership.hosts())),
                        wtmp,
                        new LiveHost(root),
                        EnumSet.of(Service.PPTP),
                        ZoneOffset.UTC,
                        true,
                        null,
                        true,
                        List.of(),
                        ownership),
                clock);
    }
}

package io.pptpdmonitor.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hosts to look at: the fixture, and trees that a test writes file by file. */
public record HostTree(Path root) {

    /**
     * A VPN server: pptpd 817 with two calls (863 runs pppd 864 on ppp0, 924 runs 925 on ppp1), a zombie pppd 986, and a
     * container with a server of its own, in which pppd 4121 calls itself 864.
     */
    public static Path vpn1() {
        return Path.of("src/test/resources/proc/vpn1");
    }

    public HostTree with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public HostTree with(String name, byte[] content) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A process that has been there since the boot; children of init. */
    public HostTree withProcess(int pid, String comm, String nsPid) {
        return with("proc/" + pid + "/stat", stat(pid, comm, "S", 1, 100))
                .with("proc/" + pid + "/status", "Name:\t" + comm + "\nNSpid:\t" + nsPid + "\nNSpgid:\t1\n")
                .with("proc/" + pid + "/cmdline", comm + "\0");
    }

    /** A line of /proc/PID/stat (proc(5)): fields 4 and 22 as told. */
    public static String stat(int pid, String comm, String state, int parent, long start) {
        return pid + " (" + comm + ") " + state + " " + parent + " 1 1 0 -1 4194560 6 0 0 0 3 5 0 0 20 0 1 0 " + start
                + " 2846720 402 18446744073709551615 1 1 0 0 0 0 0 4096 0 0 0 0 17 0 0 0 0 0 0\n";
    }
}

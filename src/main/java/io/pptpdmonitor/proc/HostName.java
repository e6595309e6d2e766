package io.pptpdmonitor.proc;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a host calls itself: journald writes it as it is, syslog daemons up to its first full stop. */
public final class HostName {

    /** The kernel's (proc_sys_kernel(5)), and where there is no /proc what it is given at the start (hostname(5)). */
    private static final List<String> PLACES = List.of("proc/sys/kernel/hostname", "etc/hostname");

    private static final int LIMIT = 256;

    private HostName() {}

    /**
     * Null where it cannot be read.
     *
     * @param root what stands before /proc and /etc; {@code /} on a real host
     */
    public static @Nullable String read(Path root) {
        Tree tree = new Tree(root);
        for (String place : PLACES) {
            String text = tree.text(place, LIMIT);
            String name = text == null
                    ? ""
                    : text.lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .findFirst()
                            .orElse("");
            if (!name.isEmpty()) {
                return name;
            }
        }
        return null;
    }
}

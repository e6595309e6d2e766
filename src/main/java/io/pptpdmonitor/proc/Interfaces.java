package io.pptpdmonitor.proc;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Interfaces one by one, from /sys/class/net (Linux, Documentation/ABI/testing/sysfs-class-net). One file is about 10
 * microseconds, and the counters of one interface are eight: {@link NetDev} has those of all in one.
 *
 * <p>A name may come from a log, and so from a stranger: one that the kernel would not take is no interface and is
 * never made a path of. /sys shows the network name space in which it was mounted, in a container perhaps not ours.
 */
public final class Interfaces {
    /** IFNAMSIZ of linux/if.h, with the ending NUL. */
    private static final int NAME_SIZE = 16;

    private static final int LIMIT = 64;

    private final Tree tree;

    /** @param root what stands before /sys; {@code /} on a real host */
    public Interfaces(Path root) {
        tree = new Tree(root);
    }

    /**
     * Whether an interface may be called so: the kernel's rule (net/core/dev.c, dev_valid_name), and ASCII.
     */
    public static boolean validName(String name) {
        return !name.isEmpty()
                && name.length() < NAME_SIZE
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '/' && c != ':');
    }

    /** The index of each interface, by name; empty if /sys cannot be read. One file for each interface. */
    public Map<String, Integer> indices() {
        Map<String, Integer> indices = new TreeMap<>();
        for (String name : tree.names("sys/class/net")) {
            Integer index = index(name);
            if (index != null) {
                indices.put(name, index);
            }
        }
        return Collections.unmodifiableMap(indices);
    }

    /** The index, as in IF-MIB: another one each time an interface of this name is made. Null if there is none. */
    public @Nullable Integer index(String name) {
        String text = read(name, "ifindex");
        return text == null ? null : Decimal.parsePositive(text);
    }

    /** Whether it has IFF_UP (linux/if.h); false if that cannot be read. */
    public boolean isUp(String name) {
        String flags = read(name, "flags");
        return flags != null && flags.matches("0x[0-9a-f]{1,8}") && (Long.decode(flags) & 1) != 0;
    }

    private @Nullable String read(String name, String file) {
        String text = validName(name) ? tree.text("sys/class/net/" + name + "/" + file, LIMIT) : null;
        return text == null ? null : text.strip();
    }
}

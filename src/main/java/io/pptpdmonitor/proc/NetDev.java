package io.pptpdmonitor.proc;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The counters of all interfaces at once, from /proc/net/dev (Linux, net/core/net-procfs.c).
 *
 * <p>One read whatever the number of interfaces: about 40 microseconds for 10, 3 milliseconds for 1,000. The kernel
 * gives out the text page by page, so with more than some 30 interfaces one that is made or removed meanwhile may push
 * another out of a single reading: absence here alone is no proof that an interface is gone.
 */
public final class NetDev {
    private static final int LIMIT = 16 << 20;
    private static final int COLUMNS = 16;

    private final Tree tree;

    /** @param root what stands before /proc; {@code /} on a real host */
    public NetDev(Path root) {
        tree = new Tree(root);
    }

    /**
     * The interfaces of our own network name space, by name, in the kernel's order. A line that is short or odd is left
     * out. Empty where nothing could be read: a network name space has at least its loopback.
     */
    public Map<String, InterfaceCounters> read() {
        return read("proc/net/dev");
    }

    /**
     * As {@link #read()}, in the network name space of another process: where pppd runs in a container and we do not.
     *
     * @param pid as {@link ProcessInfo#pid()}
     */
    public Map<String, InterfaceCounters> ofProcess(int pid) {
        return read("proc/" + pid + "/net/dev");
    }

    private Map<String, InterfaceCounters> read(String name) {
        byte[] text = tree.octets(name, LIMIT);
        return text == null ? Map.of() : parse(text);
    }

    private static Map<String, InterfaceCounters> parse(byte[] text) {
        Map<String, InterfaceCounters> interfaces = new LinkedHashMap<>();
        int begin = 0;
        for (int end = 0; end < text.length; end++) {
            if (text[end] == '\n') {
                parseLine(text, begin, end, interfaces);
                begin = end + 1;
            }
        }
        // The kernel ends every line; one without an end was cut, and its last number with it.
        return Collections.unmodifiableMap(interfaces);
    }

    /** The last colon ends the name: names such as eth0:1 hold one themselves, the numbers never do. */
    private static void parseLine(byte[] text, int begin, int end, Map<String, InterfaceCounters> interfaces) {
        int colon = end - 1;
        while (colon >= begin && text[colon] != ':') {
            colon--;
        }
        String name = colon < begin ? "" : new String(text, begin, colon - begin, StandardCharsets.UTF_8).strip();
        long[] c = new long[COLUMNS];
        if (!name.isEmpty() && columns(text, colon + 1, end, c)) {
            interfaces.put(name, new InterfaceCounters(name, c[0], c[1], c[2], c[3], c[8], c[9], c[10], c[11]));
        }
    }

    /** Fills {@code values} with the numbers between blanks; false unless there are that many, all of them numbers. */
    private static boolean columns(byte[] text, int begin, int end, long[] values) {
        int at = begin;
        for (int column = 0; column < values.length; column++) {
            while (at < end && text[at] == ' ') {
                at++;
            }
            int from = at;
            while (at < end && text[at] != ' ') {
                at++;
            }
            values[column] = Decimal.parse(text, from, at);
            if (values[column] < 0) {
                return false;
            }
        }
        return true;
    }
}

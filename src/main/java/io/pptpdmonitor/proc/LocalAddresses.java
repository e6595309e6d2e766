package io.pptpdmonitor.proc;

import java.util.Iterator;
import java.util.List;

/** The IPv4 addresses of a host, by its table of routes: /proc/net/fib_trie names each above the line {@code /32 host LOCAL}. */
final class LocalAddresses {

    private static final int LIMIT = 1 << 20;
    private static final String LEAF = "|-- ";

    private LocalAddresses() {}

    /** Whether that is one; false where the table cannot be read. */
    static boolean hold(Tree tree, String address) {
        String table = tree.text("proc/net/fib_trie", LIMIT);
        Iterator<String> lines =
                (table == null ? List.<String>of() : table.lines().toList()).iterator();
        boolean asked = false;
        while (lines.hasNext()) {
            String line = lines.next().strip();
            if (asked && line.equals("/32 host LOCAL")) {
                return true;
            }
            asked = line.startsWith(LEAF) ? line.equals(LEAF + address) : asked && !line.startsWith("+--");
        }
        return false;
    }
}

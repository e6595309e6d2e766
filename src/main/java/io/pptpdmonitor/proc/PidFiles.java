package io.pptpdmonitor.proc;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which pppd holds an interface: pppd writes its number into NAME.pid once it has the interface and removes the file
 * before it gives the interface back (pppd, main.c: create_pidfile, remove_pidfiles).
 *
 * <p>The number is pppd's own, as in its log lines, also in a container: {@link ProcessInfo#innerPid()}. A pppd that was
 * killed leaves its file behind; only a process that still lives gives it meaning.
 */
public final class PidFiles {
    /** Up to pppd 2.4.9 the first; from 2.5.0 on the second unless its packager chose otherwise. */
    private static final List<String> PLACES = List.of("run", "run/pppd");

    private static final String SUFFIX = ".pid";
    private static final int LIMIT = 64;

    private final Tree tree;

    /** @param root what stands before /run and /var/run; {@code /} on a real host */
    public PidFiles(Path root) {
        tree = new Tree(root);
    }

    /** The pppd that holds the interface; null if no file tells, or two tell differently. */
    public @Nullable Integer holder(String interfaceName) {
        Integer holder = null;
        for (String place : Interfaces.validName(interfaceName) ? places() : List.<String>of()) {
            Integer pid = read(place, interfaceName);
            if (pid != null && holder != null && !pid.equals(holder)) {
                return null;
            }
            holder = pid == null ? holder : pid;
        }
        return holder;
    }

    /**
     * All that is told, by what stands before {@code .pid}: among the interfaces are the names of daemons, such as sshd.
     * A listing of /run and a read for each.
     */
    public Map<String, Integer> holders() {
        Map<String, Integer> holders = new TreeMap<>();
        for (String place : places()) {
            for (String file : tree.names(place)) {
                String name = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "";
                Integer holder = holder(name);
                if (holder != null) {
                    holders.put(name, holder);
                }
            }
        }
        return Collections.unmodifiableMap(holders);
    }

    private @Nullable Integer read(String place, String interfaceName) {
        String text = tree.text(place + "/" + interfaceName + SUFFIX, LIMIT);
        return text == null ? null : Decimal.parsePositive(text.strip());
    }

    /** On most hosts /var/run is a link to /run; followed below another root it would lead out of it. */
    private List<String> places() {
        boolean own = Files.isDirectory(tree.file("var/run").toPath(), LinkOption.NOFOLLOW_LINKS);
        return own ? List.of(PLACES.get(0), PLACES.get(1), "var/run", "var/run/pppd") : PLACES;
    }
}

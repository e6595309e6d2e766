package io.pptpdmonitor.proc;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's side of a host: who runs, and what the interfaces carried. Keeps nothing between two looks and may be
 * shared between threads.
 */
public final class LiveHost {
    private final Path root;
    private final Tree tree;
    private final Processes processes;
    private final NetDev netDev;
    private final Interfaces interfaces;
    private final PidFiles pidFiles;

    /** @param root what stands before /proc, /sys and /run; {@code /} on a real host */
    public LiveHost(Path root) {
        this.root = root;
        tree = new Tree(root);
        processes = new Processes(root);
        netDev = new NetDev(root);
        interfaces = new Interfaces(root);
        pidFiles = new PidFiles(root);
    }

    /** What it calls itself now, which may change; null where that cannot be read. */
    public @Nullable String name() {
        return HostName.read(root);
    }

    /** What a RADIUS server sent for the one on that interface, as far as pppd's plugin radattr.so wrote it; else null. */
    public @Nullable RadiusAttributes radiusAttributes(String interfaceName) {
        return RadiusAttributes.read(tree, interfaceName);
    }

    /** Whether an IPv4 address is one of this host's; false where that is not to be read. */
    public boolean hasAddress(String address) {
        return LocalAddresses.hold(tree, address);
    }

    /** Whether an interface is configured up now, as pppd does once the peer has an address; false if not to be read. */
    public boolean isUp(String interfaceName) {
        return interfaces.isUp(interfaceName);
    }

    /**
     * The counters of an interface in the network name space of another process, now; null if there is none of that name,
     * or it was not to be read.
     *
     * @param pid as {@link ProcessInfo#pid()}
     */
    public @Nullable InterfaceCounters countersBeside(int pid, String interfaceName) {
        return netDev.ofProcess(pid).get(interfaceName);
    }

    /**
     * Everything at once, never an exception; what cannot be read is null or empty.
     *
     * <p>It costs one small file for each process of the host, two more for each pptpd, pptpctrl and pppd, one for each
     * interface, a few for each pid file in /run, and /proc/net/dev once: some 60 milliseconds where 400 sessions are up,
     * 1 on an idle host.
     */
    public View look() {
        BootTime boot = BootTime.read(tree);
        Map<String, NetInterface> found = interfaces();
        return new View(boot == null ? null : boot.instant(), Sight.of(tree), processes.scan(), found);
    }

    /**
     * The holders are asked before and after. Who held an interface both times also held it while it was counted:
     * pppd writes its pid file after it made the interface and removes it before it gives the interface back.
     */
    private Map<String, NetInterface> interfaces() {
        Map<String, Integer> before = pidFiles.holders();
        Map<String, Integer> indices = interfaces.indices();
        Map<String, InterfaceCounters> counters = netDev.read();
        Map<String, NetInterface> found = new TreeMap<>();
        for (String name : union(indices.keySet(), counters.keySet())) {
            Integer holder = before.containsKey(name) ? pidFiles.holder(name) : null;
            boolean same = holder != null && holder.equals(before.get(name));
            found.put(name, new NetInterface(name, indices.get(name), same ? holder : null, counters.get(name)));
        }
        return found;
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    /**
     * What was to be seen at one moment; immutable.
     *
     * @param bootTime of the host, exact to about a second ({@link BootTime}); null if not to be read
     * @param sight what may be hidden
     * @param processes of the server
     * @param interfaces by name; empty if they could not be read, as a host has at least its loopback
     */
    public record View(
            @Nullable Instant bootTime, Sight sight, ProcessTable processes, Map<String, NetInterface> interfaces) {

        public View {
            interfaces = Collections.unmodifiableMap(new TreeMap<>(interfaces));
        }

        /** The counters of an interface; null if there is none of that name, or they were not to be read. */
        public @Nullable InterfaceCounters counters(String interfaceName) {
            NetInterface found = interfaces.get(interfaceName);
            return found == null ? null : found.counters();
        }
    }
}

package io.pptpdmonitor.config;

import static java.util.stream.Collectors.joining;

import io.pptpdmonitor.proc.ProcessInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * pptpd.conf, pppd's options and its secrets' names, below a root; read again where one has changed. What cannot be
 * read is told among the findings and never thrown. Not thread-safe.
 *
 * <p>pptpd reads its file and its command line at its start only. So where one runs, what it was started with counts, and what
 * was written later is not taken for what it does.
 */
public final class ServerFiles {

    private static final String WTMP_PLUGIN = "pptpd-logwtmp.so";

    /** How far a file's time and a process's may lie apart; clocks are set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    private final Path root;
    private final Map<Path, String> seen = new HashMap<>();
    private List<ProcessInfo> managers = List.of();
    private @Nullable ServerConfig config;

    /** @param root what stands before /etc; {@code /} on a real host */
    public ServerFiles(Path root) {
        this.root = root;
    }

    /** From now on these pptpds run; none may also mean that they are hidden. */
    public void servedBy(List<ProcessInfo> running) {
        if (!running.equals(managers)) {
            managers = List.copyOf(running);
            config = null;
        }
    }

    /** What they say now. */
    public ServerConfig config() {
        ServerConfig current = config;
        if (current == null
                || seen.entrySet().stream()
                        .anyMatch(file -> !mark(file.getKey()).equals(file.getValue()))) {
            seen.clear();
            current = read();
            config = current;
        }
        return current;
    }

    private ServerConfig read() {
        ProcessInfo manager = managers.size() == 1 ? managers.get(0) : null;
        PptpdOptions given = new PptpdOptions(manager == null ? List.of() : manager.arguments());
        String named = orElse(given.get("conf"), "/etc/pptpd.conf");
        if (!named.startsWith("/")) {
            return ServerConfig.unread(new Finding(
                    Path.of(named), null, "it depends on where pptpd was started; give it --conf with the whole path"));
        }
        Path file = watched(relative(named));
        try {
            PptpdConf conf = PptpdConf.read(file);
            if (manager != null) {
                conf.and(given, new Place(Path.of("/proc", String.valueOf(manager.pid()), "cmdline"), null));
            }
            Integer slots = SlotCount.of(conf);
            Finding doubt = doubt(file);
            PptpdConf.Setting listen = conf.get("listen");
            PppdOptions options = options(conf);
            List<Finding> findings = new ArrayList<>(conf.findings());
            if (doubt != null) {
                findings.add(doubt);
            }
            Path hook = watched("etc/ppp/ip-up.d/pptpd-monitor");
            UserNames users = users(options, findings);
            findings.addAll(options.findings());
            return new ServerConfig(
                    true,
                    doubt == null ? slots : null,
                    listen == null ? null : listen.value(),
                    conf.get("delegate") != null,
                    conf.place("debug"),
                    conf.place("logwtmp"),
                    options.complete(),
                    options.debug(),
                    Files.exists(hook) ? hook : null,
                    options.plugins(),
                    users,
                    findings);
        } catch (IOException e) {
            Finding missing = new Finding(
                    file, null, Unreadable.reason(e) + " the pool and where pptpd logs are not known from it");
            return ServerConfig.unread(missing);
        }
    }

    /** Why the size of the pool is not known though the file tells one; null where it is. */
    private @Nullable Finding doubt(Path file) {
        if (managers.size() > 1) {
            String pids =
                    managers.stream().map(ProcessInfo::pid).map(String::valueOf).collect(joining(", "));
            return new Finding(
                    file,
                    null,
                    "pptpd runs more than once (" + pids + "), each with slots of its own: how many is not known");
        }
        if (managers.size() == 1 && managers.get(0).arguments().isEmpty()) {
            return new Finding(
                    file,
                    null,
                    "the command line of pptpd (" + managers.get(0).pid() + ") cannot be read: what goes before"
                            + " this file is not known");
        }
        Instant began = managers.isEmpty() ? null : managers.get(0).started();
        return began == null || !isNewerThan(file, began.plus(TOLERANCE))
                ? null
                : new Finding(
                        file,
                        null,
                        "it was changed after pptpd had begun, which serves by what it read then: the pool's size is not"
                                + " known; restart pptpd");
    }

    private static boolean isNewerThan(Path file, Instant moment) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isAfter(moment);
        } catch (IOException absent) {
            return false;
        }
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private static String relative(String path) {
        return path.replaceFirst("^/+", "");
    }

    /** pppd reads the system's file first, then the one that pptpd names. */
    private PppdOptions options(PptpdConf conf) {
        PppdOptions options = new PppdOptions(root);
        options.read(watched("etc/ppp/options"), false);
        PptpdConf.Setting option = conf.get("option");
        if (option != null) {
            options.read(root.resolve(relative(option.value())), true);
        }
        options.files().forEach(this::watch);
        return options;
    }

    private UserNames users(PppdOptions options, List<Finding> findings) {
        Set<String> names = new HashSet<>();
        boolean chap = secrets("etc/ppp/chap-secrets", options.name(), names, findings);
        boolean pap = secrets("etc/ppp/pap-secrets", options.name(), names, findings);
        boolean others =
                options.otherAccounts() || options.plugins().stream().anyMatch(plugin -> !plugin.equals(WTMP_PLUGIN));
        return new UserNames(names, chap && pap && !others && options.complete());
    }

    /** Returns whether these are all names that the file lets in. */
    private boolean secrets(String name, @Nullable String server, Set<String> names, List<Finding> findings) {
        Path file = watched(name);
        if (Files.notExists(file)) {
            return true; // It lets nobody in.
        }
        try {
            SecretsFile secrets = SecretsFile.read(file, server);
            names.addAll(secrets.names());
            return !secrets.anyName();
        } catch (IOException e) {
            findings.add(new Finding(file, null, Unreadable.reason(e) + " whose names are users is not known from it"));
            return false;
        }
    }

    private Path watched(String name) {
        Path file = root.resolve(name);
        watch(file);
        return file;
    }

    private void watch(Path file) {
        seen.put(file, mark(file));
    }

    /** Changes when the file does. */
    private static String mark(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file) + " " + Files.isReadable(file);
        } catch (IOException absent) {
            return "";
        }
    }
}

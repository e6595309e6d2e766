package io.pptpdmonitor.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * /etc/pptpd.conf, pppd's options and its secrets' names, below a root; read again where one has changed. What cannot be
 * read is told among the findings and never thrown. Not thread-safe.
 */
public final class ServerFiles {

    private static final String WTMP_PLUGIN = "pptpd-logwtmp.so";

    private final Path root;
    private final Map<Path, String> seen = new HashMap<>();
    private @Nullable ServerConfig config;

    /** @param root what stands before /etc; {@code /} on a real host */
    public ServerFiles(Path root) {
        this.root = root;
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
        Path file = watched("etc/pptpd.conf");
        try {
            PptpdConf conf = PptpdConf.read(file);
            Integer slots = SlotCount.of(conf);
            PptpdConf.Setting listen = conf.get("listen");
            PppdOptions options = options(conf);
            List<Finding> findings = new ArrayList<>(conf.findings());
            Path hook = watched("etc/ppp/ip-up.d/pptpd-monitor");
            UserNames users = users(options, findings);
            findings.addAll(options.findings());
            return new ServerConfig(
                    true,
                    slots,
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
            return new ServerConfig(
                    false,
                    null,
                    null,
                    false,
                    null,
                    null,
                    false,
                    null,
                    null,
                    List.of(),
                    UserNames.UNKNOWN,
                    List.of(missing));
        }
    }

    /** pppd reads the system's file first, then the one that pptpd names. */
    private PppdOptions options(PptpdConf conf) {
        PppdOptions options = new PppdOptions(root);
        options.read(watched("etc/ppp/options"), false);
        PptpdConf.Setting option = conf.get("option");
        if (option != null) {
            options.read(root.resolve(option.value().replaceFirst("^/+", "")), true);
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

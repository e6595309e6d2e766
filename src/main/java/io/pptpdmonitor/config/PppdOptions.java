package io.pptpdmonitor.config;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of pppd's option files matters here (ppp 2.4.9, options.c, options_from_file): whether it logs debug lines, under
 * which name it authenticates its peers, and whether a plugin or the system's accounts do that. Values of other options
 * are dropped unread, a password among them.
 */
final class PppdOptions {

    /** A file may name others; pppd itself has no limit but its memory. */
    private static final int DEEPEST = 8;

    private final Path root;
    private final Set<Path> read = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> plugins = new ArrayList<>();
    private @Nullable Place debug;
    private @Nullable String name;
    private boolean hostNamed;
    private boolean otherAccounts;
    private boolean complete = true;

    /** @param root what stands before the paths that the files name */
    PppdOptions(Path root) {
        this.root = root;
    }

    /** Reads a file and those that it names; what it says comes on top of what was read before. */
    void read(Path file, boolean mustExist) {
        read(file, mustExist, 0);
    }

    private void read(Path file, boolean mustExist, int depth) {
        if (depth > DEEPEST) {
            missing(
                    file,
                    "the files of options name each other in a circle; remove one of the options 'file' or 'call'");
            return;
        }
        read.add(file);
        if (!mustExist && Files.notExists(file)) {
            return;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(FiniteFile.of(file)))) {
            WordReader words = new WordReader(in::read);
            boolean more = words.next();
            while (more) {
                more = option(words, file, depth);
            }
        } catch (IOException e) {
            missing(file, Unreadable.reason(e) + " what pppd logs is not known");
        }
    }

    /** Returns whether there is another word. */
    private boolean option(WordReader words, Path file, int depth) throws IOException {
        int line = words.line();
        String option = words.take();
        Place place = new Place(file, line);
        boolean more = words.next();
        if (!OptionTable.isKnown(option)) {
            // A plugin's option, an address, a device: what follows on its line may be its value.
            return restOfLine(words, more);
        }
        if (!OptionTable.takesValue(option)) {
            flag(option, place);
            return more;
        }
        if (!more) {
            findings.add(new Finding(file, line, "'" + option + "' needs a value; pppd does not start without it"));
            return false;
        }
        value(option, words, place, depth);
        return words.next();
    }

    private static boolean restOfLine(WordReader words, boolean begun) throws IOException {
        boolean more = begun;
        while (more && !words.startsLine()) {
            words.drop();
            more = words.next();
        }
        return more;
    }

    private void flag(String option, Place place) {
        switch (option) {
            case "debug", "-d" -> debug = debug == null ? place : debug;
            case "login", "noauth" -> otherAccounts = true;
            case "usehostname" -> hostNamed = true;
            default -> {
                // Of no consequence here.
            }
        }
    }

    private void value(String option, WordReader words, Place place, int depth) throws IOException {
        switch (option) {
            case "name" -> name = words.take();
            case "plugin" -> plugins.add(fileName(words.take()));
            case "file" -> named(words.take(), place, depth);
            case "call" -> read(root.resolve("etc/ppp/peers").resolve(relative(words.take())), true, depth + 1);
            default -> words.drop();
        }
    }

    private void named(String path, Place place, int depth) {
        if (path.startsWith("/")) {
            read(root.resolve(relative(path)), true, depth + 1);
        } else {
            missing(place.file(), "'file " + path + "' depends on where pppd was started; write its whole path");
        }
    }

    private void missing(Path file, String text) {
        complete = false;
        findings.add(new Finding(file, null, text));
    }

    private static String relative(String path) {
        int begin = 0;
        while (begin < path.length() && path.charAt(begin) == '/') {
            begin++;
        }
        return path.substring(begin);
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Where debug stands; null if it does not. */
    @Nullable Place debug() {
        return debug;
    }

    /** Under which name the server authenticates its peers; null if that is the host's (auth.c, auth_check_options). */
    @Nullable String name() {
        return hostNamed ? null : name;
    }

    List<String> plugins() {
        return List.copyOf(plugins);
    }

    /** Whether peers may authenticate by other means than the files of secrets, plugins aside. */
    boolean otherAccounts() {
        return otherAccounts;
    }

    /** Whether all the files that matter could be read. */
    boolean complete() {
        return complete;
    }

    Set<Path> files() {
        return Set.copyOf(read);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}

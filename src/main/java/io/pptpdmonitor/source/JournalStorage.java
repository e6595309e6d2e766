package io.pptpdmonitor.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where journald keeps what is logged: a journal without a line may be one that is not written, or not kept.
 *
 * @param value as journald.conf(5) has it
 * @param file in which it is set; null where it is not, so that it is {@code auto}
 * @param untilReboot whether {@code auto} keeps it in /run, as there is no /var/log/journal
 */
record JournalStorage(String value, @Nullable Path file, boolean untilReboot) {

    /** A file of the first hides one of the same name in the others. */
    private static final List<String> DIRECTORIES =
            List.of("etc/systemd", "run/systemd", "usr/local/lib/systemd", "usr/lib/systemd");

    /** journald passes over what is none of them. */
    private static final Set<String> VALUES = Set.of("none", "volatile", "persistent", "auto");

    private static final int LIMIT = 1 << 20;

    /** What is set last counts, as for journald: in the main file, then in the drop-ins by name. */
    static JournalStorage below(Path root) {
        String last = "auto";
        Path in = null;
        for (Path file : files(root)) {
            String value = value(file);
            last = value == null ? last : value;
            in = value == null ? in : file;
        }
        boolean inRun =
                Files.isDirectory(root.resolve("run/log/journal")) && Files.notExists(root.resolve("var/log/journal"));
        return new JournalStorage(last, in, inRun);
    }

    /** Why the journal lacks what was logged, as words behind others; empty if this is no reason. */
    String told() {
        String kept = kept();
        return kept.isEmpty() ? "" : ": " + kept + " (" + why() + ")";
    }

    /** What a journal that holds lines of ours lacks, for the user; empty if it lacks nothing. */
    String note() {
        String kept = kept();
        return kept.isEmpty() ? "" : kept + ": " + why();
    }

    private String kept() {
        return switch (value) {
            case "none" -> "journald keeps nothing";
            case "volatile" -> "journald keeps nothing beyond a boot";
            case "auto" -> untilReboot ? "journald keeps nothing beyond a boot" : "";
            default -> "";
        };
    }

    private String why() {
        return file == null || value.equals("auto")
                ? "there is no /var/log/journal"
                : "Storage=" + value + " in " + file;
    }

    private static List<Path> files(Path root) {
        List<Path> files = new ArrayList<>();
        List<Path> directories = DIRECTORIES.stream().map(root::resolve).toList();
        directories.stream()
                .map(directory -> directory.resolve("journald.conf"))
                .filter(Files::exists)
                .findFirst()
                .ifPresent(files::add);
        TreeMap<String, Path> byName = new TreeMap<>();
        directories.stream()
                .flatMap(directory -> dropIns(directory.resolve("journald.conf.d")))
                .forEach(file -> byName.putIfAbsent(file.getFileName().toString(), file));
        files.addAll(byName.values());
        return files;
    }

    private static Stream<Path> dropIns(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(file -> file.getFileName().toString().endsWith(".conf")).toList().stream();
        } catch (IOException absent) {
            return Stream.empty();
        }
    }

    /** A link to /dev/null sets nothing, and hides what it is to hide. */
    private static @Nullable String value(Path file) {
        if (!Files.isRegularFile(file)) {
            return null;
        }
        String section = "";
        String last = null;
        for (String line : text(file).lines().map(String::strip).toList()) {
            if (line.startsWith("[")) {
                section = line;
            } else if (section.equals("[Journal]") && line.startsWith("Storage")) {
                String[] pair = line.split("=", 2);
                boolean isSet =
                        pair.length == 2 && pair[0].strip().equals("Storage") && VALUES.contains(pair[1].strip());
                last = isSet ? pair[1].strip() : last;
            }
        }
        return last;
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LIMIT), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            return "";
        }
    }
}

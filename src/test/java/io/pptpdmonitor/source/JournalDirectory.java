package io.pptpdmonitor.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.Program;
import io.pptpdmonitor.log.Hosts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A journal that systemd itself writes, in a folder of its own: systemd-journal-remote takes entries in the export format
 * (systemd.io/JOURNAL_EXPORT_FORMATS).
 */
public final class JournalDirectory {

    private final Path folder;

    public JournalDirectory(Path folder) {
        this.folder = folder;
    }

    /** As on a host whose files are below {@code root}. */
    public static JournalDirectory below(Path root) throws IOException {
        return new JournalDirectory(
                Files.createDirectories(root.resolve("var/log/journal/0123456789abcdef0123456789abcdef")));
    }

    /** As on a host whose journal is gone with the next boot. */
    public static JournalDirectory volatileBelow(Path root) throws IOException {
        return new JournalDirectory(
                Files.createDirectories(root.resolve("run/log/journal/0123456789abcdef0123456789abcdef")));
    }

    /** journalctl, told to read it. */
    List<String> journalctl() {
        return List.of("journalctl", "--directory=" + folder);
    }

    Journal open(boolean following) {
        return new Journal(journalctl(), following, Hosts.in(ZoneOffset.UTC), "");
    }

    /** Adds what a recording's journal.json holds. */
    public void add(String file, Path json) throws IOException {
        add(file, Files.readAllLines(json));
    }

    /** Adds lines of journalctl -o json to one of its files. */
    public void add(String file, Collection<String> entries) throws IOException {
        Path export = folder.resolveSibling(file + ".export");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String entry : entries) {
            export(new ObjectMapper().readTree(entry), all);
        }
        Files.write(export, all.toByteArray());
        Program.Result run = Program.require("systemd-journal-remote")
                .run("--output=" + folder.resolve(file + ".journal"), export.toString());
        assertThat(run.exit()).as(run.err()).isZero();
    }

    void delete(String file) throws IOException {
        Files.delete(folder.resolve(file + ".journal"));
    }

    private static void export(JsonNode entry, ByteArrayOutputStream out) throws IOException {
        for (Map.Entry<String, JsonNode> field : entry.properties()) {
            byte[] value = value(field.getValue());
            out.writeBytes(field.getKey().getBytes(StandardCharsets.US_ASCII));
            if (new String(value, StandardCharsets.ISO_8859_1).contains("\n")) {
                out.write('\n');
                out.writeBytes(ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(value.length)
                        .array());
            } else {
                out.write('=');
            }
            out.writeBytes(value);
            out.write('\n');
        }
        out.write('\n');
    }

    private static byte[] value(JsonNode value) {
        if (!value.isArray()) {
            return value.asText().getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = new byte[value.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) value.get(i).asInt();
        }
        return bytes;
    }
}

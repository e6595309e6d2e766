package io.pptpdmonitor.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Who asks an agent, in a file: lines {@code key = value}, the value as it is or in double quotes, {@code #} before a
 * comment that is a line of its own. With quotes it is TOML, too.
 */
record CredentialsFile(Map<String, String> values) {

    private static final List<String> KEYS =
            List.of("community", "user", "level", "auth", "auth_password", "priv", "priv_password");

    private static final long LARGEST = 64 * 1024;

    CredentialsFile {
        values = Map.copyOf(values);
    }

    /** @throws IOException with a sentence for the user that repeats no secret */
    static CredentialsFile read(Path file) throws IOException {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                throw Files.exists(file)
                        ? refused(file + " is no file of credentials")
                        : new NoSuchFileException(file.toString());
            }
            hidden(file);
            return parse(file, Files.readAllLines(file));
        } catch (MalformedInputException e) {
            throw refused(file + " is not UTF-8");
        }
    }

    /** Who else can read it may ask, too. */
    private static void hidden(Path file) throws IOException {
        Set<PosixFilePermission> permissions;
        try {
            permissions = Files.getPosixFilePermissions(file);
        } catch (UnsupportedOperationException e) {
            return;
        }
        if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
            throw refused("everybody can read " + file + "; take that away: chmod o= " + file);
        }
    }

    private static CredentialsFile parse(Path file, List<String> lines) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String where = file + ":" + (i + 1) + ": ";
            int equals = line.indexOf('=');
            String key = equals < 0 ? "" : line.substring(0, equals).strip();
            if (!KEYS.contains(key)) {
                throw refused(where + "no line of credentials; write key = value, with " + String.join(", ", KEYS));
            }
            if (values.put(key, value(line.substring(equals + 1).strip())) != null) {
                throw refused(where + key + " stands there twice");
            }
        }
        return new CredentialsFile(values);
    }

    private static String value(String text) {
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static IOException refused(String sentence) {
        return new UnusableCredentialsException(sentence);
    }

    @Nullable String text(String key) {
        return values.get(key);
    }

    /** @throws IllegalArgumentException if it is none of the words, with a sentence for the user */
    <T> @Nullable T word(String key, ITypeConverter<T> words) {
        String text = text(key);
        try {
            return text == null ? null : words.convert(text);
        } catch (TypeConversionException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "CredentialsFile" + values.keySet();
    }
}

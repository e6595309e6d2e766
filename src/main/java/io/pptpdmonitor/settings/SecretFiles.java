package io.pptpdmonitor.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Secrets, which stand in the configuration or in files of their own. Where they do, nobody may look who is neither the
 * file's owner nor of its group.
 */
final class SecretFiles {

    private static final int MOST = 4096;
    private static final Set<PosixFilePermission> OF_OTHERS = PosixFilePermissions.fromString("------rwx");

    private final Path configuration;
    private boolean told;

    SecretFiles(Path configuration) {
        this.configuration = configuration;
    }

    /** The text of {@code key}, or of the file that {@code key_file} names; null if neither stands there, or is refused. */
    @Nullable String text(Section section, String key) {
        String named = section.value(key + "_file", Kind.TEXT);
        if (!section.has(key)) {
            return named == null ? null : ofFile(section, key + "_file", named);
        }
        if (named != null) {
            section.refuse(key, "stands beside " + key + "_file; keep one of them");
        }
        checkConfiguration(section, key);
        return section.value(key, Kind.TEXT);
    }

    /** Once: all of its secrets are read by the same people. */
    private void checkConfiguration(Section section, String key) {
        String open = told ? null : open(configuration);
        if (open != null) {
            told = true;
            section.refuse(
                    key, "a secret in a file that " + open + ", or put it into a file of its own (" + key + "_file)");
        }
    }

    private @Nullable String ofFile(Section section, String key, String named) {
        Path file = configuration.resolveSibling(named);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST) {
                section.refuse(key, "there is no file " + file + " of one line; write the secret there");
                return null;
            }
            String open = open(file);
            if (open != null) {
                section.refuse(key, "a secret in a file that " + open);
                return null;
            }
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            section.refuse(
                    key,
                    "cannot read " + file + " (" + e.getClass().getSimpleName() + "); let the agent's user read it");
            return null;
        }
    }

    /** What is wrong with the mode of a file that holds a secret, and what to do; null if nothing is. */
    private static @Nullable String open(Path file) {
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
            return mode.stream().anyMatch(OF_OTHERS::contains)
                    ? "everybody may use (" + PosixFilePermissions.toString(mode) + "): chmod o= " + file
                    : null;
        } catch (IOException | UnsupportedOperationException notKnown) {
            return null;
        }
    }
}

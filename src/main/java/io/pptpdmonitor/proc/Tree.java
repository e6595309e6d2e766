package io.pptpdmonitor.proc;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A directory laid out as the / of a Linux host: it has proc, sys and run below it, or some of them.
 *
 * <p>What is absent, forbidden or gone while it was being read is null or empty here, never an exception: in /proc all
 * three are daily business.
 */
final class Tree {
    /** Most files of /proc and /sys are shorter, so that one read is enough. */
    private static final int FIRST_READ = 2048;

    private final File root;

    Tree(Path root) {
        this.root = root.toFile();
    }

    /** The path of something below the root; {@code name} is relative and made of constants and checked names only. */
    File file(String name) {
        return new File(root, name);
    }

    /**
     * The first octets of a file, at most {@code limit}; null if it cannot be read. The size that the kernel tells is
     * not asked for: it is 0 in /proc and 4096 in /sys. Only regular files are opened, as a pipe would block for ever.
     */
    byte @Nullable [] octets(String name, int limit) {
        File file = file(name);
        if (!file.isFile()) {
            return null;
        }
        try (InputStream in = new FileInputStream(file)) {
            return firstOctets(in, limit);
        } catch (IOException e) {
            return null;
        }
    }

    /** As {@link #octets}, decoded as UTF-8; what is none becomes U+FFFD. */
    @Nullable String text(String name, int limit) {
        byte[] octets = octets(name, limit);
        return octets == null ? null : new String(octets, StandardCharsets.UTF_8);
    }

    /** The names in a directory, in no order; empty if it cannot be read. */
    List<String> names(String directory) {
        @Nullable String[] names = file(directory).list();
        return names == null ? List.of() : Arrays.asList(names);
    }

    /** Where a symbolic link points to, as it stands there; null if it cannot be read. */
    @Nullable String link(String name) {
        try {
            return Files.readSymbolicLink(file(name).toPath()).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    private static byte[] firstOctets(InputStream in, int limit) throws IOException {
        byte[] octets = new byte[Math.min(FIRST_READ, limit)];
        int length = 0;
        for (int n; (n = in.read(octets, length, octets.length - length)) > 0; ) {
            length += n;
            if (length == octets.length) {
                octets = Arrays.copyOf(octets, (int) Math.min(limit, 2L * length));
            }
        }
        return Arrays.copyOf(octets, length);
    }
}

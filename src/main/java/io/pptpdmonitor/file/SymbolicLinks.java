package io.pptpdmonitor.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Follows symbolic links, whether or not there is something at their end: a log that is just being rotated is not there. */
public final class SymbolicLinks {

    /** MAXSYMLINKS of the kernel's linux/namei.h. */
    private static final int MOST = 40;

    private SymbolicLinks() {}

    /**
     * The path and all that it leads to, one after the other: itself alone where it is no link.
     *
     * @throws IOException if one cannot be read
     */
    public static List<Path> from(Path path) throws IOException {
        List<Path> all = new ArrayList<>(List.of(path));
        Path last = path;
        while (Files.isSymbolicLink(last) && all.size() <= MOST) {
            last = last.resolveSibling(Files.readSymbolicLink(last)); // Not normalized: a directory may be a link, too.
            all.add(last);
        }
        return List.copyOf(all);
    }
}

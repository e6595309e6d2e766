package io.pptpdmonitor.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** One recorded log file: of real programs, in whatever format. */
record RecordedLog(Path file) {

    private static final Set<String> NO_LOGS = Set.of("wtmp", "truth.json", "README.md", ".gitattributes");

    static List<RecordedLog> all() {
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !NO_LOGS.contains(file.getFileName().toString()))
                    .sorted()
                    .map(RecordedLog::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RecordedLog named(String name) {
        return new RecordedLog(root().resolve(name));
    }

    private static Path root() {
        try {
            return Path.of(Objects.requireNonNull(RecordedLog.class.getResource("/recordings"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** All of it, decompressed. */
    byte[] bytes() {
        try {
            byte[] stored = Files.readAllBytes(file);
            if (!file.toString().endsWith(".gz")) {
                return stored;
            }
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
                return in.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands every line to {@code sink}, without its newline. */
    void lines(LineSplitter.LineSink sink) {
        byte[] all = bytes();
        int from = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                sink.line(all, from, i);
                from = i + 1;
            }
        }
    }

    @Override
    public String toString() {
        return root().relativize(file).toString();
    }
}

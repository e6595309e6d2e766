package io.pptpdmonitor.collect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A recorded log in RFC 3339, whose stamps need no file's time.
 *
 * @param text of which the octets are kept: one character each
 */
record Recordings(String name, String text) {

    private static final Path ROOT = Path.of("src/test/resources/recordings");

    /** Those that hold each kind of trouble, and are small. */
    static Stream<Recordings> texts() {
        return Stream.of(
                        "a", "b", "b-ctrldebug", "d", "e", "e-lossy", "f", "f-reduce", "g", "j", "m-autumn", "m-spring")
                .map(Recordings::named);
    }

    static Recordings named(String name) {
        return named(name, "syslog.rfc3339");
    }

    /** With stamps to the second, and of no year. */
    Recordings inWholeSeconds() {
        return named(name, "syslog");
    }

    private static Recordings named(String name, String format) {
        try {
            Path file = ROOT.resolve(name).resolve(format);
            return new Recordings(name, Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

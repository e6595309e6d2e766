package io.pptpdmonitor.collect;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.source.LogFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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

    /** What the parser makes of it. */
    List<LogRecord> records() {
        List<LogRecord> records = new ArrayList<>();
        try (LogFile file = new LogFile(ROOT.resolve(name).resolve("syslog.rfc3339"), List.of(), ZoneOffset.UTC)) {
            file.poll(records::add);
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

package io.pptpdmonitor.truth;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.CliRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A folder of recorded logs and the truth about them. */
record Recording(Path folder, Truth truth) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** All recordings, by name. */
    static List<Recording> all() {
        try (Stream<Path> folders = Files.list(root())) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(Recording::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Recording named(String name) {
        return read(root().resolve(name));
    }

    private static Path root() {
        URL root = Recording.class.getResource("/recordings");
        if (root == null) {
            throw new AssertionError("no recordings among the test resources");
        }
        try {
            return Path.of(root.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Recording read(Path folder) {
        try {
            return new Recording(
                    folder, MAPPER.readValue(folder.resolve("truth.json").toFile(), Truth.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return truth.recording();
    }

    List<String> losslessFormats() {
        return truth.formats().entrySet().stream()
                .filter(format -> format.getValue().lossless())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** What the program shows of one log. */
    Shown shown(String log) {
        touch(Map.of(log, truth.modified()));
        return run(log);
    }

    /** What the program shows of several logs that are read as one. */
    Shown shownTogether(List<String> logs) {
        logs.forEach(log -> touch(Map.of(log, truth.modified())));
        return shownOf(
                folder.resolve(logs.get(0)),
                logs.stream()
                        .skip(1)
                        .flatMap(log -> Stream.of("--file", folder.resolve(log).toString()))
                        .toArray(String[]::new));
    }

    /** What the program shows of a log and its rotated past. */
    Shown shownRotated(Truth.Rotation rotation) {
        touch(rotation.modified());
        return run(rotation.live(), "--rotate");
    }

    private Shown run(String log, String... more) {
        return shownOf(folder.resolve(log), more);
    }

    /** What the program shows of a log that tells the same. */
    Shown shownOf(Path log, String... more) {
        List<String> args = new ArrayList<>(List.of("sessions", "--output", "json"));
        args.addAll(List.of("--file", log.toString()));
        args.addAll(List.of("--wtmp", folder.resolve("wtmp").toString()));
        args.addAll(List.of("--zone", truth.zone(), "--live", "no", "--service", "all"));
        args.addAll(List.of(more));
        CliRun run = CliRun.of(args.toArray(String[]::new));
        if (run.exitCode() != 0) {
            throw new AssertionError("exit " + run.exitCode() + ": " + run.err());
        }
        return Shown.parse(run.out());
    }

    /** A stamp without a year is read against the time its file was last written, which no checkout keeps. */
    private void touch(Map<String, Long> modified) {
        modified.forEach((file, seconds) -> {
            try {
                Files.setLastModifiedTime(folder.resolve(file), FileTime.from(seconds, TimeUnit.SECONDS));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}

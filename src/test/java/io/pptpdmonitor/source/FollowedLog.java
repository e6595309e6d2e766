package io.pptpdmonitor.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.Hosts;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** A log that a test writes, and the LogFile that reads it; a line is known by its number. */
final class FollowedLog implements AutoCloseable {

    final Path path;
    final LogFile file;

    FollowedLog(Path path, Path... past) {
        this.path = path;
        this.file = new LogFile(path, List.of(past), ZoneOffset.UTC);
    }

    private FollowedLog(LogFile file, Path path) {
        this.path = path;
        this.file = file;
    }

    /** With all of its rotated past, as it is when it is first read. */
    static FollowedLog withPast(Path path) {
        return new FollowedLog(LogFile.withPast(path, Hosts.in(ZoneOffset.UTC)), path);
    }

    static FollowedLog in(Path folder) {
        return new FollowedLog(folder.resolve("syslog"));
    }

    /** The line of this number, with its newline. */
    static String line(int number) {
        return "2026-11-22T13:29:31+00:00 vpn1 pppd[" + number + "]: Exit.\n";
    }

    static String lines(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(FollowedLog::line).collect(Collectors.joining());
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Adds to the file that has the name now. */
    void append(String text) throws IOException {
        append(path, text);
    }

    static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The numbers of the lines that a poll hands over. */
    List<Integer> poll() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        file.poll(seen -> numbers.add(seen.pid()));
        return numbers;
    }

    /** The numbers of the lines that a poll hands over before it fails. */
    List<Integer> pollThatFails(String why) {
        List<Integer> numbers = new ArrayList<>();
        try {
            file.poll(seen -> numbers.add(seen.pid()));
        } catch (IOException e) {
            if (e.getMessage() != null && e.getMessage().contains(why)) {
                return numbers;
            }
            throw new AssertionError("fails with another message", e);
        }
        throw new AssertionError("does not fail; read " + numbers);
    }

    List<Integer> finish() {
        List<Integer> numbers = new ArrayList<>();
        file.finish(seen -> numbers.add(seen.pid()));
        return numbers;
    }

    /** The same log as another process of ours goes on with it, from the state that this one would leave behind. */
    FollowedLog resumed() throws IOException {
        StateOutput state = new StateOutput();
        file.save(state);
        close();
        FollowedLog next = new FollowedLog(path);
        StateInput in = new StateInput(state.toByteArray());
        next.file.resume(in);
        assertThat(in.atEnd()).isTrue();
        return next;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

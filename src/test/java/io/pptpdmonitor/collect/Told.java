package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.source.LogFile;
import io.pptpdmonitor.source.LogSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the collector makes of a log that a test writes. A line may leave out what is the same in all: {@code 13:56:34
 * pppd[828]: Exit.} is of 22 November 2026, UTC, and of host vpn1; {@code 13:56:34 vpn2 pppd[828]: Exit.} of another.
 */
final class Told {

    static final String DAY = "2026-11-22T";

    /** When the files were written, and what the clock shows. */
    static final Instant WRITTEN = Instant.parse(DAY + "23:59:59Z");

    private Told() {}

    static Snapshot of(String log) {
        return of(EnumSet.of(Service.PPTP), log);
    }

    static Snapshot ofAll(String log) {
        return of(EnumSet.allOf(Service.class), log);
    }

    /** Of several files, in this order. */
    static Snapshot of(Set<Service> services, String... logs) {
        List<Path> files = new ArrayList<>();
        try {
            for (String log : logs) {
                files.add(write(Files.createTempFile("told", ".log"), log));
            }
            return read(services, files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            files.forEach(file -> file.toFile().delete());
        }
    }

    /** All sessions, of whatever service. */
    static List<Session> sessions(String log) {
        return ofAll(log).sessions();
    }

    /** The only session. */
    static Session session(String log) {
        List<Session> sessions = sessions(log);
        if (sessions.size() != 1) {
            throw new AssertionError("not one session but " + sessions);
        }
        return sessions.get(0);
    }

    static OffsetDateTime at(String time) {
        return LocalTime.parse(time)
                .atDate(WRITTEN.atOffset(ZoneOffset.UTC).toLocalDate())
                .atOffset(ZoneOffset.UTC);
    }

    static Path write(Path file, String log) throws IOException {
        Files.writeString(file, whole(log));
        return Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
    }

    /** The log as a syslog daemon would write it. */
    static String whole(String log) {
        StringBuilder whole = new StringBuilder();
        log.lines()
                .filter(line -> !line.isBlank())
                .map(Told::line)
                .forEach(line -> whole.append(line).append('\n'));
        return whole.toString();
    }

    private static String line(String line) {
        if (!line.matches("\\d\\d:\\d\\d:\\d\\d .*")) {
            return line;
        }
        boolean hasHost = line.matches("\\S+ [a-z0-9.-]+ .*");
        return "Nov 22 " + (hasHost ? line : line.substring(0, 8) + " vpn1" + line.substring(8));
    }

    static Snapshot read(Set<Service> services, List<Path> files) throws IOException {
        List<LogSource> sources = new ArrayList<>();
        for (Path file : files) {
            sources.add(new LogFile(file, List.of(), ZoneOffset.UTC));
        }
        CollectorSettings settings = new CollectorSettings(sources, null, null, services, ZoneOffset.UTC, false);
        try (Collector collector = new Collector(settings, InstantSource.fixed(WRITTEN))) {
            return collector.collect();
        }
    }

    /** Without the text of its end: of one second the order between two files is lost. */
    static List<List<?>> essence(Snapshot told) {
        return told.sessions().stream()
                .<List<?>>map(session -> Arrays.asList(
                        session.number(),
                        session.pid(),
                        session.controlPid(),
                        session.user(),
                        session.clientAddress(),
                        session.started(),
                        session.up(),
                        session.ended(),
                        session.state(),
                        session.endCause(),
                        session.traffic(),
                        session.connectSeconds()))
                .toList();
    }
}

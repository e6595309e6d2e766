package io.pptpdmonitor.source;

import io.pptpdmonitor.log.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the log where none is named: of the usual files those that hold lines of pptpd or pppd at their end. One that
 * holds both is enough, and of several the one written last; where none does, pptpd (facility daemon) and pppd (local2)
 * go to different files, and the last of each is taken.
 */
public final class LogSearch {

    private static final List<String> USUAL =
            List.of("var/log/pptpd.log", "var/log/syslog", "var/log/messages", "var/log/daemon.log");
    private static final int LOOKED_AT = 1 << 20;
    private static final byte[] PPPD = Bytes.ascii("pppd[");
    private static final byte[] PPTPD = Bytes.ascii("pptpd[");

    private record Candidate(Path path, boolean pptpd, boolean pppd, FileTime written) {}

    private LogSearch() {}

    /**
     * The logs below {@code root}; one, or two.
     *
     * @throws IOException if there is none, or one of the files cannot be read: it may be the one; with a message that
     *     says what to do
     */
    public static List<Path> below(Path root) throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        for (String name : USUAL) {
            Path file = root.resolve(name);
            // To open a pipe would wait for its writer.
            if (Files.isRegularFile(file)) {
                candidates.add(candidate(file));
            }
        }
        candidates.sort(Comparator.comparing(Candidate::written).reversed());
        Path both = first(candidates, candidate -> candidate.pptpd && candidate.pppd);
        List<Path> found = both != null
                ? List.of(both)
                : Stream.of(first(candidates, Candidate::pptpd), first(candidates, Candidate::pppd))
                        .filter(Objects::nonNull)
                        .toList();
        if (found.isEmpty()) {
            throw new IOException("no log with lines of pptpd or pppd among " + root.resolve("var/log")
                    + "/{pptpd.log,syslog,messages,daemon.log}; name one with --file, or write one from the journal:"
                    + " journalctl -o json -t pptpd -t pppd > FILE");
        }
        return found;
    }

    private static @Nullable Path first(List<Candidate> candidates, Predicate<Candidate> wanted) {
        return candidates.stream()
                .filter(wanted)
                .findFirst()
                .map(Candidate::path)
                .orElse(null);
    }

    private static Candidate candidate(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(LOOKED_AT, channel.size()));
            channel.read(end, Math.max(0, channel.size() - LOOKED_AT));
            return new Candidate(
                    file, holds(end.array(), PPTPD), holds(end.array(), PPPD), Files.getLastModifiedTime(file));
        } catch (AccessDeniedException denied) {
            throw new IOException(
                    "no permission to read " + file + ", which may be the log; run as root or as a member of group adm,"
                            + " or name the log with --file",
                    denied);
        }
    }

    private static boolean holds(byte[] bytes, byte[] wanted) {
        int at = -1;
        while ((at = Bytes.indexOf(bytes, at + 1, bytes.length, wanted[0])) >= 0) {
            if (Bytes.startsWith(bytes, at, bytes.length, wanted)) {
                return true;
            }
        }
        return false;
    }
}

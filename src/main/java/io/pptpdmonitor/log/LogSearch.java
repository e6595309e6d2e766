package io.pptpdmonitor.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the log where none is named: of the usual files, the one that holds lines of pptpd and of pppd at its end; of
 * several, the one written last.
 */
public final class LogSearch {

    private static final List<String> USUAL =
            List.of("var/log/pptpd.log", "var/log/syslog", "var/log/messages", "var/log/daemon.log");
    private static final int LOOKED_AT = 1 << 20;
    private static final byte[] PPPD = Bytes.ascii("pppd[");
    private static final byte[] PPTPD = Bytes.ascii("pptpd[");

    private final Path root;
    private @Nullable Path best;
    private int bestPrograms;
    private FileTime bestTime = FileTime.fromMillis(0);
    private @Nullable IOException unreadable;

    private LogSearch(Path root) {
        this.root = root;
    }

    /**
     * The log below {@code root}.
     *
     * @throws IOException if there is none, with a message that says what to do
     */
    public static Path below(Path root) throws IOException {
        LogSearch search = new LogSearch(root);
        for (String name : USUAL) {
            search.consider(root.resolve(name));
        }
        return search.found();
    }

    private Path found() throws IOException {
        Path found = best;
        if (found != null) {
            return found;
        }
        IOException denied = unreadable;
        if (denied != null) {
            throw new IOException(
                    "no permission to read " + denied.getMessage() + "; run as root, or as a member of group adm",
                    denied);
        }
        throw new IOException("no log with lines of pptpd or pppd among " + root.resolve("var/log")
                + "/{pptpd.log,syslog,messages,daemon.log}; name one with --file");
    }

    private void consider(Path file) {
        // To open a pipe would wait for its writer.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(LOOKED_AT, channel.size()));
            channel.read(end, Math.max(0, channel.size() - LOOKED_AT));
            int programs = holds(end.array(), PPPD) + holds(end.array(), PPTPD);
            FileTime time = Files.getLastModifiedTime(file);
            if (programs > bestPrograms || (programs > 0 && programs == bestPrograms && time.compareTo(bestTime) > 0)) {
                best = file;
                bestPrograms = programs;
                bestTime = time;
            }
        } catch (NoSuchFileException absent) {
            // The next one, then.
        } catch (IOException e) {
            unreadable = e;
        }
    }

    private static int holds(byte[] bytes, byte[] wanted) {
        int at = -1;
        while ((at = Bytes.indexOf(bytes, at + 1, bytes.length, wanted[0])) >= 0) {
            if (Bytes.startsWith(bytes, at, bytes.length, wanted)) {
                return 1;
            }
        }
        return 0;
    }
}

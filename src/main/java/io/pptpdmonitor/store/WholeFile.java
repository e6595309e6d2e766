package io.pptpdmonitor.store;

import io.pptpdmonitor.file.SymbolicLinks;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there as a whole or not at all, whatever happens meanwhile: it is written to one beside it, which then
 * takes its name. Of several processes one writes, for as long as it has it open; the others read. Not thread-safe.
 */
public final class WholeFile implements Closeable {

    private static final int ROOT = 0;
    /** The JDK copies as much as it is asked to write at once, out of the heap's sight. */
    private static final int AT_ONCE = 1 << 16;

    private final Path path;
    /** All that the path leads to, itself first: more than that only where it is a symbolic link. */
    private final List<Path> links;

    private final String what;
    /** The one whose owner may write this one; null for itself. */
    private final @Nullable WholeFile whole;

    private @Nullable FileChannel lockFile;
    private @Nullable FileLock lock;

    /** @param what it is to the user, such as "the state" */
    public WholeFile(Path path, String what) {
        this(path, what, null);
    }

    private WholeFile(Path path, String what, @Nullable WholeFile whole) {
        this.path = path;
        this.links = links(path);
        this.what = what;
        this.whole = whole;
    }

    private static List<Path> links(Path path) {
        try {
            return SymbolicLinks.from(path);
        } catch (IOException unreadable) {
            return List.of(path);
        }
    }

    /** What is written: a link stays one. */
    private Path target() {
        return links.get(links.size() - 1);
    }

    /** A part of it in a file of its own beside it, which whoever {@link #own}s this one may write, and nobody else. */
    public WholeFile part(String suffix) {
        return new WholeFile(beside(suffix), what, this);
    }

    /** Another one beside it, with an owner of its own. */
    WholeFile sibling(String suffix) {
        return new WholeFile(beside(suffix), what);
    }

    /** Says that nobody may write it here, and why. */
    UnwritableException unwritable(String reason) {
        return new UnwritableException(what, path, reason, new IOException(reason));
    }

    public Path path() {
        return path;
    }

    /**
     * Becomes the one that may write, until {@link #close}. False where another process is, and to root in a directory of
     * somebody else, who could not write what root left there.
     *
     * @throws UnwritableException if nobody may write here
     */
    public boolean own() throws UnwritableException {
        if (lock != null) {
            return true;
        }
        Path name = beside(".lock");
        try {
            refuseLinksElsewhere();
            if (isSomebodyElses()) {
                return false;
            }
            if (Files.exists(name) && !Files.isRegularFile(name)) {
                throw new IOException(name + " is no file"); // To open a pipe would wait for whoever reads it.
            }
            FileChannel channel = FileChannel.open(name, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return false;
            }
            lockFile = channel;
            return true;
        } catch (OverlappingFileLockException ownProcess) {
            return false; // To close it would give up the other one's lock, too (fcntl(2)).
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Whoever may make a link in a directory such as /tmp chooses with it what is replaced. So it is root's, or its owner's
     * directory is what it leads into. Nor is a device replaced, such as /dev/null, or a pipe.
     */
    private void refuseLinksElsewhere() throws IOException {
        for (Path link : links.subList(0, links.size() - 1)) {
            int owner = user(link);
            if (owner != ROOT && owner != user(directory())) {
                throw new IOException(link + " is a symbolic link of somebody else's");
            }
        }
        if (links.size() > 1 && Files.exists(target()) && !Files.isRegularFile(target())) {
            throw new IOException(path + " is a symbolic link to " + target() + ", which is no file");
        }
    }

    /** Who we are is told by a file of ours alone: a process with capabilities looks like root's in /proc. */
    private boolean isSomebodyElses() throws IOException {
        if (user(directory()) == ROOT) {
            return false;
        }
        Path ours = Files.createTempFile(directory(), ".whose", "");
        try {
            return user(ours) == ROOT;
        } finally {
            Files.delete(ours);
        }
    }

    private static int user(Path file) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Replaces what is there; {@link #own} must have said yes.
     *
     * @throws UnwritableException if that fails; what was there stays as it was
     */
    public void write(ByteBuffer... parts) throws UnwritableException {
        if ((whole == null ? lock : whole.lock) == null) {
            throw new IllegalStateException("not the owner of " + path);
        }
        Path anew = beside(".new");
        try {
            writeSynced(anew, parts);
            Files.move(anew, target(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory();
        } catch (IOException e) {
            abandon(anew);
            throw unwritable(e);
        }
    }

    /** What cannot be removed now is in the way of the next one, which says so. */
    private static void abandon(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException alsoThat) {
            // The first problem is the one to tell.
        }
    }

    /** Only its owner and the owner's group may read it. */
    private static void writeSynced(Path file, ByteBuffer... parts) throws IOException {
        Files.deleteIfExists(file);
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")))) {
            for (ByteBuffer part : parts) {
                while (part.hasRemaining()) {
                    int written = channel.write(part.slice(part.position(), Math.min(AT_ONCE, part.remaining())));
                    part.position(part.position() + written);
                }
            }
            channel.force(true);
        }
    }

    /** So that after a power cut the name is that of the new file. */
    private void syncDirectory() throws IOException {
        try (FileChannel directory = FileChannel.open(directory(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private UnwritableException unwritable(IOException problem) {
        return new UnwritableException(what, path, reason(problem), problem);
    }

    /** The JDK's own message is often the bare path. */
    private static String reason(IOException problem) {
        if (problem instanceof AccessDeniedException) {
            return "no permission";
        }
        if (problem instanceof NoSuchFileException) {
            return "there is no such directory";
        }
        if (problem instanceof FileSystemException ofFile && ofFile.getReason() == null) {
            return ofFile.getFile() + " is in the way (" + ofFile.getClass().getSimpleName() + ")";
        }
        return problem instanceof FileSystemException ofFile
                ? ofFile.getReason()
                : String.valueOf(problem.getMessage());
    }

    private Path beside(String suffix) {
        return directory().resolve(target().getFileName() + suffix);
    }

    private Path directory() {
        Path target = target().toAbsolutePath();
        Path parent = target.getParent();
        return parent == null ? target : parent;
    }

    @Override
    public void close() throws IOException {
        FileChannel channel = lockFile;
        lock = null;
        lockFile = null;
        if (channel != null) {
            channel.close();
        }
    }
}

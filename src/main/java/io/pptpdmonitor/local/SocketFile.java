package io.pptpdmonitor.local;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket in the file system. It comes to its place with its group and mode, in the place of what an agent has
 * left that is dead; so nobody can ask before who may is settled, and at no moment there is none. Not thread-safe.
 */
final class SocketFile implements AutoCloseable {

    private static final int BACKLOG = 256;
    private static final String NAME = "s";

    private final Path path;
    private final ServerSocketChannel channel;
    private final @Nullable Object key;
    private final String group;

    private SocketFile(Path path, ServerSocketChannel channel, @Nullable Object key, String group) {
        this.path = path;
        this.channel = channel;
        this.key = key;
        this.group = group;
    }

    /** @throws UnusableSocketException if it cannot be had, above all where another agent answers there */
    static SocketFile open(Path path, SocketSettings settings) throws UnusableSocketException {
        try {
            refuseWhatIsUsed(path);
            return make(path, settings);
        } catch (UnusableSocketException told) {
            throw told;
        } catch (NoSuchFileException absent) {
            throw new UnusableSocketException(
                    "there is no directory " + path.getParent() + " for the socket of checks; make it first", absent);
        } catch (IOException e) {
            throw new UnusableSocketException(
                    "the socket of checks cannot be made at " + path + ": " + e.getMessage(), e);
        }
    }

    private static void refuseWhatIsUsed(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        BasicFileAttributes there = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!there.isOther()) {
            throw new UnusableSocketException(path + " is no socket; remove it, or name another path");
        }
        if (isAnswered(path)) {
            throw new UnusableSocketException("another agent answers checks on " + path
                    + "; stop it, or give this one a path of its own (socket = \"...\", \"none\" for none)");
        }
    }

    /** Not waiting: one that answers nothing any more has its queue full. */
    private static boolean isAnswered(Path path) throws IOException {
        try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.configureBlocking(false);
            client.connect(UnixDomainSocketAddress.of(path));
            return true;
        } catch (ConnectException refused) {
            return false;
        } catch (IOException unknown) {
            return Files.exists(path);
        }
    }

    private static SocketFile make(Path path, SocketSettings settings) throws IOException {
        Path nobodys =
                path.resolveSibling("." + Long.toString(ProcessHandle.current().pid(), 36));
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            remove(nobodys);
            Files.createDirectory(
                    nobodys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path made = nobodys.resolve(NAME);
            channel.bind(UnixDomainSocketAddress.of(made), BACKLOG);
            String group = group(made, settings);
            Files.setPosixFilePermissions(made, permissions(settings.mode()));
            Object key = key(made);
            Files.move(made, path, StandardCopyOption.ATOMIC_MOVE);
            return new SocketFile(path, channel, key, group);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        } finally {
            remove(nobodys);
        }
    }

    private static void remove(Path nobodys) throws IOException {
        Files.deleteIfExists(nobodys.resolve(NAME));
        Files.deleteIfExists(nobodys);
    }

    /** Gives it to the group that may ask, and returns its name. */
    private static String group(Path made, SocketSettings settings) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(made, PosixFileAttributeView.class);
        String wanted = settings.group();
        try {
            String name = Objects.requireNonNullElse(wanted, SocketSettings.USUAL_GROUP);
            GroupPrincipal group =
                    made.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(name);
            view.setGroup(group);
        } catch (IOException notToBeHad) {
            if (wanted != null) {
                throw new UnusableSocketException(
                        "the socket of checks cannot be given to the group '" + wanted
                                + "'; it must exist, and the agent's user be in it (adduser USER " + wanted + ")",
                        notToBeHad);
            }
        }
        return view.readAttributes().group().getName();
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> granted = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] fromTheLeft = PosixFilePermission.values();
        for (int i = 0; i < fromTheLeft.length; i++) {
            if ((mode & 0400 >> i) != 0) {
                granted.add(fromTheLeft[i]);
            }
        }
        return granted;
    }

    private static @Nullable Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /** Whose members may ask, as far as the mode goes. */
    String group() {
        return group;
    }

    /** Removes it, unless it is another's by now. */
    @Override
    public void close() throws IOException {
        channel.close();
        try {
            if (Objects.equals(key(path), key)) {
                Files.delete(path);
            }
        } catch (NoSuchFileException gone) {
            // As it should be.
        }
    }
}

package io.pptpdmonitor.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A few lines that are kept from one start to the next, whole or not at all, for people to read, too. The last one holds a
 * checksum of those before. Not thread-safe.
 */
public final class TextFile implements Closeable {

    private static final int MOST = 1 << 20;

    private final Path path;
    private final WholeFile file;

    /** @param what it is to the user, such as "the alerts' states" */
    public TextFile(Path path, String what) {
        this.path = path;
        this.file = new WholeFile(path, what);
    }

    public Path path() {
        return path;
    }

    /**
     * The lines that were written; null where there is no file.
     *
     * @throws DamagedStateException if it is not what was written; the message is a clause such as "its checksum is wrong"
     * @throws IOException if it cannot be read, with a message for the user
     */
    public @Nullable List<String> read() throws IOException {
        try {
            if (Files.exists(path) && (!Files.isRegularFile(path) || Files.size(path) > MOST)) {
                throw new DamagedStateException("it is no file of pptpd-monitor");
            }
            String text = Files.readString(path, UTF_8);
            List<String> all = text.lines().toList();
            List<String> lines = all.subList(0, Math.max(0, all.size() - 1));
            if (!text.equals(whole(lines))) {
                throw new DamagedStateException("its checksum is wrong");
            }
            return List.copyOf(lines);
        } catch (NoSuchFileException none) {
            return null;
        } catch (CharacterCodingException e) {
            throw new DamagedStateException("it is no text");
        } catch (DamagedStateException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("cannot read " + path + ": " + e.getClass().getSimpleName(), e);
        }
    }

    /**
     * Becomes the one that may write, until {@link #close}; as {@link WholeFile#own}.
     *
     * @throws UnwritableException if nobody may write here
     */
    public boolean own() throws UnwritableException {
        return file.own();
    }

    /**
     * Replaces what is there, and is the one that does so until it is closed.
     *
     * @throws IOException if that fails, or another process does, with a message for the user; what was there stays as it was
     */
    public void write(List<String> lines) throws IOException {
        if (!own()) {
            throw new IOException(path + " is another running agent's");
        }
        file.write(ByteBuffer.wrap(whole(lines).getBytes(UTF_8)));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static String whole(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        CRC32C checksum = new CRC32C();
        checksum.update(text.toString().getBytes(UTF_8));
        return text.append(String.format(Locale.ROOT, "sum %08x\n", checksum.getValue()))
                .toString();
    }
}

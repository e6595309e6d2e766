package io.pptpdmonitor.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of chap-secrets or pap-secrets (ppp 2.4.9, auth.c, scan_authfile): client, server, secret and addresses, one
 * user a line. Secrets are skipped octet by octet, {@code @/file} is not followed, and the buffer that the file is read
 * through is wiped.
 *
 * @param names clients of lines that are complete, without {@code *}
 * @param anyName whether a line lets a client of any name in
 */
record SecretsFile(Set<String> names, boolean anyName) {

    private static final String WILD = "*";
    private static final int BUFFER = 8192;

    /**
     * Reads the names of those whom this server authenticates.
     *
     * @param server pppd's option name, which the second column must hold, or {@code *}; null takes every line
     * @throws IOException if it cannot be read
     */
    static SecretsFile read(Path file, @Nullable String server) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        try (FileChannel channel = FileChannel.open(FiniteFile.of(file), StandardOpenOption.READ)) {
            return read(new WordReader(new WipedInput(channel, buffer)), server);
        } finally {
            buffer.clear().put(new byte[BUFFER]);
        }
    }

    private static SecretsFile read(WordReader words, @Nullable String server) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        boolean any = false;
        boolean more = words.next();
        while (more) {
            if (!words.startsLine()) {
                words.drop();
                more = words.next();
                continue;
            }
            String client = words.take();
            more = words.next();
            if (!more || words.startsLine()) {
                continue;
            }
            String serves = words.take();
            more = words.next();
            boolean complete = more && !words.startsLine();
            if (complete) {
                words.drop(); // The secret.
                more = words.next();
            }
            if (complete && (server == null || serves.equals(WILD) || serves.equals(server))) {
                any |= client.equals(WILD);
                if (!client.equals(WILD)) {
                    names.add(client);
                }
            }
        }
        return new SecretsFile(names, any);
    }

    /** Reads through a buffer that its owner wipes. */
    private static final class WipedInput implements WordReader.Octets {
        private final FileChannel channel; // not owned
        private final ByteBuffer buffer;

        WipedInput(FileChannel channel, ByteBuffer buffer) {
            this.channel = channel;
            this.buffer = buffer.limit(0);
        }

        @Override
        public int read() throws IOException {
            if (!buffer.hasRemaining()) {
                buffer.clear();
                int count = channel.read(buffer);
                buffer.flip();
                if (count <= 0) {
                    return -1;
                }
            }
            return buffer.get() & 0xff;
        }
    }
}

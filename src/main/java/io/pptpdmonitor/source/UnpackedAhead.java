package io.pptpdmonitor.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose bytes a thread of its own unpacks, a few blocks before they are read: to unpack a log takes about as long
 * as to understand it. Tells what the other stream tells, its failures included, at the same places. For one thread.
 */
final class UnpackedAhead extends InputStream {

    private static final int BLOCK = 1 << 18;
    private static final int BLOCKS = 4;

    /** Bytes, and what comes behind them: more, the end or a failure. */
    private static final class Block {
        final byte[] bytes = new byte[BLOCK];
        int length;
        boolean last;

        @Nullable Throwable failure;
    }

    private final InputStream in;
    private final BlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS);
    private final Thread thread;
    private Block block = new Block();
    private int at;

    /** Begins to unpack; closes {@code in} when it is closed itself. */
    UnpackedAhead(InputStream in) {
        this.in = in;
        for (int i = 1; i < BLOCKS; i++) {
            free.add(new Block());
        }
        thread = new Thread(this::unpack, "unpacking ahead");
        thread.setDaemon(true);
        thread.start();
    }

    private void unpack() {
        try {
            for (boolean last = false; !last; ) {
                Block next = free.take();
                fill(next);
                last = next.last;
                full.put(next);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void fill(Block next) {
        next.length = 0;
        try {
            int count;
            do {
                count = in.read(next.bytes, next.length, BLOCK - next.length);
                next.length += Math.max(0, count);
            } while (count >= 0 && next.length < BLOCK);
            next.last = count < 0;
        } catch (IOException | RuntimeException | Error e) {
            next.failure = e;
            next.last = true;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        while (at == block.length && len > 0) {
            if (block.last) {
                return end(block.failure);
            }
            next();
        }
        int count = Math.min(len, block.length - at);
        System.arraycopy(block.bytes, at, b, off, count);
        at += count;
        return count;
    }

    private static int end(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException told) {
            throw told;
        }
        if (failure instanceof RuntimeException unforeseen) {
            throw unforeseen;
        }
        if (failure instanceof Error grave) {
            throw grave;
        }
        return -1;
    }

    private void next() throws IOException {
        try {
            free.put(block);
            block = full.take();
            at = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
    }

    /** Nothing is unpacked any more when this returns. */
    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        in.close();
    }
}

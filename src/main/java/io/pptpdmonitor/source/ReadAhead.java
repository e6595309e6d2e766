package io.pptpdmonitor.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is read by a thread of its own, as it comes, up to a bound: then its writer has to wait. All else is for
 * one other thread.
 */
final class ReadAhead implements Closeable {

    private static final int BLOCK = 1 << 16;
    private static final int MOST = 1 << 24;

    private final InputStream in;
    private final Object lock = new Object();
    private byte[] held = new byte[BLOCK];
    private int length;
    private boolean ended;
    private boolean closed;
    private @Nullable IOException failed;

    /** Begins to read. */
    ReadAhead(InputStream in, String name) {
        this.in = in;
        Thread thread = new Thread(this::read, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        byte[] block = new byte[BLOCK];
        try {
            int count;
            while ((count = in.read(block)) >= 0 && hold(block, count)) {
                // Until it ends, or nobody wants more.
            }
        } catch (IOException e) {
            synchronized (lock) {
                failed = e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (lock) {
                ended = true;
                lock.notifyAll();
            }
        }
    }

    private boolean hold(byte[] block, int count) throws InterruptedException {
        synchronized (lock) {
            while (length + count > MOST && !closed) {
                lock.wait();
            }
            if (closed) {
                return false;
            }
            if (length + count > held.length) {
                held = Arrays.copyOf(held, Math.min(MOST, Math.max(2 * held.length, length + count)));
            }
            System.arraycopy(block, 0, held, length, count);
            length += count;
            lock.notifyAll();
            return true;
        }
    }

    /**
     * What has come since the last call; empty if nothing has.
     *
     * @throws IOException if the stream could not be read on, once all before was taken
     */
    byte[] take() throws IOException {
        synchronized (lock) {
            if (length == 0 && failed != null) {
                throw failed;
            }
            byte[] taken = Arrays.copyOf(held, length);
            length = 0;
            if (held.length > BLOCK) {
                held = new byte[BLOCK];
            }
            lock.notifyAll();
            return taken;
        }
    }

    /** Waits for something to take, or for the end. */
    void await() {
        synchronized (lock) {
            while (length == 0 && !ended) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /** Whether nothing more will come and all was taken. */
    boolean isAtEnd() {
        synchronized (lock) {
            return ended && length == 0;
        }
    }

    /** Octets that came and were not taken yet. */
    int waiting() {
        synchronized (lock) {
            return length;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        in.close();
    }
}

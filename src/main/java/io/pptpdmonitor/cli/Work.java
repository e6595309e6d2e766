package io.pptpdmonitor.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Something that may take long, in a thread of its own, which the end of the program does not wait for. */
final class Work<T> {

    private final FutureTask<T> task;

    private Work(FutureTask<T> task) {
        this.task = task;
    }

    /** Begins with it. */
    static <T> Work<T> begin(String name, Callable<T> what) {
        FutureTask<T> task = new FutureTask<>(what);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return new Work<>(task);
    }

    /** Whether it is done, or has failed, by then. */
    boolean endsWithin(Duration limit) throws InterruptedIOException {
        try {
            task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true; // Told by result().
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /**
     * Waits for what comes of it.
     *
     * @throws IOException as it did; whatever else it threw comes out, too
     */
    T result() throws IOException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted");
    }

    private static IOException thrown(@Nullable Throwable cause) {
        if (cause instanceof RuntimeException unforeseen) {
            throw unforeseen;
        }
        if (cause instanceof Error grave) {
            throw grave;
        }
        return cause instanceof IOException told ? told : new IOException(cause);
    }
}

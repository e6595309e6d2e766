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

/** How long a check may take; whoever started it would kill it otherwise, and call that CRITICAL. */
final class TimeLimit {

    private TimeLimit() {}

    /**
     * Works in a thread of its own, which is left behind where it takes too long.
     *
     * @throws IOException as {@code work} does, or because the time is over, with a message for the user
     */
    static int within(Duration limit, Callable<Integer> work) throws IOException {
        FutureTask<Integer> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "check");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the log was not read within " + limit.toSeconds()
                    + " s; give it more with --timeout, or keep a state (see README)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
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

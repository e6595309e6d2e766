package io.pptpdmonitor;

import io.pptpdmonitor.cli.Pause;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How the program ends. SIGTERM and SIGINT end what goes on until it is told (agent, watch) in an orderly way and with 0,
 * from the moment that it says so; the JVM's own code would be 143. Other commands die of a signal as any program does.
 */
final class Termination implements Pause {

    private static final Duration TIME_TO_END = Duration.ofSeconds(5);

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean inOrder;

    Termination() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::onSignal, "termination"));
    }

    @Override
    public boolean await(Duration duration) {
        endInOrder();
        return !await(told, duration);
    }

    @Override
    public void endInOrder() {
        inOrder = true;
    }

    @Override
    public boolean isTold() {
        return told.getCount() == 0;
    }

    /** Ends the JVM, unless a signal is about to. */
    void exit(int exitCode) {
        if (isTold() && exitCode == 0) {
            ended.countDown();
        } else {
            // Not System.exit: the hook is for signals.
            Runtime.getRuntime().halt(exitCode);
        }
    }

    private void onSignal() {
        if (!inOrder) {
            return;
        }
        told.countDown();
        if (await(ended, TIME_TO_END)) {
            Runtime.getRuntime().halt(0);
        }
    }

    private static boolean await(CountDownLatch latch, Duration duration) {
        try {
            return latch.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}

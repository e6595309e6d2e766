package io.pptpdmonitor.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command for each notification of an alert: it gets it on its standard input, and nothing of it in its arguments or
 * its environment, where other users could read it. Of one alert one run at a time, in the order of their numbers. For any
 * number of threads; none of them waits.
 */
final class CommandRuns implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(CommandRuns.class.getName());

    /** More of one alert do not wait; the oldest goes. */
    private static final int MOST_WAITING = 16;

    private static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ");

    private final Path command;
    private final Function<Notification.OfAlert, String> text;
    private final Duration limit;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "notify command");
        thread.setDaemon(true);
        return thread;
    });

    /** By the alert's name, what waits for the run that goes on; no entry where none does. */
    private final Map<String, Deque<Notification.OfAlert>> waiting = new HashMap<>();

    /**
     * @param text what the command reads
     * @param limit after which it is killed, with what it has started
     */
    CommandRuns(Path command, Function<Notification.OfAlert, String> text, Duration limit) {
        this.command = command;
        this.text = text;
        this.limit = limit;
    }

    /** Whether it is this command that it runs. */
    boolean runs(@Nullable Path program) {
        return command.equals(program);
    }

    synchronized void add(Notification.OfAlert notification) {
        String name = notification.alert().name();
        Deque<Notification.OfAlert> before = waiting.get(name);
        if (before == null) {
            waiting.put(name, new ArrayDeque<>());
            threads.execute(() -> runAll(notification));
            return;
        }
        before.addLast(notification);
        if (before.size() > MOST_WAITING) {
            long dropped = before.removeFirst().number();
            LOG.warning(() -> command + " was not run for notification " + dropped + ": too many of " + name + " wait");
        }
    }

    private void runAll(Notification.OfAlert first) {
        Notification.OfAlert next = first;
        while (next != null && !Thread.currentThread().isInterrupted()) {
            run(next);
            next = next(next.alert().name());
        }
    }

    /** Whether none runs or waits. */
    synchronized boolean idle() {
        return waiting.isEmpty();
    }

    private synchronized Notification.@Nullable OfAlert next(String name) {
        Deque<Notification.OfAlert> others = waiting.get(name);
        Notification.OfAlert next = others == null ? null : others.pollFirst();
        if (next == null) {
            waiting.remove(name);
        }
        return next;
    }

    private void run(Notification.OfAlert notification) {
        String problem = problem(notification);
        if (problem != null) {
            LOG.warning(command + " for notification " + notification.number() + " " + problem);
        }
    }

    /** Null if all went well. */
    private @Nullable String problem(Notification.OfAlert notification) {
        Process process;
        try {
            process = builder().start();
        } catch (IOException e) {
            return "could not be run: " + e.getMessage();
        }
        try {
            write(text.apply(notification), process);
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue() == 0 ? null : "ended with " + process.exitValue();
            }
            return "was killed, as it was not done after " + limit.toSeconds() + " s";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "was killed, as the agent ends";
        } finally {
            kill(process);
        }
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(command.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        return builder;
    }

    /** A few hundred octets, which a pipe takes whoever reads; a command that reads none of them is free not to. */
    private static void write(String text, Process process) {
        try (OutputStream input = process.getOutputStream()) {
            input.write(text.getBytes(UTF_8));
        } catch (IOException unread) {
            LOG.fine("a command did not read its input: " + unread.getMessage());
        }
    }

    /** Its children first: with their parent gone they could not be found. */
    private static void kill(Process process) {
        if (process.isAlive()) {
            List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList();
            family.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }

    /** Waits so long for what runs, and kills the rest. */
    void close(Duration patience) {
        threads.shutdown();
        try {
            threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}

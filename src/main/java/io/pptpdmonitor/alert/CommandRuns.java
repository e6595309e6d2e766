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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command for each notification of an alert: it gets it on its standard input, and nothing of it in its arguments or
 * its environment, where other users could read it. Of one alert one run at a time, in the order of their numbers. For any
 * number of threads; none of them waits.
 */
final class CommandRuns implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(10);

    /** How long a run that is killed may take to say so. */
    private static final Duration LAST_WORD = Duration.ofMillis(500);

    private static final Logger LOG = Logger.getLogger(CommandRuns.class.getName());

    /** More of one alert do not wait; the oldest goes. */
    private static final int MOST_WAITING = 16;

    private static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ");

    private final Function<Notification.OfAlert, String> text;
    private final Duration limit;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "notify command");
        thread.setDaemon(true);
        return thread;
    });

    /** By the alert's name, what waits for the run that goes on; no entry where none does. */
    private final Map<String, Deque<Run>> waiting = new HashMap<>();

    private @Nullable Path command;

    /** What is to be run for what. */
    private record Run(Path command, Notification.OfAlert notification) {
        String alert() {
            return notification.alert().name();
        }
    }

    /**
     * Runs none yet.
     *
     * @param text what a command reads
     * @param limit after which it is killed, with what it has started
     */
    CommandRuns(Function<Notification.OfAlert, String> text, Duration limit) {
        this.text = text;
        this.limit = limit;
    }

    /** What is added from now on is for this command, or for none; what runs or waits goes on. */
    synchronized void use(@Nullable Path program) {
        command = program;
    }

    synchronized void add(Notification.OfAlert notification) {
        if (command == null) {
            return;
        }
        Run run = new Run(command, notification);
        Deque<Run> before = waiting.get(run.alert());
        if (before == null) {
            waiting.put(run.alert(), new ArrayDeque<>());
            threads.execute(() -> runAll(run));
            return;
        }
        before.addLast(run);
        if (before.size() > MOST_WAITING) {
            Run dropped = before.removeFirst();
            LOG.warning(() -> dropped.command + " was not run for notification " + dropped.notification.number()
                    + ": too many of " + run.alert() + " wait");
        }
    }

    private void runAll(Run first) {
        Run next = first;
        while (next != null && !Thread.currentThread().isInterrupted()) {
            run(next);
            next = next(next.alert());
        }
    }

    /** Whether none runs or waits. */
    synchronized boolean idle() {
        return waiting.isEmpty();
    }

    private synchronized @Nullable Run next(String alert) {
        Deque<Run> others = waiting.get(alert);
        Run next = others == null ? null : others.pollFirst();
        if (next == null) {
            waiting.remove(alert);
        }
        return next;
    }

    private void run(Run run) {
        String problem = problem(run);
        if (problem != null) {
            LOG.warning(run.command + " for notification " + run.notification.number() + " " + problem);
        }
    }

    /** Null if all went well. */
    private @Nullable String problem(Run run) {
        Process process;
        try {
            process = builder(run.command).start();
        } catch (IOException e) {
            return "could not be run: " + e.getMessage();
        }
        try {
            write(text.apply(run.notification), process);
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

    private static ProcessBuilder builder(Path command) {
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

    /** The agent ends: waits so long for what runs, kills the rest and says how many were not run. */
    void close(Duration patience) {
        threads.shutdown();
        awaitEnd(patience);
        drain().forEach((program, count) ->
                LOG.warning(program + " was not run for " + count + " more notifications: the agent ends"));
        threads.shutdownNow();
        awaitEnd(LAST_WORD);
    }

    private void awaitEnd(Duration patience) {
        try {
            threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes all that wait: how many there were for each command. */
    private synchronized Map<Path, Long> drain() {
        Map<Path, Long> rest = waiting.values().stream()
                .flatMap(Deque::stream)
                .collect(Collectors.groupingBy(Run::command, Collectors.counting()));
        waiting.values().forEach(Deque::clear);
        return rest;
    }
}

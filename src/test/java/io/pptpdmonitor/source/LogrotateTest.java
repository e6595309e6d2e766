package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.Program;
import io.pptpdmonitor.file.RotatedFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log that is written without pause and rotated by logrotate itself, while it is read and the reader is started anew. */
@Tag("programs")
@Timeout(240)
class LogrotateTest {

    private static final int ROTATIONS = 4;
    private static final int LINES_BETWEEN = 300;

    @TempDir
    Path folder;

    private Path log;
    private Path hangup;
    private Path reopened;

    /** How many lines the writer may be ahead of the reader. */
    private final Semaphore ahead = new Semaphore(1000);

    private final Semaphore hangups = new Semaphore(0);
    private final AtomicInteger written = new AtomicInteger();
    private int done;
    private volatile boolean enough;

    @BeforeEach
    void name() {
        log = folder.resolve("syslog");
        hangup = folder.resolve("hangup");
        reopened = folder.resolve("reopened");
        assertThat(Program.require("mkfifo")
                        .run(hangup.toString(), reopened.toString())
                        .exit())
                .isZero();
    }

    /** As a syslog daemon: appends to the file it has open until a hangup tells it to open it again. */
    private void write() throws Exception {
        OutputStream out = open();
        while (!enough) {
            ahead.acquire();
            if (hangups.tryAcquire()) {
                out.close();
                out = open();
                Files.writeString(reopened, "");
            }
            out.write(line(written.get() + 1).getBytes(StandardCharsets.UTF_8));
            written.incrementAndGet();
        }
        out.close();
    }

    private OutputStream open() throws IOException {
        return Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** A signal as a file: opening it waits for the script of logrotate. */
    private void listen() throws IOException {
        while (!enough) {
            Files.readAllBytes(hangup);
            hangups.release();
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> start(Work work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (Exception | AssertionError e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private List<Integer> follow(String directives) throws Exception {
        Path config = Files.writeString(
                folder.resolve("logrotate.conf"), log + " {\n rotate 99\n missingok\n " + directives + "\n}\n");
        CompletableFuture<Void> listener = start(this::listen);
        CompletableFuture<Void> writer = start(this::write);
        List<Integer> numbers = new ArrayList<>();
        FollowedLog reader = new FollowedLog(log);
        for (int i = 0; i < ROTATIONS; i++) {
            // Names made of seconds come again within one.
            long second = System.nanoTime() + (directives.contains("%s") ? 1_100_000_000L : 0);
            int goal = written.get() + LINES_BETWEEN;
            while (numbers.isEmpty() || written.get() < goal || System.nanoTime() < second) {
                readOn(reader, numbers);
            }
            CompletableFuture<Void> rotation = start(() -> rotate(config));
            while (!rotation.isDone()) {
                readOn(reader, numbers);
                reader = reader.resumed();
            }
            rotation.get();
        }
        enough = true;
        do {
            readOn(reader, numbers);
        } while (!writer.isDone());
        writer.get();
        assertThat(listener).isNotCompletedExceptionally();
        while (readOn(reader, numbers) > 0) {
            // Until there is nothing left.
        }
        reader.close();
        return numbers;
    }

    /** What was written before is read then, or lost. */
    private int readOn(FollowedLog reader, List<Integer> numbers) throws IOException {
        int before = numbers.size();
        int writtenBefore = written.get();
        try {
            reader.file.poll(seen -> numbers.add(seen.pid()));
        } catch (IOException betweenRenameAndCreate) {
            assertThat(betweenRenameAndCreate).hasMessage("no such file: " + reader.path);
        }
        ahead.release(writtenBefore - done);
        done = writtenBefore;
        return numbers.size() - before;
    }

    private void rotate(Path config) {
        Program.Result run = Program.require("logrotate")
                .run("--force", "--state", folder.resolve("state").toString(), config.toString());
        assertThat(run.err()).isEmpty();
    }

    private String hangup() {
        return "\n postrotate\n : >" + hangup + "; cat " + reopened + "\n endscript";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create",
                "nocreate",
                "create\n compress",
                "create\n compress\n delaycompress",
                "create\n compress\n delaycompress\n compresscmd /usr/bin/xz\n compressext .xz",
                "create\n dateext\n dateformat -%Y%m%d-%s"
            })
    void renamesAndNothingIsLostNorReadTwice(String directives) throws Exception {
        assertThat(gaps(follow(directives + hangup()))).isEmpty();
    }

    /** What is written between copying and truncating is lost for everybody; what stands in a file is not. */
    @ParameterizedTest
    @ValueSource(strings = {"copytruncate", "copytruncate\n compress", "copytruncate\n compress\n delaycompress"})
    void copiesAndTruncatesAndNothingThatStandsInAFileIsLost(String directives) throws Exception {
        List<Integer> numbers = follow(directives);

        assertThat(numbers.stream().distinct().sorted().toList().equals(numbers))
                .isTrue();
        Set<Integer> lost = left();
        numbers.forEach(lost::remove);
        assertThat(lost).isEmpty();
    }

    /** Which numbers are not one more than the one before. */
    private List<String> gaps(List<Integer> numbers) {
        List<String> gaps = new ArrayList<>();
        for (int i = 0; i <= numbers.size(); i++) {
            int before = i == 0 ? 0 : numbers.get(i - 1);
            int next = i == numbers.size() ? written.get() + 1 : numbers.get(i);
            if (next != before + 1) {
                gaps.add(before + " to " + next);
            }
        }
        return gaps;
    }

    private Set<Integer> left() throws IOException {
        List<Path> files = new ArrayList<>(RotatedFiles.of(log));
        assertThat(files).hasSize(ROTATIONS);
        TreeSet<Integer> numbers = new TreeSet<>();
        files.add(log);
        for (Path file : files) {
            try (FollowedLog read = new FollowedLog(file)) {
                numbers.addAll(read.poll());
                numbers.addAll(read.finish());
            }
        }
        return numbers;
    }
}

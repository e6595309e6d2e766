package io.pptpdmonitor.source;

import io.pptpdmonitor.log.JournalFormat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One run of journalctl, a child process of ours. */
final class JournalProcess implements Closeable {

    private static final Map<String, String> PLAIN = Map.of("LC_ALL", "C", "SYSTEMD_COLORS", "0");

    private final String program;
    private final Process process;
    private final ReadAhead entries;
    private final ReadAhead complaints;

    private JournalProcess(String program, Process process) {
        this.program = program;
        this.process = process;
        this.entries = new ReadAhead(process.getInputStream(), "journal");
        this.complaints = new ReadAhead(process.getErrorStream(), "journal's complaints");
    }

    /**
     * Asks for entries of the programs that matter, in their order.
     *
     * @param journalctl the program, and where the journal is if it is not the host's
     * @param options which of the entries
     * @throws IOException if the program cannot be started, with a message for the user
     */
    static JournalProcess start(List<String> journalctl, String... options) throws IOException {
        List<String> all = new ArrayList<>();
        JournalFormat.identifiers().forEach(name -> all.add("--identifier=" + name));
        all.addAll(List.of(options));
        return run(journalctl, all);
    }

    /** Asks for all entries, of whatever program, the oldest first. */
    static JournalProcess ofAll(List<String> journalctl) throws IOException {
        return run(journalctl, List.of());
    }

    private static JournalProcess run(List<String> journalctl, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(journalctl);
        command.addAll(List.of("--output=json", "--all", "--no-pager", "--quiet"));
        command.add("--output-fields=" + String.join(",", JournalFormat.FIELDS));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(PLAIN);
        String program = journalctl.get(0);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new JournalProcess(program, process);
        } catch (IOException e) {
            throw new IOException("cannot run " + program + ", which reads the journal: " + e.getMessage(), e);
        }
    }

    /** What it has printed since the last call; empty if nothing. */
    byte[] take() throws IOException {
        return entries.take();
    }

    /** Waits for it to print something or to end. */
    void await() {
        entries.await();
    }

    boolean isAtEnd() {
        return entries.isAtEnd();
    }

    int waiting() {
        return entries.waiting();
    }

    /** Why it ended, for the user; null if it did what it was asked to. Waits for its end. */
    @Nullable String failure() {
        try {
            int code = process.waitFor();
            return code == 0 ? null : program + " ended with " + code + complaint();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return program + " was not waited for";
        }
    }

    private String complaint() {
        try {
            complaints.await();
            String said = new String(complaints.take(), StandardCharsets.UTF_8).strip();
            return said.isEmpty() ? "" : ": " + said.lines().findFirst().orElse("");
        } catch (IOException unreadable) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        entries.close();
        complaints.close();
    }
}

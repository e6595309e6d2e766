package io.pptpdmonitor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.collect.CollectorSettings;
import io.pptpdmonitor.log.Hosts;
import io.pptpdmonitor.log.LogEvent;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The journal as systemd's own programs write and read it. */
@Tag("programs")
@Timeout(60)
class JournalTest {

    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");
    private static final String BOOT = "b0ca2fed9f3245b4ad2342db894bcc55";

    @TempDir
    Path scratch;

    private JournalDirectory directory;

    @BeforeEach
    void make() throws IOException {
        directory = new JournalDirectory(Files.createDirectory(scratch.resolve("journal")));
    }

    private static String entry(String boot, int pid) {
        return "{\"__REALTIME_TIMESTAMP\":\"" + (1_795_356_607_000_000L + pid) + "\",\"__MONOTONIC_TIMESTAMP\":\"" + pid
                + "\",\"_BOOT_ID\":\"" + boot
                + "\",\"_UID\":\"0\",\"_HOSTNAME\":\"vpn1\",\"SYSLOG_IDENTIFIER\":\"pppd\","
                + "\"SYSLOG_PID\":\"" + pid + "\",\"MESSAGE\":\"Exit.\"}";
    }

    private void add(String file, int from, int to) throws IOException {
        directory.add(
                file,
                IntStream.rangeClosed(from, to)
                        .mapToObj(pid -> entry(BOOT, pid))
                        .toList());
    }

    private static List<Integer> poll(Journal journal) throws IOException {
        return records(journal).stream().map(LogRecord::pid).toList();
    }

    private static List<LogRecord> records(LogSource source) throws IOException {
        List<LogRecord> records = new ArrayList<>();
        source.poll(records::add);
        return records;
    }

    /** Polls until so many have come; JUnit's timeout ends it. */
    private static List<Integer> await(Journal journal, int count) {
        List<Integer> pids = new ArrayList<>();
        while (pids.size() < count) {
            try {
                journal.poll(seen -> pids.add(seen.pid()));
            } catch (IOException itIsTriedAgain) {
                assertThat(itIsTriedAgain).hasMessageContaining("journalctl");
            }
            Thread.onSpinWait();
        }
        return pids;
    }

    private Journal resumed(Journal journal, boolean following) throws IOException {
        StateOutput state = new StateOutput();
        journal.save(state);
        journal.close();
        Journal next = directory.open(following);
        StateInput in = new StateInput(state.toByteArray());
        next.resume(in);
        assertThat(in.atEnd()).isTrue();
        return next;
    }

    static Stream<String> recordings() throws IOException {
        try (Stream<Path> all = Files.list(RECORDINGS)) {
            return all
                    .filter(folder -> Files.exists(folder.resolve("journal.json")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void tellsWhatItsEntriesTell(String recording) throws IOException {
        Path json = RECORDINGS.resolve(recording).resolve("journal.json");
        directory.add("system", json);

        try (Journal journal = directory.open(false);
                LogFile file = new LogFile(json, List.of(), ZoneOffset.UTC)) {
            assertThat(records(journal)).isEqualTo(records(file)).isNotEmpty();
            assertThat(records(journal)).isEmpty();
            assertThat(journal.counts().relevantLines()).isEqualTo(file.counts().relevantLines());
            assertThat(journal.health().kind()).isEqualTo(Health.Source.Kind.JOURNAL);
            assertThat(journal.health().lastLine()).isEqualTo(file.health().lastLine());
            assertThat(journal.health().position()).startsWith("s=");
            assertThat(journal.health().text()).isEmpty();
        }
    }

    /** In its own words: "Suppressed 11 messages from pptpd.service", then 206, then 81. */
    @Test
    void countsWhatJournaldSuppressed() throws IOException {
        directory.add("system", RECORDINGS.resolve("a-journald-ratelimit/journal.json"));
        try (Journal journal = directory.open(false)) {
            assertThat(records(journal).stream()
                            .map(LogRecord::event)
                            .filter(LogEvent.LinesLost.class::isInstance)
                            .map(event -> ((LogEvent.LinesLost) event).count()))
                    .containsExactly(11L, 206L, 81L);
        }
        CollectorSettings settings = new CollectorSettings(
                List.of(directory.open(false)), null, null, EnumSet.of(Service.PPTP), ZoneOffset.UTC, false);
        try (Collector collector = new Collector(settings, InstantSource.system())) {
            assertThat(collector.collect().health().lostLines()).isEqualTo(11 + 206 + 81);
        }
    }

    /** Of a pptpd that systemd started, and that writes to its terminal, too. */
    @Test
    void readsOnceWhatAProgramWritesTwice() throws IOException {
        String entry = """
                {"__REALTIME_TIMESTAMP":"17953542070000%02d","_BOOT_ID":"0123456789abcdef0123456789abcdef",\
                "SYSLOG_IDENTIFIER":"pptpd","_PID":"815","_UID":"0","_TRANSPORT":"%s","MESSAGE":"MGR: dropped slow initial connection"}""";
        directory.add("system", List.of(entry.formatted(1, "syslog"), entry.formatted(2, "stdout")));

        try (Journal journal = directory.open(false)) {
            assertThat(records(journal)).hasSize(1);
        }
    }

    @Test
    void goesOnAtItsCursor() throws IOException {
        add("system", 1, 3);
        Journal journal = directory.open(false);
        assertThat(poll(journal)).containsExactly(1, 2, 3);
        assertThat(poll(journal)).isEmpty();
        add("system", 4, 5);
        assertThat(poll(journal)).containsExactly(4, 5);
        add("system", 6, 6);

        try (Journal next = resumed(journal, false)) {
            assertThat(poll(next)).containsExactly(6);
            assertThat(next.begin()).isEqualTo("2026-11-22T14:10:07.000001Z");
            assertThat(next.counts().lines()).isEqualTo(6);
            assertThat(next.health().text()).isEmpty();
        }
    }

    @Test
    void isFollowed() throws IOException {
        add("system", 1, 3);
        Journal journal = directory.open(true);
        assertThat(await(journal, 3)).containsExactly(1, 2, 3);
        add("system", 4, 900);
        assertThat(await(journal, 897)).isSorted().startsWith(4).endsWith(900);

        Journal next = resumed(journal, true);
        add("system", 901, 902);
        assertThat(await(next, 2)).containsExactly(901, 902);
        assertThat(next.counts().lines()).isEqualTo(902);
        next.close();
    }

    @Test
    void mayBeEmptyAtFirst() throws IOException {
        try (Journal journal = directory.open(true)) {
            assertThat(poll(journal)).isEmpty();
            add("system", 1, 2);
            assertThat(await(journal, 2)).containsExactly(1, 2);
        }
    }

    @Test
    void isReadOnWhenJournalctlIsKilled() throws Exception {
        add("system", 1, 3);
        try (Journal journal = directory.open(true)) {
            assertThat(await(journal, 3)).containsExactly(1, 2, 3);
            killJournalctl();
            add("system", 4, 6);

            assertThat(await(journal, 3)).containsExactly(4, 5, 6);
            assertThat(journal.health().condition()).isEqualTo(Health.Source.Condition.READ);
            assertThat(journal.health().text()).isEmpty();
        }
    }

    private void killJournalctl() throws Exception {
        ProcessHandle child = ProcessHandle.current()
                .children()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Stream::of)
                        .anyMatch(argument -> argument.contains(scratch.toString())))
                .findFirst()
                .orElseThrow();
        child.destroyForcibly();
        child.onExit().get();
    }

    /** As the agent reads it: what died is told until it is tried again, and what was vacuumed meanwhile is lost. */
    @Test
    void mayBeVacuumedWhileJournalctlIsDead() throws Exception {
        add("old", 1, 3);
        AtomicLong seconds = new AtomicLong();
        try (Journal journal = new Journal(
                directory.journalctl(), true, Hosts.in(ZoneOffset.UTC), "", () -> seconds.get() * 1_000_000_000)) {
            assertThat(await(journal, 3)).containsExactly(1, 2, 3);
            assertThat(journal.health().condition()).isEqualTo(Health.Source.Condition.READ);
            killJournalctl();
            add("new", 5, 6);
            directory.delete("old");

            while (journal.health().condition() == Health.Source.Condition.READ) {
                assertThat(poll(journal)).isEmpty();
            }
            assertThat(journal.health().condition()).isEqualTo(Health.Source.Condition.UNREADABLE);
            assertThat(journal.health().text()).startsWith("journalctl ended with 137"); // 128 and SIGKILL
            assertThatIOException()
                    .isThrownBy(() -> journal.poll(seen -> {}))
                    .withMessageEndingWith("; it is tried again");

            seconds.set(1);
            assertThat(await(journal, 2)).containsExactly(5, 6);
            assertThat(journal.begin()).isEqualTo("2026-11-22T14:10:07.000005Z");
            assertThat(journal.health().condition()).isEqualTo(Health.Source.Condition.READ);
            assertThat(journal.health().text())
                    .startsWith(
                            "lines after 2026-11-22T14:10:07.000003Z and before 2026-11-22T14:10:07.000005Z may be lost");
            add("new", 7, 7);
            assertThat(await(journal, 1)).containsExactly(7);
        }
    }

    /** What was vacuumed is lost; what is left is read once. */
    @Test
    void mayBeVacuumedPastTheCursor() throws IOException {
        add("old", 1, 3);
        Journal journal = directory.open(false);
        assertThat(poll(journal)).containsExactly(1, 2, 3);
        add("new", 5, 6);
        directory.delete("old");

        assertThat(journal.begin()).isEqualTo("2026-11-22T14:10:07.000001Z");
        assertThat(poll(journal)).containsExactly(5, 6);
        assertThat(journal.begin()).isEqualTo("2026-11-22T14:10:07.000005Z");
        assertThat(journal.health().text())
                .isEqualTo(
                        "lines after 2026-11-22T14:10:07.000003Z and before 2026-11-22T14:10:07.000005Z may be lost: the"
                                + " journal does not hold the entry that was read last any more");
        assertThat(poll(journal)).isEmpty();
    }

    /** Where nobody came for long the entries of others tell since when it goes back. */
    @Test
    void beginsWithItsOldestEntryOfWhateverProgram() throws IOException {
        directory.add("old", List.of(ofCron(10), ofCron(11)));
        add("system", 20, 21);
        try (Journal journal = directory.open(false)) {
            assertThat(journal.begin()).isNull();
            assertThat(poll(journal)).containsExactly(20, 21);
            assertThat(journal.begin()).isEqualTo("2026-11-22T14:10:07.00001Z");
            assertThat(journal.counts().lines()).isEqualTo(2);
        }
    }

    /** What was vacuumed behind the entry that was read last nobody knows; what is left is whole. */
    @Test
    void beginsBehindWhatWasVacuumedWithWhatIsLeft() throws IOException {
        add("old", 1, 3);
        Journal journal = directory.open(false);
        poll(journal);
        directory.add("new", List.of(ofCron(10), ofCron(11)));
        add("system", 20, 21);
        directory.delete("old");

        assertThat(poll(journal)).containsExactly(20, 21);
        assertThat(journal.begin()).isEqualTo("2026-11-22T14:10:07.00001Z");
        try (Journal next = resumed(journal, false)) {
            assertThat(poll(next)).isEmpty();
            assertThat(next.begin()).isEqualTo("2026-11-22T14:10:07.00001Z");
        }
    }

    private static String ofCron(int number) {
        return entry(BOOT, number).replace("\"pppd\"", "\"CRON\"");
    }

    /** As where systemd-journald moves it from /run to /var: the same entries, under other numbers of another file. */
    @Test
    void mayBeMovedToAnotherFile() throws IOException {
        add("run", 1, 3);
        Journal journal = directory.open(false);
        assertThat(poll(journal)).containsExactly(1, 2, 3);
        add("var", 1, 5);
        directory.delete("run");

        assertThat(poll(journal)).containsExactly(4, 5);
        assertThat(journal.health().text()).isEmpty();
        assertThat(poll(journal)).isEmpty();
    }

    @Test
    void mayBeGoneAltogether() throws IOException {
        add("system", 1, 3);
        Journal journal = directory.open(false);
        poll(journal);
        directory.delete("system");

        assertThat(poll(journal)).isEmpty();
        assertThat(journal.health().text()).startsWith("lines after 2026-11-22T14:10:07.000003Z may be lost");
        assertThat(poll(journal)).isEmpty();
    }

    @Test
    void tellsOfABoot() throws IOException {
        directory.add("system", List.of(entry(BOOT, 1), entry("c" + BOOT.substring(1), 2)));
        try (Journal journal = directory.open(false)) {
            assertThat(records(journal).stream().map(LogRecord::event))
                    .containsExactly(new LogEvent.PppdExited(), new LogEvent.Booted(), new LogEvent.PppdExited());
        }
    }

    @Test
    void isNothingWhereThereIsNone() throws IOException {
        try (Journal journal = directory.open(false)) {
            assertThat(poll(journal)).isEmpty();
            assertThat(journal.counts().relevantLines()).isZero();
            assertThat(journal.health().lastLine()).isNull();
        }
    }

    @Test
    void saysThatThereIsNoJournalctl() throws IOException {
        try (Journal journal = new Journal(List.of("/nowhere/journalctl"), false, Hosts.in(ZoneOffset.UTC), "")) {
            assertThatIOException()
                    .isThrownBy(() -> journal.poll(seen -> {}))
                    .withMessageStartingWith("cannot run /nowhere/journalctl, which reads the journal: ");
        }
    }

    /** The real one cannot be made to fail when asked to. */
    private Path failing() throws IOException {
        String script = "#!/bin/sh\necho >>" + scratch.resolve("runs") + "\necho 'no, not now' >&2\nexit 5\n";
        Path failing = Files.writeString(scratch.resolve("journalctl"), script);
        return Files.setPosixFilePermissions(failing, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** After 1, 3, 7, 15, 31, 63 seconds, and then once a minute. */
    @Test
    void startsAJournalctlThatFailsLessAndLessOften() throws IOException {
        AtomicLong seconds = new AtomicLong();
        try (Journal journal = new Journal(
                List.of(failing().toString()),
                true,
                Hosts.in(ZoneOffset.UTC),
                "",
                () -> seconds.get() * 1_000_000_000)) {
            while (seconds.getAndIncrement() < 250) {
                assertThatIOException().isThrownBy(() -> journal.poll(seen -> {}));
            }
        }
        assertThat(scratch.resolve("runs")).content().hasLineCount(10);
    }

    @Test
    void saysWhyJournalctlFails() throws IOException {
        Path failing = failing();
        try (Journal journal = new Journal(List.of(failing.toString()), true, Hosts.in(ZoneOffset.UTC), "")) {
            String why = failing + " ended with 5: no, not now";
            assertThatIOException().isThrownBy(() -> journal.poll(seen -> {})).withMessage(why);
            assertThatIOException().isThrownBy(() -> journal.poll(seen -> {})).withMessage(why + "; it is tried again");
            assertThat(journal.health().condition()).isEqualTo(Health.Source.Condition.UNREADABLE);
            assertThat(journal.health().text()).isEqualTo(why);
        }
    }
}

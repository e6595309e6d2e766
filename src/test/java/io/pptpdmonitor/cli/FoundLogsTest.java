package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.source.JournalDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where no log is named: what the syslog daemons of the field leave below /var/log, made of one recording. */
class FoundLogsTest {

    private static final Path RECORDING = Path.of("src/test/resources/recordings/a");
    private static final Path SYSLOG = RECORDING.resolve("syslog.rfc3339");
    private static final InstantSource LATER = InstantSource.fixed(Instant.parse("2026-11-22T15:00:00Z"));

    @TempDir
    Path root;

    private Path logs;

    @BeforeEach
    void make() throws IOException {
        logs = Files.createDirectories(root.resolve("var/log"));
    }

    private static boolean isOfPptpd(String line) {
        return line.matches("\\S+ \\S+ pptpd\\[.*");
    }

    private static boolean isOfPppd(String line) {
        return line.matches("\\S+ \\S+ pppd\\[.*");
    }

    private void log(String name, Predicate<String> lines) throws IOException {
        Files.write(
                logs.resolve(name),
                Files.readAllLines(SYSLOG).stream().filter(lines).toList());
    }

    private static JsonNode document(String... args) throws IOException {
        String[] all = Stream.concat(Stream.of("sessions", "-o", "json", "--live", "no"), Stream.of(args))
                .toArray(String[]::new);
        CliRun run = CliRun.at(LATER, pause -> false, all);
        assertThat(run.err()).isEmpty();
        return new ObjectMapper().readTree(run.out());
    }

    private JsonNode found() throws IOException {
        return document("--root", root.toString());
    }

    private static JsonNode recorded() throws IOException {
        JsonNode recorded = document("-f", SYSLOG.toString());
        assertThat(recorded.get("sessions")).hasSizeGreaterThan(2);
        return recorded;
    }

    private static void assertSame(JsonNode some, JsonNode other) {
        for (String part : List.of("sessions", "failures")) {
            assertThat(some.get(part)).isEqualTo(other.get(part));
        }
    }

    private static List<String> sources(JsonNode document) {
        return document.at("/health/sources").findValuesAsText("path");
    }

    /** rsyslog.conf of Debian 11: daemon.* to daemon.log and, as all, to syslog; local2 to syslog, and to messages. */
    @Test
    void onDebian11EachLineCountsOnceThoughItStandsInTwoFiles() throws IOException {
        log("syslog", line -> true);
        log("daemon.log", FoundLogsTest::isOfPptpd);
        log("messages", FoundLogsTest::isOfPppd);

        assertSame(found(), recorded());
        assertThat(sources(found()))
                .containsExactly(
                        logs.resolve("syslog").toString(),
                        logs.resolve("messages").toString(),
                        logs.resolve("daemon.log").toString());
    }

    @Test
    void aFileOfPptpdsOwnIsNotTheWholeTruth() throws IOException {
        log("pptpd.log", FoundLogsTest::isOfPptpd);
        log("syslog", FoundLogsTest::isOfPppd);

        JsonNode found = found();
        assertThat(found.get("sessions").findValuesAsText("user"))
                .isEqualTo(recorded().get("sessions").findValuesAsText("user"));
        assertThat(found.get("sessions").findValuesAsText("endCause"))
                .isEqualTo(recorded().get("sessions").findValuesAsText("endCause"));
    }

    /** Nobody came since this morning, and a mail server writes much: that is no log without a server. */
    @Test
    void anIdleServerOnABusyHostIsFoundAllTheSame() throws IOException {
        log("syslog", line -> true);
        String other = "2026-11-22T14:30:00.000000+00:00 vpn1 postfix/qmgr[1211]: 3F2A: removed\n";
        Files.writeString(logs.resolve("syslog"), other.repeat(60_000), StandardOpenOption.APPEND);

        assertSame(found(), recorded());
    }

    @Test
    void onCentOsItIsMessages() throws IOException {
        log("messages", line -> true);
        Files.writeString(logs.resolve("syslog"), "");

        assertSame(found(), recorded());
    }

    /** journald.conf(5): Storage=auto, and there is no /var/log/journal. */
    @Test
    @Tag("programs")
    void theJournalMayEndWithTheBoot() throws IOException {
        JournalDirectory.volatileBelow(root).add("system", RECORDING.resolve("journal.json"));
        JsonNode found = found();
        assertThat(found.get("sessions")).isNotEmpty();
        assertThat(found.at("/health/sources/0/text").asText())
                .isEqualTo("journald keeps nothing beyond a boot: there is no /var/log/journal");
        assertThat(found.at("/health/sources/0/status").asText()).isEqualTo("read");
        assertThat(CliRun.at(LATER, pause -> false, "check", "collector", "--live", "no", "--root", root.toString())
                        .out())
                .startsWith("PPTPD COLLECTOR OK")
                .contains("journal: journald keeps nothing beyond a boot");

        log("syslog", line -> true);
        assertThat(found().at("/health/sources").findValuesAsText("text")).containsExactly("", "");
    }

    @Test
    @Tag("programs")
    void onDebian12ItIsTheJournal() throws IOException {
        JournalDirectory.below(root).add("system", RECORDING.resolve("journal.json"));

        JsonNode ofJournal = found();
        JsonNode ofItsLines = document("-f", RECORDING.resolve("journal.json").toString());
        assertSame(ofJournal, ofItsLines);
        assertThat(ofJournal.at("/health/sources")).hasSize(1);
        assertThat(ofJournal.at("/health/sources/0/journal").asText()).isEqualTo("journal");
        assertThat(ofJournal.at("/health/relevantLines")).isEqualTo(ofItsLines.at("/health/relevantLines"));
    }

    /** rsyslog beside the journal: everything twice, with stamps that differ by a little. */
    @Test
    @Tag("programs")
    void whatTheJournalAndAFileHoldCountsOnce() throws IOException {
        log("syslog", line -> true);
        JournalDirectory.below(root).add("system", RECORDING.resolve("journal.json"));

        JsonNode found = found();
        assertThat(found.get("sessions").findValuesAsText("pid"))
                .isEqualTo(recorded().get("sessions").findValuesAsText("pid"));
        assertThat(found.get("failures").findValuesAsText("user"))
                .isEqualTo(recorded().get("failures").findValuesAsText("user"));
        assertThat(found.at("/health/sources")).hasSize(2);
    }

    /** A CentOS whose name has a domain: journald writes all of it, rsyslog the first part. It is one host all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"proc/sys/kernel/hostname", "etc/hostname"})
    @Tag("programs")
    void theJournalAndAFileAreOfOneHostThoughOneWritesItsDomainToo(String place) throws IOException {
        log("messages", line -> true);
        List<String> entries = Files.readAllLines(RECORDING.resolve("journal.json")).stream()
                .map(entry -> entry.replace("\"_HOSTNAME\":\"vpn1\"", "\"_HOSTNAME\":\"vpn1.example.org\""))
                .toList();
        assertThat(entries.get(0)).contains("vpn1.example.org");
        JournalDirectory.below(root).add("system", entries);
        Path name = root.resolve(place);
        Files.createDirectories(name.getParent());
        Files.writeString(name, "vpn1.example.org\n");

        JsonNode found = found();
        assertThat(found.get("sessions").findValuesAsText("pid"))
                .isEqualTo(recorded().get("sessions").findValuesAsText("pid"));
        assertThat(found.get("sessions").findValuesAsText("host")).containsOnly("vpn1.example.org");
        assertThat(found.at("/health/sources")).hasSize(2);
        for (String wanted : List.of("vpn1", "vpn1.example.org")) {
            assertThat(document("--root", root.toString(), "--log-host", wanted).get("sessions"))
                    .isEqualTo(found.get("sessions"));
        }
    }

    /** rsyslog was removed by the upgrade; its last file tells of the past, and says so. */
    @Test
    @Tag("programs")
    void onADebian12ThatWasDebian11TheDeadSyslogTellsOfThePast() throws IOException {
        String old = Files.readString(SYSLOG).replace("2026-11-22T", "2026-10-04T");
        Files.writeString(logs.resolve("syslog"), old);
        JournalDirectory.below(root).add("system", RECORDING.resolve("journal.json"));

        JsonNode found = found();
        int before = recorded().get("sessions").size();
        int since = document("-f", RECORDING.resolve("journal.json").toString())
                .get("sessions")
                .size();
        assertThat(found.get("sessions")).hasSize(before + since);
        assertThat(found.get("sessions").findValuesAsText("started").stream()
                        .filter(started -> started.startsWith("2026-10-04"))
                        .collect(Collectors.toList()))
                .hasSize(before);
        assertThat(found.at("/health/sources/0/status").asText()).isEqualTo("past");
        assertThat(found.at("/health/sources/0/text").asText()).contains("nobody writes it any more");
        assertThat(found.at("/health/sources/1/status").asText()).isEqualTo("read");
    }

    /** With a state file the second look begins at the cursor. */
    @Test
    @Tag("programs")
    void theJournalIsReadOnceByTwoLooks() throws IOException {
        Files.createDirectories(root.resolve("var/lib/pptpd-monitor"));
        List<String> entries = Files.readAllLines(RECORDING.resolve("journal.json"));
        JournalDirectory journal = JournalDirectory.below(root);
        journal.add("system", entries.subList(0, entries.size() / 2));
        JsonNode first = ours();
        journal.add("system", entries.subList(entries.size() / 2, entries.size()));

        JsonNode second = ours();
        JsonNode whole = document("-f", RECORDING.resolve("journal.json").toString());
        assertThat(second.get("sessions"))
                .hasSizeGreaterThanOrEqualTo(first.get("sessions").size());
        assertThat(second.get("sessions").findValuesAsText("pid"))
                .isEqualTo(whole.get("sessions").findValuesAsText("pid"));
        assertThat(second.get("failures")).isEqualTo(whole.get("failures"));
        assertThat(second.at("/health/relevantLines")).isEqualTo(whole.at("/health/relevantLines"));
        assertThat(second.at("/health/sources/0/text").asText()).isEmpty();
        assertThat(ours().at("/health/lines")).isEqualTo(second.at("/health/lines"));
    }

    private JsonNode ours() throws IOException {
        CliRun run = CliRun.at(LATER, pause -> false, "sessions", "-o", "json", "--root", root.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void nothingIsNoSourceAndNeverNobody() {
        for (String[] command : new String[][] {{"status"}, {"sessions"}, {"check", "users"}}) {
            String[] all = Stream.concat(Stream.of(command), Stream.of("--root", root.toString()))
                    .toArray(String[]::new);
            CliRun run = CliRun.of(all);
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.out() + run.err())
                    .contains("no line of pptpd or pppd in ")
                    .doesNotContain("0 users");
        }
    }

    @Test
    void standardInputIsAFile() throws IOException {
        String whole = Files.readString(SYSLOG);
        CliRun run = CliRun.reading(whole, LATER, "sessions", "-o", "json", "-f", "-");
        assertThat(run.err()).isEmpty();
        JsonNode document = new ObjectMapper().readTree(run.out());
        assertSame(document, recorded());
        assertThat(sources(document)).containsExactly("standard input");

        CliRun nothing = CliRun.reading("", LATER, "check", "users", "-f", "-");
        assertThat(nothing.exitCode()).isEqualTo(3);
        assertThat(nothing.out()).contains("no line of pptpd or pppd in standard input");
    }
}

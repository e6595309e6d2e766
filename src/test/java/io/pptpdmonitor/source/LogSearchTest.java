package io.pptpdmonitor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogSearchTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-22T14:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    private static final String PPTPD = "Nov 22 13:29:31 vpn1 pptpd[815]: MGR: Manager process started\n";
    private static final String PPPD = "Nov 22 13:29:31 vpn1 pppd[1952]: Exit.\n";
    private static final String OTHER = "Nov 22 13:29:31 vpn1 cron[7]: x\n";

    @TempDir
    Path root;

    private Path logs;

    @BeforeEach
    void makeTheFolder() throws IOException {
        logs = Files.createDirectories(root.resolve("var/log"));
    }

    private LogSearch.Found search() throws IOException {
        return search(Set.of());
    }

    /** @param known the logs that were read before */
    private LogSearch.Found search(Set<String> known) throws IOException {
        return new LogSearch(root, List.of("journalctl", "--root=" + root), ZoneOffset.UTC, NOW).find(() -> known);
    }

    private List<String> found() throws IOException {
        return search().logs().stream()
                .map(log -> logs.relativize(log.path()).toString())
                .toList();
    }

    @Test
    void takesAllThatHoldLinesOfEither() throws IOException {
        log("syslog", OTHER + PPPD);
        log("messages", OTHER);
        log("daemon.log", PPTPD + OTHER);
        log("auth.log", PPTPD);

        assertThat(found()).containsExactly("syslog", "daemon.log");
        assertThat(search().journal()).isFalse();
    }

    /** The one that may not be read may be the log; another that holds old lines would be believed instead. */
    @Test
    void takesNoOtherForOneItMayNotRead() throws IOException {
        Path denied = log("syslog", PPTPD + PPPD);
        log("messages", PPTPD + PPPD);
        Files.setPosixFilePermissions(denied, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(denied), "this user may read everything");

        assertThatIOException().isThrownBy(this::search).withMessageStartingWith("no permission to read " + denied);
    }

    @Test
    void looksThroughALongOne() throws IOException {
        log("syslog", OTHER.repeat(60_000) + PPTPD + PPPD);
        log("messages", PPTPD + PPPD + OTHER.repeat(60_000));

        assertThat(found()).containsExactly("syslog", "messages");
        Files.delete(logs.resolve("syslog"));
        assertThat(found()).as("nobody came for a while").containsExactly("messages");
    }

    /** A peer's text is no tag. */
    @Test
    void isNotTakenInByWhatALineSays() throws IOException {
        log("syslog", "Nov 22 13:29:31 vpn1 sshd[7]: pppd[12]: pptpd[3]: x\n");
        log("messages", PPPD);

        assertThat(found()).containsExactly("messages");
    }

    /** At night, between the rotation and the first line. */
    @Test
    void looksIntoTheNewestRotatedOneWhereTheNewOneIsEmpty() throws IOException {
        log("syslog", "");
        log("syslog.1", OTHER);
        Files.write(logs.resolve("syslog.1.gz"), FollowedLog.gzip(PPTPD));
        Files.delete(logs.resolve("syslog.1"));
        assertThat(search().logs()).singleElement().satisfies(log -> {
            assertThat(log.path()).isEqualTo(logs.resolve("syslog"));
            assertThat(log.inPast()).containsExactly(logs.resolve("syslog.1.gz"));
        });
    }

    /** Three weeks, rotated each week: what is read begins with the newest file that holds a line, and leaves none out. */
    @Test
    void looksFurtherBackWhereNobodyHasComeForLong() throws IOException {
        log("syslog", OTHER);
        log("syslog.1", OTHER);
        Files.write(logs.resolve("syslog.2.gz"), FollowedLog.gzip(OTHER));
        Files.write(logs.resolve("syslog.3.gz"), FollowedLog.gzip(PPPD + OTHER.repeat(60_000)));
        Files.write(logs.resolve("syslog.4.gz"), FollowedLog.gzip(PPTPD));

        LogSearch.Found found = search();
        assertThat(found.silence()).isNull();
        assertThat(found.logs())
                .singleElement()
                .extracting(LogSearch.Log::inPast)
                .isEqualTo(List.of(logs.resolve("syslog.3.gz"), logs.resolve("syslog.2.gz"), logs.resolve("syslog.1")));
    }

    @Test
    void whatWasALogStaysOne() throws IOException {
        log("syslog", OTHER);
        log("messages", OTHER);
        log("daemon.log", PPTPD);
        Set<String> known = Set.of(logs.resolve("syslog").toString());

        assertThat(search(known).logs())
                .extracting(LogSearch.Log::path)
                .containsExactly(logs.resolve("syslog"), logs.resolve("daemon.log"));
        Files.delete(logs.resolve("daemon.log"));
        assertThat(search(known).logs()).extracting(LogSearch.Log::path).containsExactly(logs.resolve("syslog"));
        assertThat(search(known).missing()).as("the state knows nothing of it").isEmpty();
    }

    /** A look at 64 MB each time would cost more than all else of a check; a state tells where lines were. */
    @Test
    void looksFarBackIntoOthersAtTheFirstLookOnly() throws IOException {
        log("syslog", PPPD);
        log("messages", PPTPD + OTHER.repeat(60_000));
        String syslog = logs.resolve("syslog").toString();
        String messages = logs.resolve("messages").toString();

        assertThat(search(Set.of()).logs()).hasSize(2);
        assertThat(search(Set.of(syslog)).logs())
                .extracting(log -> log.path().toString())
                .containsExactly(syslog);
        assertThat(search(Set.of(syslog, messages)).logs()).hasSize(2);
    }

    /** Where others write, lines of the server may come; nobody has written to the other one for weeks. */
    @Test
    void whereThereIsNoLineAllThatOthersWriteToAreTaken() throws IOException {
        log("syslog", OTHER);
        Files.setLastModifiedTime(log("messages", OTHER), FileTime.from(NOW.minus(Duration.ofDays(21))));

        LogSearch.Found found = search();
        assertThat(found.logs()).extracting(LogSearch.Log::lastLine).containsOnlyNulls();
        assertThat(found.logs()).extracting(LogSearch.Log::written).containsExactly(true, false);
        assertThat(found.missing()).containsExactly(logs.resolve("pptpd.log"), logs.resolve("daemon.log"));
    }

    @Test
    void saysWhatMayNotBeRead() throws IOException {
        log("syslog", PPTPD + PPPD);
        Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isReadable(logs.resolve("syslog")), "this user may read everything");
            assertThatIOException()
                    .isThrownBy(this::search)
                    .withMessage("no permission to look into " + logs + ", where the log may be; run as"
                            + " root or as a member of group adm, or name the log with --file");
        } finally {
            Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void saysWhereItLooked() throws IOException {
        String told = "no line of pptpd or pppd in " + logs
                + "/{pptpd.log,syslog,messages,daemon.log} nor in the journal; name the log that they write to"
                + " with --file";
        assertThatIOException().isThrownBy(this::search).withMessage(told);

        log("syslog", OTHER);
        assertThat(search().silence()).isEqualTo(told);
    }

    private void journald(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void assertJournal(String told) throws IOException {
        log("syslog", OTHER);
        assertThat(search().silence())
                .isEqualTo("no line of pptpd or pppd in " + logs
                        + "/{pptpd.log,syslog,messages,daemon.log} nor in the journal" + told
                        + "; name the log that they write to with --file");
    }

    private String nothing(String file) {
        return ": journald keeps nothing (Storage=none in " + root.resolve(file) + ")";
    }

    /** The layouts of journald.conf(5). */
    @Test
    void saysThatTheJournalKeepsNothing() throws IOException {
        journald("usr/lib/systemd/journald.conf", "[Journal]\nStorage=none\n");
        assertJournal(nothing("usr/lib/systemd/journald.conf"));

        journald("etc/systemd/journald.conf", "# none\n[Journal]\n#Storage=auto\n");
        assertJournal("");
        journald("etc/systemd/journald.conf", "[Journal]\n#Storage=auto\n Storage = volatile\nCompress=yes\n");
        assertJournal(": journald keeps nothing beyond a boot (Storage=volatile in "
                + root.resolve("etc/systemd/journald.conf") + ")");
        journald("usr/lib/systemd/journald.conf.d/10-small.conf", "[Journal]\nStorage=none\n");
        assertJournal(nothing("usr/lib/systemd/journald.conf.d/10-small.conf"));
        journald("run/systemd/journald.conf.d/20-large.conf", "[Journal]\nStorage=persistent\n");
        assertJournal("");
        journald("etc/systemd/journald.conf.d/05-small.conf", "[Journal]\nStorage=none\n");
        assertJournal("");
        journald("etc/systemd/journald.conf.d/30-small.conf", "[Journal]\nStorage=auto\nStorage=none\n");
        assertJournal(nothing("etc/systemd/journald.conf.d/30-small.conf"));
    }

    /** Debian's and RHEL's default, Storage=auto. */
    @Test
    void saysThatTheJournalBeginsWithTheBootWhereItsDirectoryIsMissing() throws IOException {
        Files.createDirectories(root.resolve("run/log/journal"));
        assertJournal(": journald keeps nothing beyond a boot (there is no /var/log/journal)");

        journald("etc/systemd/journald.conf", "[Journal]\nStorage=persistent\n");
        assertJournal("");
        journald("etc/systemd/journald.conf", "[Journal]\nStorage=auto\n");
        assertJournal(": journald keeps nothing beyond a boot (there is no /var/log/journal)");
        Files.createDirectories(root.resolve("var/log/journal"));
        assertJournal("");
    }

    @Test
    void hidesADropInByOneOfTheSameName() throws IOException {
        journald("usr/lib/systemd/journald.conf.d/10-small.conf", "[Journal]\nStorage=none\n");
        assertJournal(nothing("usr/lib/systemd/journald.conf.d/10-small.conf"));

        Path hidden = Files.createDirectories(root.resolve("etc/systemd/journald.conf.d"));
        Files.createSymbolicLink(hidden.resolve("10-small.conf"), Path.of("/dev/null"));
        assertJournal("");
    }

    /** What journald itself passes over with a warning, or is none of its. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Storage=none\n",
                "[Other]\nStorage=none\n",
                "[Journal]\nstorage=none\n",
                "[Journal]\nStorage=None\n",
                "[Journal]\nStorageX=none\n",
                "[Journal]\n;Storage=none\n",
                "[Journal]\nStorage\n"
            })
    void takesNoSettingForOneThatIsNone(String text) throws IOException {
        journald("etc/systemd/journald.conf", text);
        journald("etc/systemd/journald.conf.d/small.conf.bak", "[Journal]\nStorage=none\n");

        assertJournal("");
    }

    @Test
    void aDirectoryIsNoLog() throws IOException {
        Files.createDirectory(logs.resolve("syslog"));
        assertThatIOException().isThrownBy(this::search).withMessageStartingWith("no line of pptpd or pppd in ");

        log("messages", PPTPD);
        assertThat(found()).containsExactly("messages");
    }

    @Test
    @Tag("programs")
    void takesTheJournal() throws IOException {
        journal("2026-11-22T13:29:31Z");

        assertThat(search()).isEqualTo(new LogSearch.Found(List.of(), true, "", null, List.of()));
    }

    /** Storage=none in journald.conf: the folder may be left, with nothing in it. */
    @Test
    @Tag("programs")
    void aJournalThatStoresNothingIsNone() throws IOException {
        Files.createDirectories(root.resolve("var/log/journal/0123456789abcdef0123456789abcdef"));
        Files.createDirectories(root.resolve("run/log/journal"));
        assertThatIOException().isThrownBy(this::search).withMessageStartingWith("no line of pptpd or pppd in ");

        log("syslog", PPPD);
        assertThat(found()).containsExactly("syslog");
        assertThat(search().journal()).isFalse();
    }

    /** As an upgrade from Debian 11 to 12 leaves /var/log/syslog. */
    @Test
    @Tag("programs")
    void knowsAFileThatTheJournalHasLeftBehind() throws IOException {
        log("syslog", PPPD);
        log("messages", PPPD.replace("13:29:31", "13:30:31"));
        journal("2026-11-22T14:30:00Z");

        assertThat(search().journal()).isTrue();
        assertThat(search().logs()).extracting(LogSearch.Log::leftBehind).containsExactly(true, false);
    }

    private void journal(String time) throws IOException {
        Instant moment = Instant.parse(time);
        JournalDirectory.below(root)
                .add(
                        "system",
                        List.of("{\"__REALTIME_TIMESTAMP\":\"" + moment.toEpochMilli()
                                + "000\",\"_BOOT_ID\":\"b0ca2fed9f3245b4ad2342db894bcc55\",\"__MONOTONIC_TIMESTAMP\":\"7\","
                                + "\"_UID\":\"0\",\"SYSLOG_IDENTIFIER\":\"pppd\",\"MESSAGE\":\"Exit.\"}"));
    }

    private Path log(String name, String text) throws IOException {
        Path log = Files.writeString(logs.resolve(name), text);
        return Files.setLastModifiedTime(log, FileTime.from(WRITTEN));
    }
}

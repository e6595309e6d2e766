package io.pptpdmonitor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSearchTest {

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

    @Test
    void takesTheOneThatHoldsBoth() throws IOException {
        log("syslog", OTHER + PPPD, 3);
        log("messages", OTHER + PPTPD + PPPD, 1);
        log("daemon.log", PPTPD, 2);

        assertThat(LogSearch.below(root)).containsExactly(logs.resolve("messages"));
    }

    @Test
    void takesBothWherePptpdAndPppdLogToDifferentFiles() throws IOException {
        log("daemon.log", PPTPD, 3);
        log("messages", PPPD, 2);
        log("syslog", PPTPD, 1);

        assertThat(LogSearch.below(root)).containsExactly(logs.resolve("daemon.log"), logs.resolve("messages"));
    }

    /** The one that may not be read may be the log; another that holds old lines would be believed instead. */
    @Test
    void takesNoOtherForOneItMayNotRead() throws IOException {
        Path denied = log("syslog", PPTPD + PPPD, 2);
        log("messages", PPTPD + PPPD, 1);
        Files.setPosixFilePermissions(denied, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(denied), "this user may read everything");

        assertThatIOException()
                .isThrownBy(() -> LogSearch.below(root))
                .withMessageStartingWith("no permission to read " + denied);
    }

    @Test
    void takesTheOneWrittenLastOfEquals() throws IOException {
        log("syslog", PPTPD + PPPD, 1);
        log("messages", PPTPD + PPPD, 2);
        log("daemon.log", PPTPD, 3);

        assertThat(LogSearch.below(root)).containsExactly(logs.resolve("messages"));
    }

    @Test
    void looksAtTheEndOfALongOne() throws IOException {
        log("syslog", OTHER.repeat(60_000) + PPTPD + PPPD, 1);
        log("messages", PPTPD + PPPD + OTHER.repeat(60_000), 2);

        assertThat(LogSearch.below(root)).containsExactly(logs.resolve("syslog"));
    }

    @Test
    void saysWhereItLooked() throws IOException {
        log("syslog", OTHER, 1);

        assertThatIOException()
                .isThrownBy(() -> LogSearch.below(root))
                .withMessage("no log with lines of pptpd or pppd among " + logs
                        + "/{pptpd.log,syslog,messages,daemon.log}; name one with --file, or write one from the journal:"
                        + " journalctl -o json -t pptpd -t pppd > FILE");
    }

    @Test
    void aDirectoryIsNoLog() throws IOException {
        Files.createDirectory(logs.resolve("syslog"));

        assertThatIOException()
                .isThrownBy(() -> LogSearch.below(root))
                .withMessageStartingWith("no log with lines of pptpd or pppd");

        log("messages", PPTPD, 1);
        assertThat(LogSearch.below(root)).containsExactly(logs.resolve("messages"));
    }

    @Test
    void saysWhatItMayNotRead() throws IOException {
        Path denied = log("syslog", PPTPD + PPPD, 1);
        Files.setPosixFilePermissions(denied, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(denied), "this user may read everything");

        assertThatIOException()
                .isThrownBy(() -> LogSearch.below(root))
                .withMessageStartingWith("no permission to read " + denied);
    }

    private Path log(String name, String text, int written) throws IOException {
        Path log = Files.writeString(logs.resolve(name), text);
        return Files.setLastModifiedTime(log, FileTime.fromMillis(1795354171000L + written * 1000L));
    }
}

package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.Program;
import io.pptpdmonitor.store.StateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept from one look at this host's log to the next. */
class StateTest {

    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");

    @TempDir
    Path root;

    private Path log;
    private Path state;

    @BeforeEach
    void host() throws IOException {
        log = root.resolve("var/log/syslog");
        state = root.resolve("var/lib/pptpd-monitor/state");
        Files.createDirectories(log.getParent());
        Files.createDirectories(state.getParent());
        Files.copy(Path.of("src/test/resources/recordings/a/syslog.rfc3339"), log);
    }

    private CliRun run(String... args) throws IOException {
        Files.setLastModifiedTime(log, FileTime.from(NOW));
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--root";
        all[args.length + 1] = root.toString();
        return CliRun.at(NOW, all);
    }

    private void append(String line) throws IOException {
        Files.writeString(log, line + "\n", StandardOpenOption.APPEND);
    }

    @Test
    void theSecondLookReadsOnlyWhatIsNew() throws IOException {
        CliRun first = run("sessions", "--output", "csv");
        forgetTheMiddle();
        append("2026-11-22T13:58:00+00:00 vpn1 pppd[4711]: pppd 2.4.9 started by root, uid 0");
        append("2026-11-22T13:58:00+00:00 vpn1 pppd[4711]: peer from calling number 192.0.2.7 authorized");
        CliRun second = run("sessions", "--output", "csv");

        assertThat(first.err()).isEmpty();
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).startsWith(first.out());
        assertThat(second.out().lines().count()).isEqualTo(first.out().lines().count() + 1);
        assertThat(second.out()).contains("192.0.2.7");
    }

    /** Whoever read the log again would see nothing of what happened. */
    private void forgetTheMiddle() throws IOException {
        long size = Files.size(log);
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            byte[] nothing = "x".repeat((int) size - 20_000).getBytes(StandardCharsets.US_ASCII);
            channel.write(java.nio.ByteBuffer.wrap(nothing), 10_000);
        }
    }

    @Test
    void goesOnWhereTheRootIsNamedFromElsewhere() throws IOException {
        CliRun first = run("sessions", "--output", "csv");
        forgetTheMiddle();
        Path fromHere = Path.of("").toAbsolutePath().relativize(root.toAbsolutePath());
        Files.setLastModifiedTime(log, FileTime.from(NOW));

        assertThat(CliRun.at(NOW, "sessions", "--output", "csv", "--root", fromHere.toString()))
                .isEqualTo(first);
    }

    @Test
    void isKeptOnlyWhereItsDirectoryIs() throws IOException {
        Files.delete(state.getParent());

        assertThat(run("status").exitCode()).isZero();
        assertThat(state.getParent()).doesNotExist();
    }

    @Test
    void isNotKeptWhereNoneIsWanted() throws IOException {
        run("status", "--state", "none");

        assertThat(state).doesNotExist();
    }

    @Test
    void isNotForALogThatIsNamed() throws IOException {
        run("status", "--file", log.toString());

        assertThat(state).doesNotExist();
    }

    @Test
    void isKeptWhereItIsNamed() throws IOException {
        Path other = root.resolve("other");
        run("status", "--file", log.toString(), "--state", other.toString());

        assertThat(other).exists();
        assertThat(state).doesNotExist();
    }

    /** Whoever names one wants it kept, and would wait in vain. */
    @Test
    void isRefusedWhereItsDirectoryIsNot() throws IOException {
        CliRun run = run("status", "--state", root.resolve("no/state").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("--state: there is no directory " + root.resolve("no") + "; make it first")
                .hasLineCount(1);
    }

    @Test
    void isRefusedForACopiedLog() throws IOException {
        Path copy = Files.copy(log, root.resolve("copy"));
        CliRun run = CliRun.of(
                "status",
                "--file",
                copy.toString(),
                "--state",
                root.resolve("s").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("add --live yes");
    }

    @Test
    void readsTheRotatedPastWhenItBegins() throws IOException {
        Files.move(log, log.resolveSibling("syslog.1"));
        Files.writeString(log, "");
        append("2026-11-22T13:58:00+00:00 vpn1 pppd[4711]: pppd 2.4.9 started by root, uid 0");

        assertThat(run("users", "--output", "csv").out()).contains("alice", "bob", "carol");
        assertThat(run("users", "--output", "csv").out()).contains("alice", "bob", "carol");
    }

    @Test
    void goesOnWhereTheLogWasRotatedMeanwhile() throws IOException {
        String users = run("users", "--output", "csv").out();
        Files.move(log, log.resolveSibling("syslog.1"));
        Files.writeString(log, "");

        CliRun after = run("users", "--output", "csv");
        assertThat(after.out()).isEqualTo(users);
        assertThat(after.err()).isEmpty();
    }

    /** {@code sed -i 2d}: by its first bytes it is another file. */
    @Test
    void goesOnWhereALineWasTakenOutOfTheBegin() throws IOException {
        String users = run("users", "--output", "csv").out();
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        lines.remove(1);
        Files.delete(log);
        Files.write(log, lines);
        append("2026-11-22T13:58:00+00:00 vpn1 cron[78]: (root) CMD (run-parts /etc/cron.hourly)");

        assertThat(run("users", "--output", "csv").out()).isEqualTo(users);
        assertThat(run("health").out()).contains("may be lost: the file that was read is not among the rotated ones");
    }

    /** A damaged file of the past is not tried again, and what was in it is lost for good. */
    @Test
    void whatADamagedFileLostStaysTold() throws IOException {
        Path damaged = Files.writeString(log.resolveSibling("syslog.1.gz"), "no gzip");
        String told = damaged + " cannot be unpacked, it is damaged or no gzip file";

        assertThat(run("users", "--output", "csv").err()).contains(told);
        for (int i = 0; i < 2; i++) {
            CliRun users = run("users", "--output", "csv");
            assertThat(users.exitCode()).isZero();
            assertThat(users.out()).contains("alice", "bob", "carol");
            assertThat(run("health").out()).contains("may be lost: " + told);
            assertThat(run("check", "collector").out()).contains("may be lost: " + told);
            append("2026-11-22T13:58:00+00:00 vpn1 cron[78]: (root) CMD (run-parts /etc/cron.hourly)");
        }
    }

    @Test
    void damageIsToldAndCostsNothingElse() throws IOException {
        String sessions = run("sessions", "--output", "csv").out();
        byte[] octets = Files.readAllBytes(state);
        octets[octets.length / 2] ^= 1;
        Files.write(state, octets);

        CliRun damaged = run("sessions", "--output", "csv");
        assertThat(damaged.out()).isEqualTo(sessions);
        assertThat(damaged.exitCode()).isZero();
        assertThat(damaged.err())
                .isEqualTo("pptpd-monitor: the state " + state
                        + " is damaged (its checksum is wrong); the logs are read again, and it is written anew\n");
        assertThat(run("sessions", "--output", "csv").err()).isEmpty();
    }

    /** The plugin's standard error is seen by nobody. */
    @Test
    void quotaSaysThatItBeginsAnew() throws IOException {
        String whole = run("check", "quota").out();
        byte[] octets = Files.readAllBytes(state);
        octets[octets.length / 2] ^= 1;
        Files.write(state, octets);

        assertThat(run("check", "quota").out())
                .isEqualTo(whole + "what was kept may be missing: what was found is damaged (its checksum is wrong)\n");
        assertThat(run("check", "quota").out()).isEqualTo(whole);
    }

    @Test
    void thatOfANewerReleaseStaysAsItIs() throws IOException {
        run("sessions");
        byte[] octets = Files.readAllBytes(state);
        octets["pptpd-monitor state ".length() + 3] = 99;
        Files.write(state, octets);

        assertThat(run("sessions").err()).contains("is of a newer release (format 99); the logs are read again\n");
        assertThat(Files.readAllBytes(state)).isEqualTo(octets);
    }

    /** Its checksum is right, and what it holds stands elsewhere. */
    @ParameterizedTest
    @ValueSource(bytes = {1, 2, 3, 4})
    void thatOfAnEarlierLayoutIsNotRead(byte format) throws IOException {
        String fresh = run("sessions", "--output", "csv").out();
        byte[] octets = Files.readAllBytes(state);
        octets["pptpd-monitor state ".length() + 3] = format;
        Files.write(state, octets);

        CliRun again = run("sessions", "--output", "csv");

        assertThat(again.err())
                .isEqualTo("pptpd-monitor: the state " + state + " is of an older release (format " + format
                        + "); the logs are read again, and it is written anew\n");
        assertThat(again.out()).isEqualTo(fresh);
        assertThat(run("sessions", "--output", "csv").err()).isEmpty();
    }

    @Test
    void thatOfOtherLogsIsNotTaken() throws IOException {
        String sessions = run("sessions", "--output", "csv").out();
        Path other = Files.move(log, log.resolveSibling("messages"));
        Files.setLastModifiedTime(other, FileTime.from(NOW));
        CliRun elsewhere = CliRun.at(NOW, "sessions", "--output", "csv", "--root", root.toString());

        assertThat(elsewhere.out()).isEqualTo(sessions);
        assertThat(elsewhere.err()).contains("syslog", "messages", "the logs are read again");
    }

    @Test
    void aLookWithAnotherWtmpLeavesItAsItIs() throws IOException {
        run("sessions");
        byte[] kept = Files.readAllBytes(state);
        Path names = Files.createFile(root.resolve("wtmp"));
        run("sessions", "--wtmp", names.toString());

        assertThat(Files.readAllBytes(state)).isEqualTo(kept);
    }

    /** What a yearless stamp says is of the zone, and so is what is kept. */
    @Test
    void aLookWithAnotherZoneLeavesItAsItIs() throws IOException {
        run("sessions");
        byte[] kept = Files.readAllBytes(state);
        CliRun elsewhere = run("sessions", "--zone", "Asia/Tokyo");

        assertThat(elsewhere.err())
                .matches("pptpd-monitor: the state \\S+/state is of found, \\S+, not of found, Asia/Tokyo;"
                        + " the logs are read again, and \\S+/state\\.[0-9a-f]{8} is written for them\n");
        assertThat(Files.readAllBytes(state)).isEqualTo(kept);
        String again = run("sessions").err();
        assertThat(again).isEmpty();
    }

    @Test
    void whoAsksForAnotherHostEachTimeReadsWhatIsNewEachTime() throws IOException {
        run("sessions");
        String first = run("sessions", "--output", "csv", "--log-host", "vpn1", "--live", "yes")
                .out();
        forgetTheMiddle();
        CliRun second = run("sessions", "--output", "csv", "--log-host", "vpn1", "--live", "yes");

        assertThat(second.out()).isEqualTo(first);
        assertThat(second.err()).isEmpty();
        assertThat(run("sessions", "--output", "csv").out().lines().count()).isGreaterThan(1);
    }

    @Test
    void noMoreThanEightLieBesideIt() throws IOException {
        run("sessions");
        for (int hour = 1; hour <= 8; hour++) {
            assertThat(run("sessions", "--zone", "+0" + hour + ":00").err()).endsWith(" is written for them\n");
        }
        CliRun ninth = run("sessions", "--zone", "+09:00");

        assertThat(ninth.err()).contains("8 others lie beside it, of other options; remove those that nobody needs");
        assertThat(ninth.err().lines()).hasSize(1);
        try (Stream<Path> all = Files.list(state.getParent())) {
            assertThat(all.filter(each -> each.toString().matches(".*state\\.[0-9a-f]{8}")))
                    .hasSize(8);
        }
        assertThat(run("sessions", "--zone", "+08:00").err()).isEmpty();
    }

    private String told() throws IOException {
        CliRun run = run("health");
        assertThat(run.exitCode()).isZero();
        return run.out()
                .lines()
                .filter(line -> line.startsWith("state "))
                .findFirst()
                .orElse("")
                .replace(root.toString(), "");
    }

    @Test
    void healthTellsWhereItIsAndHowOld() throws IOException {
        run("status");
        Files.setLastModifiedTime(state, FileTime.from(NOW.minusSeconds(300)));

        assertThat(told()).isEqualTo("state       kept in /var/lib/pptpd-monitor/state, written 5 min ago");
        JsonNode told = new ObjectMapper()
                .readTree(run("health", "-o", "json").out())
                .get("health")
                .get("state");
        assertThat(told.get("status").asText()).isEqualTo("kept");
        assertThat(told.get("path").asText()).isEqualTo(state.toString());
        assertThat(told.get("written").asText()).isEqualTo("2026-11-22T13:55:00Z");
        assertThat(told.get("text").asText()).isEmpty();
    }

    @Test
    void healthTellsThatAnotherProcessKeepsIt() throws IOException {
        run("status");
        Files.setLastModifiedTime(state, FileTime.from(NOW.minusSeconds(20)));
        try (StateFile agent = new StateFile(state)) {
            assertThat(agent.own()).isTrue();
            assertThat(told())
                    .isEqualTo(
                            "state       read from /var/lib/pptpd-monitor/state, written 20 s ago, which another keeps");
        }
    }

    @Test
    void healthTellsWhyItIsNotKept() throws IOException {
        assertThat(run("health", "--state", "none").out()).contains("state       not kept; --state none was given");
        assertThat(run("health", "--file", log.toString()).out())
                .contains("state       not kept; the log was named with --file");
        Files.deleteIfExists(state);
        Files.deleteIfExists(state.resolveSibling("state.lock"));
        Files.delete(state.getParent());
        assertThat(told())
                .isEqualTo(
                        "state       not kept; there is no directory /var/lib/pptpd-monitor; make it, and the next look"
                                + " reads only what is new");
    }

    @Test
    void healthTellsWhatWasWrongWithIt() throws IOException {
        Files.writeString(state, "no state at all, and long enough to be one if it were");
        assertThat(told()).contains("kept in ", "; what was found is no state of pptpd-monitor");

        byte[] octets = Files.readAllBytes(state);
        octets["pptpd-monitor state ".length() + 3] = 99;
        Files.write(state, octets);
        Files.setLastModifiedTime(state, FileTime.from(NOW.minusSeconds(60)));
        assertThat(told())
                .isEqualTo(
                        "state       /var/lib/pptpd-monitor/state is left alone, written 60 s ago; what was found is of a"
                                + " newer release (format 99)");
    }

    @Test
    void thatItMayNotBeWrittenIsToldOnceWhereThereIsNone() throws IOException {
        Path lock = Files.createDirectories(state.resolveSibling("state.lock"));
        CliRun alone = run("users", "--output", "csv");
        assertThat(alone.exitCode()).isZero();
        assertThat(alone.out()).contains("alice");
        assertThat(alone.err())
                .startsWith("pptpd-monitor: cannot write the state " + state + ": ")
                .endsWith(
                        "; until it can be, each look reads the logs again (--state FILE names another file, --state none"
                                + " keeps nothing)\n")
                .hasLineCount(1);
        assertThat(told()).startsWith("state       not kept; cannot write the state /var/lib/pptpd-monitor/state: ");

        Files.delete(lock);
        run("users");
        Files.delete(lock);
        Files.createDirectories(lock);
        assertThat(run("users").err()).as("what there is serves").isEmpty();
        assertThat(told()).startsWith("state       not kept, but read from /var/lib/pptpd-monitor/state, written ");
    }

    /** It is one fault for whoever sees it: a state that is not his. */
    @Test
    void thatItIsOfNoUseAndCannotBeWrittenIsOneLine() throws IOException {
        Files.writeString(state, "no state at all, and long enough to be one if it were");
        Files.createDirectories(state.resolveSibling("state.lock"));

        CliRun run = run("users", "--output", "csv");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("alice");
        assertThat(run.err())
                .startsWith(
                        "pptpd-monitor: the state " + state + " is no state of pptpd-monitor, and cannot be written (")
                .endsWith("); until it can be, each look reads the logs again (--state FILE names another file, --state"
                        + " none keeps nothing)\n")
                .hasLineCount(1);
        assertThat(told())
                .startsWith(
                        "state       not kept; what was found is no state of pptpd-monitor; cannot write the state ");
    }

    @Test
    void whatCannotBeWrittenIsToldAndCostsNothingElse() throws IOException {
        Files.createDirectories(root.resolve("var/lib/pptpd-monitor/state.new/in the way"));

        CliRun run = run("users", "--output", "csv");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("alice");
        assertThat(run.err())
                .startsWith("pptpd-monitor: cannot write the state " + state + ": ")
                .hasLineCount(1);
    }

    @Test
    void isRefusedWhereNoFileCanBe() throws IOException {
        Path directory = Files.createDirectory(root.resolve("directory"));
        for (String place : new String[] {"", directory.toString(), "/dev/null"}) {
            CliRun run = run("status", "--state", place);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .contains("--state: '" + place + "' is no file to keep it in; name one, or none")
                    .hasLineCount(1);
        }
        assertThat(root.resolve("directory.lock")).doesNotExist();
    }

    @Test
    @Timeout(20)
    void doesNotWaitForAPipeInItsPlace() throws Exception {
        assertThat(Program.require("mkfifo").run(state.toString()).exit()).isZero();
        CliRun run = run("status");

        assertThat(run.out()).startsWith("PPTP on vpn1 ");
        assertThat(run.err()).contains(state + " is a directory, a pipe or a device, and in the way; remove it");
    }

    @Test
    @Timeout(20)
    void doesNotWaitForAPipeInTheLocksPlace() throws Exception {
        Path lock = Path.of(state + ".lock");
        assertThat(Program.require("mkfifo").run(lock.toString()).exit()).isZero();
        CliRun run = run("status");

        assertThat(run.out()).startsWith("PPTP on vpn1 ");
        assertThat(run.err()).contains(lock + " is no file");
    }
}

package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Wtmp;
import io.pptpdmonitor.source.LogFile;
import io.pptpdmonitor.wtmp.WtmpBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host's own wtmp, which nobody named: without it names are missing, and nothing else. */
class FoundWtmpTest {

    private static final Instant NOW = Told.at("13:10:01").toInstant();
    private static final String NO_WTMP = ": not a wtmp file of a little-endian machine; name another with --wtmp";

    @TempDir
    Path root;

    private Host host;
    private Path wtmp;

    @BeforeEach
    void boot() {
        host = Host.below(root)
                .logs("12:10:00 pptpd[818]: MGR: Manager process started\n"
                        + ALICE.startsWithDebug("13:00:00")
                        + ALICE.comesUp("13:00:01")
                        + BOB.startsWithDebug("13:05:00")
                        + BOB.comesUp("13:05:01"))
                .runs(818, "pptpd", "12:10:00")
                .runs(828, "pppd", "13:00:00")
                .runs(870, "pppd", "13:05:00");
        wtmp = root.resolve("var/log/wtmp");
    }

    private CliRun run(String... args) {
        return CliRun.at(
                NOW,
                Stream.concat(Stream.of(args), Stream.of("--root", root.toString(), "--zone", "UTC"))
                        .toArray(String[]::new));
    }

    private static WtmpBytes login(Call call, String user, String time) {
        return WtmpBytes.narrow(
                7, call.pppd(), call.interfaceName(), user, (int) Told.at(time).toEpochSecond(), 0);
    }

    private void damage() throws IOException {
        Files.writeString(wtmp, "This is no wtmp, and as long as a few of its records are. ".repeat(50));
    }

    @Test
    void isReadWithoutAWord() throws IOException {
        WtmpBytes.write(wtmp, login(ALICE, "alice", "13:00:01"));

        assertThat(run("sessions").out()).contains("alice");
        assertThat(run("sessions").err()).isEmpty();
        assertThat(run("health").out()).contains("\nwtmp        " + wtmp + "\n");
        assertThat(run("status").out()).doesNotContain("wtmp");
    }

    @Test
    void isMissedByNobodyWhereThereIsNone() {
        assertThat(run("sessions").err()).isEmpty();
        assertThat(run("health").out()).doesNotContain("\nwtmp ");
    }

    @Test
    void costsNothingButNamesWhereItIsDamaged() throws IOException {
        String without = run("sessions").out();
        damage();

        for (String view : List.of("sessions", "users", "failures", "events")) {
            CliRun damaged = run(view);
            assertThat(damaged.exitCode()).as(view).isZero();
            assertThat(damaged.err()).isEqualTo("pptpd-monitor: names of wtmp are missing: " + wtmp + NO_WTMP + "\n");
        }
        assertThat(run("sessions").out()).isEqualTo(without);
        assertThat(run("status").out())
                .contains("2 users, 2 sessions up (2 without a name)")
                .contains("; names of wtmp are missing (" + wtmp + NO_WTMP + ")");
        assertThat(run("status").err()).isEmpty();
    }

    @Test
    void isToldOfInHealthWhereItIsDamaged() throws IOException {
        damage();

        CliRun health = run("health");
        assertThat(health.exitCode()).isZero();
        assertThat(health.out()).contains("\nwtmp        names are missing: " + wtmp + NO_WTMP + "\n");
        JsonNode told =
                new ObjectMapper().readTree(run("sessions", "-o", "json").out());
        assertThat(told.at("/health/wtmp/path").asText()).isEqualTo(wtmp.toString());
        assertThat(told.at("/health/wtmp/text").asText()).isEqualTo(wtmp + NO_WTMP);
    }

    @Test
    void doesNotKeepACheckFromMeasuring() throws IOException {
        damage();

        CliRun check = run("check", "users");
        assertThat(check.exitCode()).isZero();
        assertThat(check.out()).startsWith("PPTPD USERS OK - 2 active users, 2 sessions, 2 without a name");
        assertThat(check.err()).isEmpty();
    }

    @Test
    void isAnErrorWhereItWasNamed() throws IOException {
        damage();

        CliRun named = run("sessions", "--wtmp", wtmp.toString());
        assertThat(named).isEqualTo(new CliRun(3, "", "pptpd-monitor: " + wtmp + NO_WTMP + "\n"));
    }

    /** Which root cannot read either. */
    @Test
    void isToldOfWhereItCannotBeRead() throws IOException {
        Files.createSymbolicLink(wtmp, wtmp);

        assertThat(run("sessions").exitCode()).isZero();
        assertThat(run("health").out())
                .contains("\nwtmp        names are missing: ", "Too many levels of symbolic links");
    }

    @Test
    void isToldOfWhereItIsADirectory() throws IOException {
        Files.createDirectory(wtmp);

        assertThat(run("sessions").exitCode()).isZero();
        assertThat(run("health").out())
                .contains("names are missing: " + wtmp + ": not a regular file; name another with --wtmp\n");
    }

    // What was rotated away.

    @Test
    void namesWhoCameBeforeItWasRotated() throws IOException {
        WtmpBytes.write(wtmp.resolveSibling("wtmp.1"), login(ALICE, "alice", "13:00:01"));
        WtmpBytes.write(wtmp, login(BOB, "bob", "13:05:01"));

        assertThat(run("users", "-n").out()).contains("alice ", "bob ");
    }

    /** As CentOS names it. */
    @Test
    void namesWhoCameBeforeItWasRotatedUnderADate() throws IOException {
        WtmpBytes.write(wtmp.resolveSibling("wtmp-20261122"), login(ALICE, "alice", "13:00:01"));
        WtmpBytes.write(wtmp, login(BOB, "bob", "13:05:01"));

        assertThat(run("users", "-n").out()).contains("alice ", "bob ");
    }

    /** What was named is what is read. */
    @Test
    void readsNoPastOfAFileThatWasNamed() throws IOException {
        WtmpBytes.write(wtmp.resolveSibling("wtmp.1"), login(ALICE, "alice", "13:00:01"));
        WtmpBytes.write(wtmp, login(BOB, "bob", "13:05:01"));

        assertThat(run("users", "-n", "--wtmp", wtmp.toString()).out())
                .contains("bob ")
                .doesNotContain("alice");
    }

    @Test
    void tellsThatItsPastIsDamagedAndReadsTheRest() throws IOException {
        damage();
        Path past = Files.move(wtmp, wtmp.resolveSibling("wtmp.1"));
        WtmpBytes.write(wtmp, login(BOB, "bob", "13:05:01"));

        assertThat(run("users", "-n").out()).contains("bob ");
        assertThat(run("health").out()).contains("\nwtmp        names are missing: " + past + NO_WTMP + "\n");
    }

    // What is followed.

    @Test
    void namesWhoCameBetweenTheLastLookAndTheRotation() throws IOException {
        WtmpBytes.write(wtmp, login(ALICE, "alice", "13:00:01"));
        try (Collector collector = following()) {
            assertThat(collector.collect().sessions()).extracting(Session::user).containsExactly("alice", null);
            WtmpBytes.write(wtmp, login(ALICE, "alice", "13:00:01"), login(BOB, "bob", "13:05:01"));
            Files.move(wtmp, wtmp.resolveSibling("wtmp-20261122"));
            Files.createFile(wtmp);
            Snapshot rotated = collector.collect();

            assertThat(rotated.sessions()).extracting(Session::user).containsExactly("alice", "bob");
            assertThat(rotated.health().wtmp()).isEqualTo(new Wtmp(wtmp.toString(), ""));
        }
    }

    @Test
    void tellsThatNamesMayHaveGoneWithWhatWasTruncated() throws IOException {
        WtmpBytes.write(wtmp, login(ALICE, "alice", "13:00:01"));
        try (Collector collector = following()) {
            collector.collect();
            WtmpBytes.write(wtmp, login(BOB, "bob", "13:05:01"));

            assertThat(collector.collect().health().wtmp())
                    .isEqualTo(new Wtmp(
                            wtmp.toString(), wtmp + " began anew, and what it held before is in no file beside it"));
        }
    }

    private Collector following() {
        LogFile log = new LogFile(host.log(), List.of(), ZoneOffset.UTC);
        CollectorSettings settings = new CollectorSettings(
                List.of(log),
                wtmp,
                null,
                EnumSet.of(Service.PPTP),
                ZoneOffset.UTC,
                true,
                null,
                false,
                List.of(),
                Ownership.sure(ZoneOffset.UTC));
        return new Collector(settings, InstantSource.fixed(NOW));
    }

    @Test
    void isReadAsSoonAsItCanBe() throws IOException {
        try (Collector collector = following()) {
            Snapshot absent = collector.collect();
            assertThat(absent.health().wtmp()).isEqualTo(Wtmp.NONE);
            damage();
            assertThat(collector.collect().health().wtmp()).isEqualTo(new Wtmp(wtmp.toString(), wtmp + NO_WTMP));
            WtmpBytes.write(wtmp, login(ALICE, "alice", "13:00:01"));
            Snapshot mended = collector.collect();

            assertThat(mended.health().wtmp()).isEqualTo(new Wtmp(wtmp.toString(), ""));
            assertThat(mended.sessions()).extracting(Session::user).containsExactly("alice", null);
        }
    }
}

package io.pptpdmonitor.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.truth.Truth.TrueFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Logs that were rotated while the window that is asked for had begun already, or from which the begin was lost: what a check
 * says for certain is so by those who made the recording, and all else is UNKNOWN. Of the log that was rotated the older file
 * makes it whole again.
 */
class BeginlessLogTest {

    private static final int WARNING = 1;
    private static final int UNKNOWN = 3;
    private static final int CUTS = 6;

    @TempDir
    Path scratch = Path.of("");

    /** Behind the recording's end. */
    private Instant now = Instant.MAX;

    private record Cut(Path log, boolean whole) {}

    @ParameterizedTest
    @ValueSource(strings = {"a", "d", "d-nodebug", "i", "u"})
    void tellNoNumberOfFailedLoginsForAFactThatIsNone(String recording) throws IOException {
        List<TrueFailure> failures = Recording.named(recording).truth().failures();
        Map<String, Long> byAddress =
                failures.stream().collect(Collectors.groupingBy(TrueFailure::clientAddress, Collectors.counting()));
        long worst =
                byAddress.values().stream().mapToLong(Long::longValue).max().orElse(0);
        for (Cut cut : cuts(recording)) {
            judgedAs(failures.size(), cut, "logins", "-w");
            judgedAs(worst, cut, "logins", "--per-address");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "d", "i", "u"})
    void tellNoNumberOfFailedNegotiationsForAFactThatIsNone(String recording) throws IOException {
        Truth truth = Recording.named(recording).truth();
        long failed = truth.sessions().stream()
                .filter(session -> session.result().equals("failed"))
                .count();
        for (Cut cut : cuts(recording)) {
            judgedAs(failed - truth.failures().size(), cut, "logins", "--cause", "negotiation-failed", "-w");
        }
    }

    /** Of nobody who was up an hour ago is known, whoever has come since; but that nobody was, where the log goes back. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "i", "k"})
    void knowNoChangeSinceAMomentBeforeTheirBegin(String recording) throws IOException {
        for (Cut cut : cuts(recording)) {
            CliRun run = check(cut, "sessions", "--change", "50", "--minimum", "1");
            assertThat(run.exitCode()).as(run.out()).isEqualTo(cut.whole ? 0 : UNKNOWN);
            assertThat(run.out())
                    .contains(cut.whole ? "none was up 60 min ago" : "how many there were 60 min ago is not known");
        }
    }

    /** With each threshold around the truth. */
    private void judgedAs(long truth, Cut cut, String... check) {
        TreeSet<Integer> told = new TreeSet<>();
        for (long limit = Math.max(0, truth - 4); limit <= truth + 1; limit++) {
            CliRun run = check(
                    cut, Stream.concat(Stream.of(check), Stream.of("" + limit)).toArray(String[]::new));
            int right = truth > limit ? WARNING : 0;
            if (cut.whole) {
                assertThat(run.exitCode()).as(cut + " " + run.out()).isEqualTo(right);
            } else {
                assertThat(run.exitCode()).as(cut + " " + run.out()).isIn(UNKNOWN, right);
                assertThat(run.exitCode())
                        .as("nothing is certainly OK: " + run.out())
                        .isNotZero();
                assertThat(run.out()).contains("at least ", "--rotate").doesNotContain(" failed=");
            }
            told.add(run.exitCode());
        }
        assertThat(told).contains(cut.whole ? 0 : UNKNOWN);
    }

    private CliRun check(Cut cut, String... check) {
        Stream<String> window = Stream.of("--window", "1h", "-f", cut.log.toString());
        Stream<String> rotate = cut.whole ? Stream.of("-r") : Stream.of();
        CliRun run = CliRun.at(
                now,
                Stream.of(Stream.of("check"), Stream.of(check), window, rotate)
                        .flatMap(part -> part)
                        .toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        return run;
    }

    /** The end of the recording alone, from several lines on, and with what stands before that in an older file. */
    private List<Cut> cuts(String name) throws IOException {
        Recording recording = Recording.named(name);
        now = Instant.ofEpochSecond(recording.truth().modified() + 5);
        String day = now.minusSeconds(86_400) + " vpn1 cron[78]: (root) CMD (true)\n";
        List<String> lines = Files.readAllLines(recording.folder().resolve("syslog.rfc3339"), ISO_8859_1);
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < CUTS; i++) {
            int from = i * lines.size() / CUTS;
            Path log = Files.createDirectories(scratch.resolve(name + i)).resolve("syslog");
            Files.write(log, lines.subList(from, lines.size()), ISO_8859_1);
            Files.writeString(
                    log.resolveSibling("syslog.1"),
                    lines.subList(0, from).stream().collect(Collectors.joining("\n", day + day, "\n")),
                    ISO_8859_1);
            cuts.add(new Cut(log, false));
            cuts.add(new Cut(log, true));
        }
        return cuts;
    }
}

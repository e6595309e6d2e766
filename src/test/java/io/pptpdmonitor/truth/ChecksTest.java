package io.pptpdmonitor.truth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.truth.Truth.TrueFailure;
import io.pptpdmonitor.truth.Truth.TrueSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the checks tell of a log, cut off at some moment, is what was so at that moment by those who made it. */
class ChecksTest {

    /** A moment is looked at where nothing happened for so long before and after, in seconds. */
    private static final double QUIET = 1.1;

    private static final int MOMENTS = 8;
    private static final Duration WINDOW = Duration.ofSeconds(45);

    @TempDir
    Path scratch = Path.of("");

    /** A log up to a moment, and who was there. */
    private record Cut(Path log, double moment, Truth truth) {

        Stream<TrueSession> cameUp() {
            return truth.sessions().stream().filter(session -> session.cameUp() && session.isPptp());
        }

        Stream<TrueSession> up(double when) {
            return cameUp().filter(session ->
                    session.upAt().to() < when && session.endedAt().from() > when);
        }

        List<TrueFailure> failures(Duration window) {
            return truth.failures().stream()
                    .filter(failure -> failure.between().to() < moment)
                    .filter(failure -> failure.between().to() > moment - window.toSeconds())
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "d", "e", "i", "u"})
    void countWhoIsUp(String recording) throws IOException {
        long all = 0;
        for (Cut cut : cuts(Recording.named(recording))) {
            long up = cut.up(cut.moment).count();
            Map<String, String> told = told(cut, "sessions", "--per-user", "9");
            assertThat(told)
                    .as(cut.toString())
                    .containsEntry("sessions", "" + up)
                    .containsEntry("unnamed", "0");
            assertThat(told.get("max_per_user"))
                    .as(cut.toString())
                    .isEqualTo("" + most(cut.up(cut.moment), TrueSession::user));
            all += up;
            long before = cut.up(cut.moment - WINDOW.toSeconds()).count();
            if (quiet(cut.truth, cut.moment - WINDOW.toSeconds()) && before > 0) {
                String change = told(cut, "sessions", "--change", "50", "--window", "45")
                        .get("change");
                assertThat(Double.parseDouble(change.replace("%", "")))
                        .as(cut.toString())
                        .isCloseTo(100.0 * (up - before) / before, within(0.06));
            }
        }
        assertThat(all).as("looked at while somebody was up").isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "d", "d-nodebug", "i", "u"})
    void countWhoFailed(String recording) throws IOException {
        for (Cut cut : cuts(Recording.named(recording))) {
            List<TrueFailure> all = cut.failures(Duration.ofDays(1));
            Map<String, String> told = told(cut, "logins", "--window", "1d");
            assertThat(told)
                    .as(cut.toString())
                    .containsEntry("failed", "" + all.size())
                    .containsEntry("failed_total", all.size() + "c")
                    .containsEntry("per_address", "" + most(all.stream(), TrueFailure::clientAddress))
                    .containsEntry(
                            "ok",
                            ""
                                    + cut.cameUp()
                                            .filter(s -> s.upAt().to() < cut.moment)
                                            .count());
        }
    }

    /** A pppd that ran and was refused no login, that is: it never came up for another reason. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "d", "i", "u"})
    void countNoRefusedLoginAsAFailedNegotiation(String recording) throws IOException {
        for (Cut cut : cuts(Recording.named(recording))) {
            long refused = cut.failures(Duration.ofDays(1)).size();
            long failed = cut.truth.sessions().stream()
                    .filter(session -> session.result().equals("failed")
                            && session.between().to() < cut.moment)
                    .count();
            assertThat(told(cut, "logins", "--window", "1d", "--cause", "negotiation-failed"))
                    .as(cut.toString())
                    .containsEntry("failed", "" + (failed - refused))
                    .containsEntry("failed_total", (failed - refused) + "c");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "i", "u"})
    void sumUpWhatTheWorstUserCarried(String recording) throws IOException {
        Recording whole = Recording.named(recording);
        Cut cut = cut(whole, (double) whole.truth().modified() + 5);
        Map<String, Long> octets = cut.cameUp()
                .filter(session -> session.toClientOctets() != null)
                .collect(Collectors.groupingBy(
                        TrueSession::user,
                        Collectors.summingLong(session ->
                                session.toClientOctets() + session.fromClientOctets() + session.lateOctets())));
        long most = octets.values().stream().mapToLong(Long::longValue).max().orElse(0);
        assertThat(most).isPositive();
        assertThat(told(cut, "quota")).containsEntry("quota", most + "B");
    }

    private static <T> long most(Stream<T> all, Function<T, String> key) {
        return all.collect(Collectors.groupingBy(key, Collectors.counting())).values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private static Map<String, String> told(Cut cut, String... check) {
        String[] args = Stream.concat(
                        Stream.concat(Stream.of("check"), Arrays.stream(check)), Stream.of("-f", cut.log.toString()))
                .toArray(String[]::new);
        CliRun run = CliRun.at(Instant.ofEpochMilli((long) (cut.moment * 1000)), args);
        assertThat(run.out()).as(cut.toString()).contains(" | ").hasLineCount(1);
        assertThat(run.err()).isEmpty();
        return Arrays.stream(run.out().strip().replaceFirst(".* \\| ", "").split(" "))
                .map(item -> item.split("[=;]"))
                .collect(Collectors.toMap(item -> item[0], item -> item[1]));
    }

    private List<Cut> cuts(Recording recording) throws IOException {
        Truth truth = recording.truth();
        List<Double> moments = Stream.concat(
                        truth.sessions().stream().flatMap(ChecksTest::spans),
                        truth.failures().stream().map(TrueFailure::between))
                .flatMap(span -> Stream.of(span.to() + QUIET + 0.1, span.from() - QUIET - 0.1))
                .filter(moment -> quiet(truth, moment))
                .sorted()
                .distinct()
                .toList();
        assertThat(moments).as("moments at which nothing happens").isNotEmpty();
        List<Cut> cuts = new ArrayList<>();
        for (double moment : chosen(truth, moments)) {
            cuts.add(cut(recording, moment));
        }
        return cuts;
    }

    /** Those at which the most are up, and some of all. */
    private static Set<Double> chosen(Truth truth, List<Double> moments) {
        Set<Double> chosen = new TreeSet<>();
        moments.stream()
                .sorted(Comparator.comparing(moment ->
                        -new Cut(Path.of(""), moment, truth).up(moment).count()))
                .limit(MOMENTS)
                .forEach(chosen::add);
        for (int i = 0; i < MOMENTS; i++) {
            chosen.add(moments.get(i * moments.size() / MOMENTS));
        }
        return chosen;
    }

    private Cut cut(Recording recording, double moment) throws IOException {
        Path log = scratch.resolve("syslog-" + moment);
        Predicate<String> before = line -> OffsetDateTime.parse(line.substring(0, line.indexOf(' ')))
                        .toInstant()
                        .toEpochMilli()
                < moment * 1000;
        // lines of others: two of days before, as the laboratory began to log with this, and one at the moment itself,
        // so
        // that the log tells of that moment
        String day = Instant.ofEpochSecond((long) moment - 3 * 86_400) + " vpn1 cron[78]: (root) CMD (true)\n";
        String last = Instant.ofEpochMilli((long) (moment * 1000)) + " vpn1 pptpd[1]: MGR: nothing\n";
        try (Stream<String> lines = Files.lines(recording.folder().resolve("syslog.rfc3339"), ISO_8859_1)) {
            Files.writeString(
                    log, lines.filter(before).collect(Collectors.joining("\n", day + day, "\n" + last)), ISO_8859_1);
        }
        return new Cut(log, moment, recording.truth());
    }

    private static Stream<Span> spans(TrueSession session) {
        return Stream.of(session.between(), session.startedAt(), session.upAt(), session.endedAt())
                .filter(span -> span != null);
    }

    private static boolean quiet(Truth truth, double moment) {
        return Stream.concat(
                        truth.sessions().stream().flatMap(ChecksTest::spans),
                        truth.failures().stream().map(TrueFailure::between))
                .allMatch(span -> span.distance(moment) > QUIET);
    }
}

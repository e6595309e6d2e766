package io.pptpdmonitor.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.pptpdmonitor.CliRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several logs of one host over the end of summer time, of which one has stamps without a zone: what is in the log, or read
 * from it, is told once and of the moment at which it was. The expected values are those of truth.json.
 */
class RepeatedHourTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** The hour from 2 o'clock on comes twice: from 0:00 to 1:00 and to 2:00 of UTC. */
    private static final Instant FIRST_PASS = Instant.parse("2026-10-25T00:20:00Z");
    /** So that in the second pass it is later on the wall than before, and a stamp without a zone shows no silence. */
    private static final Duration SILENCE = Duration.ofMinutes(66);

    private static final Pattern STAMP = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(?:Z|[+-]\\d\\d:\\d\\d)");

    @TempDir
    Path directory;

    /** There the clock was set back by two hours, from behind that hour into its first pass. */
    @Test
    void tellsOnceWhatStandsInBothFormsOfTheRecordedEnd() {
        Recording recording = Recording.named("m-autumn");
        for (List<String> logs : List.of(List.of("syslog", "syslog.rfc3339"), List.of("syslog.rfc3339", "syslog"))) {
            Shown both = recording.shownTogether(logs);

            assertThat(Comparison.misfits(
                            recording.truth(), recording.truth().formats().get("syslog.rfc3339"), both))
                    .isEmpty();
            Agreement.assertSame(logs.toString(), recording.shown("syslog.rfc3339"), both);
        }
    }

    /**
     * A recording, moved: sessions come up in the first pass and end in the second, and between these no line of the server is
     * written.
     */
    @TestFactory
    Stream<DynamicTest> tellsTheTruthOf() {
        return Stream.of("a", "a-noip6", "b-pppdebug", "d")
                .map(Recording::named)
                .flatMap(recording -> {
                    Moved moved = new Moved(recording);
                    return Stream.of(
                            both("with zone alone", moved, moved.rfc3339(), List.of()),
                            both("with echoes, alone", moved, moved.withEchoes(), List.of()),
                            both("both forms", moved, moved.traditional(), moved.rfc3339()),
                            both("pptpd without zone", moved, moved.traditional("pptpd"), moved.rfc3339()),
                            both("pptpd with zone", moved, moved.traditional(), moved.rfc3339("pptpd")),
                            both("pppd with zone", moved, moved.traditional("pptpd"), moved.rfc3339("pppd")),
                            both("pppd without zone", moved, moved.traditional("pppd"), moved.rfc3339("pptpd")),
                            both(
                                    "both without zone, one with echoes",
                                    moved,
                                    moved.traditional("pptpd"),
                                    moved.withEchoes()));
                })
                .flatMap(tests -> tests);
    }

    private Stream<DynamicTest> both(String what, Moved moved, List<String> one, List<String> other) {
        return Stream.of(
                dynamicTest(moved.recording.name() + ", " + what, () -> check(moved, one, other)),
                dynamicTest(
                        moved.recording.name() + ", " + what + ", in the other order", () -> check(moved, other, one)));
    }

    private void check(Moved moved, List<String> one, List<String> other) throws IOException {
        Shown shown = Shown.parse(moved.back(shown(write("one", one), write("other", other))));
        Truth truth = moved.recording.truth();

        assertThat(Comparison.misfits(truth, truth.formats().get("syslog.rfc3339"), shown))
                .isEmpty();
    }

    private static String shown(Path one, Path other) {
        CliRun run = CliRun.of(
                "sessions",
                "--output",
                "json",
                "--file",
                one.toString(),
                "--file",
                other.toString(),
                "--zone",
                BERLIN.getId(),
                "--live",
                "no",
                "--service",
                "all");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run.out();
    }

    private Path write(String name, List<String> lines) throws IOException {
        Path file = Files.write(directory.resolve(name), lines, StandardCharsets.ISO_8859_1);
        return Files.setLastModifiedTime(file, FileTime.from(FIRST_PASS.plus(Duration.ofHours(3))));
    }

    /** The lines of a recording, some in the first pass and the others in the second. */
    private static final class Moved {
        final Recording recording;
        private final List<SyslogForm> lines = new ArrayList<>();
        private final Duration distance;
        private final Instant pause;

        Moved(Recording recording) {
            this.recording = recording;
            List<SyslogForm> recorded = recorded(recording);
            pause = pause(recorded, recording.truth());
            distance = Duration.between(pause, FIRST_PASS);
            recorded.forEach(line -> lines.add(at(line, moved(line.time().toInstant()))));
        }

        private static List<SyslogForm> recorded(Recording recording) {
            try {
                return Files.readAllLines(recording.folder().resolve("syslog.rfc3339"), StandardCharsets.ISO_8859_1)
                        .stream()
                        .map(SyslogForm::parse)
                        .toList();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        /** The begin of the longest time without a line of the server, once somebody is up. */
        private static Instant pause(List<SyslogForm> recorded, Truth truth) {
            double up = truth.sessions().stream()
                    .filter(Truth.TrueSession::cameUp)
                    .mapToDouble(session -> session.upAt().to())
                    .min()
                    .orElseThrow();
            List<Instant> moments = recorded.stream()
                    .map(line -> line.time().toInstant())
                    .filter(moment -> moment.toEpochMilli() > 1000 * up)
                    .toList();
            Instant before = moments.get(0);
            Instant found = before;
            Duration longest = Duration.ZERO;
            for (Instant moment : moments) {
                Duration length = Duration.between(before, moment);
                found = length.compareTo(longest) > 0 ? before : found;
                longest = length.compareTo(longest) > 0 ? length : longest;
                before = moment;
            }
            return found.plusMillis(1);
        }

        private Instant moved(Instant recorded) {
            Instant moved = recorded.plus(distance);
            return moved.isBefore(FIRST_PASS) ? moved : moved.plus(SILENCE);
        }

        private static SyslogForm at(SyslogForm line, Instant moment) {
            OffsetDateTime time = moment.atZone(BERLIN).toOffsetDateTime();
            return new SyslogForm(time, line.host(), line.tag(), line.pid(), line.message(), time.toString());
        }

        /** Of those programs; of all if none is named. */
        List<String> traditional(String... programs) {
            return lines(programs).map(SyslogForm::traditional).toList();
        }

        List<String> rfc3339(String... programs) {
            return lines(programs).map(SyslogForm::rfc3339).toList();
        }

        private Stream<SyslogForm> lines(String... programs) {
            return lines.stream()
                    .filter(line -> programs.length == 0 || List.of(programs).contains(line.tag()));
        }

        /** With a debug line of a pppd in each minute of the silence: of those alone the passes can be told apart. */
        List<String> withEchoes() {
            List<SyslogForm> all = new ArrayList<>(lines);
            String pid = String.valueOf(recording.truth().sessions().stream()
                    .filter(Truth.TrueSession::cameUp)
                    .findFirst()
                    .orElseThrow()
                    .pid());
            for (Instant at = FIRST_PASS; at.isBefore(FIRST_PASS.plus(SILENCE)); at = at.plusSeconds(60)) {
                String echo = "sent [LCP EchoReq id=0x5 magic=0x3e9a1f00]";
                all.add(at(new SyslogForm(null, lines.get(0).host(), "pppd", pid, echo, ""), at));
            }
            return all.stream()
                    .sorted((some, other) ->
                            some.time().toInstant().compareTo(other.time().toInstant()))
                    .map(SyslogForm::traditional)
                    .toList();
        }

        /** The document, with the moments of the recording. */
        String back(String json) {
            return STAMP.matcher(json).replaceAll(stamp -> {
                Instant moment = OffsetDateTime.parse(stamp.group()).toInstant();
                Duration moved = moment.isBefore(FIRST_PASS.plus(SILENCE)) ? distance : distance.plus(SILENCE);
                return moment.minus(moved).atOffset(java.time.ZoneOffset.UTC).toString();
            });
        }
    }
}

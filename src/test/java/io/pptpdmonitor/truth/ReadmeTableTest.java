package io.pptpdmonitor.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The README's table of what this program and its ancestor make of the recordings: the truth's column, and ours. */
class ReadmeTableTest {

    private static final Path README = Path.of("README.md");
    private static final String HEAD = "| recording | truth | this program | the script |";
    private static final Pattern NAME = Pattern.compile("`([a-z][a-z0-9-]*)`");

    private record Row(String recordings, String truth, String ours) {

        static Row of(String line) {
            String[] cells = line.split(" *\\| *", -1);
            return new Row(cells[1], cells[2], cells[3]);
        }

        List<String> names() {
            return NAME.matcher(recordings).results().map(name -> name.group(1)).toList();
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(README).stream()
                .dropWhile(line -> !line.equals(HEAD))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(Row::of)
                .filter(row -> !row.names().isEmpty())
                .toList();
    }

    @Test
    void holdsTheRowsThatAreCompared() throws IOException {
        assertThat(rows().stream().flatMap(row -> row.names().stream()))
                .containsExactly("a", "a-noip6", "b", "m-autumn", "j", "i", "e", "f", "g", "d", "d-busybox", "k");
    }

    @TestFactory
    Stream<DynamicTest> tellsWhatTheProgramTells() throws IOException {
        return rows().stream().map(row -> DynamicTest.dynamicTest(row.recordings(), () -> assertHolds(row)));
    }

    private static void assertHolds(Row row) {
        List<Long> truth = figures(row.truth());
        List<Long> ours = row.ours().equals("the same") ? truth : figures(row.ours());
        List<Recording> recordings = row.names().stream().map(Recording::named).toList();
        if (recordings.size() > 1) { // Of each its sessions.
            assertThat(recordings)
                    .extracting(recording -> told(recording).get(0))
                    .isEqualTo(ours);
            assertThat(recordings)
                    .extracting(recording -> truth(recording).get(0))
                    .isEqualTo(truth);
        } else {
            assertThat(told(recordings.get(0))).as("this program").isEqualTo(ours);
            assertThat(truth(recordings.get(0))).as("truth").isEqualTo(truth);
        }
    }

    /** What comes before any remark: {@code 46, 29, 8583012, 6014871 (48 sent after ip-down)}. */
    private static List<Long> figures(String cell) {
        return Pattern.compile("\\d+")
                .matcher(cell.replaceFirst("\\(.*", ""))
                .results()
                .map(number -> Long.valueOf(number.group()))
                .toList();
    }

    /** Sessions of pptpd's that were up, named users, octets to and from clients. */
    private static List<Long> told(Recording recording) {
        Map<String, Truth.Rotation> rotations = recording.truth().rotations();
        Shown shown = rotations == null
                ? recording.shown("syslog")
                : recording.shownRotated(rotations.values().iterator().next());
        List<Shown.Session> up = shown.sessions().stream()
                .filter(session -> session.service().equals("pptp") && session.up() != null)
                .toList();
        return List.of(
                (long) up.size(),
                up.stream()
                        .map(Shown.Session::user)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count(),
                sum(up.stream().map(Shown.Session::toClientOctets)),
                sum(up.stream().map(Shown.Session::fromClientOctets)));
    }

    /** The same, of what was measured outside the log. */
    private static List<Long> truth(Recording recording) {
        List<Truth.TrueSession> up = recording.truth().sessions().stream()
                .filter(session -> session.isPptp() && session.cameUp())
                .toList();
        return List.of(
                (long) up.size(),
                up.stream()
                        .map(Truth.TrueSession::userHex)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count(),
                sum(up.stream().map(Truth.TrueSession::toClientOctets)),
                sum(up.stream().map(Truth.TrueSession::fromClientOctets)));
    }

    private static long sum(Stream<Long> octets) {
        return octets.filter(Objects::nonNull).mapToLong(each -> each).sum();
    }
}

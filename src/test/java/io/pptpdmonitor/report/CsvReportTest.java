package io.pptpdmonitor.report;

import static io.pptpdmonitor.model.SessionSketch.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.HostileNames;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.SnapshotSketch;
import io.pptpdmonitor.model.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CsvReportTest {

    private static final int USER = 5;

    private static String csv(View view, Snapshot snapshot, boolean header) {
        return Written.report(view, Format.CSV, snapshot, header);
    }

    /** One record of RFC 4180, 2: quoted fields with doubled quotes. */
    private static List<String> cells(String record) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < record.length(); i++) {
            char c = record.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < record.length() && record.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        assertThat(quoted).as("quote left open in " + record).isFalse();
        return cells;
    }

    private static Snapshot called(String name) {
        return new SnapshotSketch()
                .session(session(1).user(name).ended(State.CLOSED, EndCause.UNKNOWN, name))
                .build();
    }

    @ParameterizedTest
    @EnumSource(
            value = View.class,
            names = {"SESSIONS", "USERS", "FAILURES"})
    void endsRecordsInCrLfAndGivesEachAsManyCellsAsNames(View view) {
        String csv = csv(view, Story.snapshot(), true);

        assertThat(csv).endsWith("\r\n").doesNotContainPattern("(?<!\r)\n|\r(?!\n)");
        assertThat(csv.lines())
                .extracting(record -> cells(record).size())
                .containsOnly(cells(csv.lines().findFirst().orElseThrow()).size());
    }

    @Test
    void leavesTheNamesAwayIfAsked() {
        String all = csv(View.USERS, Story.snapshot(), true);

        assertThat(csv(View.USERS, Story.snapshot(), false)).isEqualTo(all.substring(all.indexOf('\n') + 1));
    }

    @Test
    void showsTheUsersForTheStatusToo() {
        assertThat(csv(View.STATUS, Story.snapshot(), true)).isEqualTo(csv(View.USERS, Story.snapshot(), true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', textBlock = """
                    alice        # alice
                    =1+1         # '=1+1
                    +1           # '+1
                    -1           # '-1
                    @SUM(A1)     # '@SUM(A1)
                    ~ =1~        # ' =1
                    ~ a~         # " a"
                    ＝1          # '＝1
                    a=1          # a=1
                    a,b          # "a,b"
                    a"b          # "a""b"
                    =","         # "'="",""\"
                    O'Brien      # O'Brien
                    ~~           # ""
                    """)
    void makesFormulasInertAndQuotes(String name, String cell) {
        assertThat(csv(View.SESSIONS, called(name), false)).contains(",pptp," + cell + ",plugin,");
    }

    @Test
    void keepsWhateverANameHoldsInOneCellOfOneLine() {
        assertThat(HostileNames.all()).allSatisfy(name -> {
            String csv = csv(View.SESSIONS, called(name), false);
            String user = cells(csv.strip()).get(USER);

            assertThat(csv.indexOf('\n')).isEqualTo(csv.length() - 1);
            assertThat(cells(csv.strip())).hasSize(30);
            assertThat(user).doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f\\p{Cf}\\u2028\\u2029]");
            assertThat(user.stripLeading()).doesNotMatch("(?s)[=+@\uff1d-].*");
        });
    }

    @Test
    void tellsAnUnknownNameFromAnEmptyOne() {
        Snapshot unknown = new SnapshotSketch().session(session(1).user(null)).build();

        assertThat(csv(View.SESSIONS, unknown, false)).contains(",pptp,,,");
        assertThat(csv(View.SESSIONS, called(""), false)).contains(",pptp,\"\",plugin,");
    }
}

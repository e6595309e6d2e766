package io.pptpdmonitor.report;

import static io.pptpdmonitor.model.SessionSketch.TEN;
import static io.pptpdmonitor.model.SessionSketch.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.HostileNames;
import io.pptpdmonitor.model.SnapshotSketch;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.model.UserTotals;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusTableTest {

    private static List<String> rows(SnapshotSketch sketch) {
        return Written.report(View.STATUS, Format.TABLE, sketch.build(), false)
                .lines()
                .skip(3)
                .toList();
    }

    private static User user(@Nullable String name, int active, int sessions, Traffic ended, Traffic current) {
        Traffic all = ended.plus(current);
        return new UserTotals(
                name,
                active,
                sessions,
                all.toClientOctets(),
                all.fromClientOctets(),
                0L,
                true,
                0,
                TEN,
                TEN,
                name == null ? null : "90.0.0.155",
                "192.168.0.10",
                ended,
                true);
    }

    /** The example that its users know. 585.4 MB is 585.4 x 1024 x 1024 octets, to the next lower one. */
    @Test
    void printsTheAncestorsExampleAsItWas() {
        Traffic none = new Traffic(0, 0, true);
        Traffic current = new Traffic(112_931_635, 22_020_096, true);
        SnapshotSketch sketch = new SnapshotSketch()
                .user(user(null, 0, 61, new Traffic(613_836_390, 99_404_186, true), none))
                .user(user("sally", 0, 19, new Traffic(174_587_904, 40_579_891, true), none))
                .user(user("mark", 1, 26, new Traffic(829_318_758, 117_440_512, true), current))
                .session(session(1)
                        .user("mark")
                        .traffic(current)
                        .connectSeconds(15_171)
                        .at("120.0.0.15", "192.168.0.10", "ppp0"));

        assertThat(Written.report(View.STATUS, Format.TABLE, sketch.build(), false))
                .isEqualTo("""
                        PPTPD Client Statistics

                        Username                #       TX       RX        Remote IP         Local IP   Int      CTX      CRX    Duration
                           None              0/61  585.4MB   94.8MB           (None)   (192.168.0.10)  None     0.0b     0.0b
                           sally             0/19  166.5MB   38.7MB     (90.0.0.155)   (192.168.0.10)  None     0.0b     0.0b
                        *  mark              1/25  790.9MB  112.0MB       120.0.0.15     192.168.0.10  ppp0  107.7MB   21.0MB     4:12:51
                        """);
    }

    @Test
    void countsPastConnectionsWithoutTheCurrentOnes() {
        assertThat(rows(new SnapshotSketch()
                        .session(session(1)
                                .traffic(new Traffic(3072, 1024, true))
                                .ended(State.CLOSED, EndCause.UNKNOWN, ""))
                        .session(session(2).traffic(new Traffic(5120, 512, true)))))
                .singleElement()
                .asString()
                .startsWith("*  alice              1/1    3.0KB    1.0KB ")
                .contains("    5.0KB   512.0b ");
    }

    @Test
    void givesEachFurtherSessionARowWithoutAName() {
        List<String> rows = rows(new SnapshotSketch()
                .session(session(1).at("203.0.113.7", "192.168.0.10", "ppp0"))
                .session(session(2).at("203.0.113.8", "192.168.0.11", "ppp1"))
                .session(session(3).at("203.0.113.9", "192.168.0.12", "ppp2")));

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).startsWith("*  alice              3/0 ").contains("203.0.113.7");
        assertThat(rows.get(1)).matches(" {43,}203\\.0\\.113\\.8 +192\\.168\\.0\\.11  ppp1 .*");
        assertThat(rows.get(2)).matches(" {43,}203\\.0\\.113\\.9 +192\\.168\\.0\\.12  ppp2 .*");
    }

    @Test
    void saysThatCurrentOctetsAreNotKnown() {
        assertThat(rows(new SnapshotSketch().session(session(1).bare())))
                .singleElement()
                .asString()
                .matches("\\*  alice +1/0 +0\\.0b +0\\.0b +\\? +\\? +\\? +\\? +\\? +\\?");
    }

    @Test
    void saysThatPastOctetsAreNotKnown() {
        assertThat(rows(new SnapshotSketch()
                        .session(session(1).traffic(null).ended(State.LOST, EndCause.LOST, "gone"))
                        .session(session(2))))
                .singleElement()
                .asString()
                .matches("\\*  alice +1/1 +\\? +\\? .* 2\\.0KB +1\\.0KB +0:01:00");
    }

    @Test
    void marksPastOctetsThatMayHaveWrapped() {
        assertThat(rows(new SnapshotSketch()
                        .session(session(1)
                                .traffic(new Traffic(3072, 1024, false))
                                .ended(State.CLOSED, EndCause.UNKNOWN, ""))
                        .session(session(2))))
                .singleElement()
                .asString()
                .contains(" 3.0KB+   1.0KB+ ");
    }

    @Test
    void shiftsNoColumnForWideCombiningOrHostileNames() {
        String plain = rows(new SnapshotSketch().session(session(1).user("ab"))).get(0);

        assertThat(rows(new SnapshotSketch().session(session(1).user("\u5b57"))).get(0))
                .isEqualTo(plain.replace("ab", "\u5b57"));
        assertThat(rows(new SnapshotSketch().session(session(1).user("a\u0301b")))
                        .get(0))
                .isEqualTo(plain.replace("ab", "a\u0301b"));
        assertThat(rows(new SnapshotSketch().session(session(1).user("\u001b"))).get(0))
                .isEqualTo(plain.replace("ab  ", "\\x1b"));
    }

    @Test
    void printsOneRowWithoutControlCharactersWhateverTheNameHolds() {
        assertThat(HostileNames.all()).allSatisfy(name -> {
            List<String> rows = rows(new SnapshotSketch().session(session(1).user(name)));

            assertThat(rows).hasSize(1);
            assertThat(rows.get(0))
                    .doesNotContainPattern("[\\p{Cntrl}\\u0080-\\u009f\\p{Cf}\\u2028\\u2029]")
                    .matches("\\*  .+ 1/0     0\\.0b     0\\.0b +203\\.0\\.113\\.7 .*0:01:00")
                    .hasSizeLessThan(300);
        });
    }

    @Test
    void quotesANameThatLooksLikeSomethingElse() {
        assertThat(List.of("None", "\"None\"", "?", "-", "", " a", "*  bob", "nobody"))
                .extracting(Name::of)
                .containsExactly(
                        "\"None\"", "\"\\\"None\\\"\"", "\"?\"", "\"-\"", "\"\"", "\" a\"", "\"*  bob\"", "nobody");
        assertThat(Name.of(null)).isEqualTo("None");
    }

    @Test
    void isTheTitlesAloneWithoutUsers() {
        assertThat(rows(new SnapshotSketch())).isEmpty();
    }
}

package io.pptpdmonitor.nagios;

import static io.pptpdmonitor.model.SessionSketch.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.SnapshotSketch;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** alice has 3,000 octets, bob 500. */
class QuotaCheckTest {

    private static SnapshotSketch two() {
        return new SnapshotSketch()
                .session(session(1).traffic(new Traffic(2_000, 0, true)))
                .session(session(2).traffic(new Traffic(500, 500, true)).ended(State.CLOSED, EndCause.USER_REQUEST, ""))
                .session(session(3).user("bob").traffic(new Traffic(100, 400, true)));
    }

    private static CheckResult check(String octets, @Nullable String user, int top, SnapshotSketch sketch) {
        return check(octets, user, top, false, sketch);
    }

    private static CheckResult check(
            String octets, @Nullable String user, int top, boolean certain, SnapshotSketch sketch) {
        Thresholds thresholds = Thresholds.parse(octets, Measure.OCTETS);
        return new QuotaCheck(thresholds, user, top, certain, name -> name.equals("carol") ? true : null, Selection.ALL)
                .check(sketch.build());
    }

    @Test
    void namesWhoHasMost() {
        assertThat(check("2K,1M", null, 0, two()).line())
                .isEqualTo(
                        "PPTPD QUOTA WARNING - alice 3.0KB since 2026-11-22 10:00:00 (outside the warning range 2000)"
                                + " | quota=3000B;2000;1000000;0");
    }

    @Test
    void drawsUsersOnRequest() {
        assertThat(check("1M", null, 5, two()).line())
                .endsWith(" | quota=3000B;1000000;;0 quota_alice=3000B;;;0 quota_bob=500B;;;0");
        assertThat(check("1M", null, 1, two()).line()).endsWith(" quota_alice=3000B;;;0");
    }

    /** Which of them has more may change each day. */
    @Test
    void drawsTwoUsersWhoseNamesLookAlikeAsTwo() {
        String[] labels = new String[2];
        for (int more = 0; more < 2; more++) {
            SnapshotSketch sketch = two().session(
                            session(4).user("a|b").traffic(new Traffic(9_000 + more * 200L, 0, true)))
                    .session(session(5).user("a_b").traffic(new Traffic(9_100, 0, true)));
            assertThat(check("1M", null, 3, sketch).line())
                    .matches(".* quota_a_b-\\w+=9[12]00B;;;0 .* quota_alice=3000B;;;0");
            labels[more] = check("1M", null, 3, sketch).line().replaceFirst(".* (quota_a_b-\\w+)=9100B.*", "$1");
        }
        assertThat(labels[0]).startsWith("quota_a_b-").isEqualTo(labels[1]);
    }

    @Test
    void looksAtOneUser() {
        assertThat(check("100", "bob", 0, two()).line())
                .isEqualTo("PPTPD QUOTA WARNING - bob 500.0B since 2026-11-22 10:00:00 (outside the warning range 100)"
                        + " | quota=500B;100;;0");
    }

    @Test
    void knowsWhoWasNeverUp() {
        assertThat(check("1K", "carol", 0, two()).line())
                .isEqualTo("PPTPD QUOTA OK - carol was never up, as far as the log goes back | quota=0B;1000;;0");
        assertThat(check("1K", "zoe", 0, two()).line())
                .isEqualTo("PPTPD QUOTA UNKNOWN - zoe was never up, and whether that is a user is not known");
        assertThat(check("1K", null, 0, new SnapshotSketch()).line())
                .isEqualTo("PPTPD QUOTA OK - nobody was ever up, as far as the log goes back | quota=0B;1000;;0");
    }

    /** What is not exact may be more by 4 GB, and what nobody told by anything. */
    @ParameterizedTest
    @CsvSource({"100, WARNING", "700, UNKNOWN", "'700,100', CRITICAL", "'100,700', WARNING"})
    void judgesWhatIsNotExactAsFarAsItIsCertain(String octets, Status status) {
        SnapshotSketch inexact = new SnapshotSketch()
                .session(session(1).traffic(new Traffic(500, 0, false)).ended(State.CLOSED, EndCause.USER_REQUEST, ""));
        assertThat(check(octets, null, 0, inexact).status()).isEqualTo(status);
        assertThat(check(octets, null, 0, inexact).text()).startsWith("alice at least 500.0B since ");

        SnapshotSketch untold = new SnapshotSketch()
                .session(session(1).traffic(new Traffic(500, 0, true)))
                .session(session(2).bare());
        assertThat(check(octets, null, 0, untold).status()).isEqualTo(status);
    }

    /** As where pppd was killed: without a line of statistics nobody knows what the session had carried. */
    @ParameterizedTest
    @CsvSource({"100, WARNING", "700, UNKNOWN", "'700,100', CRITICAL", "'100,700', WARNING"})
    void judgesWhereAnEndedSessionNeverToldItsOctets(String octets, Status status) {
        SnapshotSketch lost = new SnapshotSketch()
                .session(session(1).traffic(new Traffic(500, 0, true)))
                .session(session(2).bare().ended(State.LOST, EndCause.LOST, ""));
        assertThat(check(octets, null, 0, lost).status()).isEqualTo(status);
        assertThat(check(octets, null, 0, lost).text()).startsWith("alice at least 500.0B since ");
    }

    /** One session that was killed would else leave the check UNKNOWN for as long as that session counts. */
    @ParameterizedTest
    @CsvSource({"100, WARNING", "700, OK", "'700,100', CRITICAL", "'100,700', WARNING"})
    void judgesWhatIsCertainWhereThatIsAskedFor(String octets, Status status) {
        SnapshotSketch lost = new SnapshotSketch()
                .session(session(1).traffic(new Traffic(500, 0, true)))
                .session(session(2).bare().ended(State.LOST, EndCause.LOST, ""))
                .session(session(3).user(null).traffic(new Traffic(400, 0, true)));
        assertThat(check(octets, null, 0, true, lost).status()).isEqualTo(status);
        assertThat(check(octets, null, 0, true, lost).text()).startsWith("alice at least 500.0B since ");
    }

    @Test
    void isUnknownOfAUserOfWhomNoEndedSessionTold() {
        SnapshotSketch lost = new SnapshotSketch().session(session(1).bare().ended(State.LOST, EndCause.LOST, ""));
        assertThat(check("1K", "alice", 0, lost).line()).startsWith("PPTPD QUOTA UNKNOWN - alice at least 0.0B since ");
    }

    @Test
    void addsToEachWhatMayBeHis() {
        SnapshotSketch sketch = new SnapshotSketch()
                .session(session(4).user(null).traffic(new Traffic(5_000, 0, true)))
                .session(session(1).traffic(new Traffic(3_000, 0, true)));
        assertThat(check("9K", null, 0, sketch).status()).isEqualTo(Status.OK);
        assertThat(check("7K", null, 0, sketch).text())
                .isEqualTo(
                        "alice at least 3.0KB since 2026-11-22 10:00:00 (perhaps more: some octets are not known, or of"
                                + " sessions without a name)");
    }

    /** As on Debian 12, which tells no names where debug is not set: somebody was up, and may be anybody. */
    @ParameterizedTest
    @CsvSource({"'1K,2K', UNKNOWN", "9K, OK", "1000:, UNKNOWN", "6000:, WARNING"})
    void judgesNoUserWithoutWhatMayBeHis(String octets, Status status) {
        SnapshotSketch nameless = new SnapshotSketch()
                .session(session(4)
                        .user(null)
                        .traffic(new Traffic(5_000, 0, true))
                        .ended(State.CLOSED, EndCause.USER_REQUEST, ""));
        assertThat(check(octets, null, 0, nameless).status()).isEqualTo(status);
        assertThat(check(octets, "carol", 0, nameless).status()).isEqualTo(status);
        assertThat(check(octets, "zoe", 0, nameless).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void tellsWhatIsWithoutAName() {
        SnapshotSketch nameless =
                new SnapshotSketch().session(session(4).user(null).traffic(new Traffic(5_000, 0, true)));
        assertThat(check("1K", null, 0, nameless).line())
                .isEqualTo("PPTPD QUOTA UNKNOWN - a user at least 0.0B, since sessions without a name may be anybody's"
                        + " (perhaps more: they have 5.0KB)");
        assertThat(check("1K", "carol", 0, nameless).text()).startsWith("carol at least 0.0B, since sessions");
        assertThat(check("1K", null, 0, true, nameless).status()).isEqualTo(Status.OK);
        assertThat(check("1K", null, 0, nameless.session(session(5).user(null).bare()))
                        .text())
                .endsWith("(perhaps more: they have octets that are not known)");
    }

    @Test
    void tellsOfAnotherUserWhoMayHaveMore() {
        SnapshotSketch sketch = two().session(session(5).user("bob").bare());
        CheckResult result = check("1M", null, 0, sketch);
        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.text()).startsWith("bob at least 500.0B since ").contains(", alice 3.0KB since ");
    }

    @Test
    void isUnknownWhereTheLogIsNotRead() {
        assertThat(check("1", null, 0, two().status(CollectorStatus.FAILED, "")).line())
                .isEqualTo("PPTPD QUOTA UNKNOWN - the log could not be read");
    }
}

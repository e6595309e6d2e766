package io.pptpdmonitor.nagios;

import static io.pptpdmonitor.model.SessionSketch.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.SnapshotSketch;
import io.pptpdmonitor.model.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UsersCheckTest {

    private static final String NUMBERS = "sessions=5;;;0;100 unnamed=2;;;0 starting=1;;;0 pool_used=6;;;0;100";

    /** alice twice, bob once, two without a name, one starting, one who was here. */
    private static SnapshotSketch five() {
        return new SnapshotSketch()
                .session(session(1))
                .session(session(2))
                .session(session(3).user("bob"))
                .session(session(4).user(null))
                .session(session(5).user(null))
                .session(session(6).starting())
                .session(session(7).user("carol").ended(State.CLOSED, EndCause.USER_REQUEST, "Exit."));
    }

    private static CheckResult check(@Nullable String warning, @Nullable String critical, Snapshot snapshot) {
        return new UsersCheck(new Thresholds(range(warning), range(critical)), UnknownAs.EACH).check(snapshot);
    }

    private static @Nullable Range range(@Nullable String text) {
        return text == null ? null : Range.parse(text);
    }

    @Test
    void countsDistinctNamesAndEachSessionWithoutOne() {
        assertThat(check(null, null, five().build()).line())
                .isEqualTo("PPTPD USERS OK - 4 active users, 5 sessions, 2 without a name | users=4;;;0;100 " + NUMBERS
                        + " in=6144c out=12288c");
    }

    @ParameterizedTest
    @CsvSource({
        "EACH, 4, '2 without a name'",
        "ONE, 3, '2 without a name counted as one user'",
        "NONE, 2, '2 without a name not counted as users'"
    })
    void countsTheUnnamedAsAsked(UnknownAs unknownAs, int users, String told) {
        CheckResult result = new UsersCheck(Thresholds.NONE, unknownAs).check(five().build());

        assertThat(result.text()).isEqualTo(users + " active users, 5 sessions, " + told);
        assertThat(result.line()).contains("| users=" + users + ";");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    # warning | critical | status   | reason
                    3         | -        | WARNING  | (outside the warning range 3)
                    -         | 5:       | CRITICAL | (outside the critical range 5:)
                    3         | 3        | CRITICAL | (outside the critical range 3)
                    4         | 10       | OK       | -
                    @4:8      | 10       | WARNING  | (inside the warning range @4:8)
                    10        | 3        | CRITICAL | (outside the critical range 3)
                    """)
    void looksAtCriticalFirstAndTellsTheRange(
            @Nullable String warning, @Nullable String critical, Status status, @Nullable String reason) {
        CheckResult result = check(warning, critical, five().build());

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.text())
                .isEqualTo("4 active users" + (reason == null ? "" : " " + reason) + ", 5 sessions, 2 without a name");
    }

    @Test
    void printsThePerformanceDataAlikeInEveryState() {
        String labels = labels(check(null, null, five().build()));

        assertThat(labels).isEqualTo("users sessions unnamed starting pool_used in out");
        assertThat(labels(check("1", null, five().build()))).isEqualTo(labels);
        assertThat(labels(check("1", "1", five().build()))).isEqualTo(labels);
        assertThat(labels(check(null, null, new SnapshotSketch().build()))).isEqualTo(labels);
    }

    private static String labels(CheckResult result) {
        return String.join(" ", result.perfData().stream().map(PerfData::label).toList());
    }

    @Test
    void printsThresholdsInTheirSimplestForm() {
        assertThat(check("0:80", ":90", five().build()).line()).contains("| users=4;80;90;0;100 ");
    }

    @Test
    void leavesAnUnknownPoolSizeAway() {
        assertThat(check(null, null, five().poolSize(null).build()).line())
                .contains("| users=4;;;0 sessions=5;;;0 unnamed=2;;;0 starting=1;;;0 pool_used=6;;;0 in=");
    }

    @Test
    void leavesOctetsAwayThatNobodyTold() {
        Snapshot untold = new SnapshotSketch().session(session(1).bare()).build();

        assertThat(check(null, null, untold).line()).endsWith("pool_used=1;;;0;100");
    }

    @Test
    void isOkWithNobodyThere() {
        assertThat(check("80", "90", new SnapshotSketch().build()).line())
                .startsWith("PPTPD USERS OK - 0 active users, 0 sessions | users=0;80;90;0;100 ")
                .endsWith(" in=0c out=0c");
    }

    @Test
    void writesOneInTheSingular() {
        assertThat(check(null, null, new SnapshotSketch().session(session(1)).build())
                        .text())
                .isEqualTo("1 active user, 1 session");
    }

    @Test
    void tellsThatPptpdDoesNotRun() {
        assertThat(check(null, null, new SnapshotSketch().pptpdDown().build()).text())
                .isEqualTo("0 active users, 0 sessions, pptpd is not running");
    }

    @ParameterizedTest
    @EnumSource(value = CollectorStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void isUnknownAndSilentAboutNumbersUnlessTheCollectorIsOk(CollectorStatus status) {
        CheckResult result = check("1", "1", five().status(status, "the reason").build());

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.text()).endsWith(": the reason");
        assertThat(result.perfData()).isEmpty();
        assertThat(result.line()).doesNotContainPattern("[0-9]");
    }
}

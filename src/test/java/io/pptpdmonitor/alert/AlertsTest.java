package io.pptpdmonitor.alert;

import static io.pptpdmonitor.alert.Figures.figures;
import static io.pptpdmonitor.alert.Rules.rule;
import static io.pptpdmonitor.model.SessionBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.SessionBuilder;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told, and when; seconds count from {@link Figures#NOW}. */
class AlertsTest {

    private static final AlertRule USERS = rule("users-high", Metric.ACTIVE_USERS)
            .warning("80%")
            .critical("95%")
            .clear("75%")
            .repeat(3600)
            .build();

    private final List<String> told = new ArrayList<>();
    private Alerts alerts = new Alerts(List.of(USERS), Alerts.Kept.NOTHING);

    @Test
    void tellsWorseAndBetterStatesOnceEachWithANumber() {
        look(0, users(10));
        look(1, users(80));
        look(2, users(90));
        look(3, users(95));
        look(4, users(85));
        look(5, users(76));
        look(6, users(75));
        look(7, users(10));
        assertThat(told)
                .containsExactly(
                        "1 raised users-high warning 80 at 1: users 80 >= 80, pool 80 of 100",
                        "2 raised users-high critical 95 at 3: users 95 >= 95, pool 95 of 100",
                        "3 cleared users-high warning 85 at 4: users 85 >= 80, pool 85 of 100",
                        "4 cleared users-high ok 75 at 6: users 75");
        assertThat(alerts.board().notifications()).isEqualTo(4);
    }

    @Test
    void tellsAgainWhatIsStillRaised() {
        look(0, users(80));
        look(3_599, users(80));
        look(3_600, users(81));
        look(7_199, users(81));
        look(7_200, users(82));
        assertThat(told)
                .hasSize(3)
                .last()
                .isEqualTo("3 raised users-high warning 82 at 0: users 82 >= 80, pool 82 of 100");
    }

    @Test
    void neverRepeatsWithoutBeingToldTo() {
        alerts = new Alerts(List.of(rule(Metric.SESSIONS).warning("5").build()), Alerts.Kept.NOTHING);
        look(0, users(5));
        look(86_400, users(5));
        assertThat(told).hasSize(1);
    }

    @Test
    void isUnknownAndNeverOkWhereThePoolIsNotKnown() {
        look(0, figures().users(1).build());
        assertThat(alerts.board().worst()).isEqualTo(Level.UNKNOWN);
        assertThat(status().text()).isEqualTo("users 1, of how many is not known");
        assertThat(status().warning()).isNull();
        assertThat(told).isEmpty();
        look(59, figures().users(1).build());
        assertThat(told).isEmpty();
        look(60, figures().users(1).build());
        look(500, figures().users(1).build());
        look(501, users(1));
        assertThat(told)
                .containsExactly(
                        "1 raised users-high unknown 1 at 0: users 1, of how many is not known",
                        "2 cleared users-high ok 1 at 501: users 1");
    }

    /** A log that is being rotated must not have every alert told twice. */
    @Test
    void showsAndDoesNotTellWhatIsUnknownForAMoment() {
        look(0, users(50));
        look(1, failed("/var/log/syslog: no permission"));
        assertThat(status().level()).isEqualTo(Level.UNKNOWN);
        assertThat(status().text()).isEqualTo("users not known: /var/log/syslog: no permission");
        look(30, users(50));
        assertThat(status().level()).isEqualTo(Level.OK);
        assertThat(told).isEmpty();
    }

    @Test
    void neitherClearsNorRepeatsARaisedAlertWhoseValueIsNotKnown() {
        look(0, users(96));
        look(10, failed("gone"));
        look(4_000, failed("gone"));
        assertThat(status().level()).isEqualTo(Level.UNKNOWN);
        assertThat(told).hasSize(1);
        look(4_001, users(96));
        assertThat(told).hasSize(2).last().asString().startsWith("2 raised users-high critical 96 at 4001");
        look(4_002, failed("gone"));
        look(4_003, users(80));
        assertThat(told).hasSize(3).last().asString().startsWith("3 cleared users-high warning 80 at 4003");
    }

    @Test
    void judgesNothingWhileOldLogIsRead() {
        look(
                0,
                figures()
                        .users(99)
                        .pool(99, 100)
                        .status(CollectorStatus.CATCHING_UP, "")
                        .build());
        assertThat(told).isEmpty();
        assertThat(status().level()).isEqualTo(Level.UNKNOWN);
        assertThat(status().since()).isNull();
    }

    @Test
    void raisesTheCollectorWhereItReadsNoMore() {
        alerts = new Alerts(List.of(rule(Metric.COLLECTOR).hold(60).build()), Alerts.Kept.NOTHING);
        look(0, users(1));
        look(1, failed("/var/log/syslog: no permission"));
        look(60, failed("/var/log/syslog: no permission"));
        look(61, failed("/var/log/syslog: no permission"));
        look(62, users(1));
        look(122, users(1));
        assertThat(told)
                .containsExactly(
                        "1 raised collector critical 5 at 61: collector failed: /var/log/syslog: no permission",
                        "2 cleared collector ok 1 at 122: collector ok");
    }

    @Test
    void countsHowOftenItLeftOkAndSinceWhen() {
        look(0, users(10));
        assertThat(status().since()).isNull();
        look(1, users(99));
        look(2, users(10));
        look(3, users(80));
        assertThat(status().raises()).isEqualTo(2);
        assertThat(status().since()).isEqualTo(at(3));
        assertThat(alerts.board().active()).isEqualTo(1);
        assertThat(alerts.board().worst()).isEqualTo(Level.WARNING);
    }

    @Test
    void aRestartRepeatsNoRaiseAndGoesOnCounting() {
        look(0, users(85));
        restart(USERS);
        look(10, users(85));
        assertThat(told).hasSize(1);
        look(11, users(95));
        assertThat(told).hasSize(2).last().asString().startsWith("2 raised users-high critical");
        restart(USERS);
        look(12 + 3_600, users(95));
        assertThat(told).hasSize(3).last().asString().startsWith("3 raised users-high critical");
    }

    @Test
    void aRestartTellsTheClearThatItMissed() {
        look(0, users(85));
        restart(USERS);
        look(10, users(10));
        assertThat(told).hasSize(2).last().isEqualTo("2 cleared users-high ok 10 at 10: users 10");
    }

    @Test
    void aRestartKeepsTheHysteresis() {
        look(0, users(85));
        restart(USERS);
        look(10, users(76));
        assertThat(status().level()).isEqualTo(Level.WARNING);
        assertThat(told).hasSize(1);
    }

    @Test
    void endsARaisedAlertThatIsNotConfiguredAnyMore() {
        look(0, users(85));
        alerts.configure(List.of(rule(Metric.SESSIONS).warning("1000").build()));
        look(1, users(85));
        look(2, users(85));
        assertThat(told).hasSize(2).last().isEqualTo("2 cleared users-high unknown null at 1: not watched any more");
    }

    @Test
    void otherThresholdsKeepTheStateAndJudgeItAnew() {
        look(0, users(85));
        alerts.configure(List.of(rule("users-high", Metric.ACTIVE_USERS)
                .warning("90%")
                .critical("95%")
                .build()));
        look(1, users(85));
        assertThat(told).hasSize(2).last().isEqualTo("2 cleared users-high ok 85 at 1: users 85");
    }

    /** pppds that were killed at once: the last line of each is an hour old, and no stamp says that they ended now. */
    @Test
    void countsSessionsThatAreFoundToBeLostAsEndsOfNow() {
        alerts = new Alerts(
                List.of(rule(Metric.SESSION_ENDS)
                        .window(120)
                        .critical("50%")
                        .minimum(5)
                        .build()),
                Alerts.Kept.NOTHING);
        look(0, sessions(0, 200));
        look(10, sessions(150, 200));
        look(129, sessions(150, 200));
        look(130, sessions(150, 200));
        assertThat(told)
                .containsExactly(
                        "1 raised session-ends critical 150 at 10: sessions ended 150 >= 100, 200 were up before,"
                                + " most by: lost 150",
                        "2 cleared session-ends ok 0 at 130: sessions ended 0");
    }

    /** Up since two hours but those that were lost, of which the last line is an hour old. */
    private static Snapshot sessions(int lost, int all) {
        List<Session> sessions = new ArrayList<>();
        for (int i = 1; i <= all; i++) {
            SessionBuilder session = session(i).started(Snapshots.NOW.minusHours(2));
            sessions.add((i <= lost ? session.lost(Snapshots.NOW.minusHours(1)) : session.up()).build());
        }
        return Snapshots.snapshot()
                .server(Snapshots.server("vpn1", all - lost, all))
                .sessions(sessions)
                .build();
    }

    /** Of the five minutes that a rule looks back on one was read; the log goes on. */
    @Test
    void isUnknownWhileItsWindowIsNotCoveredAndFewWereCounted() {
        alerts = new Alerts(
                List.of(rule(Metric.AUTH_FAILURES).warning("10").critical("20").build()), Alerts.Kept.NOTHING);
        look(0, failures(3, -60));
        assertThat(status().level()).isEqualTo(Level.UNKNOWN);
        assertThat(status().value()).isEqualTo(3);
        assertThat(status().text())
                .isEqualTo(
                        "failed logins at least 3: the log is read without a gap since 2026-11-20 11:59:00 only, 4 min"
                                + " are missing");
        look(59, failures(3, -60));
        assertThat(told).isEmpty();
        look(100, failures(3, -60));
        look(239, failures(3, -60));
        look(240, failures(3, -60));
        assertThat(told.stream().map(line -> line.substring(0, line.indexOf(':'))))
                .containsExactly("1 raised auth-failures unknown 3 at 0", "2 cleared auth-failures ok 3 at 240");
    }

    /** As a check with the same thresholds judges it: nagios/SessionsCheckTest. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, OK",
        "2, 0, OK",
        "2, 1, UNKNOWN",
        "1, 4, UNKNOWN",
        "3, 0, WARNING",
        "3, 1, WARNING",
        "3, 9, WARNING",
        "5, 1, CRITICAL",
        "0, 2, OK",
        "0, 3, UNKNOWN"
    })
    void takesSessionsWithoutANameForAnybodys(int most, int unnamed, Level expected) {
        alerts = new Alerts(
                List.of(rule(Metric.MAX_SESSIONS_PER_USER)
                        .warning("3")
                        .critical("5")
                        .build()),
                Alerts.Kept.NOTHING);
        look(0, figures().users(most == 0 ? 0 : 1).most(most).unnamed(unnamed).build());
        assertThat(status().level()).isEqualTo(expected);
    }

    @Test
    void takesNoReconnectsForNobodysWhereSomeSessionsHaveNoName() {
        Session first = closed("alice");
        Session again = session(2)
                .user("alice")
                .started(Snapshots.NOW.minusSeconds(200))
                .up()
                .build();
        Session nameless = session(3)
                .user(null)
                .started(Snapshots.NOW.minusSeconds(100))
                .up()
                .build();
        AlertRule twice = rule(Metric.RECONNECTS_PER_USER).warning("2").build();
        AlertRule once = rule("once", Metric.RECONNECTS_PER_USER).warning("1").build();
        alerts = new Alerts(List.of(twice, once), Alerts.Kept.NOTHING);
        look(0, onVpn1(first, again));
        assertThat(alerts.board().alerts()).extracting(AlertStatus::level).containsExactly(Level.OK, Level.WARNING);
        look(1, onVpn1(first, again, nameless));
        assertThat(alerts.board().alerts())
                .extracting(AlertStatus::level)
                .containsExactly(Level.UNKNOWN, Level.WARNING);
        assertThat(status().text()).isEqualTo("reconnects of one user at least 1: not all sessions have a name");
    }

    private static Snapshot onVpn1(Session... sessions) {
        return Snapshots.snapshot()
                .server(Snapshots.server("vpn1", sessions.length - 1, sessions.length))
                .sessions(List.of(sessions))
                .build();
    }

    private static Session closed(String user) {
        return session(1)
                .user(user)
                .started(Snapshots.NOW.minusHours(1))
                .closed(Snapshots.NOW.minusSeconds(250), EndCause.USER_REQUEST, null)
                .build();
    }

    @Test
    void isRaisedByWhatIsCertain() {
        alerts = new Alerts(
                List.of(rule(Metric.AUTH_FAILURES).warning("10").critical("20").build()), Alerts.Kept.NOTHING);
        look(0, failures(12, -60));
        look(1, failures(20, -60));
        assertThat(told)
                .containsExactly(
                        "1 raised auth-failures warning 12 at 0: failed logins at least 12 >= 10",
                        "2 raised auth-failures critical 20 at 1: failed logins at least 20 >= 20");
    }

    /** After a gap fewer are known: whether it is over nobody knows, until the window holds no gap any more. */
    @Test
    void isNotClearedByWhatIsNotKnown() {
        alerts = new Alerts(
                List.of(rule(Metric.AUTH_FAILURES).warning("10").critical("20").build()), Alerts.Kept.NOTHING);
        look(0, failures(20, -900));
        look(1, failures(12, 1));
        assertThat(status().level()).isEqualTo(Level.UNKNOWN);
        look(200, failures(0, 1));
        assertThat(status().level()).isEqualTo(Level.UNKNOWN);
        assertThat(told).hasSize(1);
        look(301, failures(0, 1));
        assertThat(told).hasSize(2).last().isEqualTo("2 cleared auth-failures ok 0 at 301: failed logins 0");
    }

    @Test
    void isOkBelowWhereEnoughWereCountedAndElseUnknown() {
        alerts = new Alerts(
                List.of(rule(Metric.AUTH_FAILURES).below().warning("5").build()), Alerts.Kept.NOTHING);
        look(0, failures(6, -60));
        assertThat(status().level()).isEqualTo(Level.OK);
        look(1, failures(5, -60));
        assertThat(status().level()).isEqualTo(Level.UNKNOWN);
        look(250, failures(5, -60));
        assertThat(status().level()).isEqualTo(Level.WARNING);
    }

    @Test
    void knowsNoPercentageOfSessionsBeforeTheLogBegins() {
        alerts = new Alerts(List.of(rule(Metric.SESSION_ENDS).warning("25%").build()), Alerts.Kept.NOTHING);
        look(0, failures(0, -60));
        assertThat(status().level()).isEqualTo(Level.UNKNOWN);
        assertThat(status().warning()).isNull();
        assertThat(status().text()).startsWith("sessions ended at least 0: the log is read without a gap since ");
    }

    /** So many within the window whenever one looks, of a log that was read without a gap since that second. */
    private static Snapshot failures(int count, long begins) {
        List<Failure> failures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            failures.add(new Failure(Snapshots.NOW.plusHours(1), i, "vpn1", 999, "mallory", null, null));
        }
        return Snapshots.snapshot()
                .server(Snapshots.server("vpn1", 0, 0))
                .failures(failures)
                .health(Snapshots.health(CollectorStatus.OK, "", Snapshots.NOW.plusSeconds(begins)))
                .build();
    }

    @Test
    void refusesTwoAlertsOfOneName() {
        assertThatThrownBy(() -> new Alerts(List.of(USERS, USERS), Alerts.Kept.NOTHING))
                .hasMessage("two alerts are called users-high");
    }

    @Test
    void namesTheWorstInTheOrderOfTheMib() {
        assertThat(List.of(Level.values())).containsExactly(Level.OK, Level.UNKNOWN, Level.WARNING, Level.CRITICAL);
        assertThat(AlertBoard.EMPTY.worst()).isEqualTo(Level.OK);
    }

    private void restart(AlertRule... rules) {
        alerts = new Alerts(List.of(rules), alerts.kept());
    }

    private void look(long second, Snapshot snapshot) {
        for (Notification each : alerts.judge(snapshot, at(second))) {
            Notification.OfAlert alert = (Notification.OfAlert) each;
            AlertStatus of = alert.alert();
            assertThat(alert.server()).isEqualTo("vpn1");
            assertThat(alert.time()).isEqualTo(at(second));
            told.add(alert.number() + (alert.raised() ? " raised " : " cleared ") + of.name() + " "
                    + of.level().label() + " " + of.value() + " at "
                    + java.time.Duration.between(Figures.NOW, of.since()).toSeconds() + ": " + of.text());
        }
    }

    private AlertStatus status() {
        return alerts.board().alerts().get(0);
    }

    private static Instant at(long second) {
        return Figures.NOW.plusSeconds(second);
    }

    private static Snapshot users(int users) {
        return figures().users(users).pool(users, 100).build();
    }

    private static Snapshot failed(String why) {
        return figures().status(CollectorStatus.FAILED, why).build();
    }
}

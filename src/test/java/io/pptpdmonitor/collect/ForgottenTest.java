package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pptpdmonitor.log.LogEvent;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.NotShown;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.User;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Strangers who knock for years fill no memory, and drive nobody out. */
class ForgottenTest {

    private static final int KEPT = 100;
    private static final int STRANGERS = 5000;

    private final SessionTable table = new SessionTable(new SessionTable.Kept(KEPT, KEPT), session -> {});
    private OffsetDateTime now = Told.at("00:00:00");

    @Test
    void keepsTheNewestFailuresAndAllThatWereUp() {
        List<String> guests = guests();
        alice();
        strangers();

        Snapshot told = told();
        assertThat(told.sessions())
                .filteredOn(session -> session.state() == State.CLOSED)
                .as("came up and ended before any stranger knocked")
                .extracting(Session::user)
                .containsExactlyElementsOf(guests);
        assertThat(told.latestEnded(KEPT, true)).extracting(Session::user).containsExactlyInAnyOrderElementsOf(guests);
        assertThat(told.sessions())
                .filteredOn(session -> session.state() == State.UP)
                .hasSize(1);
        assertThat(told.sessions().size()).isBetween(KEPT, KEPT + 2000);
        assertThat(told.failures().size()).isBetween(KEPT / 2, KEPT + 1000);
        Failure newest = told.failures().get(told.failures().size() - 1);
        assertThat(newest.user()).isEqualTo("stranger" + STRANGERS);
    }

    @Test
    void countsWhatItForgets() {
        alice();
        strangers();

        Server.Totals totals = told().server().totals();
        assertThat(totals.sessions()).isEqualTo(1);
        assertThat(totals.authFailures()).isEqualTo(STRANGERS + 1);
        assertThat(totals.negotiationFailures()).isEqualTo(STRANGERS);
        assertThat(told().users()).extracting(User::name, User::failures).containsExactly(tuple("alice", 1));
    }

    @Test
    void tellsHowManyItDoesNotShow() {
        alice();
        strangers();

        Snapshot told = told();
        NotShown notShown = Objects.requireNonNull(told.health().notShown());
        assertThat(notShown.failures())
                .isPositive()
                .isEqualTo(STRANGERS + 1 - told.failures().size());
        assertThat(notShown.sessions())
                .isPositive()
                .isEqualTo(2L * STRANGERS + 2 - told.sessions().size());
        assertThat(notShown.otherServices()).isZero();
    }

    @Test
    void tellsOfNothingWhereNothingIsForgotten() {
        alice();

        assertThat(told().health().notShown()).isEqualTo(NotShown.NOTHING);
    }

    /** Who was there is not known of a session that no list holds, but of which service it was. */
    @Test
    void tellsHowManySessionsAreOfOtherServices() {
        alice();
        strangers();

        Snapshot l2tp =
                new SnapshotBuilder(table, List.of(), EnumSet.of(Service.L2TP), LiveView.none("")).build(now, now);
        assertThat(l2tp.health().notShown()).isEqualTo(new NotShown(0, 0L, 0, 2L * STRANGERS + 2));
    }

    /** Who is guessed at before he was ever seen is a user all the same, if the server's files list him. */
    @Test
    void countsTheFailuresOfAListedNameThatComesUpLater() {
        table.listed("bob"::equals);
        refused(1, "bob");
        refused(2, "carol");
        strangers();
        for (String user : List.of("bob", "carol")) {
            tell(user.length(), new LogEvent.PppdStarted("2.4.9"));
            tell(user.length(), new LogEvent.PluginUp("ppp" + user.length(), user, "10.99.0.11"));
        }

        assertThat(told().users())
                .extracting(User::name, User::failures)
                .containsExactly(tuple("bob", 1), tuple("carol", 0));
    }

    @Test
    void givesNoNumberTwice() {
        strangers();

        List<Session> sessions = told().sessions();
        assertThat(sessions).extracting(Session::number).isSorted().doesNotHaveDuplicates();
        assertThat(sessions.get(sessions.size() - 1).number()).isEqualTo(2L * STRANGERS);
    }

    /** A host whose clock is a year ahead until it is set by the network: what failed then is in the future for a year. */
    @Test
    void holdsFewSessionsOneByOneWhereTheClockWasSetBack() {
        now = now.plusYears(1);
        refused(1, "mallory");
        now = now.minusYears(1);
        for (int i = 0; i < 2 * STRANGERS; i++) {
            begin(5000 + i % 1000);
            tell(5000 + i % 1000, new LogEvent.PluginUp("ppp1", "alice", "10.99.0.12"));
            tell(5000 + i % 1000, new LogEvent.PppdExited());
        }

        assertThat(table.sessions()).hasSizeLessThan(STRANGERS);
        assertThat(told().server().totals().sessions()).isEqualTo(2L * STRANGERS);
        assertThat(told().failures()).extracting(Failure::user).containsExactly("mallory");
    }

    private Snapshot told() {
        return new SnapshotBuilder(table, List.of(), EnumSet.of(Service.PPTP), LiveView.none("")).build(now, now);
    }

    /** Fewer than are kept. */
    private List<String> guests() {
        List<String> guests =
                IntStream.range(0, KEPT - 1).mapToObj(i -> "guest" + i).toList();
        for (int i = 0; i < guests.size(); i++) {
            int pid = 5000 + i;
            begin(pid);
            tell(pid, new LogEvent.PluginUp("ppp1", guests.get(i), "10.99.0.12"));
            tell(pid, new LogEvent.Statistics(1, 2));
            tell(pid, new LogEvent.PppdExited());
        }
        return guests;
    }

    private void alice() {
        refused(1, "alice");
        tell(2, new LogEvent.PppdStarted("2.4.9"));
        tell(2, new LogEvent.PluginUp("ppp0", "alice", "10.99.0.11"));
    }

    /** Each is refused once, and once does not get as far. */
    private void strangers() {
        for (int i = 1; i <= STRANGERS; i++) {
            refused(10_000 + i, "stranger" + i);
            begin(20_000 + i);
            tell(20_000 + i, new LogEvent.EndTold(EndCause.NEGOTIATION_FAILED, false));
            tell(20_000 + i, new LogEvent.PppdExited());
        }
    }

    private void refused(int pid, String user) {
        begin(pid);
        tell(pid, new LogEvent.LoginFailed(user, AuthMethod.CHAP));
        tell(pid, new LogEvent.PppdExited());
    }

    private void begin(int pid) {
        tell(pid, new LogEvent.PluginLoaded("/usr/lib/pptpd/pptpd-logwtmp.so"));
        tell(pid, new LogEvent.PppdStarted("2.4.9"));
    }

    private void tell(int pid, LogEvent event) {
        now = now.plusSeconds(1);
        table.apply(new LogRecord(now, "vpn1", pid, event, "", 1));
    }
}

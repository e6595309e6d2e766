package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.User;
import java.lang.reflect.RecordComponent;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What holds of every snapshot, whatever was read. */
final class Truths {

    private Truths() {}

    static Snapshot snapshot(SessionTable table, OffsetDateTime asOf) {
        table.flush();
        LiveView none = LiveView.none("a test");
        return new SnapshotBuilder(table, List.of(), EnumSet.allOf(Service.class), none).build(asOf, asOf);
    }

    static void assertConsistent(Snapshot told, SessionTable table) {
        assertThat(told.sessions()).extracting(Session::number).isSorted().doesNotHaveDuplicates();
        told.sessions().forEach(Truths::assertConsistent);
        assertSums(told);
        assertRunning(told, table);
        Set<Session> all = new HashSet<>(told.sessions());
        for (SessionEntry session : table.sessions()) {
            Session judged = session.judge(told.asOf());
            assertThat(!session.isTold() || all.contains(judged))
                    .as("judged anew: %s", judged)
                    .isTrue();
        }
    }

    static void assertConsistent(Session session) {
        State state = session.state();
        assertThat(session.endCause() != null).as("cause of %s", session).isEqualTo(state.ended());
        assertThat(session.user() != null).as("source of %s", session).isEqualTo(session.userSource() != null);
        if (state == State.FAILED) {
            assertThat(session.user()).as("user of %s", session).isNull();
        }
        if (!state.cameUp()) {
            assertThat(session.traffic()).as("octets of %s", session).isNull();
            assertThat(session.connectSeconds()).as("seconds of %s", session).isNull();
            assertThat(session.assignedAddress()).as("address of %s", session).isNull();
        }
        Long seconds = session.connectSeconds();
        assertThat(seconds == null || seconds >= 0).as("seconds of %s", session).isTrue();
        assertThat(session.pid()).isPositive();
    }

    private static void assertSums(Snapshot told) {
        List<Session> cameUp = told.sessions().stream()
                .filter(session -> session.state().cameUp())
                .toList();
        Server.Totals totals = told.server().totals();
        assertThat(totals.sessions()).isEqualTo(cameUp.size());
        assertThat(totals.authFailures()).isEqualTo(told.failures().size());
        boolean known = cameUp.isEmpty() || cameUp.stream().anyMatch(session -> session.traffic() != null);
        assertThat(totals.toClientOctets()).isEqualTo(known ? octets(cameUp, Traffic::toClientOctets) : null);
        assertThat(totals.fromClientOctets()).isEqualTo(known ? octets(cameUp, Traffic::fromClientOctets) : null);

        assertThat(told.users()).extracting(User::name).doesNotHaveDuplicates();
        assertThat(told.sessions().stream().filter(session -> !session.equals(told.session(session.number()))))
                .isEmpty();
        assertThat(told.highestNumber())
                .isEqualTo(told.sessions().stream()
                        .mapToLong(Session::number)
                        .max()
                        .orElse(0));
        assertThat(told.session(told.highestNumber() + 1)).isNull();
        assertThat(told.users().stream().mapToInt(User::sessions).sum()).isEqualTo(cameUp.size());
        for (User user : told.users()) {
            List<Session> his = cameUp.stream()
                    .filter(session -> Objects.equals(session.user(), user.name()))
                    .toList();
            assertThat(user.sessions()).isEqualTo(his.size());
            assertThat(user.activeSessions()).isEqualTo((int)
                    his.stream().filter(session -> session.state() == State.UP).count());
            boolean hisKnown = his.stream().anyMatch(session -> session.traffic() != null);
            assertThat(user.toClientOctets()).isEqualTo(hisKnown ? octets(his, Traffic::toClientOctets) : null);
            assertThat(user.fromClientOctets()).isEqualTo(hisKnown ? octets(his, Traffic::fromClientOctets) : null);
            boolean timed = his.stream().anyMatch(session -> session.connectSeconds() != null);
            assertThat(user.connectSeconds()).isEqualTo(timed ? seconds(his) : null);
            assertThat(user.connectSecondsWhole())
                    .isEqualTo(his.stream().allMatch(session -> session.connectSeconds() != null));
            long failures = told.failures().stream()
                    .filter(failure -> user.name() != null && user.name().equals(failure.user()))
                    .count();
            assertThat((long) user.failures()).as("failures of %s", user.name()).isEqualTo(failures);
        }
    }

    private static Long octets(List<Session> sessions, Function<Traffic, Long> direction) {
        return sessions.stream()
                .map(Session::traffic)
                .filter(Objects::nonNull)
                .mapToLong(direction::apply)
                .sum();
    }

    private static Long seconds(List<Session> sessions) {
        return sessions.stream()
                .map(Session::connectSeconds)
                .filter(Objects::nonNull)
                .mapToLong(seconds -> seconds)
                .sum();
    }

    private static void assertRunning(Snapshot told, SessionTable table) {
        List<SessionEntry> running = table.hosts().all().stream()
                .flatMap(host -> host.running().stream())
                .toList();
        assertThat(running).doesNotHaveDuplicates();
        assertThat(running.stream()
                        .filter(SessionEntry::isTold)
                        .map(session -> session.number)
                        .sorted())
                .containsExactlyElementsOf(told.sessions().stream()
                        .filter(session -> !session.state().ended())
                        .map(Session::number)
                        .toList());
        Server server = told.server();
        assertThat(server.activeSessions()).isEqualTo((int) told.up().count());
        assertThat(server.activeUsers()).isBetween(Math.min(1, server.activeSessions()), server.activeSessions());
        assertThat(server.peakSessions()).isGreaterThanOrEqualTo(server.activeSessions());
        Integer used = server.pool().used();
        assertThat(used == null || used >= 0).as("slots in use: %s", used).isTrue();
    }

    /** Every text of the snapshot stands in some event. */
    static void assertNothingInvented(Snapshot told, List<LogRecord> records) {
        Set<Object> said = new HashSet<>();
        said.add(null);
        for (LogRecord one : records) {
            said.add(one.host());
            said.add(one.pid());
            said.add(one.message());
            for (RecordComponent part : one.event().getClass().getRecordComponents()) {
                said.add(value(part, one.event()));
            }
        }
        for (Session session : told.sessions()) {
            boolean all = said.contains(session.user())
                    && said.contains(session.host())
                    && said.contains(session.pid())
                    && said.contains(session.controlPid())
                    && said.contains(session.clientAddress())
                    && said.contains(session.assignedAddress())
                    && said.contains(session.serverAddress())
                    && said.contains(session.interfaceName())
                    && said.contains(session.endText());
            assertThat(all).as("nothing invented: %s", session).isTrue();
        }
        for (Failure failure : told.failures()) {
            boolean all = said.contains(failure.user()) && said.contains(failure.clientAddress());
            assertThat(all).as("nothing invented: %s", failure).isTrue();
        }
    }

    static Object value(RecordComponent part, Object event) {
        try {
            part.getAccessor().setAccessible(true);
            return part.getAccessor().invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** None of them may ever fall: monitoring systems take the difference for what happened. */
    static void assertNotLess(Server after, Server before) {
        Server.Totals now = after.totals();
        Server.Totals then = before.totals();
        assertThat(now.sessions()).isGreaterThanOrEqualTo(then.sessions());
        assertThat(now.authFailures()).isGreaterThanOrEqualTo(then.authFailures());
        assertThat(now.negotiationFailures())
                .as("negotiation failures")
                .isGreaterThanOrEqualTo(then.negotiationFailures());
        assertThat(now.badConnections()).isGreaterThanOrEqualTo(then.badConnections());
        assertThat(now.poolExhaustions()).isGreaterThanOrEqualTo(then.poolExhaustions());
        assertNotLess(now.toClientOctets(), then.toClientOctets());
        assertNotLess(now.fromClientOctets(), then.fromClientOctets());
        assertThat(after.peakSessions()).isGreaterThanOrEqualTo(before.peakSessions());
    }

    /** What was 0 because nobody had been up may become unknown; a sum stays one. */
    private static void assertNotLess(@Nullable Long now, @Nullable Long then) {
        if (then != null && then > 0) {
            assertThat(now).isGreaterThanOrEqualTo(then);
        }
    }
}

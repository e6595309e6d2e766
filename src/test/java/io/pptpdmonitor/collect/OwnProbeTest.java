package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Event;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What our own probes of a pptpd leave in its log: nothing that counts. In the recording nine of them asked a server with two
 * slots; three took the last one, and one found none free and was served when it had gone. alice and bob were the only clients.
 */
class OwnProbeTest {

    private static final String FULL =
            "pptpd[818]: MGR: No free connection slots or IPs - no more clients can connect!\n";

    /** What is told of a pool that was filled, and when. */
    private final List<Event> fills = new ArrayList<>();

    /** Of a server whose own address is that. */
    private Snapshot recorded(String address) {
        return recorded("x", address, Integer.MAX_VALUE);
    }

    /** @param lines behind so many the state is written, and whoever reads it goes on */
    private Snapshot recorded(String name, String address, int lines) {
        fills.clear();
        List<LogRecord> records = Recordings.named(name).records();
        int first = Math.min(lines, records.size());
        SessionTable table = folded(telling(table(address)), records.subList(0, first));
        if (first < records.size()) {
            table = folded(writtenAndRead(table, address), records.subList(first, records.size()));
        }
        return Truths.snapshot(table, records.get(records.size() - 1).time());
    }

    private SessionTable folded(SessionTable table, List<LogRecord> records) {
        for (LogRecord line : records) {
            table.apply(line);
            table.now(line.time());
        }
        return table;
    }

    private SessionTable table(String address) {
        SessionTable table = new SessionTable();
        table.probing(address::equals);
        return table;
    }

    private SessionTable telling(SessionTable table) {
        table.tell(new EventFeed(
                event -> fills.addAll(event.type() == Event.Type.POOL_FULL ? List.of(event) : List.of()),
                EnumSet.allOf(Service.class),
                new Nobody(),
                table.sessions()));
        return table;
    }

    private SessionTable writtenAndRead(SessionTable table, String address) {
        StateOutput out = new StateOutput();
        table.save(out);
        SessionTable next = table(address);
        try {
            next.restore(new StateInput(out.toByteArray()));
        } catch (DamagedStateException e) {
            throw new AssertionError(e);
        }
        return telling(next);
    }

    private static final class Nobody implements EventFeed.Knowledge {
        @Override
        public void name(SessionEntry session) {}

        @Override
        public @Nullable Boolean isUser(String name) {
            return null;
        }
    }

    @Test
    void countForNothing() {
        Snapshot told = recorded("10.99.0.1");

        assertThat(told.sessions()).extracting(Session::user).containsExactly("alice", "bob");
        assertThat(told.failures()).isEmpty();
        assertThat(told.server().totals())
                .returns(2L, Server.Totals::sessions)
                .returns(0L, Server.Totals::authFailures)
                .returns(0L, Server.Totals::negotiationFailures)
                .returns(0L, Server.Totals::badConnections)
                // When bob came; five lines say so.
                .returns(1L, Server.Totals::poolExhaustions);
        assertThat(told.server().pool().used()).isZero();
        assertThat(fills).singleElement().returns(OffsetDateTime.parse("2026-11-27T03:37:15.584538Z"), Event::time);
    }

    /** f is of a pool of two that clients filled seven times. */
    @ParameterizedTest
    @CsvSource({"x, 10.99.0.1, 1", "x, 192.0.2.1, 2", "f, 10.99.0.1, 7"})
    void countTheSameWhereTheStateIsWrittenMeanwhile(String name, String address, long full) {
        Snapshot whole = recorded(name, address, Integer.MAX_VALUE);
        List<Event> told = List.copyOf(fills);
        assertThat(told).hasSize((int) full);
        assertThat(whole.server().totals().poolExhaustions()).isEqualTo(full);

        int lines = Recordings.named(name).records().size();
        for (int line = 1; line < lines; line++) {
            Snapshot resumed = recorded(name, address, line);

            assertThat(resumed.server()).as("written behind line %d", line).isEqualTo(whole.server());
            assertThat(resumed.sessions()).isEqualTo(whole.sessions());
            assertThat(resumed.failures()).isEqualTo(whole.failures());
            assertThat(fills).as("written behind line %d", line).isEqualTo(told);
        }
    }

    /**
     * Of a copied log nobody knows the host's addresses but those of any host; one of the probes went to another one, and
     * took the last slot. So does a probe of a monitoring host: pptpd logs its address, and nothing of what it called itself.
     */
    @Test
    void ofAnotherHostCountAsAFullPoolWhereTheyFillItAndElseForNothing() {
        Snapshot told = recorded("192.0.2.1");

        assertThat(told.server().totals().poolExhaustions()).isEqualTo(2);
        assertThat(told.sessions()).extracting(Session::user).containsExactly("alice", "bob");
        assertThat(told.failures()).isEmpty();
        assertThat(told.server().totals())
                .returns(2L, Server.Totals::sessions)
                .returns(0L, Server.Totals::authFailures)
                .returns(0L, Server.Totals::negotiationFailures)
                .returns(0L, Server.Totals::badConnections);
        assertThat(told.server().peakSessions())
                .isEqualTo(recorded("10.99.0.1").server().peakSessions());
        assertThat(told.users()).extracting(User::name).containsExactly("alice", "bob");
    }

    @Test
    void holdASlotOnlyWhileTheyLast() {
        String begun = """
                13:00:00 pptpd[818]: MGR: Maximum of 2 connections available
                13:00:01 pptpd[900]: CTRL: Client 127.0.0.1 control connection started
                """;

        assertThat(Told.of(begun).server().pool().used()).isEqualTo(1);
        assertThat(Told.of(begun + finished("13:00:01")).server().pool().used()).isZero();
    }

    private static long exhaustions(String log) {
        return Objects.requireNonNull(Told.of(log)).server().totals().poolExhaustions();
    }

    private static String started(String time, String address) {
        return time + " pptpd[900]: CTRL: Client " + address + " control connection started\n";
    }

    private static String finished(String time) {
        return time + " pptpd[900]: CTRL: Client 127.0.0.1 control connection finished\n";
    }

    @Test
    void thatTakeTheLastSlotDoNotFillThePool() {
        String probe = "13:00:00 " + FULL + started("13:00:00", "127.0.0.1");

        assertThat(exhaustions(probe + finished("13:00:01"))).isZero();
        assertThat(exhaustions(probe + "13:00:01 pptpd[818]: MGR: Reaped child 900\n"))
                .isZero();
        assertThat(exhaustions(probe + finished("13:00:01") + "13:00:02 " + FULL + started("13:00:02", "203.0.113.7")))
                .isEqualTo(1);
    }

    @Test
    void areNotTakenForOthers() {
        assertThat(exhaustions("13:00:00 " + FULL + started("13:00:00", "203.0.113.7") + finished("13:00:01")))
                .as("a client of elsewhere")
                .isEqualTo(1);
        assertThat(exhaustions("13:00:00 " + FULL + started("13:00:00", "127.0.0.1")
                        + "13:00:01 pptpd[900]: CTRL: Starting call (launching pppd, opening GRE)\n"
                        + finished("13:00:02")))
                .as("a client of this host that calls")
                .isEqualTo(1);
        assertThat(exhaustions("13:00:00 " + FULL + started("13:00:00", "127.0.0.1")))
                .as("somebody of this host who stays")
                .isEqualTo(1);
        assertThat(exhaustions("13:00:00 " + FULL + started("13:00:30", "127.0.0.1") + finished("13:00:31")))
                .as("a probe that took another slot")
                .isEqualTo(1);
        assertThat(exhaustions(
                        "13:00:00 pptpd[818]: message repeated 3 times: [ MGR: No free connection slots or IPs - no"
                                + " more clients can connect!]\n" + started("13:00:00", "127.0.0.1")
                                + finished("13:00:01")))
                .as("several lines")
                .isEqualTo(3);
        assertThat(exhaustions("13:00:00 " + FULL + "13:00:05 " + FULL))
                .as("nobody seen")
                .isEqualTo(2);
    }
}

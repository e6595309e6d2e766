package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.pptpdmonitor.log.LogParser;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who is stopped and started again at any line tells what he would have told without. */
class RestoredTest {

    private static final int SEEDS = Integer.getInteger("seeds", 4);
    private static final SessionTable.Kept KEPT = new SessionTable.Kept(100_000, 100_000);

    @TestFactory
    Stream<DynamicTest> tellsTheSameAsWithoutARestart() {
        return each(records -> records);
    }

    @TestFactory
    Stream<DynamicTest> tellsTheSameOfALogInDisorder() {
        return each(records -> {
            Disorder disorder = new Disorder(records.size());
            return disorder.overtaken(disorder.onTwoHosts(disorder.lost(records, 0.2)), 3_000);
        });
    }

    /** The recordings are minutes long; here an hour lies between two of their lines, so that all is archived. */
    @TestFactory
    Stream<DynamicTest> tellsTheSameOfALogThatIsArchivedWhileItIsRead() {
        return each(RestoredTest::repeatedDaily);
    }

    /** Its interface's first name may be anybody's, and is of nobody when it has ended. */
    @Test
    void isRestoredWhereAnInterfaceWasRenamed() {
        assertSameAt(
                "14:59:59",
                ALICE.starts("13:00:00")
                        + ALICE.pppd("13:00:00", "Renamed interface ppp0 to vpn0")
                        + ALICE.comesUp("13:00:01")
                        + ALICE.ends("13:10:00", "10.0", 70, 80));
    }

    /** First alice and bob are told to end, and alice does not; then all that are up, and later somebody else. */
    @Test
    void knowsWithWhomEachWasToldToEnd() {
        Call carol = new Call(900, 901, "ppp2", "10.99.0.13", "192.168.0.236");
        Call dave = new Call(910, 911, "ppp3", "10.99.0.14", "192.168.0.237");
        String signal = "Terminating on signal 15";
        String up = Stream.of(ALICE, BOB, carol)
                .map(call -> call.starts("13:00:00") + call.comesUp("13:00:01"))
                .collect(Collectors.joining());
        assertSameAt(
                "14:00:00",
                up
                        + ALICE.pppd("13:55:00", signal)
                        + BOB.pppd("13:55:00", signal)
                        + BOB.exits("13:55:01")
                        + ALICE.pppd("13:55:30", signal)
                        + carol.pppd("13:55:30", signal)
                        + dave.starts("13:59:00")
                        + dave.comesUp("13:59:00")
                        + dave.pppd("13:59:10", signal)
                        + Stream.of(ALICE, carol, dave)
                                .map(call -> call.exits("13:59:50"))
                                .collect(Collectors.joining()));
    }

    /** Between the hook's line and pppd's last one. */
    @Test
    void tellsWhatTheHookCounted() {
        String down = "13:50:10 pptpd-monitor: event=down ip=4 pid=828 interface=ppp0 seconds=3005 sent=70 received=80"
                + " tx=206 rx=222 user=alice format=1\n";
        Snapshot told = assertSameAt("14:00:00", ALICE.starts("13:00:00") + ALICE.comesUp("13:00:01") + down);

        assertThat(told.sessions())
                .extracting(Session::state, Session::traffic)
                .containsExactly(tuple(State.UP, new Traffic(70, 80, false)));
    }

    private static Snapshot assertSameAt(String time, String log) {
        SessionTable table = table();
        LogParser parser = new LogParser(ZoneOffset.UTC);
        parser.modified(Told.WRITTEN);
        Told.whole(log).lines().forEach(line -> {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            parser.line(bytes, 0, bytes.length, table::apply);
        });
        table.flush();
        OffsetDateTime later = Told.at(time);
        table.settle(later);
        assertSame(table, restarted(table), later);
        return Truths.snapshot(table, later);
    }

    private static List<LogRecord> repeatedDaily(List<LogRecord> records) {
        List<LogRecord> all = new ArrayList<>();
        for (int day = 0; day < 5; day++) {
            for (LogRecord one : records) {
                all.add(new LogRecord(
                        one.time().plusDays(day), one.host(), one.pid(), one.event(), one.message(), one.count()));
            }
        }
        return all;
    }

    private static Stream<DynamicTest> each(UnaryOperator<List<LogRecord>> accident) {
        return Recordings.texts()
                .map(Recordings::name)
                .map(name -> dynamicTest(name, () -> {
                    List<LogRecord> records =
                            accident.apply(Recordings.named(name).records());
                    LongStream.range(0, SEEDS).forEach(seed -> assertSame(records, new Random(seed)));
                }));
    }

    private static void assertSame(List<LogRecord> records, Random random) {
        SessionTable straight = table();
        SessionTable restarted = table();
        for (int i = 0; i < records.size(); i++) {
            if (random.nextInt(records.size()) < 20) {
                straight.flush(); // As each look does, whether something is saved or not.
                straight.settle(records.get(i).time());
                restarted.settle(records.get(i).time());
                restarted = restarted(restarted);
            }
            straight.apply(records.get(i));
            restarted.apply(records.get(i));
        }
        assertSame(
                straight, restarted(restarted), records.get(records.size() - 1).time());
    }

    private static void assertSame(SessionTable straight, SessionTable restarted, OffsetDateTime asOf) {
        Snapshot expected = Truths.snapshot(straight, asOf);
        Snapshot told = Truths.snapshot(restarted, asOf);
        assertThat(told.sessions()).isEqualTo(expected.sessions());
        assertThat(Snapshots.totals(told.users())).isEqualTo(Snapshots.totals(expected.users()));
        assertThat(told.failures()).isEqualTo(expected.failures());
        assertThat(told.server()).isEqualTo(expected.server());
        assertThat(told.health()).isEqualTo(expected.health());
        assertThat(told.latestEnded(10, true))
                .containsExactlyElementsOf(expected.latestEnded(10, true).toList());
        Truths.assertConsistent(told, restarted);
    }

    private static SessionTable table() {
        return new SessionTable(KEPT, session -> {});
    }

    private static SessionTable restarted(SessionTable table) {
        byte[] saved = saved(table);
        SessionTable restored = table();
        try {
            StateInput in = new StateInput(saved);
            restored.restore(in);
            assertThat(in.atEnd()).isTrue();
        } catch (DamagedStateException e) {
            throw new AssertionError(e);
        }
        assertThat(saved(restored)).as("saved again").hasSameSizeAs(saved);
        return restored;
    }

    private static byte[] saved(SessionTable table) {
        StateOutput out = new StateOutput();
        table.save(out);
        return out.toByteArray();
    }
}

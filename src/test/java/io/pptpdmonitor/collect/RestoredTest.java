package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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

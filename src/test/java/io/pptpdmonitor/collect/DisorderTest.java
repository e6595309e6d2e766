package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The recordings with their lines lost, twice, late or among those of other hosts, in ways that the seed decides. */
class DisorderTest {

    /** More of them by -Dseeds=N. */
    private static final int SEEDS = Integer.getInteger("seeds", 6);

    @FunctionalInterface
    private interface Accident {
        List<LogRecord> of(List<LogRecord> records, Disorder disorder);
    }

    @TestFactory
    Stream<DynamicTest> staysConsistentWhereLinesAreLost() {
        return each((records, disorder) -> disorder.lost(records, 0.3), DisorderTest::assertConsistent);
    }

    @TestFactory
    Stream<DynamicTest> staysConsistentWhereLinesAreLostTwiceAndLate() {
        return each(
                (records, disorder) -> disorder.overtaken(disorder.twice(disorder.lost(records, 0.1), 0.2), 5_000),
                DisorderTest::assertConsistent);
    }

    @TestFactory
    Stream<DynamicTest> staysConsistentWhereNothingIsInOrder() {
        return each((records, disorder) -> disorder.shuffled(records), DisorderTest::assertConsistent);
    }

    @TestFactory
    Stream<DynamicTest> staysConsistentWhereTwoHostsWriteOneLog() {
        return each(
                (records, disorder) -> disorder.lost(disorder.onTwoHosts(records), 0.1),
                DisorderTest::assertConsistent);
    }

    @TestFactory
    Stream<DynamicTest> makesNoSessionMoreOfLinesThatStandTwice() {
        return each((records, disorder) -> disorder.twice(records, 0.5), DisorderTest::assertSame);
    }

    @TestFactory
    Stream<DynamicTest> makesNoSessionMoreOfLinesThatOvertakeEachOther() {
        return each((records, disorder) -> disorder.overtaken(records, 500), DisorderTest::assertSameSessions);
    }

    @TestFactory
    Stream<DynamicTest> tellsOfTwoHostsWhatEachWouldTellAlone() {
        return each((records, disorder) -> disorder.onTwoHosts(records), (records, twofold) -> {
            List<Session> alone = told(records).sessions();
            List<Session> both = told(twofold).sessions();
            for (String host : List.of("vpn1", "other")) {
                assertThat(both.stream().filter(session -> host.equals(session.host())))
                        .extracting(Session::pid, Session::user, Session::state, Session::ended, Session::endCause)
                        .isEqualTo(alone.stream()
                                .map(session -> org.assertj.core.api.Assertions.tuple(
                                        session.pid(),
                                        session.user(),
                                        session.state(),
                                        session.ended(),
                                        session.endCause()))
                                .toList());
            }
        });
    }

    @FunctionalInterface
    private interface Claim {
        void check(List<LogRecord> records, List<LogRecord> disordered);
    }

    private static Stream<DynamicTest> each(Accident accident, Claim claim) {
        return Recordings.texts()
                .map(Recordings::name)
                .map(name -> dynamicTest(name, () -> {
                    List<LogRecord> records = Recordings.named(name).records();
                    LongStream.range(0, SEEDS)
                            .forEach(seed -> claim.check(records, accident.of(records, new Disorder(seed))));
                }));
    }

    /** What must hold at every moment of reading. */
    private static void assertConsistent(List<LogRecord> records, List<LogRecord> disordered) {
        SessionTable table = new SessionTable();
        int part = Math.max(1, disordered.size() / 4);
        IntStream.range(0, disordered.size()).forEach(i -> {
            table.apply(disordered.get(i));
            if (i % part == 0 || i == disordered.size() - 1) {
                Snapshot told = Truths.snapshot(table, disordered.get(i).time());
                Truths.assertConsistent(told, table);
                Truths.assertNothingInvented(told, disordered.subList(0, i + 1));
            }
        });
    }

    private static void assertSame(List<LogRecord> records, List<LogRecord> doubled) {
        Snapshot told = told(doubled);
        Snapshot expected = told(records);
        assertThat(told.sessions()).isEqualTo(expected.sessions());
        assertThat(told.failures()).isEqualTo(expected.failures());
    }

    private static void assertSameSessions(List<LogRecord> records, List<LogRecord> disordered) {
        assertThat(told(disordered).sessions())
                .extracting(Session::pid)
                .containsExactlyInAnyOrderElementsOf(
                        told(records).sessions().stream().map(Session::pid).toList());
    }

    private static Snapshot told(List<LogRecord> records) {
        SessionTable table = new SessionTable();
        records.forEach(table::apply);
        OffsetDateTime last = records.get(records.size() - 1).time();
        return Truths.snapshot(table, last);
    }
}

package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The recordings line by line, as they were written. */
class AppendedTest {

    @TestFactory
    Stream<DynamicTest> neverLowersATotal() {
        return each(records -> {
            SessionTable table = new SessionTable();
            Server before = Truths.snapshot(table, records.get(0).time()).server();
            for (LogRecord one : records) {
                table.apply(one);
                Snapshot told = Truths.snapshot(table, one.time());
                Truths.assertNotLess(told.server(), before);
                before = told.server();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> staysConsistentAtEveryLine() {
        return each(records -> {
            SessionTable table = new SessionTable();
            for (LogRecord one : records) {
                table.apply(one);
                Truths.assertConsistent(Truths.snapshot(table, one.time()), table);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> countsAsPeakTheMostThatWereEverUp() {
        return each(records -> {
            SessionTable table = new SessionTable();
            int most = 0;
            for (LogRecord one : records) {
                table.apply(one);
                most = Math.max(
                        most, Truths.snapshot(table, one.time()).server().activeSessions());
            }
            assertThat(Truths.snapshot(table, records.get(0).time()).server().peakSessions())
                    .isEqualTo(most);
        });
    }

    @TestFactory
    Stream<DynamicTest> endsNoSessionBeforeItBeganUnlessTheClockWasSet() {
        return each(records -> {
            SessionTable table = new SessionTable();
            records.forEach(table::apply);
            OffsetDateTime last = records.get(records.size() - 1).time();
            List<Session> ended = Truths.snapshot(table, last).sessions().stream()
                    .filter(session -> session.state().ended() && ordered(records))
                    .toList();
            assertThat(ended).allSatisfy(session -> {
                assertThat(session.ended()).isAfterOrEqualTo(session.started());
                if (session.state() != State.FAILED && session.up() != null) {
                    assertThat(session.up()).isBetween(session.started(), session.ended());
                }
            });
        });
    }

    private static boolean ordered(List<LogRecord> records) {
        return Stream.iterate(1, i -> i < records.size(), i -> i + 1)
                .noneMatch(i ->
                        records.get(i).time().isBefore(records.get(i - 1).time().minusSeconds(1)));
    }

    @FunctionalInterface
    private interface Claim {
        void check(List<LogRecord> records);
    }

    private static Stream<DynamicTest> each(Claim claim) {
        return Recordings.texts()
                .map(Recordings::name)
                .map(name -> dynamicTest(
                        name, () -> claim.check(Recordings.named(name).records())));
    }
}

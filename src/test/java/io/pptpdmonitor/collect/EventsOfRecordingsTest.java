package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Event;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.source.LogFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What was told line by line is what is known when all was read: nothing is missing, told twice or told too early. */
class EventsOfRecordingsTest {

    private record Known(List<Event> events, Snapshot snapshot) {

        List<Session> of(Event.Type type) {
            return events.stream()
                    .filter(event -> event.type() == type)
                    .map(event -> ((Event.OfSession) event).session())
                    .toList();
        }

        List<Session> sessions(Predicate<Session> wanted) {
            return snapshot.sessions().stream().filter(wanted).toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> tellsOfEachSessionThatCameUpOnce() {
        return each(known -> assertThat(known.of(Event.Type.SESSION_UP))
                .extracting(Session::number, Session::up, Session::assignedAddress, Session::clientAddress)
                .containsExactlyInAnyOrderElementsOf(known
                        .sessions(session -> session.state().cameUp())
                        .stream()
                        .map(session -> tuple(
                                session.number(), session.up(), session.assignedAddress(), session.clientAddress()))
                        .toList()));
    }

    @TestFactory
    Stream<DynamicTest> tellsOfAnEndWhatStaysTrueOfIt() {
        return each(known -> assertThat(known.of(Event.Type.SESSION_END))
                .containsExactlyInAnyOrderElementsOf(known.sessions(
                        session -> session.state().ended() && session.state().cameUp())));
    }

    @TestFactory
    Stream<DynamicTest> tellsOfNegotiationsThatFailed() {
        return each(known -> assertThat(known.of(Event.Type.NEGOTIATION_FAILED))
                .containsExactlyInAnyOrderElementsOf(known.sessions(
                        session -> session.state() == State.FAILED && session.endCause() != EndCause.AUTH_FAILED)));
    }

    @TestFactory
    Stream<DynamicTest> tellsOfEachFailedLoginWithItsAddress() {
        return each(known -> assertThat(known.events().stream()
                        .filter(event -> event.type() == Event.Type.LOGIN_FAILED)
                        .map(event -> ((Event.OfLogin) event).failure()))
                .containsExactlyInAnyOrderElementsOf(known.snapshot().failures()));
    }

    @TestFactory
    Stream<DynamicTest> tellsANameOnceOrWithTheSession() {
        return each(known -> {
            List<Session> named = Stream.concat(
                            known.of(Event.Type.SESSION_UP).stream().filter(session -> session.user() != null),
                            known.of(Event.Type.SESSION_NAMED).stream())
                    .toList();
            assertThat(named)
                    .extracting(Session::number, Session::user)
                    .containsExactlyInAnyOrderElementsOf(
                            known.sessions(session -> session.state().cameUp() && session.user() != null).stream()
                                    .map(session -> tuple(session.number(), session.user()))
                                    .toList());
        });
    }

    @TestFactory
    Stream<DynamicTest> tellsHowOftenThePoolWasFull() {
        return each(known -> assertThat(known.events().stream()
                        .filter(event -> event.type() == Event.Type.POOL_FULL)
                        .mapToLong(event -> ((Event.OfServer) event).count())
                        .sum())
                .isEqualTo(known.snapshot().server().totals().poolExhaustions()));
    }

    /** Followed, with looks at any moment, in the middle of a line, too. */
    @TestFactory
    Stream<DynamicTest> tellsTheSameHoweverTheLogIsCutUp(@TempDir Path scratch) {
        return Recordings.texts()
                .map(recording -> dynamicTest(recording.name(), () -> {
                    Path file = Files.createFile(scratch.resolve(recording.name()));
                    assertThat(followed(file, recording.text().getBytes(StandardCharsets.UTF_8)))
                            .isEqualTo(known(recording.name()).events());
                }));
    }

    private static List<Event> followed(Path file, byte[] octets) throws IOException {
        List<Event> events = new ArrayList<>();
        Random random = new Random(1723);
        CollectorSettings settings = new CollectorSettings(
                List.of(new LogFile(file, List.of(), ZoneOffset.UTC)),
                null,
                null,
                EnumSet.allOf(Service.class),
                ZoneOffset.UTC,
                true);
        try (Collector collector = new Collector(settings, InstantSource.fixed(Told.WRITTEN))) {
            collector.tell(events::add);
            for (int from = 0; from < octets.length; ) {
                int to = Math.min(octets.length, from + random.nextInt(20_000));
                Files.write(file, Arrays.copyOfRange(octets, from, to), StandardOpenOption.APPEND);
                if (random.nextBoolean()) {
                    collector.collect();
                } else {
                    collector.look();
                }
                from = to;
            }
            collector.finishTelling();
        }
        return events;
    }

    @FunctionalInterface
    private interface Claim {
        void check(Known known);
    }

    private static Stream<DynamicTest> each(Claim claim) {
        return Recordings.texts().map(Recordings::name).map(name -> dynamicTest(name, () -> claim.check(known(name))));
    }

    private static Known known(String name) {
        List<LogRecord> records = Recordings.named(name).records();
        List<Event> events = new ArrayList<>();
        SessionTable table = new SessionTable();
        EventFeed feed = new EventFeed(events::add, EnumSet.allOf(Service.class), new Nothing(), List.of());
        table.tell(feed);
        records.forEach(table::apply);
        feed.finish();
        return new Known(
                events, Truths.snapshot(table, records.get(records.size() - 1).time()));
    }

    /** Knows nothing but the log. */
    private static final class Nothing implements EventFeed.Knowledge {
        @Override
        public void name(SessionEntry session) {}

        @Override
        public @Nullable Boolean isUser(String name) {
            return null;
        }
    }
}

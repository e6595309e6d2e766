package io.pptpdmonitor.collect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.LogParser;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.User;
import java.io.PrintStream;
import java.lang.reflect.RecordComponent;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a log holds: nothing throws, and what is told of it agrees with itself and with what was read. */
class NoiseTest {

    /** More of them by -Dfuzz.lines=10000000. */
    private static final int LINES = Integer.getInteger("fuzz.lines", 150_000);

    private static final int LOOKS = 40;
    /** Lines that one record may be made of. */
    private static final int TOLD_OF = 3;
    /** Fields that tell a name, decoded from pppd's notation. */
    private static final Set<String> NAMES = Set.of("user");

    /** Of a steady clock, and of one that is set every now and then. */
    @ParameterizedTest
    @CsvSource({"1, false", "3, false", "7, false", "29, false", "2, true", "4, true"})
    void agreesWithItself(long seed, boolean clockSet) {
        new Run(seed, clockSet).lines(LINES);
    }

    /** {@code LINES SEED...}: the same by hand, with what it took. */
    public static void main(String[] args) {
        PrintStream out = System.out;
        for (int i = 1; i < args.length; i++) {
            long seed = Long.parseLong(args[i]);
            long began = System.nanoTime();
            Run run = new Run(seed, seed % 2 == 0);
            run.lines(Integer.parseInt(args[0]));
            long millis = (System.nanoTime() - began) / 1_000_000;
            System.gc();
            long used =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            out.printf(
                    "seed %d%s: %s lines, %d sessions, %d failures, %d records in %d ms, %d MB of heap in use%n",
                    seed,
                    seed % 2 == 0 ? " (clock set)" : "",
                    args[0],
                    run.sessions,
                    run.failures,
                    run.records,
                    millis,
                    used >> 20);
        }
    }

    private static final class Run {
        private final Noise noise;
        private final boolean clockSet;
        private final SessionTable table = new SessionTable(new SessionTable.Kept(2000, 1000), session -> {});
        private final LogParser parser = new LogParser(ZoneOffset.UTC);
        private final Set<Object> said = new HashSet<>();
        private final Deque<String> recent = new ArrayDeque<>();
        private @Nullable Server before;
        private OffsetDateTime last = OffsetDateTime.MIN;
        private long records;
        private long sessions;
        private long failures;

        Run(long seed, boolean clockSet) {
            this.noise = new Noise(seed, clockSet);
            this.clockSet = clockSet;
            said.add(null);
        }

        void lines(int count) {
            for (int i = 1; i <= count; i++) {
                byte[] line = noise.line();
                recent.add(new String(line, UTF_8)); // As names and addresses are decoded.
                if (recent.size() > TOLD_OF) {
                    recent.remove();
                }
                parser.modified(noise.now().toInstant());
                try {
                    parser.line(line, 0, line.length, this::record);
                    if (i % (count / LOOKS) == 0 && records > 0) {
                        look();
                    }
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("at line " + i + ": " + new String(line, ISO_8859_1), e);
                }
            }
        }

        private void record(LogRecord told) {
            records++;
            last = told.time();
            table.apply(told);
            said.add(told.host());
            said.add(told.message());
            for (RecordComponent part : told.event().getClass().getRecordComponents()) {
                Object value = value(part, told.event());
                said.add(value);
                assertStands(part.getName(), value);
            }
            assertStands("host", told.host());
        }

        /** A name may be decoded; what the other fields tell must stand in the line, or in one that it goes on from. */
        private void assertStands(String field, @Nullable Object value) {
            if (value instanceof String text && !text.isEmpty() && !NAMES.contains(field)) {
                assertThat(String.join("", recent)).as(field).contains(text);
            }
        }

        private static Object value(RecordComponent part, Object event) {
            try {
                part.getAccessor().setAccessible(true);
                return part.getAccessor().invoke(event);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }

        private void look() {
            Snapshot told = Truths.snapshot(table, last);
            Set<Long> numbers = new HashSet<>();
            Set<Object> keys = new HashSet<>();
            for (Session session : told.sessions()) {
                assertThat(numbers.add(session.number()))
                        .as("twice: %s", session)
                        .isTrue();
                Object key = java.util.Arrays.asList(session.host(), session.pid(), session.started());
                assertThat(keys.add(key) || clockSet).as("twice: %s", session).isTrue();
                assertHolds(session, told.asOf());
            }
            assertSums(told);
            Server now = told.server();
            if (before != null) {
                Truths.assertNotLess(now, before);
            }
            before = now;
            sessions = now.totals().sessions();
            failures = now.totals().authFailures();
        }

        private void assertHolds(Session session, OffsetDateTime asOf) {
            OffsetDateTime end = session.ended() == null ? asOf : session.ended();
            OffsetDateTime latest = end.plusSeconds(clockSet && session.ended() != null ? 86_400 : 0);
            OffsetDateTime started = Objects.requireNonNull(session.started());
            boolean ordered = !started.isAfter(latest)
                    && (session.up() == null
                            || (!session.up().isAfter(latest)
                                    && (clockSet || !session.up().isBefore(started))));
            assertThat(ordered).as("began, came up, ended: %s", session).isTrue();
            Long seconds = session.connectSeconds();
            assertThat(seconds == null || seconds >= 0)
                    .as("seconds: %s", session)
                    .isTrue();
            assertThat(session.pid()).isPositive();
            boolean told = said.contains(session.user())
                    && said.contains(session.host())
                    && said.contains(session.clientAddress())
                    && said.contains(session.assignedAddress())
                    && said.contains(session.serverAddress())
                    && said.contains(session.interfaceName())
                    && said.contains(session.endText());
            assertThat(told).as("nothing invented: %s", session).isTrue();
        }

        /** Of the users, and of the whole: parts of the same. */
        private void assertSums(Snapshot told) {
            Server server = told.server();
            long users = 0;
            long up = 0;
            long toClient = 0;
            for (User user : told.users()) {
                users += user.sessions();
                up += user.activeSessions();
                toClient += user.toClientOctets() == null ? 0 : user.toClientOctets();
            }
            assertThat(users).isEqualTo(server.totals().sessions());
            assertThat(up).isEqualTo(server.activeSessions());
            assertThat(toClient)
                    .isEqualTo(
                            server.totals().toClientOctets() == null
                                    ? 0
                                    : server.totals().toClientOctets());
            if (told.sessions().size() < 1500
                    && !told.sessions().isEmpty()
                    && told.sessions().get(0).number() == 1) {
                assertParts(told);
            }
        }

        /** As long as every session is kept. */
        private static void assertParts(Snapshot told) {
            Map<String, Long> sent = new HashMap<>();
            long cameUp = 0;
            for (Session session : told.sessions()) {
                Traffic traffic = session.traffic();
                cameUp += session.state().cameUp() ? 1 : 0;
                sent.merge(String.valueOf(session.user()), traffic == null ? 0 : traffic.toClientOctets(), Long::sum);
                assertThat(session.state() == State.FAILED && session.user() != null)
                        .isFalse();
            }
            assertThat(told.server().totals().sessions()).isGreaterThanOrEqualTo(cameUp);
            for (User user : told.users()) {
                if (user.toClientOctets() != null
                        && cameUp == told.server().totals().sessions()) {
                    assertThat(sent.get(String.valueOf(user.name()))).isEqualTo(user.toClientOctets());
                }
            }
        }
    }
}

package io.pptpdmonitor.collect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.LogEvent;
import io.pptpdmonitor.log.LogParser;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.log.Spellings;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.NotShown;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.io.PrintStream;
import java.lang.reflect.RecordComponent;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a log holds: nothing throws, and what is told of it agrees with itself and with what was read. */
class NoiseTest {

    /** More of them by -Dfuzz.lines=10000000. */
    private static final int LINES = Integer.getInteger("fuzz.lines", 30_000);

    private static final int LOOKS = 40;
    /** Lines that one record may be made of. */
    private static final int TOLD_OF = 3;

    private static final int BETWEEN_RESTARTS = 2_000;
    /** Fields that tell a name, decoded from pppd's notation. */
    private static final Set<String> NAMES = Set.of("user");

    /** Of no program that tells anything. */
    private static final Pattern SILENT = Pattern.compile(" (vpn[12]) (?:daemon\\.info )?cron[ \\[]7");

    private static final SessionTable.Kept FEW = new SessionTable.Kept(300, 150);
    private static final SessionTable.Kept ALL = new SessionTable.Kept(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** Of a steady clock, and of one that is set every now and then; of sessions that are dropped, and of all of them. */
    @ParameterizedTest
    @CsvSource({"1, false", "3, false", "7, false", "29, false", "2, true", "4, true"})
    void agreesWithItself(long seed, boolean clockSet) throws DamagedStateException {
        new Run(seed, clockSet, seed % 3 == 1 && LINES <= 1_000_000 ? ALL : FEW).lines(LINES);
    }

    /** {@code LINES SEED...}: the same by hand, with what it took. */
    public static void main(String[] args) throws DamagedStateException {
        PrintStream out = System.out;
        for (int i = 1; i < args.length; i++) {
            long seed = Long.parseLong(args[i]);
            long began = System.nanoTime();
            Run run = new Run(seed, seed % 2 == 0, FEW);
            run.lines(Integer.parseInt(args[0]));
            long millis = (System.nanoTime() - began) / 1_000_000;
            System.gc();
            long used =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            out.printf(
                    "seed %d%s: %s lines, %d restarts, %d sessions, %d failures, %d records in %d ms, %d MB of heap in use%n",
                    seed,
                    seed % 2 == 0 ? " (clock set)" : "",
                    args[0],
                    run.restarts,
                    run.sessions,
                    run.failures,
                    run.records,
                    millis,
                    used >> 20);
        }
    }

    private static final class Run {
        private final Random random;
        private final Noise noise;
        private final boolean clockSet;
        private final SessionTable.Kept kept;
        private SessionTable table;
        private LogParser parser = new LogParser(ZoneOffset.UTC);
        private final Spellings spellings = new Spellings();
        private final Set<Object> said = new HashSet<>();
        private final Set<@Nullable String> named = new HashSet<>();
        private final Deque<Read> recent = new ArrayDeque<>();
        private final Map<@Nullable String, Repeatable> repeatable = new HashMap<>();
        private boolean repeats;
        private @Nullable Server before;
        private OffsetDateTime last = OffsetDateTime.MIN;
        private int restarts;
        private long records;
        private long sessions;
        private long failures;

        /** @param whole whether nothing was damaged */
        private record Read(String line, boolean whole) {}

        /** What a host's next line may say is repeated, and of which lines that was made. */
        private record Repeatable(LogEvent event, List<Read> of) {}

        Run(long seed, boolean clockSet, SessionTable.Kept kept) {
            this.random = new Random(~seed);
            this.noise = new Noise(seed, clockSet);
            this.clockSet = clockSet;
            this.kept = kept;
            this.table = table();
            said.add(null);
            named.add(null);
        }

        private SessionTable table() {
            return new SessionTable(kept, session -> {});
        }

        void lines(int count) throws DamagedStateException {
            for (int i = 1; i <= count; i++) {
                byte[] line = noise.line();
                read(new String(line, UTF_8)); // As names and addresses are decoded.
                parser.modified(noise.now().toInstant());
                try {
                    parser.line(line, 0, line.length, this::record);
                    if (i % (count / LOOKS) == 0 && records > 0) {
                        look();
                    }
                    if (random.nextInt(BETWEEN_RESTARTS) == 0 && records > 0) {
                        restart();
                    }
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("at line " + i + ": " + new String(line, ISO_8859_1), e);
                }
            }
        }

        /** What is repeated stands before, in the last line of the same host. */
        private void read(String line) {
            repeats = line.contains(" last message repeated ");
            if (repeats) {
                return;
            }
            Matcher silent = SILENT.matcher(line);
            if (noise.isWhole() && silent.find()) {
                repeatable.remove(silent.group(1));
            }
            recent.add(new Read(line, noise.isWhole()));
            if (recent.size() > TOLD_OF) {
                recent.remove();
            }
        }

        private void record(LogRecord told) {
            records++;
            last = told.time();
            table.apply(told);
            List<Read> of = repeats ? repeated(told) : List.copyOf(recent);
            repeatable.put(told.host(), new Repeatable(told.event(), of));
            said.add(told.host());
            said.add(told.message());
            for (RecordComponent part : told.event().getClass().getRecordComponents()) {
                Object value = Truths.value(part, told.event());
                said.add(value);
                assertStands(part.getName(), value, told.event(), of);
            }
            assertStands("host", told.host(), told.event(), of);
        }

        private List<Read> repeated(LogRecord told) {
            assertThat(repeatable).as("said before").containsKey(told.host());
            Repeatable before = Objects.requireNonNull(repeatable.get(told.host()));
            assertThat(told.event()).isEqualTo(before.event());
            return before.of();
        }

        /**
         * What is told must stand in the line, or in one that it goes on from; a name in one of its notations, and a name of
         * lines that nobody damaged is one of those that were written.
         */
        private void assertStands(String field, @Nullable Object value, LogEvent event, List<Read> of) {
            if (!(value instanceof String text)) {
                return;
            }
            if (of.stream().noneMatch(read -> read.line.contains(text))) {
                String read = of.stream().map(Read::line).collect(Collectors.joining());
                boolean mayBeSpelled = NAMES.contains(field) || event instanceof LogEvent.HookTold;
                assertThat(read.contains(text) || (mayBeSpelled && spellings.holds(read, text)))
                        .as("%s %s of %s", field, text, read)
                        .isTrue();
            }
            if (NAMES.contains(field)) {
                named.add(text);
                assertThat(Noise.TOLD.contains(text) || !of.stream().allMatch(Read::whole))
                        .as("name %s of %s", text, of)
                        .isTrue();
            }
        }

        /** Whoever goes on with what is kept tells the same. */
        private void restart() throws DamagedStateException {
            restarts++;
            Snapshot told = Truths.snapshot(table, last);
            StateOutput out = new StateOutput();
            table.save(out);
            parser.save(out);
            table = table();
            parser = new LogParser(ZoneOffset.UTC);
            StateInput in = new StateInput(out.toByteArray());
            table.restore(in);
            parser.resume(in);
            assertThat(in.atEnd()).isTrue();

            Snapshot again = Truths.snapshot(table, last);
            assertThat(again.sessions()).isEqualTo(told.sessions());
            assertThat(again.failures()).isEqualTo(told.failures());
            assertThat(Snapshots.totals(again.users())).isEqualTo(Snapshots.totals(told.users()));
            assertThat(again.server()).isEqualTo(told.server());
            assertThat(again.health()).isEqualTo(told.health());
        }

        private void look() {
            Snapshot told = Truths.snapshot(table, last);
            Set<Object> keys = new HashSet<>();
            for (Session session : told.sessions()) {
                Object key = java.util.Arrays.asList(session.host(), session.pid(), session.started());
                assertThat(keys.add(key) || clockSet).as("twice: %s", session).isTrue();
                assertHolds(session, told.asOf());
            }
            assertThat(told.sessions()).extracting(Session::number).isSorted().doesNotHaveDuplicates();
            told.failures().forEach(this::assertHolds);
            told.users().forEach(this::assertHolds);
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
            Truths.assertConsistent(session);
            boolean told = named.contains(session.user())
                    && said.contains(session.host())
                    && said.contains(session.clientAddress())
                    && said.contains(session.assignedAddress())
                    && said.contains(session.serverAddress())
                    && said.contains(session.interfaceName())
                    && said.contains(session.endText());
            assertThat(told).as("nothing invented: %s", session).isTrue();
        }

        private void assertHolds(Failure failure) {
            boolean told = named.contains(failure.user())
                    && said.contains(failure.clientAddress())
                    && said.contains(failure.host());
            assertThat(told).as("nothing invented: %s", failure).isTrue();
        }

        private void assertHolds(User user) {
            boolean told = named.contains(user.name())
                    && said.contains(user.lastClientAddress())
                    && said.contains(user.lastAssignedAddress());
            assertThat(told).as("nothing invented: %s", user.name()).isTrue();
        }

        /** Of the users, and of the whole: parts of the same; and of the lists, as long as they are whole. */
        private void assertSums(Snapshot told) {
            Server server = told.server();
            Server.Totals totals = server.totals();
            NotShown left = Objects.requireNonNull(told.health().notShown());
            assertThat(sum(told, user -> (long) user.sessions())).isEqualTo(totals.sessions());
            assertThat(sum(told, user -> (long) user.activeSessions())).isEqualTo(server.activeSessions());
            assertThat(sum(told, User::toClientOctets)).isEqualTo(orNone(totals.toClientOctets()));
            assertThat(sum(told, User::fromClientOctets)).isEqualTo(orNone(totals.fromClientOctets()));
            assertThat(sum(told, user -> (long) user.failures())).isLessThanOrEqualTo(totals.authFailures());
            assertThat(told.failures().size() + orNone(left.failures())).isEqualTo(totals.authFailures());
            if (left.cut()) {
                assertThat(sum(told, User::connectSeconds)).isGreaterThanOrEqualTo(seconds(told));
            } else {
                Truths.assertConsistent(told, table);
            }
        }

        private static long sum(Snapshot told, Function<User, @Nullable Long> figure) {
            return told.users().stream()
                    .mapToLong(user -> orNone(figure.apply(user)))
                    .sum();
        }

        private static long seconds(Snapshot told) {
            return told.sessions().stream()
                    .mapToLong(session -> orNone(session.connectSeconds()))
                    .sum();
        }

        private static long orNone(@Nullable Long number) {
            return number == null ? 0 : number;
        }
    }
}

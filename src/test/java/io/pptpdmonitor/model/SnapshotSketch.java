package io.pptpdmonitor.model;

import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Health.Source;
import io.pptpdmonitor.model.Health.StrayInterfaces;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds a snapshot for tests out of sessions; the figures of users and server follow from them. */
public final class SnapshotSketch {

    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-22T12:00:04.25+02:00");

    private final List<Session> sessions = new ArrayList<>();
    private final List<User> users = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private CollectorStatus status = CollectorStatus.OK;
    private String statusText = "";
    private String liveViewText = "";
    private @Nullable String name = "vpn1";
    private @Nullable Integer poolSize = 100;
    private OffsetDateTime asOf = NOW;
    private Server.Status serverStatus = Server.Status.UNKNOWN;
    private Health.Doubts doubts = Health.Doubts.NONE;
    private long lostLines;
    private @Nullable Setup setup;
    private @Nullable StrayInterfaces strays;
    private @Nullable NotShown notShown = NotShown.NOTHING;
    private @Nullable OffsetDateTime begins = NOW.minusDays(7);

    public SnapshotSketch session(SessionSketch sketch) {
        sessions.add(sketch.build());
        return this;
    }

    /** A user whose figures do not follow from the sessions here. */
    public SnapshotSketch user(User user) {
        users.add(user);
        return this;
    }

    public SnapshotSketch failure(@Nullable String user, @Nullable String address, @Nullable AuthMethod method) {
        OffsetDateTime time = NOW.minusMinutes(1).plusSeconds(failures.size());
        failures.add(new Failure(time, 1, "vpn1", 999, user, address, method));
        return this;
    }

    /** One of that moment. */
    public SnapshotSketch failureAt(OffsetDateTime time, @Nullable String user, @Nullable String address) {
        failures.add(new Failure(time, 1, "vpn1", 999, user, address, null));
        return this;
    }

    public SnapshotSketch setup(@Nullable Setup files) {
        setup = files;
        return this;
    }

    public SnapshotSketch strays(@Nullable List<String> interfaces) {
        strays = interfaces == null ? null : new StrayInterfaces(interfaces.size(), interfaces);
        return this;
    }

    /** What the lists leave out. */
    public SnapshotSketch notShown(@Nullable NotShown left) {
        notShown = left;
        return this;
    }

    /** Since when the log was read; null where that is not known. */
    public SnapshotSketch begins(@Nullable OffsetDateTime moment) {
        begins = moment;
        return this;
    }

    public SnapshotSketch source(Source source) {
        sources.add(source);
        return this;
    }

    public SnapshotSketch status(CollectorStatus collector, String text) {
        status = collector;
        statusText = text;
        return this;
    }

    public SnapshotSketch blind(String why) {
        liveViewText = why;
        return this;
    }

    public SnapshotSketch name(@Nullable String server) {
        name = server;
        return this;
    }

    public SnapshotSketch poolSize(@Nullable Integer slots) {
        poolSize = slots;
        return this;
    }

    public SnapshotSketch asOf(OffsetDateTime moment) {
        asOf = moment;
        return this;
    }

    public SnapshotSketch pptpdDown() {
        serverStatus = Server.Status.DOWN;
        return this;
    }

    public SnapshotSketch pptpdUp() {
        serverStatus = Server.Status.UP;
        return this;
    }

    public SnapshotSketch doubts(Health.Doubts told) {
        doubts = told;
        return this;
    }

    public SnapshotSketch lostLines(long lines) {
        lostLines = lines;
        return this;
    }

    public Snapshot build() {
        List<User> all = users.isEmpty() ? derivedUsers() : users;
        Source file = new Source(Source.Kind.FILE, "/var/log/syslog", "4711", 0, NOW.minusSeconds(4));
        return new Snapshot(
                NOW,
                asOf,
                server(all),
                sessions,
                all,
                failures,
                new Health(
                        status,
                        statusText,
                        sources.isEmpty() && status != CollectorStatus.NO_SOURCE ? List.of(file) : sources,
                        1000,
                        400L,
                        0,
                        lostLines,
                        false,
                        unnamed() == 0,
                        liveViewText.isEmpty(),
                        liveViewText,
                        doubts,
                        setup,
                        KeptState.none(""),
                        Wtmp.NONE,
                        notShown,
                        strays,
                        begins));
    }

    private Server server(List<User> all) {
        int named = (int) all.stream()
                .filter(user -> user.name() != null && user.activeSessions() > 0)
                .count();
        return new Server(
                name,
                serverStatus,
                count(session -> session.state() == State.UP),
                named + unnamed(),
                unnamed(),
                count(session -> session.state() == State.STARTING),
                all.stream()
                        .filter(user -> user.name() != null)
                        .mapToInt(User::activeSessions)
                        .max()
                        .orElse(0),
                new Server.Recent(Duration.ofMinutes(5), failures.size(), Math.min(2, failures.size()), 0, 0),
                count(session -> session.state() == State.UP),
                null,
                totals(all),
                new Pool(poolSize, count(session -> !session.state().ended())),
                null);
    }

    private Server.Totals totals(List<User> all) {
        return new Server.Totals(
                count(session -> session.state().cameUp()),
                failures.size(),
                0,
                0,
                0,
                sum(all, User::toClientOctets),
                sum(all, User::fromClientOctets));
    }

    private static @Nullable Long sum(List<User> all, Function<User, @Nullable Long> octets) {
        List<Long> told = all.stream().map(octets).filter(Objects::nonNull).toList();
        return told.isEmpty() && !all.isEmpty()
                ? null
                : Long.valueOf(told.stream().mapToLong(Long::longValue).sum());
    }

    private int unnamed() {
        return count(session -> session.state() == State.UP && session.user() == null);
    }

    private int count(Predicate<Session> which) {
        return (int) sessions.stream().filter(which).count();
    }

    private List<User> derivedUsers() {
        Collection<@Nullable String> names = sessions.stream()
                .filter(session -> session.state().cameUp())
                .map(Session::user)
                .distinct()
                .toList();
        return names.stream().map(this::user).toList();
    }

    private User user(@Nullable String user) {
        List<Session> his = sessions.stream()
                .filter(session -> session.state().cameUp() && Objects.equals(session.user(), user))
                .toList();
        Session last = his.get(his.size() - 1);
        return new UserTotals(
                user,
                (int) his.stream()
                        .filter(session -> session.state() == State.UP)
                        .count(),
                his.size(),
                sum(his.stream()
                        .map(s -> s.traffic() == null ? null : s.traffic().toClientOctets())),
                sum(his.stream()
                        .map(s -> s.traffic() == null ? null : s.traffic().fromClientOctets())),
                sum(his.stream().map(Session::connectSeconds)),
                his.stream().noneMatch(s -> s.connectSeconds() == null),
                0,
                SessionSketch.TEN,
                Objects.requireNonNull(last.lastSeen()),
                last.clientAddress(),
                last.assignedAddress(),
                ended(his),
                his.stream().filter(session -> session.state() == State.UP).allMatch(Session::octetsExact));
    }

    private static @Nullable Traffic ended(List<Session> his) {
        return Traffic.told(his.stream().filter(session -> session.state().ended()));
    }

    private static @Nullable Long sum(Stream<@Nullable Long> octets) {
        return octets.filter(Objects::nonNull).reduce(Long::sum).orElse(null);
    }
}

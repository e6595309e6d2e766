package io.pptpdmonitor.collect;

import static io.pptpdmonitor.model.SessionBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.SessionBuilder;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.model.UserTotals;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The users are those that plain maps of all accounts tell, whatever happens and however few of them are objects. */
class UsersTest {

    private static final List<Service> SERVICES = List.of(Service.PPTP, Service.L2TP);
    private static final OffsetDateTime BEGIN = OffsetDateTime.parse("2026-11-22T08:00:00Z");

    /** In UTF-16 the second of these comes before the third, in UTF-8 behind it. */
    private static final List<String> ODD = List.of("", "\uD83D\uDE00", "\uFB01", "null", "\u00E9~00000000");

    /** One service's accounts, each an object in a map. */
    private static final class Plain {

        final Map<String, UserAccount> named = new TreeMap<>();
        final Map<String, Integer> pending = new HashMap<>();

        @Nullable UserAccount unnamed;

        void add(Session session, int most) {
            String name = session.user();
            if (name == null) {
                unnamed = sum(unnamed, UserAccount.of(session));
                return;
            }
            named.merge(name, UserAccount.of(session), UserAccount::plus);
            Integer failures = pending.remove(name);
            named.computeIfPresent(name, (any, one) -> failures == null ? one : one.withFailures(failures));
            if (named.size() > most + most / 10) {
                named.values().stream()
                        .sorted(Comparator.comparing(
                                        (UserAccount account) -> account.last().toInstant())
                                .reversed())
                        .skip(most)
                        .toList()
                        .forEach(account -> named.remove(String.valueOf(account.name())));
            }
        }

        void failureForgotten(String name, boolean present) {
            if (named.computeIfPresent(name, (any, one) -> one.withFailures(1)) == null && present) {
                pending.merge(name, 1, Integer::sum);
            }
        }
    }

    private static @Nullable UserAccount sum(@Nullable UserAccount a, @Nullable UserAccount b) {
        return a == null || b == null ? a == null ? b : a : a.plus(b);
    }

    /** A list of users that was taken, and what it told then. */
    private record Taken(List<User> users, List<UserTotals> told) {}

    private final Map<Service, Plain> plain = new EnumMap<>(Service.class);
    private final Map<Service, UserAccounts> accounts = new EnumMap<>(Service.class);
    private final List<Session> current = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private Random random = new Random(0);
    private int most;
    private int mostChanged;
    private long number;

    private UserAccounts fresh() {
        return new UserAccounts(most, mostChanged);
    }

    private @Nullable String name() {
        int kind = random.nextInt(20);
        return kind == 0 ? null : kind < 4 ? ODD.get(random.nextInt(ODD.size())) : "user" + random.nextInt(400);
    }

    private SessionBuilder aSession() {
        OffsetDateTime started = BEGIN.plusMinutes(random.nextInt(10_000))
                .withOffsetSameInstant(ZoneOffset.ofHours(random.nextInt(3)))
                .plusNanos(random.nextInt(2) * 123_000L);
        SessionBuilder one = session(++number)
                .user(name())
                .service(SERVICES.get(random.nextInt(2)))
                .started(started)
                .client(
                        random.nextBoolean() ? "203.0.113." + random.nextInt(250) : null,
                        random.nextInt(3) == 0 ? "::1" : null)
                .connectSeconds(random.nextBoolean() ? Long.valueOf(random.nextInt(100_000)) : null);
        return random.nextInt(4) == 0
                ? one
                : one.traffic(random.nextLong() >>> 20, random.nextInt(9), random.nextBoolean());
    }

    private Session ended() {
        SessionBuilder one = aSession();
        OffsetDateTime end = BEGIN.plusMinutes(random.nextInt(20_000));
        return random.nextBoolean()
                ? one.lost(end).build()
                : one.closed(end, EndCause.USER_REQUEST, "").build();
    }

    private void step() throws DamagedStateException {
        Service service = SERVICES.get(random.nextInt(2));
        switch (random.nextInt(12)) {
            case 0 -> {
                String name = name();
                boolean present = random.nextBoolean();
                if (name != null) {
                    accounts.computeIfAbsent(service, any -> fresh()).failureForgotten(name, present);
                    plain.computeIfAbsent(service, any -> new Plain()).failureForgotten(name, present);
                }
            }
            case 1 -> {
                current.clear();
                for (int i = random.nextInt(20); i > 0; i--) {
                    current.add(
                            random.nextBoolean()
                                    ? aSession().up().build()
                                    : random.nextBoolean()
                                            ? ended()
                                            : aSession().build());
                }
            }
            default -> {
                Session session = ended();
                accounts.computeIfAbsent(session.service(), any -> fresh()).add(session);
                plain.computeIfAbsent(session.service(), any -> new Plain()).add(session, most);
            }
        }
    }

    private void restart() throws DamagedStateException {
        for (Map.Entry<Service, UserAccounts> one : accounts.entrySet()) {
            StateOutput out = new StateOutput();
            one.getValue().save(out);
            UserAccounts restored = fresh();
            restored.restore(new StateInput(out.toByteArray()));
            if (random.nextBoolean()) {
                one.setValue(restored);
            }
        }
    }

    private Map<String, Integer> failures() {
        Map<String, Integer> failures = new HashMap<>();
        for (int i = random.nextInt(50); i > 0; i--) {
            failures.merge(String.valueOf(name()), 1, Integer::sum);
        }
        return failures;
    }

    /** As plain maps tell it. */
    private List<UserTotals> expected(Map<String, Integer> kept) {
        Map<String, UserAccount> named = new TreeMap<>();
        Map<String, Integer> failures = new HashMap<>(kept);
        UserAccount unnamed = null;
        for (Plain one : plain.values()) {
            unnamed = sum(unnamed, one.unnamed);
            one.named.forEach((name, account) -> named.merge(name, account, UserAccount::plus));
            one.pending.forEach((name, more) -> failures.merge(name, more, Integer::sum));
        }
        for (Session session : current) {
            if (session.state().cameUp()) {
                String name = session.user();
                if (name == null) {
                    unnamed = sum(unnamed, UserAccount.of(session));
                } else {
                    named.merge(name, UserAccount.of(session), UserAccount::plus);
                }
            }
        }
        List<User> all = new ArrayList<>();
        if (unnamed != null) {
            all.add(unnamed.user(0));
        }
        named.forEach((name, account) -> all.add(account.user(failures.getOrDefault(name, 0))));
        return Snapshots.totals(all);
    }

    private void look() {
        Map<String, Integer> failures = failures();
        List<UserAccounts.Frozen> frozen =
                accounts.values().stream().map(UserAccounts::freeze).toList();
        List<User> users = new UserList(frozen, List.copyOf(current), () -> failures).users();
        List<UserTotals> told = Snapshots.totals(users);
        assertThat(told).isEqualTo(expected(failures));
        taken.add(new Taken(users, told));
    }

    @RepeatedTest(30)
    void areWhatPlainMapsTell(RepetitionInfo repetition) throws DamagedStateException {
        random = new Random(20261127L + repetition.getCurrentRepetition());
        mostChanged = List.of(0, 1, 10, 100, 16_384).get(repetition.getCurrentRepetition() % 5);
        most = repetition.getCurrentRepetition() % 2 == 0 ? 1_000_000 : 150;
        for (int i = 0; i < 1500; i++) {
            step();
            if (random.nextInt(40) == 0) {
                look();
            }
            if (random.nextInt(100) == 0) {
                restart();
            }
        }
        look();
        assertThat(taken).hasSizeGreaterThan(10);
        assertThat(taken)
                .as("lists that were taken stay as they were")
                .allSatisfy(one -> assertThat(Snapshots.totals(one.users())).isEqualTo(one.told()));
    }

    @Test
    void areNobodyWhereNobodyWasUp() {
        assertThat(new UserList(List.of(), List.of(), Map::of).users()).isEmpty();
    }
}

package io.pptpdmonitor.snmp.mib;

import io.pptpdmonitor.model.Server.Rate;
import io.pptpdmonitor.model.Server.UserRates;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.model.UserTotals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The users of the table that an agent elsewhere told, with what follows for them from its sessions. */
final class RemoteUsers {

    private final List<User> users = new ArrayList<>();
    private final SortedMap<String, Rate> rates = new TreeMap<>();
    private Rate nameless = Rate.NONE;
    private boolean ratesTold = true;

    /** @param sessions that the agent told, which may be the newest alone */
    RemoteUsers(RemoteTable table, List<Session> sessions) throws UnexpectedValueException {
        Map<Optional<String>, List<Session>> his = sessions.stream()
                .filter(session -> session.state().cameUp())
                .sorted(Comparator.comparingLong(Session::number))
                .collect(Collectors.groupingBy(
                        session -> Optional.ofNullable(session.user()), HashMap::new, Collectors.toList()));
        for (RemoteRow row : table.rows().toList()) {
            String name = row.user("pptpdUserName");
            users.add(user(name, row, his.getOrDefault(Optional.ofNullable(name), List.of())));
            rate(name, row.number("pptpdUserOutRate"), row.number("pptpdUserInRate"));
        }
        users.sort(Comparator.comparing(User::name, Comparator.nullsFirst(Comparator.naturalOrder())));
        if (users.stream().map(User::name).distinct().count() < users.size()) {
            throw new UnexpectedValueException("a user stands twice in pptpdUserTable");
        }
    }

    /** By name, the unknown one first. */
    List<User> users() {
        return users;
    }

    /** Whether every session that was up has a name: those without one are a user of their own. */
    @Nullable Boolean namesKnown() {
        return users.isEmpty() ? null : Boolean.valueOf(users.get(0).name() != null);
    }

    private void rate(@Nullable String name, @Nullable Long toClient, @Nullable Long fromClient) {
        if (toClient == null || fromClient == null) {
            ratesTold = false;
        } else if (name == null) {
            nameless = new Rate(toClient, fromClient);
        } else if (toClient + fromClient > 0) {
            rates.put(name, new Rate(toClient, fromClient));
        }
    }

    /** What each had lately; null where that was not told. */
    @Nullable UserRates rates() {
        return ratesTold ? new UserRates(rates, nameless) : null;
    }

    private static User user(@Nullable String name, RemoteRow row, List<Session> his) throws UnexpectedValueException {
        int sessions = row.needCount("pptpdUserSessions");
        int active = row.needCount("pptpdUserActiveSessions");
        Long toClient = row.number("pptpdUserOutOctets");
        Long fromClient = row.number("pptpdUserInOctets");
        Traffic all = toClient == null || fromClient == null ? null : new Traffic(toClient, fromClient, false);
        return new UserTotals(
                name,
                active,
                sessions,
                toClient,
                fromClient,
                row.number("pptpdUserConnectTime"),
                his.size() == sessions && his.stream().noneMatch(session -> session.connectSeconds() == null),
                row.needCount("pptpdUserAuthFailures"),
                row.needTime("pptpdUserFirstSeen"),
                row.needTime("pptpdUserLastSeen"),
                row.text("pptpdUserLastClientText"),
                lastAddress(his),
                ended(all, sessions - active, his),
                currentExact(active, his));
    }

    private static boolean currentExact(int count, List<Session> his) {
        List<Session> up =
                his.stream().filter(session -> session.state() == State.UP).toList();
        return up.size() == count && up.stream().allMatch(Session::octetsExact);
    }

    /** Inside the tunnel, of a session that is still listed. */
    private static @Nullable String lastAddress(List<Session> his) {
        return his.stream()
                .map(Session::assignedAddress)
                .filter(Objects::nonNull)
                .reduce(null, (before, later) -> later);
    }

    /**
     * What the ended sessions carried: where all of them are listed their sum, else what the running ones leave of the
     * user's total, of which nobody told whether it is exact.
     *
     * @param count of them
     */
    private static @Nullable Traffic ended(@Nullable Traffic all, int count, List<Session> his) {
        List<Session> listed =
                his.stream().filter(session -> session.state().ended()).toList();
        if (listed.size() == count) {
            return Traffic.told(listed.stream().filter(session -> !isLink(session)));
        }
        Traffic current =
                sum(his.stream().filter(session -> session.state() == State.UP).toList());
        if (all == null || current == null) {
            return all;
        }
        long to = all.toClientOctets() - current.toClientOctets();
        long from = all.fromClientOctets() - current.fromClientOctets();
        // Nothing may be left because nothing was told.
        return to < 0 || from < 0 || to + from == 0 ? null : new Traffic(to, from, false);
    }

    /** Whether it is a further link of a bundle, as far as can be seen: it has neither an address nor octets of its own. */
    private static boolean isLink(Session session) {
        return session.traffic() == null && session.assignedAddress() == null;
    }

    private static @Nullable Traffic sum(List<Session> sessions) {
        return sessions.stream()
                .map(Session::traffic)
                .filter(Objects::nonNull)
                .reduce(Traffic::plus)
                .orElse(null);
    }
}

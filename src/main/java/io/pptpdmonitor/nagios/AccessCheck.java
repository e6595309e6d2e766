package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.AddressRange;
import io.pptpdmonitor.model.Counted;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Setup;
import io.pptpdmonitor.model.Snapshot;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is up and should not be: users whom neither the server's files of secrets nor a list of names knows, and clients that come
 * from elsewhere than allowed. UNKNOWN unless the collector is OK, where neither is to be known, and where one of whom it is
 * not known may be such a one.
 *
 * <p>Performance data: {@code unknown_users outside}, each where it is looked at.
 *
 * @param strangers how many of either there may be; where nothing is given, none, or CRITICAL
 * @param names the only users that may be; null: those of the files of secrets, as far as they are known
 * @param networks where clients may be; empty for anywhere
 * @param isUser whether the files of secrets hold a name; null where that is not known
 * @param whom of whom the snapshot is
 */
public record AccessCheck(
        Thresholds strangers,
        @Nullable Set<String> names,
        List<AddressRange> networks,
        Function<String, @Nullable Boolean> isUser,
        Selection whom)
        implements Check {

    /** The name in the status line. */
    public static final String NAME = "ACCESS";

    private static final Thresholds NOBODY = new Thresholds(null, Range.parse("0"));
    private static final int SHOWN = 5;

    public AccessCheck {
        names = names == null ? null : Set.copyOf(names);
        networks = List.copyOf(networks);
    }

    /** Of everybody. */
    public AccessCheck(
            Thresholds strangers,
            @Nullable Set<String> names,
            List<AddressRange> networks,
            Function<String, @Nullable Boolean> isUser) {
        this(strangers, names, networks, isUser, Selection.ALL);
    }

    @Override
    public CheckResult check(Snapshot snapshot) {
        String doubt = Doubt.of(snapshot.health());
        return doubt == null ? judged(snapshot) : CheckResult.unknown(NAME, doubt);
    }

    private CheckResult judged(Snapshot snapshot) {
        List<Session> up = snapshot.up().toList();
        Setup setup = snapshot.health().setup();
        boolean known = names != null || (setup != null && setup.usersComplete());
        Findings findings = new Findings(NAME);
        if (known) {
            users(up, findings);
        } else if (networks.isEmpty()) {
            return CheckResult.unknown(
                    NAME,
                    "who may be a user is not known; name a list with --known-users"
                            + (setup == null ? "" : ", or see health on chap-secrets"));
        }
        if (!networks.isEmpty()) {
            clients(up, findings);
        }
        return findings.tell(known ? "" : "who may be a user is not known")
                .result()
                .asOf(snapshot);
    }

    private boolean mayBe(String name) {
        return names == null ? !Boolean.FALSE.equals(isUser.apply(name)) : names.contains(name);
    }

    private void users(List<Session> up, Findings findings) {
        List<String> users = names(up.stream().filter(whom::isSureOf));
        List<String> unknown = users.stream().filter(name -> !mayBe(name)).toList();
        int ofOthers = (int) names(up.stream()).stream()
                .filter(name -> !mayBe(name) && !users.contains(name))
                .count();
        int nameless = (int) up.stream()
                .filter(session -> session.user() == null && session.bundle() == null)
                .count();
        findings.judge(
                PerfData.gauge("unknown_users", unknown.size()),
                unknown.size() + nameless + ofOthers,
                strangers.or(NOBODY),
                unknown.isEmpty()
                        ? Counted.of(users.size(), "known user")
                        : Counted.of(unknown.size(), "unknown user") + ": " + shown(unknown),
                nameless > 0 ? Counted.of(nameless, "session") + " without a name" : whom.doubt(up));
    }

    private static List<String> names(Stream<Session> sessions) {
        return sessions.map(Session::user).filter(Objects::nonNull).distinct().toList();
    }

    private void clients(List<Session> up, Findings findings) {
        Predicate<String> allowed = address -> networks.stream().anyMatch(network -> network.contains(address));
        List<String> outside = up.stream()
                .filter(session -> session.clientAddress() != null && !allowed.test(session.clientAddress()))
                .filter(whom::isSureOf)
                .map(session -> session.clientAddress() + (session.user() == null ? "" : " (" + session.user() + ")"))
                .distinct()
                .toList();
        int untold = (int)
                up.stream().filter(session -> session.clientAddress() == null).count();
        int unsure = (int) up.stream()
                .filter(session -> session.clientAddress() != null
                        && !allowed.test(session.clientAddress())
                        && !whom.isSureOf(session))
                .count();
        findings.judge(
                PerfData.gauge("outside", outside.size()),
                outside.size() + untold + unsure,
                strangers.or(NOBODY),
                outside.isEmpty()
                        ? "no client from outside"
                        : Counted.of(outside.size(), "client") + " from outside: " + shown(outside),
                unsure > 0
                        ? Counted.of(unsure, "session") + " without a name may be of these or not"
                        : "of " + Counted.of(untold, "session") + " it is not known from where");
    }

    private static String shown(List<String> all) {
        Stream<String> some = all.stream().limit(SHOWN);
        return String.join(", ", some.toList()) + (all.size() > SHOWN ? " and others" : "");
    }
}

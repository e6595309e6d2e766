package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.KeptState;
import io.pptpdmonitor.model.Octets;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Stamp;
import io.pptpdmonitor.model.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a user has sent and was sent, together, since his first session in the log or in the state that is kept: one user, or
 * each. UNKNOWN unless the collector is OK. A number that may be too low, being of a counter of 32 bits or of a session whose
 * octets are not known, or not yet, is judged as far as it is certain; so it is where sessions without a name may be
 * anybody's.
 *
 * <p>Performance data: {@code quota}, of the user who has most, and {@code quota_NAME} of so many as {@code top} says.
 *
 * @param octets of one user
 * @param user the only one who is looked at; null for each
 * @param certain whether what is certain alone is judged, as if what nobody told were none
 * @param isUser whether the files of secrets hold a name; null where that is not known
 * @param whom of whom the snapshot is
 */
public record QuotaCheck(
        Thresholds octets,
        @Nullable String user,
        int top,
        boolean certain,
        Function<String, @Nullable Boolean> isUser,
        Selection whom)
        implements Check {

    /** The name in the status line. */
    public static final String NAME = "QUOTA";

    /** What one has used, at least and at most. */
    private record Used(User user, long least, double most) {

        String name() {
            return String.valueOf(user.name());
        }

        boolean isExact() {
            return most == least;
        }
    }

    @Override
    public CheckResult check(Snapshot snapshot) {
        String doubt = Doubt.of(snapshot.health());
        return doubt == null ? told(judged(snapshot), snapshot.health().kept()) : CheckResult.unknown(NAME, doubt);
    }

    /** A sum that begins anew is right since then, but nobody expects that it does. */
    private static CheckResult told(CheckResult result, @Nullable KeptState kept) {
        return kept == null || kept.use() == KeptState.Use.NONE || kept.text().isEmpty()
                ? result
                : result.with("what was kept may be missing: " + kept.text());
    }

    private CheckResult judged(Snapshot snapshot) {
        List<Used> all = used(snapshot);
        Findings findings = new Findings(NAME);
        boolean some = mayBe(snapshot);
        if (some) {
            findings.tell(Status.UNKNOWN, whom.doubt(snapshot.sessions()));
        }
        if (all.isEmpty()) {
            return (some ? findings.result() : nobody(snapshot, findings)).asOf(snapshot);
        }
        judge(all.get(0), findings, true);
        Status first = status(all.get(0));
        all.stream()
                .skip(1)
                .filter(used -> status(used) != Status.OK && status(used) != first)
                .findFirst()
                .ifPresent(used -> judge(used, findings, false));
        if (top > 0) {
            draw(all, findings);
        }
        return findings.result().asOf(snapshot);
    }

    /** Whether there are some who are not looked at, as their sessions may all be of others, and who may have used too much. */
    private boolean mayBe(Snapshot snapshot) {
        if (whom.isAll() || certain || octets.none()) {
            return false;
        }
        Set<@Nullable String> listed = snapshot.users().stream().map(User::name).collect(Collectors.toSet());
        return snapshot.sessions().stream()
                .map(Session::user)
                .anyMatch(name -> name != null && (user == null || name.equals(user)) && !listed.contains(name));
    }

    /** Two users are two series: of those whose names look the same as labels each has a mark of its own. */
    private void draw(List<Used> all, Findings findings) {
        Map<String, Long> alike =
                all.stream().collect(Collectors.groupingBy(used -> PerfData.clean(used.name()), Collectors.counting()));
        for (Used used : all.subList(0, Math.min(top, all.size()))) {
            String name = used.name();
            boolean unique = Long.valueOf(1).equals(alike.get(PerfData.clean(name)));
            String label = "quota_" + name + (unique ? "" : "-" + Integer.toHexString(name.hashCode()));
            findings.draw(PerfData.measured(label, used.least, "B"));
        }
    }

    /** None of whom the name is known: what has no name may be of anybody, and of a user who never was up by name. */
    private CheckResult nobody(Snapshot snapshot, Findings findings) {
        if (user != null && !Boolean.TRUE.equals(isUser.apply(user))) {
            return CheckResult.unknown(NAME, user + " was never up, and whether that is a user is not known");
        }
        PerfData none = PerfData.measured("quota", 0, "B");
        double nameless = certain ? 0 : nameless(snapshot);
        boolean nobodyUp = snapshot.users().stream().noneMatch(QuotaCheck::wasUpWithoutName);
        if (nobodyUp) {
            String text =
                    (user == null ? "nobody was ever up" : user + " was never up") + ", as far as the log goes back";
            return findings.judge(none, octets, text).result();
        }
        String text =
                (user == null ? "a user" : user) + " at least 0.0B, since sessions without a name may be anybody's";
        return findings.judgeDrawnIfExact(none, nameless, octets, text, "they have " + amount(nameless))
                .result();
    }

    private static String amount(double octets) {
        return Double.isInfinite(octets) ? "octets that are not known" : Octets.DECIMAL.text((long) octets);
    }

    private static boolean wasUpWithoutName(User user) {
        return user.name() == null && user.sessions() > 0;
    }

    /** What those without a name have at most. */
    private static double nameless(Snapshot snapshot) {
        return snapshot.users().stream()
                .filter(each -> each.name() == null)
                .mapToDouble(QuotaCheck::most)
                .sum();
    }

    private static double most(User user) {
        return user.octetsExact() ? sum(user) : Double.POSITIVE_INFINITY;
    }

    private Status status(Used used) {
        return octets.status((double) used.least, most(used));
    }

    /** Up to which it is judged. */
    private double most(Used used) {
        return certain ? used.least : used.most;
    }

    private void judge(Used used, Findings findings, boolean drawn) {
        PerfData number = PerfData.measured("quota", used.least, "B");
        String text = used.name() + " " + (used.isExact() ? "" : "at least ") + Octets.DECIMAL.text(used.least)
                + " since " + Stamp.text(used.user.firstSeen());
        String why = "some octets are not known, or of sessions without a name";
        if (drawn) {
            findings.judge(number, most(used), octets, text, why);
        } else {
            findings.judge((double) used.least, most(used), octets, text, why);
        }
    }

    /** Who has most comes first. */
    private List<Used> used(Snapshot snapshot) {
        double nameless = nameless(snapshot);
        List<Used> all = new ArrayList<>();
        for (User each : snapshot.users()) {
            if (each.name() != null && (user == null || user.equals(each.name()))) {
                all.add(new Used(each, sum(each), most(each) + nameless));
            }
        }
        all.sort(Comparator.comparingLong(Used::least).reversed());
        return all;
    }

    private static long sum(User user) {
        Long to = user.toClientOctets();
        Long from = user.fromClientOctets();
        return (to == null ? 0 : to) + (from == null ? 0 : from);
    }
}

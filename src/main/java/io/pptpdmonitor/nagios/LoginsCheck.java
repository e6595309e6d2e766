package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Counted;
import io.pptpdmonitor.model.Elapsed;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Setup;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.model.Window;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many logins failed in the window: in all, under names that are users, and from the worst address; or how many sessions
 * never came up for another reason, as where GRE is blocked. UNKNOWN unless the collector is OK.
 *
 * <p>A name is a user's if a session of it came up once, or if it stands in the server's files of secrets.
 *
 * <p>Performance data: {@code failed_total failed ok per_address}, and of failed logins, where the files of secrets could be
 * read, {@code known_failed}. Where an agent elsewhere does not list all, the log was not read for the whole window, or some have
 * no name and may be of others than those who are looked at, they end before what is not known.
 *
 * @param failed how many in all
 * @param known how many under names of users; where none is given, 10 and 50, as far as it is known who is one
 * @param perAddress how many from one client's address
 * @param negotiations whether those are counted that failed for another reason than their login
 * @param isUser whether the files of secrets hold a name; null where that is not known
 * @param whom of whom the snapshot is; of everybody the server's figures count the same
 */
public record LoginsCheck(
        Thresholds failed,
        Thresholds known,
        Thresholds perAddress,
        boolean negotiations,
        Duration window,
        Function<String, @Nullable Boolean> isUser,
        Selection whom)
        implements Check {

    /** The name in the status line. */
    public static final String NAME = "LOGINS";

    private static final Thresholds USUAL = new Thresholds(Range.parse("10"), Range.parse("50"));

    @Override
    public CheckResult check(Snapshot snapshot) {
        String doubt = Doubt.of(snapshot.health());
        return doubt == null ? judged(snapshot) : CheckResult.unknown(NAME, doubt);
    }

    private CheckResult judged(Snapshot snapshot) {
        Window span = new Window(snapshot.asOf().toInstant(), window, snapshot);
        Findings findings = new Findings(NAME);
        if (negotiations) {
            Found<Session> found = new Found<>(
                    span.negotiationFailures(),
                    whom::isSureOf,
                    Doubt.of(span, span.listsNegotiationFailures(), "not all are listed"));
            findings.draw(
                    PerfData.counter("failed_total", snapshot.server().totals().negotiationFailures()));
            count(snapshot, found, span, findings);
            ok(span, findings);
            perAddress(found, Session::clientAddress, span, findings);
        } else {
            Found<Failure> found = new Found<>(
                    span.authFailures(),
                    whom::isSureOf,
                    Doubt.of(span, span.listsAuthFailures(), "not all are listed"));
            findings.draw(
                    PerfData.counter("failed_total", snapshot.server().totals().authFailures()));
            count(snapshot, found, span, findings);
            ok(span, findings);
            perAddress(found, Failure::clientAddress, span, findings);
            known(snapshot, found, span, findings);
        }
        return findings.tell(span.missing()).result().asOf(snapshot);
    }

    /**
     * What failed in the window, as far as it is known.
     *
     * @param all that are of those who are looked at, or may be
     * @param sure those of them that are for certain
     * @param untold why there may have been more than all; null if there were none
     */
    private record Found<T>(
            List<T> all, List<T> sure, @Nullable String untold) {

        Found(List<T> all, Predicate<T> isSure, @Nullable String untold) {
            this(all, all.stream().filter(isSure).toList(), untold);
        }

        /** Why there may have been more than those that are sure; null if there were none. */
        @Nullable String doubt() {
            int unsure = all.size() - sure.size();
            return untold == null && unsure > 0 ? "whose " + unsure + " of them were is not known" : untold;
        }

        /** Infinitely many, or as many as there are of all. */
        double most(int ofAll) {
            return untold == null ? ofAll : Double.POSITIVE_INFINITY;
        }
    }

    private void ok(Window span, Findings findings) {
        List<Session> cameUp = span.cameUp();
        if (span.listsEnds() && span.isCovered() && cameUp.stream().allMatch(whom::isSureOf)) {
            findings.draw(PerfData.gauge("ok", cameUp.size()));
        } else {
            findings.notDrawn();
        }
    }

    private void count(Snapshot snapshot, Found<?> found, Window span, Findings findings) {
        Server.Recent recent = snapshot.server().recent();
        int listed = found.sure().size();
        boolean counted =
                found.untold() != null && whom.isAll() && recent.window().equals(window);
        int told = negotiations ? recent.negotiationFailures() : recent.authFailures();
        int number = counted ? Math.max(listed, told) : listed;
        String why = counted && span.isCovered() ? null : found.doubt();
        String noun = negotiations ? "failed negotiation" : "failed login";
        findings.judgeDrawnIfExact(
                PerfData.gauge("failed", number),
                why == null ? number : found.most(found.all().size()),
                failed,
                (why == null ? "" : "at least ") + Counted.of(number, noun) + " in "
                        + Elapsed.rough(window.toSeconds()),
                String.valueOf(why));
    }

    private <T> void perAddress(Found<T> found, Function<T, @Nullable String> address, Window span, Findings findings) {
        String doubt = found.doubt();
        Most most = Most.of(found.sure().stream().map(address));
        String nameless = most.nameless() == 0 ? "" : ", " + most.nameless() + " from nobody knows where";
        boolean none = doubt == null && most.most() == 0 && perAddress.none();
        String text =
                none ? "" : "most from one address " + leastOf(span, doubt) + most.count() + most.who() + nameless;
        if (doubt == null) {
            String why = "of " + most.nameless() + " the address is not known";
            findings.judge(PerfData.gauge("per_address", most.count()), most.most(), perAddress, text, why);
        } else {
            double atMost =
                    found.most(Most.of(found.all().stream().map(address)).most());
            findings.notDrawn().judge(most.count(), atMost, perAddress, text, doubt);
        }
    }

    /** What was not read is told of the whole line; what is not listed is told here. */
    private static String leastOf(Window span, @Nullable String doubt) {
        return doubt != null && span.isCovered() ? "at least " : "";
    }

    private void known(Snapshot snapshot, Found<Failure> found, Window span, Findings findings) {
        Set<String> users = snapshot.users().stream()
                .map(User::name)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        String doubt = found.doubt();
        int sure = 0;
        int unsure = 0;
        for (Failure failure : found.sure()) {
            Boolean is = isUser(failure.user(), users);
            sure += Boolean.TRUE.equals(is) ? 1 : 0;
            unsure += is == null ? 1 : 0;
        }
        int mayBe = (int) found.all().stream()
                .filter(failure -> !Boolean.FALSE.equals(isUser(failure.user(), users)))
                .count();
        String text = leastOf(span, doubt) + sure + " under names of users"
                + (unsure == 0 ? "" : ", " + unsure + " under names that may be users or not");
        Thresholds judging = known.or(USUAL);
        // Nobody asked: what is not known of those that are listed is said, and is no fault.
        double listed = known.none() ? sure : found.most(mayBe);
        double most = known.none() && !span.isCovered() ? Double.POSITIVE_INFINITY : listed;
        String why = doubt == null ? "which names are users is not known of all, see health" : doubt;
        if (secretsRead(snapshot.health().setup()) && doubt == null) {
            findings.judge(PerfData.gauge("known_failed", sure), most, judging, text, why);
        } else {
            findings.notDrawn().judge(sure, most, judging, text, why);
        }
    }

    private @Nullable Boolean isUser(@Nullable String name, Set<String> users) {
        return name == null ? null : users.contains(name) ? Boolean.TRUE : isUser.apply(name);
    }

    private static boolean secretsRead(@Nullable Setup setup) {
        return setup != null && (setup.users() > 0 || setup.usersComplete());
    }
}

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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many logins failed in the window: in all, under names that are users, and from the worst address; or how many sessions
 * never came up for another reason, as where GRE is blocked. UNKNOWN unless the collector is OK.
 *
 * <p>A name is a user's if a session of it came up once, or if it stands in the server's files of secrets.
 *
 * <p>Performance data: {@code failed_total failed ok per_address}, and of failed logins, where the files of secrets could be
 * read, {@code known_failed}. Where an agent elsewhere does not list all, or the log was not read for the whole window, they end
 * before what is not known.
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
            List<Session> listed = span.negotiationFailures();
            List<Session> sessions = listed.stream().filter(whom::isSureOf).toList();
            String doubt = doubt(
                    Doubt.of(span, span.listsNegotiationFailures(), "not all are listed"),
                    listed.size() - sessions.size());
            findings.draw(
                    PerfData.counter("failed_total", snapshot.server().totals().negotiationFailures()));
            count(snapshot, sessions.size(), span, doubt, findings);
            ok(span, findings);
            perAddress(sessions.stream().map(Session::clientAddress), span, doubt, findings);
        } else {
            List<Failure> listed = span.authFailures();
            List<Failure> failures = listed.stream().filter(whom::isSureOf).toList();
            String doubt = doubt(
                    Doubt.of(span, span.listsAuthFailures(), "not all are listed"), listed.size() - failures.size());
            findings.draw(
                    PerfData.counter("failed_total", snapshot.server().totals().authFailures()));
            count(snapshot, failures.size(), span, doubt, findings);
            ok(span, findings);
            perAddress(failures.stream().map(Failure::clientAddress), span, doubt, findings);
            known(snapshot, failures, span, doubt, findings);
        }
        return findings.tell(span.missing()).result().asOf(snapshot);
    }

    private static @Nullable String doubt(@Nullable String ofWindow, int unsure) {
        return ofWindow == null && unsure > 0 ? "whose " + unsure + " of them were is not known" : ofWindow;
    }

    private static void ok(Window span, Findings findings) {
        if (span.listsEnds() && span.isCovered()) {
            findings.draw(PerfData.gauge("ok", span.cameUp().size()));
        } else {
            findings.notDrawn();
        }
    }

    /** @param doubt why there may have been more; null if there were none */
    private void count(Snapshot snapshot, int listed, Window span, @Nullable String doubt, Findings findings) {
        Server.Recent recent = snapshot.server().recent();
        boolean counted = doubt != null && whom.isAll() && recent.window().equals(window);
        int told = negotiations ? recent.negotiationFailures() : recent.authFailures();
        int number = counted ? Math.max(listed, told) : listed;
        String why = counted && span.isCovered() ? null : doubt;
        String noun = negotiations ? "failed negotiation" : "failed login";
        findings.judgeDrawnIfExact(
                PerfData.gauge("failed", number),
                why == null ? number : Double.POSITIVE_INFINITY,
                failed,
                (why == null ? "" : "at least ") + Counted.of(number, noun) + " in "
                        + Elapsed.rough(window.toSeconds()),
                String.valueOf(why));
    }

    private void perAddress(
            Stream<@Nullable String> addresses, Window span, @Nullable String doubt, Findings findings) {
        Most most = Most.of(addresses);
        String nameless = most.nameless() == 0 ? "" : ", " + most.nameless() + " from nobody knows where";
        boolean none = doubt == null && most.most() == 0 && perAddress.none();
        String text =
                none ? "" : "most from one address " + leastOf(span, doubt) + most.count() + most.who() + nameless;
        if (doubt == null) {
            String why = "of " + most.nameless() + " the address is not known";
            findings.judge(PerfData.gauge("per_address", most.count()), most.most(), perAddress, text, why);
        } else {
            findings.notDrawn().judge(most.count(), Double.POSITIVE_INFINITY, perAddress, text, doubt);
        }
    }

    /** What was not read is told of the whole line; what is not listed is told here. */
    private static String leastOf(Window span, @Nullable String doubt) {
        return doubt != null && span.isCovered() ? "at least " : "";
    }

    private void known(
            Snapshot snapshot, List<Failure> failures, Window span, @Nullable String doubt, Findings findings) {
        Set<String> users = snapshot.users().stream()
                .map(User::name)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        int sure = 0;
        int unsure = 0;
        for (Failure failure : failures) {
            String name = failure.user();
            Boolean is = name == null ? null : users.contains(name) ? Boolean.TRUE : isUser.apply(name);
            sure += Boolean.TRUE.equals(is) ? 1 : 0;
            unsure += is == null ? 1 : 0;
        }
        String text = leastOf(span, doubt) + sure + " under names of users"
                + (unsure == 0 ? "" : ", " + unsure + " under names that may be users or not");
        Thresholds judging = known.or(USUAL);
        // Nobody asked: what is not known of those that are listed is said, and is no fault.
        boolean atLeast = known.none() ? !span.isCovered() : doubt != null;
        double most = atLeast ? Double.POSITIVE_INFINITY : known.none() ? sure : sure + unsure;
        String why = doubt == null ? "which names are users is not known of all, see health" : doubt;
        if (secretsRead(snapshot.health().setup()) && doubt == null) {
            findings.judge(PerfData.gauge("known_failed", sure), most, judging, text, why);
        } else {
            findings.notDrawn().judge(sure, most, judging, text, why);
        }
    }

    private static boolean secretsRead(@Nullable Setup setup) {
        return setup != null && (setup.users() > 0 || setup.usersComplete());
    }
}

package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Octets;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Server.Rates;
import io.pptpdmonitor.model.Server.UserRates;
import io.pptpdmonitor.model.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * How many octets a second pass: in from clients, out to them, in total and of the user who has most. UNKNOWN unless the
 * collector is OK, and where they were not measured. Where a part of them could not be seen, what was seen is judged as far
 * as it is certain, and not drawn.
 *
 * <p>Performance data, in octets a second though no unit says so, which Icinga would not know: {@code rate in_rate out_rate},
 * then the counters {@code in out}, and {@code max_user_rate}, where it is known whose they are.
 *
 * @param both in and out together
 * @param perUser in and out together, of one user
 */
public record TrafficCheck(Thresholds both, Thresholds in, Thresholds out, Thresholds perUser) implements Check {

    /** The name in the status line. */
    public static final String NAME = "TRAFFIC";

    private static final String UNSEEN = "the octets of a session are not all known";

    /** Whether it asks whose they are, which the figures alone may not tell. */
    public boolean asksForUsers() {
        return !perUser.none();
    }

    @Override
    public CheckResult check(Snapshot snapshot) {
        String doubt = Doubt.of(snapshot.health());
        if (doubt != null) {
            return CheckResult.unknown(NAME, doubt);
        }
        Rates rates = snapshot.server().rates();
        return rates == null ? CheckResult.unknown(NAME, missing(snapshot)) : judged(rates, snapshot);
    }

    private static String missing(Snapshot snapshot) {
        String blind = snapshot.health().liveViewText();
        return snapshot.health().liveView()
                ? "the traffic was not measured: that begins anew with the agent, and where somebody's octets are not known"
                : "the traffic of now is not to be seen" + (blind.isEmpty() ? "" : ": " + blind);
    }

    private CheckResult judged(Rates rates, Snapshot snapshot) {
        Findings findings = new Findings(NAME);
        boolean whole = rates.whole();
        judge("rate", rates.both(), whole, both, "", findings);
        judge("in_rate", rates.fromClients(), whole, in, "in ", findings);
        judge("out_rate", rates.toClients(), whole, out, "out ", findings);
        Server.Totals totals = snapshot.server().totals();
        if (totals.fromClientOctets() != null && totals.toClientOctets() != null) {
            findings.draw(PerfData.counter("in", totals.fromClientOctets()))
                    .draw(PerfData.counter("out", totals.toClientOctets()));
        } else {
            findings.notDrawn();
        }
        perUser(rates.users(), findings);
        return findings.result();
    }

    private static void judge(
            String label, long rate, boolean whole, Thresholds thresholds, String which, Findings findings) {
        findings.judgeDrawnIfExact(
                PerfData.measured(label, rate, "B"), most(rate, whole), thresholds, which + text(rate, whole), UNSEEN);
    }

    private static double most(long rate, boolean whole) {
        return whole ? rate : Double.POSITIVE_INFINITY;
    }

    private void perUser(@Nullable UserRates users, Findings findings) {
        if (users == null) {
            findings.notKnown(perUser, "whose it is is not known: the agent does not tell");
            return;
        }
        String busiest = users.busiest();
        long most = busiest == null ? 0 : users.of(busiest).both();
        long nameless = users.nameless().both();
        boolean whole = users.whole();
        if (!whole) {
            findings.notDrawn();
        }
        findings.judge(
                PerfData.measured("max_user_rate", most, "B"),
                most(most, whole) + nameless,
                perUser,
                "most " + (busiest == null ? "of one user" : busiest) + " " + text(most, whole),
                whole ? "sessions without a name have " + text(nameless, true) : UNSEEN);
    }

    private static String text(long rate, boolean whole) {
        return (whole ? "" : "at least ") + Octets.DECIMAL.text(rate) + "/s";
    }
}

package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Octets;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Server.Busiest;
import io.pptpdmonitor.model.Server.Rates;
import io.pptpdmonitor.model.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * How many octets a second pass: in from clients, out to them, in total and of the user who has most. UNKNOWN unless the
 * collector is OK, and where they were not measured.
 *
 * <p>Performance data, in octets a second though no unit says so, which Icinga would not know: {@code rate in_rate out_rate
 * max_user_rate}, and the counters {@code in out}; where it is not known who has most, the first three alone.
 *
 * @param both in and out together
 * @param perUser in and out together, of one user
 */
public record TrafficCheck(Thresholds both, Thresholds in, Thresholds out, Thresholds perUser) implements Check {

    /** The name in the status line. */
    public static final String NAME = "TRAFFIC";

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
        judge("rate", rates.both(), both, text(rates.both()), findings);
        judge("in_rate", rates.fromClients(), in, "in " + text(rates.fromClients()), findings);
        judge("out_rate", rates.toClients(), out, "out " + text(rates.toClients()), findings);
        perUser(rates.busiest(), findings);
        Server.Totals totals = snapshot.server().totals();
        if (totals.fromClientOctets() != null && totals.toClientOctets() != null) {
            findings.draw(PerfData.counter("in", totals.fromClientOctets()))
                    .draw(PerfData.counter("out", totals.toClientOctets()));
        }
        return findings.result();
    }

    private static void judge(String label, long rate, Thresholds thresholds, String text, Findings findings) {
        findings.judge(PerfData.measured(label, rate, "B"), thresholds, text);
    }

    private void perUser(@Nullable Busiest busiest, Findings findings) {
        if (busiest == null) {
            findings.notKnown(perUser, "whose it is is not known: an agent elsewhere does not tell");
            return;
        }
        findings.judge(
                PerfData.measured("max_user_rate", busiest.both(), "B"),
                (double) busiest.both() + busiest.nameless(),
                perUser,
                busiest.user() == null
                        ? "most of one user " + text(0)
                        : "most " + busiest.user() + " " + text(busiest.both()),
                "sessions without a name have " + text(busiest.nameless()));
    }

    private static String text(long rate) {
        return Octets.DECIMAL.text(rate) + "/s";
    }
}

package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Counted;
import io.pptpdmonitor.model.Elapsed;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Health.Source;
import io.pptpdmonitor.model.Health.StrayInterfaces;
import io.pptpdmonitor.model.Octets;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Setup;
import io.pptpdmonitor.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether what the other checks look at can be trusted, which they are UNKNOWN without: WARNING while old log is still being
 * read, or where it is ahead of our clock, CRITICAL where it is not read. A log that is silent is no fault.
 *
 * <p>Performance data: {@code age lost}, and as far as they are known {@code unread unnamed_share stray_interfaces}.
 *
 * @param age of the data, in seconds; where none is given, 60 and 300
 * @param lost lines that syslogd or journald dropped; UNKNOWN where a gap may hold more than may be
 * @param unread octets that are there and not read yet
 * @param unnamed sessions without a name, in percent of those that are up
 * @param stray interfaces of pppd that no session has
 * @param noDebug whether debug lines that tell no names are a WARNING
 * @param now by the clock of whoever asks
 */
public record CollectorCheck(
        Thresholds age,
        Thresholds lost,
        Thresholds unread,
        Thresholds unnamed,
        Thresholds stray,
        boolean noDebug,
        Instant now)
        implements Check {

    /** The name in the status line. */
    public static final String NAME = "COLLECTOR";

    private static final Thresholds USUAL = new Thresholds(Range.parse("60"), Range.parse("300"));

    @Override
    public CheckResult check(Snapshot snapshot) {
        Health health = snapshot.health();
        Findings findings = new Findings(NAME);
        String doubt = Doubt.of(health);
        findings.tell(status(health), doubt == null ? "the log is read" : doubt);
        age(snapshot, findings);
        lost(health, findings);
        String ahead = health.clocksAhead().text(snapshot.asOf().toInstant());
        if (!ahead.isEmpty()) {
            findings.tell(Status.WARNING, ahead);
        }
        unread(health, findings);
        if (health.counted()) {
            unnamed(snapshot.server(), findings);
        } else {
            findings.notKnown(unnamed, "how many have no name is not known");
        }
        stray(health, findings);
        debug(health.setup(), findings);
        health.sources().stream()
                .filter(source -> !source.text().isEmpty())
                .forEach(source -> findings.list(source.name() + ": " + source.text()));
        return findings.tell(health.missingNames()).result();
    }

    private static Status status(Health health) {
        return switch (health.status()) {
            case OK -> Status.OK;
            case CATCHING_UP -> Status.WARNING;
            case STALLED, NO_SOURCE, FAILED -> Status.CRITICAL;
        };
    }

    private void age(Snapshot snapshot, Findings findings) {
        long seconds = Math.max(
                0, Duration.between(snapshot.generated().toInstant(), now).toSeconds());
        findings.judge(
                PerfData.measured("age", seconds, "s"), age.or(USUAL), "data " + Elapsed.rough(seconds) + " old");
    }

    /** What was counted, and perhaps more: what stood in a file that is not there any more nobody counts. */
    private void lost(Health health, Findings findings) {
        long lines = health.lostLines();
        boolean gap = health.sources().stream().anyMatch(Source::gap);
        String text = lines == 0 && lost.none() ? "" : Counted.of(lines, "line") + " lost";
        findings.judge(
                PerfData.counter("lost", lines),
                gap ? Double.POSITIVE_INFINITY : lines,
                lost,
                text,
                "health tells of a gap whose lines nobody counted");
    }

    /** A source of the past has nothing to come. */
    private void unread(Health health, Findings findings) {
        List<@Nullable Long> lags = health.sources().stream()
                .filter(source -> source.condition() != Source.Condition.PAST)
                .map(Source::lagOctets)
                .toList();
        if (lags.stream().noneMatch(Objects::isNull)) {
            long octets = lags.stream().mapToLong(lag -> lag == null ? 0 : lag).sum();
            findings.judge(
                    PerfData.measured("unread", octets, "B"),
                    unread,
                    octets == 0 ? "nothing unread" : Octets.DECIMAL.text(octets) + " unread");
        } else {
            findings.notKnown(unread, "how much is unread is not known");
        }
    }

    private void unnamed(Server server, Findings findings) {
        int up = server.activeSessions();
        double percent = up == 0 ? 0 : server.unnamedSessions() * 100.0 / up;
        findings.draw(PerfData.percent("unnamed_share", (long) percent)
                        .thresholds(unnamed.warning(), unnamed.critical()))
                .judge(
                        percent,
                        unnamed,
                        server.unnamedSessions() == 0 && unnamed.none()
                                ? ""
                                : server.unnamedSessions() + " of " + Counted.of(up, "session") + " without a name");
    }

    private void stray(Health health, Findings findings) {
        StrayInterfaces strays = health.strayInterfaces();
        if (strays != null) {
            findings.judge(
                    PerfData.gauge("stray_interfaces", strays.number()),
                    stray,
                    strays.number() == 0 && stray.none() ? "" : strays.text());
        } else {
            findings.notKnown(
                    stray,
                    health.liveView()
                            ? "the agent does not tell of interfaces without a session"
                            : "interfaces are not to be seen: " + health.liveViewText());
        }
    }

    /** pptpd's debug lines never tell a name, and pppd's are not needed where another one does. */
    private void debug(@Nullable Setup setup, Findings findings) {
        if (setup == null || !setup.read()) {
            if (noDebug) {
                findings.tell(Status.UNKNOWN, "whether debug is on is not known");
            }
            return;
        }
        Status status = noDebug ? Status.WARNING : Status.OK;
        if (setup.pptpdDebug() != null) {
            findings.tell(status, "pptpd's debug fills the log for nothing (" + setup.pptpdDebug() + ")");
        }
        if (setup.pppdDebug() != null && (setup.hook() != null || setup.logwtmp() != null)) {
            findings.tell(status, "pppd's debug fills the log, and names come without it (" + setup.pppdDebug() + ")");
        }
    }
}

package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.pptp.Finding;
import io.pptpdmonitor.pptp.ServerAddress;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether pptpd serves: its manager process runs and, where it was asked, its port answers as PPTP does. Where it answers,
 * nobody need see the process. Performance data: {@code time}, of an answer.
 *
 * @param time of the answer in seconds; where neither is given, 1 and 5
 * @param unreachable what it is not to be reached, or to be silent
 * @param asked null where only the process is looked for
 */
public record DaemonCheck(
        Thresholds time, Status unreachable, @Nullable Asked asked) implements Check {

    /** The name in the status line. */
    public static final String NAME = "DAEMON";

    private static final Thresholds USUAL = new Thresholds(Range.parse("1"), Range.parse("5"));

    /** A server that was asked, and what came of it. */
    public record Asked(ServerAddress server, Finding finding) {}

    @Override
    public CheckResult check(Snapshot snapshot) {
        Findings findings = new Findings(NAME);
        process(snapshot, findings);
        if (asked != null) {
            Pool pool = snapshot.health().counted() ? snapshot.server().pool() : new Pool(null, null);
            answer(asked.finding(), asked.server() + " " + asked.finding().text(), pool, findings);
        }
        return findings.result();
    }

    /** Where nothing is known of the server but what came of asking it. */
    public CheckResult alone(Asked alone) {
        Findings findings = new Findings(NAME);
        answer(alone.finding(), alone.server() + " " + alone.finding().text(), new Pool(null, null), findings);
        return findings.result();
    }

    private void process(Snapshot snapshot, Findings findings) {
        String doubt = snapshot.health().status() == CollectorStatus.FAILED ? Doubt.of(snapshot.health()) : null;
        switch (snapshot.server().status()) {
            case UP -> findings.tell(doubt == null ? Status.OK : Status.UNKNOWN, doubt == null ? "pptpd runs" : doubt);
            case DOWN -> findings.tell(Status.CRITICAL, "pptpd does not run");
            case UNKNOWN -> unseen(snapshot.health().liveViewText(), findings);
        }
    }

    private void unseen(String why, Findings findings) {
        if (asked == null) {
            findings.tell(
                    Status.UNKNOWN,
                    "whether pptpd runs cannot be seen from here" + (why.isEmpty() ? "" : " (" + why + ")")
                            + "; ask its port with --probe");
        }
    }

    private void answer(Finding finding, String text, Pool pool, Findings findings) {
        switch (finding.kind()) {
            case ANSWERED -> findings.judge(seconds(finding.time()), time.or(USUAL), text);
            case REJECTED ->
                findings.draw(seconds(finding.time())
                                .thresholds(
                                        time.or(USUAL).warning(), time.or(USUAL).critical()))
                        .tell(Status.CRITICAL, text);
            case NO_PPTP, CLOSED -> findings.tell(Status.CRITICAL, text);
            case SILENT ->
                findings.tell(full(pool) ? Status.WARNING : unreachable, full(pool) ? full(pool, text) : text);
            case UNREACHABLE -> findings.tell(unreachable, text);
            case UNKNOWN_HOST -> findings.tell(Status.UNKNOWN, text);
        }
    }

    private static boolean full(Pool pool) {
        Integer used = pool.used();
        Integer size = pool.size();
        return used != null && size != null && used >= size;
    }

    /** pptpd does not accept anybody then: who calls waits in the kernel's queue. */
    private static String full(Pool pool, String text) {
        return "the pool is FULL (" + pool.used() + " of " + pool.size() + " slots), so " + text;
    }

    private static PerfData seconds(@Nullable Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time == null ? 0 : time.toNanos(), 9);
        return new PerfData("time", seconds.setScale(3, RoundingMode.HALF_UP), "s", null, null, BigDecimal.ZERO, null);
    }
}

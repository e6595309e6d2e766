package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * How many of pptpd's connection slots are taken, in percent and as a number: where none is left, nobody else gets in. UNKNOWN
 * where either is not known. Performance data: {@code pool pool_used}.
 *
 * @param percent of what is used; where neither is given, 80 and 95
 * @param slots of their number
 * @param size how many there are, if that is known better; else null
 */
public record PoolCheck(
        Thresholds percent, Thresholds slots, @Nullable Integer size) implements Check {

    /** The name in the status line. */
    public static final String NAME = "POOL";

    private static final Thresholds USUAL = new Thresholds(Range.parse("80"), Range.parse("95"));

    @Override
    public CheckResult check(Snapshot snapshot) {
        String doubt = Doubt.of(snapshot.health());
        if (doubt != null) {
            return CheckResult.unknown(NAME, doubt);
        }
        Pool told = snapshot.server().pool();
        Pool pool = size == null ? told : new Pool(size, told.used());
        Integer used = pool.used();
        Integer usedPercent = pool.usedPercent();
        if (used == null) {
            return CheckResult.unknown(
                    NAME, "how many slots are taken is not known: there is no line of pptpd in the log");
        }
        if (pool.size() == null || usedPercent == null) {
            return CheckResult.unknown(
                    NAME, "how many slots there are is not known; name it with --size, or see health on pptpd.conf");
        }
        Findings findings = new Findings(NAME);
        findings.judge(
                PerfData.percent("pool", usedPercent),
                slots.equals(Thresholds.NONE) ? percent.or(USUAL) : percent,
                usedPercent + " % of the pool used");
        findings.judge(
                PerfData.gauge("pool_used", used).atMost(pool.size()), slots, used + " of " + pool.size() + " slots");
        return findings.result().asOf(snapshot);
    }
}

package io.pptpdmonitor.nagios;

import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * How many of pptpd's connection slots are taken, in percent and as a number: where none is left, nobody else gets in. UNKNOWN
 * where either is not known; of several hosts the fullest counts, as far as it is certain which that is. Performance data:
 * {@code pool pool_used}, where it is.
 *
 * @param percent of what is used; where neither is given, 80 and 95
 * @param slots of their number
 * @param size how many there are, if that is known better; else null
 */
public record PoolCheck(
        Thresholds percent, Thresholds slots, @Nullable Integer size) implements Check {

    /** The name in the status line. */
    public static final String NAME = "POOL";

    private static final int FULL = 100;
    private static final Thresholds USUAL = new Thresholds(Range.parse("80"), Range.parse("95"));

    @Override
    public CheckResult check(Snapshot snapshot) {
        String doubt = Doubt.of(snapshot.health());
        if (doubt != null) {
            return CheckResult.unknown(NAME, doubt);
        }
        Pool told = snapshot.server().pool();
        Pool fullest = told.fullest();
        if (size == null && fullest != null) {
            return fullerPerhaps(told, fullest).asOf(snapshot);
        }
        Pool pool = size == null
                ? told
                : new Pool(
                        size,
                        told.used() == null ? null : Integer.valueOf(most(told, fullest)),
                        null,
                        told.host(),
                        null);
        Integer used = pool.used();
        Integer usedPercent = pool.usedPercent();
        if (used == null) {
            return CheckResult.unknown(
                    NAME,
                    "how many slots are taken is not known: the log holds no line of pptpd, or not those of all that have"
                            + " one; its past may (--rotate)");
        }
        if (pool.size() == null || usedPercent == null) {
            return CheckResult.unknown(
                    NAME, "how many slots there are is not known; name it with --size, or see health on pptpd.conf");
        }
        Findings findings = new Findings(NAME);
        findings.judge(
                PerfData.percent("pool", usedPercent), ofPercent(), usedPercent + " % of the pool used" + on(pool));
        findings.judge(
                PerfData.gauge("pool_used", used).atMost(pool.size()), slots, used + " of " + pool.size() + " slots");
        return findings.result().asOf(snapshot);
    }

    private Thresholds ofPercent() {
        return slots.equals(Thresholds.NONE) ? percent.or(USUAL) : percent;
    }

    /** One host has slots in use, and may be fuller than the fullest whose size is known. */
    private CheckResult fullerPerhaps(Pool unsized, Pool fullest) {
        Integer usedPercent = fullest.usedPercent();
        int least = usedPercent == null ? 0 : usedPercent;
        int most = most(unsized, fullest);
        String untold =
                "how many slots there are" + on(unsized) + " is not known, " + orNone(unsized.used()) + " are taken";
        return new Findings(NAME)
                .notDrawn()
                .judge(least, FULL, ofPercent(), "at least " + least + " % of the pool used" + on(fullest), untold)
                .judge(most, slots, "most slots taken on one host " + most)
                .result();
    }

    private static String on(Pool pool) {
        return pool.host() == null ? "" : " on " + (pool.host().isEmpty() ? "a host without a name" : pool.host());
    }

    private static int most(Pool one, @Nullable Pool other) {
        return Math.max(orNone(one.used()), other == null ? 0 : orNone(other.used()));
    }

    private static int orNone(@Nullable Integer used) {
        return used == null ? 0 : used;
    }
}

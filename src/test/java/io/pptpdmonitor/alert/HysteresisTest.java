package io.pptpdmonitor.alert;

import static io.pptpdmonitor.alert.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HysteresisTest {

    private static final Instant BEGIN = Instant.parse("2026-11-20T12:00:00Z");

    /** Seconds, values and the levels that they shall have: worked out by hand. */
    @Test
    void waitsForTheHoldInBothDirections() {
        AlertRule rule = rule(Metric.SESSIONS)
                .warning("80")
                .critical("95")
                .clear("75")
                .hold(60)
                .build();
        check(rule, """
            0   50  OK
            10  80  OK
            60  99  OK
            69  99  OK
            70  99  WARNING
            119 99  WARNING
            120 99  CRITICAL
            130 94  CRITICAL
            140 95  CRITICAL
            150 94  CRITICAL
            210 94  WARNING
            220 79  WARNING
            400 76  WARNING
            401 75  WARNING
            430 76  WARNING
            440 75  WARNING
            499 75  WARNING
            500 75  OK
            510 79  OK
            900 79  OK
            """);
    }

    @Test
    void changesAtOnceWithoutHold() {
        AlertRule rule =
                rule(Metric.SESSIONS).warning("80").critical("95").clear("75").build();
        check(rule, """
            0 79 OK
            1 95 CRITICAL
            2 94 WARNING
            3 76 WARNING
            4 75 OK
            5 79 OK
            6 80 WARNING
            """);
    }

    @Test
    void staysCriticalUntilItIsClearWhereThereIsNoWarning() {
        AlertRule rule = rule(Metric.ACTIVE_USERS)
                .below()
                .critical("0")
                .clear("3")
                .hold(10)
                .build();
        check(rule, """
            0  0 OK
            5  1 OK
            6  0 OK
            16 0 CRITICAL
            17 2 CRITICAL
            60 2 CRITICAL
            61 3 CRITICAL
            71 3 OK
            """);
    }

    @Test
    void beginsAnewWhereTheClockWasSetBack() {
        AlertRule rule = rule(Metric.SESSIONS).warning("80").hold(60).build();
        check(rule, """
            100 80 OK
            0   80 OK
            59  80 OK
            60  80 WARNING
            """);
    }

    private static void check(AlertRule rule, String table) {
        Hysteresis judged = new Hysteresis(rule, Level.OK);
        table.lines().forEach(line -> {
            String[] words = line.trim().split(" +", -1);
            Level level = judged.look(
                    Long.parseLong(words[1]), Limits.of(rule, null), BEGIN.plusSeconds(Long.parseLong(words[0])));
            assertThat(level).as(line).isEqualTo(Level.valueOf(words[2]));
        });
    }

    /** Against another way to say it, which looks at all that was before each time. */
    @Test
    void agreesWithALookAtTheWholeHistory() {
        Random random = new Random(7);
        for (int run = 0; run < 3_000; run++) {
            AlertRule rule = anyRule(random);
            Hysteresis judged = new Hysteresis(rule, Level.OK);
            History history = new History(rule);
            long second = 0;
            for (int step = 0; step < 60; step++) {
                second += 1 + random.nextInt(4);
                if (random.nextInt(15) == 0) {
                    judged.interrupted();
                    history.interrupted();
                } else {
                    long value = random.nextInt(12);
                    Level level = judged.look(value, Limits.of(rule, null), BEGIN.plusSeconds(second));
                    assertThat(level).as("%s %s", rule, history).isEqualTo(history.look(second, value));
                }
            }
        }
    }

    private static AlertRule anyRule(Random random) {
        boolean below = random.nextBoolean();
        int first = 4 + random.nextInt(4);
        int second = below ? first - random.nextInt(3) : first + random.nextInt(3);
        int clear = below ? first + 1 + random.nextInt(3) : first - 1 - random.nextInt(3);
        Rules rules = rule(Metric.SESSIONS).hold(random.nextInt(8));
        if (below) {
            rules.below();
        }
        int levels = random.nextInt(3);
        if (levels != 1) {
            rules.warning(Integer.toString(first));
        }
        if (levels != 0) {
            rules.critical(Integer.toString(levels == 1 ? first : second));
        }
        return random.nextBoolean()
                ? rules.build()
                : rules.clear(Integer.toString(clear)).build();
    }

    /** The model: all looks since the last interruption. */
    private static final class History {

        private record Look(long second, long value) {}

        private final AlertRule rule;
        private final boolean below;
        private final List<Look> looks = new ArrayList<>();
        private Level level = Level.OK;

        History(AlertRule rule) {
            this.rule = rule;
            this.below = rule.direction() == Direction.BELOW;
        }

        void interrupted() {
            looks.clear();
        }

        Level look(long second, long value) {
            looks.add(new Look(second, value));
            boolean canBeWarned = rule.warning() != null;
            if (level != Level.CRITICAL && held(v -> beyond(v, rule.critical()))) {
                level = Level.CRITICAL;
            } else if (level == Level.OK && held(v -> beyond(v, rule.warning()))) {
                level = Level.WARNING;
            } else if (level != Level.OK && held(this::isClear)) {
                level = Level.OK;
            } else if (canBeWarned && level == Level.CRITICAL && held(v -> !beyond(v, rule.critical()))) {
                level = Level.WARNING;
            }
            return level;
        }

        private boolean isClear(long value) {
            Threshold clear = rule.clear();
            if (clear == null) {
                return !beyond(value, rule.warning() == null ? rule.critical() : rule.warning());
            }
            return below ? value >= clear.amount() : value <= clear.amount();
        }

        /** Nothing is beyond a threshold that is not there. */
        private boolean beyond(long value, @Nullable Threshold threshold) {
            return threshold != null && (below ? value <= threshold.amount() : value >= threshold.amount());
        }

        /** Whether it was so at every look, back to one that lies a hold ago. */
        private boolean held(java.util.function.LongPredicate holds) {
            long now = looks.get(looks.size() - 1).second;
            for (int i = looks.size() - 1; i >= 0 && holds.test(looks.get(i).value); i--) {
                if (now - looks.get(i).second >= rule.hold().toSeconds()) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return looks.toString();
        }
    }
}

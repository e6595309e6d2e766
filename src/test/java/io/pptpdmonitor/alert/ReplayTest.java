package io.pptpdmonitor.alert;

import static io.pptpdmonitor.alert.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.collect.CollectorSettings;
import io.pptpdmonitor.collect.LatestSnapshot;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.source.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from a log to a receiver: what happened before is told to nobody. */
class ReplayTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final NotifySettings SESSIONS = new NotifySettings(true, 10, Duration.ofSeconds(60), 1000, null);

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final List<Notification> told = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory = Path.of("");

    @Test
    void tellsNothingOfTenThousandSessionsOfThePastAndAllOfNow() throws IOException {
        Path log = directory.resolve("log");
        Files.writeString(log, Past.tenThousandSessions(NOW));
        try (Collector collector = collector(log)) {
            LatestSnapshot latest = new LatestSnapshot(collector, now::get);
            assertThat(latest.get().server().totals().sessions()).isEqualTo(10_000);
            try (AlertWatch watch = watch(latest)) {
                collector.tell(watch::accept);
                beat(latest, watch);
                beat(latest, watch);
                assertThat(watch.board().notifications()).isZero();

                append(log, Past.begin(NOW.plusSeconds(2), 31_000, 7));
                append(log, Past.end(NOW.minusSeconds(3_600), 31_001)); // A line that comes late.
                beat(latest, watch);
                now.set(NOW.plusSeconds(10));
                beat(latest, watch);
                Until.holds("the new one is told", () -> told.size() == 1);
            }
        }
        Notification.OfSession up = (Notification.OfSession) told.get(0);
        assertThat(up.up()).isTrue();
        assertThat(up.number()).isEqualTo(1);
        assertThat(up.session().user()).isEqualTo("user7");
    }

    private static void append(Path log, String lines) throws IOException {
        Files.writeString(log, lines, StandardOpenOption.APPEND);
    }

    private void beat(LatestSnapshot latest, AlertWatch watch) {
        latest.refresh();
        watch.collected();
        watch.beat();
    }

    private Collector collector(Path log) {
        return new Collector(
                new CollectorSettings(
                        List.of(new LogFile(log, List.of(), ZoneOffset.UTC)),
                        null,
                        null,
                        Set.of(Service.PPTP),
                        ZoneOffset.UTC,
                        true),
                now::get);
    }

    private AlertWatch watch(LatestSnapshot latest) {
        List<AlertRule> rules = List.of(
                rule(Metric.SESSION_ENDS).warning("25%").minimum(5).build(),
                rule(Metric.RECONNECTS_PER_USER).warning("3").build(),
                rule(Metric.ACTIVE_USERS).warning("80%").build(),
                rule(Metric.COLLECTOR).build());
        return new AlertWatch(
                new AlertWatch.Settings(rules, SESSIONS, List.of(new Noting()), event -> ""), latest, now::get, null);
    }

    private final class Noting implements Receiver {
        @Override
        public String name() {
            return "nms";
        }

        @Override
        public void tell(Notification notification) {
            told.add(notification);
        }

        @Override
        public void close() {}
    }
}

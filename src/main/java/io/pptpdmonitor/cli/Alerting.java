package io.pptpdmonitor.cli;

import io.pptpdmonitor.alert.AlertBoard;
import io.pptpdmonitor.alert.AlertWatch;
import io.pptpdmonitor.alert.Receiver;
import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.report.AlertEvent;
import io.pptpdmonitor.settings.Configuration;
import io.pptpdmonitor.snmp.PptpdAgent;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the agent judges and whom it tells, as the configuration has it. */
final class Alerting implements AutoCloseable {

    private final Environment environment;
    private final Collector collector;
    private final AlertWatch watch;
    private boolean tellsSessions;

    /**
     * Judges nothing yet, and knows nobody to tell.
     *
     * @param kept the file of the alerts' states; null: they are not kept
     */
    Alerting(
            Configuration configuration,
            Collector collector,
            Supplier<Snapshot> snapshots,
            Environment environment,
            @Nullable Path kept) {
        this.environment = environment;
        this.collector = collector;
        this.watch = new AlertWatch(settings(configuration, List.of()), snapshots, environment.clock(), kept);
    }

    private AlertWatch.Settings settings(Configuration configuration, List<Receiver> receivers) {
        return new AlertWatch.Settings(
                configuration.alerts(),
                configuration.telling(),
                receivers,
                event -> AlertEvent.json(event, environment.zone()));
    }

    AlertBoard board() {
        return watch.board();
    }

    /** Judges from now on, and tells whom the configuration names. */
    void start(Configuration configuration, PptpdAgent agent) {
        configure(configuration, agent);
        watch.start();
    }

    /**
     * Goes on with another configuration; for the thread that collects.
     *
     * @param agent whose notifications they are
     */
    void configure(Configuration configuration, PptpdAgent agent) {
        watch.configure(settings(configuration, agent.receivers(configuration.receivers(), environment.zone())));
        if (configuration.telling().sessions() && !tellsSessions) {
            collector.tell(watch::accept);
            tellsSessions = true;
        }
    }

    /** There is a snapshot of all that was collected; for the thread that collects. */
    void collected() {
        watch.collected();
    }

    /** Judges and tells nothing more. */
    void end() {
        watch.close();
    }

    @Override
    public void close() {
        end();
    }
}

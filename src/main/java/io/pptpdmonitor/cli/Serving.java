package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Reason;
import io.pptpdmonitor.settings.Configuration;
import io.pptpdmonitor.settings.ConfigurationException;
import io.pptpdmonitor.snmp.ListenAddress;
import io.pptpdmonitor.snmp.PptpdAgent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The running agent and its configuration, which is read again at SIGHUP. For one thread. */
final class Serving {

    private final Environment environment;
    private final ConfigurationReading reading;
    private final PptpdAgent agent;
    private final @Nullable KeptEngine engine;
    private final Alerting alerting;
    private final AgentLog log;
    /** What was read first; its source and history are used. */
    private final Configuration first;
    /** That with which it began to serve; null while there was nobody to serve. */
    private @Nullable Configuration served;

    Serving(
            Environment environment,
            ConfigurationReading reading,
            PptpdAgent agent,
            @Nullable KeptEngine engine,
            Alerting alerting,
            AgentLog log,
            Configuration first) {
        this.environment = environment;
        this.reading = reading;
        this.agent = agent;
        this.engine = engine;
        this.alerting = alerting;
        this.log = log;
        this.first = first;
    }

    /** Serves, if there is anybody to serve; nothing is judged yet. */
    void serve() throws IOException {
        serveIfNeeded(first);
    }

    /** Serves likewise, and judges. */
    void begin() throws IOException {
        serve();
        alerting.start(first, agent);
        if (first.agent().access().isEmpty() && !first.agent().listen().isEmpty()) {
            log.warning("there is no user and no community, so nothing is served over SNMP; write a [[user]] into "
                    + reading.file());
        }
    }

    /** Where that fails, nobody is served, and nothing of this configuration is used. */
    private void serveIfNeeded(Configuration wanted) throws IOException {
        boolean anybody = !wanted.agent().access().isEmpty() || wanted.master() != null;
        if (served != null || !anybody) {
            return;
        }
        for (ListenAddress address : agent.start(wanted.agent(), wanted.master())) {
            environment.out().println("listening on " + address);
        }
        environment.out().flush();
        served = wanted;
    }

    /** What is wrong leaves all as it is. */
    void readAgainIfTold() {
        if (!reading.isTold()) {
            return;
        }
        try {
            change(reading.read());
        } catch (IOException | RuntimeException refused) {
            faults(refused).forEach(fault -> environment.say(Priority.ERROR, fault));
            environment.say(Priority.ERROR, "the configuration is not used, the one that was read before stays");
        }
    }

    private static List<String> faults(Exception problem) {
        if (problem instanceof ConfigurationException refused) {
            return refused.faults();
        }
        return List.of(
                problem instanceof IOException ofFile ? Reason.of(ofFile) : String.valueOf(problem.getMessage()));
    }

    /** What may fail comes first. */
    private void change(Configuration later) throws IOException {
        serveIfNeeded(later);
        agent.change(later.agent());
        alerting.configure(later, agent);
        log.level(later.logLevel());
        if (engine != null) {
            engine.use(later);
        }
        List<String> waiting = waiting(later);
        log.info("the configuration was read again"
                + (waiting.isEmpty()
                        ? ""
                        : ", but for " + String.join(", ", waiting) + ", which changes with the next start"));
    }

    /** The keys of which another value is in use. */
    private List<String> waiting(Configuration later) {
        List<String> keys = new ArrayList<>();
        if (served != null) {
            compare("listen", served, later, each -> each.agent().listen(), keys);
            compare("agentx", served, later, each -> Optional.ofNullable(each.master()), keys);
            compare("max_response", served, later, each -> each.agent().maxResponse(), keys);
        }
        compare("history_size", first, later, each -> each.agent().historySize(), keys);
        compare("socket", first, later, Configuration::socket, keys);
        compare("[source]", first, later, Configuration::source, keys);
        return keys;
    }

    private static void compare(
            String key,
            Configuration inUse,
            Configuration later,
            Function<Configuration, Object> value,
            List<String> different) {
        if (!value.apply(inUse).equals(value.apply(later))) {
            different.add(key);
        }
    }
}

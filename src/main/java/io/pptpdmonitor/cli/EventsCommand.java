package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.collect.Follower;
import io.pptpdmonitor.collect.Reason;
import io.pptpdmonitor.model.Event;
import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.report.EventFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pptpd-monitor events}: what happened, one line each; nothing of it is kept. */
@Command(name = "events", description = "What happened, one line each: logins, ends, failures, a full pool.")
final class EventsCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    SourceOptions source = new SourceOptions();

    @Mixin
    TrustedProxies proxies = new TrustedProxies();

    @Option(names = "--follow", description = "Only what happens from now on, as it happens, until interrupted.")
    boolean follow;

    @Option(names = "--all", description = "With --follow: what the log holds already, too.")
    boolean all;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "json|fail2ban",
            converter = FormatConverter.class,
            description = "Format: json (default), or fail2ban: failed logins for the filter in etc/fail2ban.")
    EventFormat format = EventFormat.JSON;

    EventsCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        try (Collector collector = open()) {
            if (all || !follow) {
                collector.tell(this::tell);
            }
            Health health = collector.collect().health();
            if (follow) {
                environment.pause().endInOrder();
            }
            Warnings.of(health, environment);
            if (follow) {
                follow(collector);
            }
            collector.finishTelling();
            return follow ? 0 : Problems.exitCode(health);
        }
    }

    /** What the log holds already has to be read: what was kept of it tells of no events. */
    private Collector open() throws IOException {
        return follow && !all ? source.open(environment, true) : source.openAfresh(environment, follow);
    }

    private void follow(Collector collector) {
        if (!all) {
            collector.tell(this::tell);
        }
        Follower follower = new Follower(collector);
        String trouble = "";
        while (!environment.out().checkError() && environment.pause().await(Follower.BEAT)) {
            trouble = beat(follower, collector, trouble);
        }
    }

    /** Says once what keeps it from reading on; returns that, or "". */
    private String beat(Follower follower, Collector collector, String before) {
        try {
            follower.beat(collector::look);
            return "";
        } catch (IOException e) {
            String trouble = Reason.of(e);
            if (!trouble.equals(before)) {
                environment.complain(trouble);
            }
            return trouble;
        }
    }

    private void tell(Event event) {
        boolean proxied = event instanceof Event.OfLogin login
                && proxies.hold(login.failure().clientAddress());
        if (format == EventFormat.FAIL2BAN && proxied) {
            return;
        }
        try {
            format.write(event, environment.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // A PrintWriter throws none.
        }
    }

    static final class FormatConverter implements ITypeConverter<EventFormat> {
        @Override
        public EventFormat convert(String text) {
            return Choice.of(EventFormat.values(), format -> format.name().toLowerCase(Locale.ROOT))
                    .convert(text);
        }
    }
}

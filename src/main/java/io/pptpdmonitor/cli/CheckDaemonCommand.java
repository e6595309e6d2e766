package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Reason;
import io.pptpdmonitor.config.ServerFiles;
import io.pptpdmonitor.nagios.CheckResult;
import io.pptpdmonitor.nagios.DaemonCheck;
import io.pptpdmonitor.nagios.Status;
import io.pptpdmonitor.pptp.Finding;
import io.pptpdmonitor.pptp.Probe;
import io.pptpdmonitor.pptp.ServerAddress;
import io.pptpdmonitor.pptp.StartReply;
import io.pptpdmonitor.proc.Processes;
import io.pptpdmonitor.snmp.client.AgentAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pptpd-monitor check daemon}. */
@Command(
        name = "daemon",
        abbreviateSynopsis = true,
        description = "Whether pptpd runs, and with --probe whether it answers.")
final class CheckDaemonCommand implements Callable<Integer> {

    /** The rest is for what is known of the server beside that. */
    private static final double SHARE = 0.8;

    /** pptpd takes no name (inet_addr). */
    private static final Pattern LITERAL = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private final Environment environment;

    @Option(
            names = "--probe",
            arity = "0..1",
            paramLabel = "HOST[:PORT]",
            fallbackValue = "",
            description =
                    "Ask for a PPTP control connection, and stop it. Default: this host (with -H that one), port 1723.")
    @Nullable String probe;

    @Mixin
    ThresholdOptions thresholds = new ThresholdOptions();

    @Option(
            names = "--unreachable-state",
            paramLabel = "STATE",
            converter = StateConverter.class,
            description = "What no connection or answer is: critical (default), warning or unknown.")
    Status unreachable = Status.CRITICAL;

    @Mixin
    CheckOptions check = new CheckOptions();

    CheckDaemonCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        String asked = probe;
        if (asked == null) {
            refuseThresholds();
            return check.run(environment, snapshots -> check(null).check(snapshots.figures()));
        }
        ServerAddress server = server(asked);
        return told(new DaemonCheck.Asked(server, ask(server)));
    }

    /** What is known beside that is looked for in the time that is left. */
    private Finding ask(ServerAddress server) throws IOException {
        Duration limit = check.source.agent.timeout;
        long begin = System.nanoTime();
        Work<Finding> work =
                Work.begin("probe", () -> Probe.of(server, Duration.ofMillis((long) (limit.toMillis() * SHARE))));
        if (!work.endsWithin(limit)) {
            throw new IOException(server + " was not looked up within " + limit.toSeconds()
                    + " s; check the name server, or write its address");
        }
        check.source.agent.spent(Duration.ofNanos(System.nanoTime() - begin));
        return work.result();
    }

    private void refuseThresholds() {
        if (thresholds.warning != null || thresholds.critical != null) {
            throw new RefusedOptionsException("-w and -c are of the time that an answer takes; add --probe");
        }
    }

    private ServerAddress server(String text) {
        try {
            return text.isEmpty() ? ofTheSource() : ServerAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedOptionsException("--probe: " + e.getMessage());
        }
    }

    private ServerAddress ofTheSource() {
        AgentAddress agent = check.source.agent.address;
        return new ServerAddress(agent == null ? ofThisHost() : agent.host(), ServerAddress.DEFAULT_PORT);
    }

    /** A pptpd that listens on one address alone is not to be found on the loopback. */
    private String ofThisHost() {
        Path root = check.source.source.root;
        ServerFiles files = new ServerFiles(root);
        files.servedBy(new Processes(root).scan().managers());
        String listen = files.config().listen();
        return listen == null || !LITERAL.matcher(listen).matches() ? "127.0.0.1" : listen;
    }

    /** What else is known of the server is good to know; a station that asks another host knows nothing. */
    private int told(DaemonCheck.Asked asked) throws IOException {
        DaemonCheck daemon = check(asked);
        if (check.source.given() || asked.server().isHere()) {
            try {
                return check.run(environment, snapshots -> verbose(daemon.check(snapshots.figures()), asked));
            } catch (IOException unknown) {
                CheckResult result = verbose(daemon.alone(asked), asked);
                return check.print(environment, check.verbose.length > 0 ? result.with(Reason.of(unknown)) : result);
            }
        }
        return check.print(environment, verbose(daemon.alone(asked), asked));
    }

    private CheckResult verbose(CheckResult result, DaemonCheck.Asked asked) {
        StartReply reply = asked.finding().reply();
        return reply == null || check.verbose.length == 0
                ? result
                : result.with(asked.server() + ": " + reply.described());
    }

    private DaemonCheck check(DaemonCheck.@Nullable Asked asked) {
        return new DaemonCheck(thresholds.thresholds(), unreachable, asked);
    }

    static final class StateConverter implements ITypeConverter<Status> {
        @Override
        public Status convert(String text) {
            return new Choice<Status>()
                    .or("critical", Status.CRITICAL)
                    .or("warning", Status.WARNING)
                    .or("unknown", Status.UNKNOWN)
                    .convert(text);
        }
    }
}

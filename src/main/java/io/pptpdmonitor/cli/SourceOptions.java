package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Checkpoints;
import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.collect.CollectorSettings;
import io.pptpdmonitor.collect.Ownership;
import io.pptpdmonitor.config.ServerFiles;
import io.pptpdmonitor.model.AddressRange;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.proc.LiveHost;
import io.pptpdmonitor.settings.SourceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** Which log is read, and what of this host is joined to it. */
final class SourceOptions {

    /** Whether the log is of this host. */
    enum Live {
        AUTO,
        YES,
        NO
    }

    @Spec(Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "LOG",
            converter = PathConverter.class,
            description =
                    "Log to read, .gz .xz .bz2 .zst too; - is standard input; repeatable. Without it, the journal and "
                            + "the logs below /var/log that pptpd and pppd write to.")
    List<Path> files = new ArrayList<>();

    @Option(
            names = {"-r", "--rotate"},
            description = "Read its rotated past first (LOG.1, LOG.2.gz, LOG-20261122.gz).")
    boolean rotate;

    @Option(
            names = "--wtmp",
            paramLabel = "FILE",
            converter = PathConverter.class,
            description =
                    "Take names from this wtmp where the log has none. Of this host: /var/log/wtmp, if it can be read.")
    @Nullable Path wtmp;

    @Option(
            names = "--live",
            paramLabel = "auto|yes|no",
            converter = LiveConverter.class,
            description = "Whether the log is of this host, whose wtmp, processes and interfaces are then read, too. "
                    + "auto: if no log is named, or all are below /var/log.")
    Live live = Live.AUTO;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            converter = ServiceConverter.class,
            description = "Sessions of pptp (default), l2tp, pppoe, client, unknown or all.")
    Set<Service> services = EnumSet.of(Service.PPTP);

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            converter = ZoneConverter.class,
            description = "Zone of stamps without one. Default: the host's.")
    @Nullable ZoneId zone;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            converter = RootConverter.class,
            description = "Put before /proc, /sys, /run, /var/log, /etc (chroots).")
    Path root = Path.of("/");

    @Option(
            names = "--probes-from",
            paramLabel = "ADDRESS[/LENGTH]",
            converter = NetworkConverter.class,
            description = "A monitoring host that runs check daemon --probe: its control connections that start no call"
                    + " fill no pool, as this host's own; repeatable.")
    List<AddressRange> probesFrom = new ArrayList<>();

    @Mixin
    HostOptions hosts = new HostOptions();

    @Mixin
    StateOption state = new StateOption();

    /** What a configuration says, where the options say nothing else. */
    void otherwise(SourceSettings said) {
        files = files.isEmpty() ? said.files() : files;
        rotate |= said.rotate();
        wtmp = wtmp == null ? said.wtmp() : wtmp;
        zone = zone == null ? said.zone() : zone;
        Boolean ofThisHost = said.live();
        if (ofThisHost != null && !spec.commandLine().getParseResult().hasMatchedOption("--live")) {
            live = ofThisHost ? Live.YES : Live.NO;
        }
        probesFrom = probesFrom.isEmpty() ? said.probesFrom() : probesFrom;
        hosts.otherwise(said.hosts(), said.hostZones(), said.hostAliases());
    }

    /**
     * Opens what the options name, and goes on from what was kept of it, if anything was.
     *
     * @param following whether more is to come
     * @throws IOException with a message for the user
     */
    Collector open(Environment environment, boolean following) throws IOException {
        return open(environment, following, environment::complain);
    }

    /** @param complaints takes what is wrong with what was kept, in sentences for the user */
    Collector open(Environment environment, boolean following, Consumer<String> complaints) throws IOException {
        Logs logs = logs(environment);
        boolean ours = isOfThisHost();
        String of = logs.key() + (wtmp == null ? "" : ", " + wtmp);
        Checkpoints kept = state.checkpoints(root, ours, !files.isEmpty(), of, complaints);
        if (kept == null) {
            logs.expect();
            Collector collector = make(logs, following, rotate, environment, Set::of);
            collector.notKept(state.notKept(root, ours, !files.isEmpty()));
            return collector;
        }
        // Whoever keeps what he has read reads the past once; who may not would do so each time.
        boolean past = rotate || kept.readsPast();
        try {
            return Collector.resumed(kept, () -> make(logs, following, past, environment, kept::sources));
        } catch (IOException | RuntimeException noLog) {
            kept.close();
            throw noLog;
        }
    }

    /** As {@link #open}, from the begin of what the options name. */
    Collector openAfresh(Environment environment, boolean following) throws IOException {
        return make(logs(environment), following, rotate, environment, Set::of);
    }

    private Logs logs(Environment environment) {
        // A kept state knows logs by their names, and goes on with them from wherever it is called.
        return Logs.of(files, root.toAbsolutePath().normalize(), hosts.in(zone == null ? environment.zone() : zone));
    }

    /** @param known the names of the logs that were read before */
    private Collector make(
            Logs logs, boolean following, boolean past, Environment environment, Supplier<Set<String>> known)
            throws IOException {
        boolean ours = isOfThisHost();
        return new Collector(
                new CollectorSettings(
                        logs.open(environment, following, past, known),
                        names(ours),
                        ours ? new LiveHost(root) : null,
                        services,
                        logs.hosts().zone(),
                        following || ours,
                        ours ? new ServerFiles(root) : null,
                        wtmp != null,
                        probesFrom,
                        new Ownership(logs.hosts(), files.isEmpty() || live == Live.YES)),
                environment.clock(),
                environment.nanos());
    }

    /** A copied log must not be judged by the machine that reads it. */
    boolean isOfThisHost() {
        Path logDirectory = root.resolve("var/log").toAbsolutePath().normalize();
        return switch (live) {
            case YES -> true;
            case NO -> false;
            case AUTO ->
                files.stream().allMatch(log -> log.toAbsolutePath().normalize().startsWith(logDirectory));
        };
    }

    private @Nullable Path names(boolean ours) {
        if (wtmp != null) {
            return wtmp;
        }
        return ours ? root.resolve("var/log/wtmp") : null;
    }

    /** An empty name would be the directory that we are in. */
    static final class PathConverter implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            if (text.isEmpty()) {
                throw new TypeConversionException("expected a path, but was ''");
            }
            return Path.of(text);
        }
    }

    /** Below a directory that is not there nobody would be found, and that would look like nobody being there. */
    static final class RootConverter implements ITypeConverter<Path> {
        @Override
        public Path convert(String text) {
            Path root = new PathConverter().convert(text);
            if (!Files.isDirectory(root)) {
                throw new TypeConversionException("expected a directory, but there is none: '" + text + "'");
            }
            return root;
        }
    }

    static final class LiveConverter implements ITypeConverter<Live> {
        @Override
        public Live convert(String text) {
            return new Choice<Live>()
                    .or("auto", Live.AUTO)
                    .or("yes", Live.YES)
                    .or("no", Live.NO)
                    .convert(text);
        }
    }

    static final class ServiceConverter implements ITypeConverter<Set<Service>> {
        @Override
        public Set<Service> convert(String text) {
            return new Choice<Set<Service>>()
                    .or("pptp", EnumSet.of(Service.PPTP))
                    .or("l2tp", EnumSet.of(Service.L2TP))
                    .or("pppoe", EnumSet.of(Service.PPPOE))
                    .or("client", EnumSet.of(Service.CLIENT))
                    .or("unknown", EnumSet.of(Service.UNKNOWN))
                    .or("all", EnumSet.allOf(Service.class))
                    .convert(text);
        }
    }

    static final class ZoneConverter implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String text) {
            try {
                return ZoneId.of(text);
            } catch (java.time.DateTimeException e) {
                throw new TypeConversionException(
                        "expected a zone such as Europe/Riga, UTC or +02:00, but was '" + text + "'");
            }
        }
    }
}

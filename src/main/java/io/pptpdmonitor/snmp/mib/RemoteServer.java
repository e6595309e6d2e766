package io.pptpdmonitor.snmp.mib;

import io.pptpdmonitor.model.Health;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Health.Doubts;
import io.pptpdmonitor.model.Health.Source;
import io.pptpdmonitor.model.Health.StrayInterfaces;
import io.pptpdmonitor.model.NotShown;
import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Wtmp;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The figures of the server and the health of the collector that an agent elsewhere told. */
final class RemoteServer {

    /** What whole seconds and the way here may put between two clocks that agree. */
    private static final Duration AGREEMENT = Duration.ofSeconds(3);

    /** Longer texts may have been cut. */
    private static final int UNCUT = 250;

    private final RemoteRow server;
    private final RemoteRow collector;

    RemoteServer(RemoteRow server, RemoteRow collector) {
        this.server = server;
        this.collector = collector;
    }

    /**
     * What time it is there: by our clock, or, where the agent's differs, by the agent's, so that what it says to be of a
     * minute ago is told so.
     */
    OffsetDateTime there(OffsetDateTime now) {
        OffsetDateTime last = collector.time("pptpdCollectorLastLineTime");
        Long age = collector.number("pptpdCollectorLastLineAge");
        OffsetDateTime theirs = last == null || age == null || age == 0
                ? now
                : last.plusSeconds(age).withOffsetSameInstant(now.getOffset());
        return Duration.between(theirs, now).abs().compareTo(AGREEMENT) <= 0 ? now : theirs;
    }

    /** When the snapshot was made, by that clock. */
    OffsetDateTime generated(OffsetDateTime now) throws UnexpectedValueException {
        return there(now).minusSeconds(collector.needNumber("pptpdCollectorDataAge"));
    }

    /**
     * The moment it speaks of: where the agent sees the server that is now; where it does not, the log may be a copy, and
     * all that is certain is of its last line.
     */
    OffsetDateTime asOf(OffsetDateTime generated) {
        OffsetDateTime last = collector.time("pptpdCollectorLastLineTime");
        boolean seen = Boolean.TRUE.equals(collector.truth("pptpdCollectorLiveView"));
        return seen || last == null || last.isAfter(generated) ? generated : last;
    }

    private CollectorStatus status() throws UnexpectedValueException {
        int number = collector.needChoice("pptpdCollectorStatus");
        return Stream.of(CollectorStatus.values())
                .filter(status -> status.number() == number)
                .findFirst()
                .orElseThrow(() -> new UnexpectedValueException("pptpdCollectorStatus is " + number));
    }

    /** While the log is not read nothing is counted; {@link Health#counted} tells. */
    Server server() throws UnexpectedValueException {
        boolean counted = counted();
        return new Server(
                server.text("pptpdServerName"),
                pptpd(),
                figure("pptpdServerActiveSessions", counted),
                figure("pptpdServerActiveUsers", counted),
                figure("pptpdServerUnnamedSessions", counted),
                figure("pptpdServerStartingSessions", counted),
                figure("pptpdServerMaxSessionsPerUser", counted),
                new Server.Recent(
                        Duration.ofSeconds(figure("pptpdServerRecentWindow", counted)),
                        figure("pptpdServerRecentAuthFailures", counted),
                        null,
                        figure("pptpdServerRecentNegotiationFailures", counted),
                        figure("pptpdServerRecentEnds", counted)),
                figure("pptpdServerPeakSessions", counted),
                server.time("pptpdServerPeakTime"),
                new Server.Totals(
                        total("pptpdServerTotalSessions", counted),
                        total("pptpdServerAuthFailures", counted),
                        total("pptpdServerNegotiationFailures", counted),
                        total("pptpdServerBadConnections", counted),
                        total("pptpdServerPoolExhaustions", counted),
                        server.number("pptpdServerOutOctets"),
                        server.number("pptpdServerInOctets")),
                new Pool(server.count("pptpdServerPoolSize"), server.count("pptpdServerPoolUsed"), null),
                rates(server.number("pptpdServerOutRate"), server.number("pptpdServerInRate")));
    }

    private static Server.@Nullable Rates rates(@Nullable Long toClients, @Nullable Long fromClients) {
        return toClients == null || fromClients == null ? null : new Server.Rates(toClients, fromClients);
    }

    private boolean counted() throws UnexpectedValueException {
        CollectorStatus status = status();
        return status == CollectorStatus.OK || status == CollectorStatus.STALLED;
    }

    private int figure(String name, boolean counted) throws UnexpectedValueException {
        return counted ? server.needCount(name) : 0;
    }

    private long total(String name, boolean counted) throws UnexpectedValueException {
        return counted ? server.needNumber(name) : 0;
    }

    private Server.Status pptpd() throws UnexpectedValueException {
        return switch (server.needChoice("pptpdServerStatus")) {
            case 2 -> Server.Status.UP;
            case 3 -> Server.Status.DOWN;
            default -> Server.Status.UNKNOWN;
        };
    }

    Health health() throws UnexpectedValueException {
        return new Health(
                status(),
                told("pptpdCollectorStatusText"),
                sources(),
                collector.needNumber("pptpdCollectorLines"),
                null,
                collector.needNumber("pptpdCollectorParseErrors"),
                collector.needNumber("pptpdCollectorLostLines"),
                null,
                null,
                Boolean.TRUE.equals(collector.truth("pptpdCollectorLiveView")),
                told("pptpdCollectorLiveViewText"),
                doubts(),
                null,
                null,
                doubts() == null ? null : new Wtmp(null, told("pptpdCollectorNamesText")),
                null,
                strays(),
                collector.time("pptpdCollectorLogBegins"));
    }

    /** Their names are not told. */
    private @Nullable StrayInterfaces strays() throws UnexpectedValueException {
        Integer number = collector.count("pptpdCollectorStrayInterfaces");
        return number == null ? null : new StrayInterfaces(number, null);
    }

    private String told(String text) {
        return Objects.requireNonNullElse(collector.text(text), "");
    }

    /** Null of an agent whose MIB is older. */
    private @Nullable Doubts doubts() {
        Long names = collector.number("pptpdCollectorContradictedNames");
        Long accounts = collector.number("pptpdCollectorFailedAccounts");
        Long stamps = collector.number("pptpdCollectorFutureStamps");
        return names == null || accounts == null || stamps == null ? null : new Doubts(names, accounts, stamps);
    }

    /**
     * What the lists leave out, as far as it is known; null of an agent whose MIB is older.
     *
     * @param listed sessions that were up, or are
     */
    @Nullable NotShown notShown(long listed) throws UnexpectedValueException {
        Long users = collector.number("pptpdCollectorForgottenUsers");
        Long others = collector.number("pptpdCollectorOtherServices");
        if (users == null || others == null || !counted()) {
            return null;
        }
        return new NotShown(Math.max(0, server.needNumber("pptpdServerTotalSessions") - listed), null, users, others);
    }

    private List<Source> sources() {
        String names = collector.text("pptpdCollectorSource");
        if (names == null) {
            return List.of();
        }
        return List.of(new Source(
                kind(names),
                names,
                null,
                collector.number("pptpdCollectorUnreadOctets"),
                collector.time("pptpdCollectorLastLineTime"),
                null,
                told("pptpdCollectorSourceText")));
    }

    private static Source.Kind kind(String names) {
        if (names.contains(", ") || names.length() > UNCUT) {
            return Source.Kind.AGENT;
        }
        return switch (names) {
            case "journal" -> Source.Kind.JOURNAL;
            case "standard input" -> Source.Kind.STANDARD_INPUT;
            default -> Source.Kind.FILE;
        };
    }
}

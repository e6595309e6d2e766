package io.pptpdmonitor.snmp.mib;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.LiveCounters;
import io.pptpdmonitor.model.Negotiation;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sessions and failed logins of the tables that an agent elsewhere told. */
final class RemoteSessions {

    private static final Map<Integer, EndCause> CAUSES =
            Stream.of(EndCause.values()).collect(Collectors.toMap(EndCause::number, cause -> cause));

    /** Tenths and whole seconds are told. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    private final List<Session> sessions = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    RemoteSessions(RemoteTable running, RemoteTable ended, RemoteTable failed) throws UnexpectedValueException {
        for (RemoteRow row : running.rows().toList()) {
            sessions.add(running(row));
        }
        for (RemoteRow row : ended.rows().toList()) {
            sessions.add(ended(row));
        }
        for (RemoteRow row : failed.rows().toList()) {
            sessions.add(failed(row));
            login(row);
        }
        if (sessions.stream().map(Session::number).distinct().count() < sessions.size()) {
            throw new UnexpectedValueException("a session stands in two of the tables");
        }
        failures.sort(Comparator.comparing(Failure::time, OffsetDateTime.timeLineOrder())
                .thenComparing(Failure::session));
    }

    /** In no order. */
    List<Session> sessions() {
        return sessions;
    }

    /** How many of them were up, or are. */
    long cameUp() {
        return sessions.stream().filter(session -> session.state().cameUp()).count();
    }

    /** The oldest first. */
    List<Failure> failures() {
        return failures;
    }

    /** Whether one is told to be up for longer than it can have been at that moment. */
    boolean goOnAfter(OffsetDateTime moment) {
        return sessions.stream()
                .filter(session -> session.state() == State.UP)
                .anyMatch(session -> session.started() != null
                        && session.connectSeconds() != null
                        && session.started()
                                .plusSeconds(session.connectSeconds())
                                .isAfter(moment.plus(ROUNDING)));
    }

    private static Session running(RemoteRow row) throws UnexpectedValueException {
        State state = switch (row.needChoice("pptpdSessionState")) {
            case 1 -> State.STARTING;
            case 2 -> State.UP;
            default -> throw new UnexpectedValueException("pptpdSessionState is of no running session");
        };
        OffsetDateTime started = row.time("pptpdSessionStartTime");
        LiveCounters live = live(row);
        String user = row.user("pptpdSessionUserName");
        return new Session(
                row.number(),
                row.text("pptpdSessionHost"),
                row.count("pptpdSessionPid"),
                null,
                service(row.choice("pptpdSessionService")),
                user,
                null,
                row.text("pptpdSessionClientText"),
                row.text("pptpdSessionAssignedText"),
                null,
                row.text("pptpdSessionIfName"),
                started,
                started != null,
                null,
                null,
                null,
                state,
                null,
                null,
                // As the interface counts them; without it they are of an earlier look.
                traffic(row.number("pptpdSessionOutOctets"), row.number("pptpdSessionInOctets"), live != null),
                state == State.UP ? row.number("pptpdSessionConnectTime") : null,
                encryption(row.choice("pptpdSessionEncryption")),
                live,
                null,
                // Nothing else tells it there.
                state == State.STARTING && user != null ? Negotiation.AUTHORIZED : null);
    }

    private static Session ended(RemoteRow row) throws UnexpectedValueException {
        State state = switch (row.needChoice("pptpdHistoryState")) {
            case 3 -> State.CLOSED;
            case 4 -> State.LOST;
            default -> throw new UnexpectedValueException("pptpdHistoryState is of no session that was up");
        };
        OffsetDateTime started = row.time("pptpdHistoryStartTime");
        return new Session(
                row.number(),
                row.text("pptpdHistoryHost"),
                null,
                null,
                Service.UNKNOWN,
                row.user("pptpdHistoryUserName"),
                null,
                row.text("pptpdHistoryClientText"),
                row.text("pptpdHistoryAssignedText"),
                null,
                row.text("pptpdHistoryIfName"),
                started,
                started != null,
                null,
                row.needTime("pptpdHistoryEndTime"),
                null,
                state,
                cause(row.needChoice("pptpdHistoryCause")),
                row.text("pptpdHistoryText"),
                traffic(
                        row.number("pptpdHistoryOutOctets"),
                        row.number("pptpdHistoryInOctets"),
                        Objects.requireNonNullElse(row.truth("pptpdHistoryOctetsExact"), false)),
                row.number("pptpdHistoryConnectTime"),
                null,
                null,
                null,
                null);
    }

    private static Session failed(RemoteRow row) throws UnexpectedValueException {
        return new Session(
                row.number(),
                row.text("pptpdFailureHost"),
                null,
                null,
                Service.UNKNOWN,
                null,
                null,
                row.text("pptpdFailureClientText"),
                null,
                null,
                null,
                null,
                false,
                null,
                row.needTime("pptpdFailureTime"),
                null,
                State.FAILED,
                cause(row.needChoice("pptpdFailureCause")),
                row.text("pptpdFailureText"),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** A session that failed for another reason, and told no name, was no login. */
    private void login(RemoteRow row) throws UnexpectedValueException {
        String user = row.user("pptpdFailureUserName");
        if (user != null || row.needChoice("pptpdFailureCause") == EndCause.AUTH_FAILED.number()) {
            failures.add(new Failure(
                    row.needTime("pptpdFailureTime"),
                    row.number(),
                    row.text("pptpdFailureHost"),
                    null,
                    user,
                    row.text("pptpdFailureClientText"),
                    null));
        }
    }

    private static @Nullable LiveCounters live(RemoteRow row) throws UnexpectedValueException {
        Long to = row.number("pptpdSessionOutPackets");
        Long from = row.number("pptpdSessionInPackets");
        Integer index = row.choice("pptpdSessionIfIndex");
        return to == null || from == null ? null : new LiveCounters(index == null ? 0 : index, to, from, losses(row));
    }

    /** None of an agent whose pptpdSessionTable ends at column 21. */
    private static LiveCounters.@Nullable Losses losses(RemoteRow row) {
        Long outErrors = row.number("pptpdSessionOutErrors");
        Long inErrors = row.number("pptpdSessionInErrors");
        Long outDiscards = row.number("pptpdSessionOutDiscards");
        Long inDiscards = row.number("pptpdSessionInDiscards");
        return outErrors == null || inErrors == null || outDiscards == null || inDiscards == null
                ? null
                : new LiveCounters.Losses(outErrors, inErrors, outDiscards, inDiscards);
    }

    private static @Nullable Traffic traffic(@Nullable Long toClient, @Nullable Long fromClient, boolean exact) {
        return toClient == null || fromClient == null ? null : new Traffic(toClient, fromClient, exact);
    }

    /** RADIUS knows causes that none of ours is. */
    private static EndCause cause(int number) {
        return CAUSES.getOrDefault(number, EndCause.UNKNOWN);
    }

    private static Service service(@Nullable Integer number) {
        return switch (Objects.requireNonNullElse(number, 1)) {
            case 2 -> Service.PPTP;
            case 3 -> Service.L2TP;
            case 4 -> Service.PPPOE;
            case 5 -> Service.CLIENT;
            default -> Service.UNKNOWN;
        };
    }

    private static @Nullable String encryption(@Nullable Integer number) {
        return switch (Objects.requireNonNullElse(number, 1)) {
            case 2 -> "none";
            case 3 -> "mppe-40";
            case 4 -> "mppe-56";
            case 5 -> "mppe-128";
            default -> null;
        };
    }
}

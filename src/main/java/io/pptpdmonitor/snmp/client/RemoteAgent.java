package io.pptpdmonitor.snmp.client;

import io.pptpdmonitor.alert.AlertBoard;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.snmp.mib.RemoteMib;
import io.pptpdmonitor.snmp.mib.UnexpectedValueException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/**
 * An agent elsewhere that serves PPTPD-MONITOR-MIB, as a source of snapshots; {@link RemoteMib} says what such a snapshot
 * does not know. What it sends is not believed: it is read in bounded time and memory, and whatever is not in order ends
 * in an {@link AgentException}. For one thread.
 */
public final class RemoteAgent {

    /** A busy server's tables change every second; to be read between two changes takes some tries. */
    private static final int TRIES = 5;

    /** So many values and their OIDs fit into a packet that is not cut into pieces on the way. */
    private static final int SCALARS_AT_ONCE = 20;

    private final AgentAddress address;
    private final Credentials credentials;
    private final Patience patience;
    private final InstantSource clock;
    private final ZoneId zone;
    private Duration ahead = Duration.ZERO;

    public RemoteAgent(
            AgentAddress address, Credentials credentials, Patience patience, InstantSource clock, ZoneId zone) {
        this.address = address;
        this.credentials = credentials;
        this.patience = patience;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * How long one waits for an agent.
     *
     * @param timeout within which everything must have come
     * @param retries how often a request is sent again that nobody answers
     */
    public record Patience(Duration timeout, int retries) {}

    /**
     * The figures of the server and the collector alone, in a few packets; the snapshot lists nobody.
     *
     * @throws AgentException if they cannot be had
     */
    public Snapshot figures() throws AgentException {
        try (Requests requests = open()) {
            RemoteMib mib = scalars(requests);
            try {
                ahead = ahead(mib);
                return mib.figures(now());
            } catch (UnexpectedValueException e) {
                throw requests.wrong(e.getMessage());
            }
        }
    }

    /** How far its clock was ahead of ours at the last look; less than nothing where it is behind. */
    public Duration ahead() {
        return ahead;
    }

    private Duration ahead(RemoteMib mib) {
        OffsetDateTime here = now();
        return Duration.between(here, mib.there(here));
    }

    /**
     * All that it tells, as of one moment: while its tables change it is read again.
     *
     * @throws AgentException if it cannot be had
     */
    public Snapshot snapshot() throws AgentException {
        try (Requests requests = open()) {
            String doubt = "its tables changed during each of " + TRIES + " readings";
            for (int i = 0; i < TRIES; i++) {
                RemoteMib mib = scalars(requests);
                if (!mib.tablesShown()) {
                    throw requests.refused("does not show who is on the server; take a user whose view holds that");
                }
                readTables(requests, mib);
                if (unchanged(mib, scalars(requests))) {
                    try {
                        ahead = ahead(mib);
                        return mib.snapshot(now());
                    } catch (UnexpectedValueException e) {
                        doubt = e.getMessage(); // What came up meanwhile changes no row.
                    }
                }
            }
            throw requests.wrong(doubt);
        }
    }

    /**
     * The alerts that it judges.
     *
     * @throws AgentException if they cannot be had
     */
    public AlertBoard alerts() throws AgentException {
        try (Requests requests = open()) {
            RemoteMib mib = new RemoteMib();
            for (VariableBinding told : requests.get(mib.alertScalars())) {
                if (!told.isException()) {
                    accept(mib, told, requests);
                }
            }
            new TableWalk(requests, mib.alertTable()).walk(told -> accept(mib, told, requests));
            AlertBoard board = alerts(mib, requests);
            if (board == null) {
                throw requests.refused("does not show its alerts; take a user whose view holds them");
            }
            return board;
        }
    }

    private static @Nullable AlertBoard alerts(RemoteMib mib, Requests requests) throws AgentException {
        try {
            return mib.alerts();
        } catch (UnexpectedValueException e) {
            throw requests.wrong(e.getMessage());
        }
    }

    private static RemoteMib scalars(Requests requests) throws AgentException {
        RemoteMib mib = new RemoteMib();
        List<OID> wanted = mib.scalars();
        for (int from = 0; from < wanted.size(); from += SCALARS_AT_ONCE) {
            List<OID> some = wanted.subList(from, Math.min(wanted.size(), from + SCALARS_AT_ONCE));
            for (VariableBinding told : requests.get(some)) {
                if (!told.isException()) {
                    accept(mib, told, requests);
                }
            }
        }
        if (!mib.told()) {
            throw requests.refused("answers, but not for PPTPD-MONITOR-MIB; is it another agent, or does its view leave"
                    + " that out?");
        }
        return mib;
    }

    private static void readTables(Requests requests, RemoteMib mib) throws AgentException {
        for (List<OID> table : mib.tables()) {
            new TableWalk(requests, table).walk(told -> accept(mib, told, requests));
        }
    }

    private static void accept(RemoteMib mib, VariableBinding told, Requests requests) throws AgentException {
        try {
            mib.accept(told.getOid(), told.getVariable());
        } catch (UnexpectedValueException e) {
            throw requests.wrong(e.getMessage());
        }
    }

    /** No row came or went, and the agent did not begin anew. */
    private static boolean unchanged(RemoteMib before, RemoteMib after) {
        Long begun = before.upTime();
        Long ended = after.upTime();
        return Objects.equals(before.tablesLastChange(), after.tablesLastChange())
                && (begun == null || ended == null || ended >= begun);
    }

    private Requests open() throws AgentException {
        return new Requests(address, credentials, patience);
    }

    private OffsetDateTime now() {
        return clock.instant().atZone(zone).toOffsetDateTime();
    }
}

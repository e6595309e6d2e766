package io.pptpdmonitor.snmp.client;

import io.pptpdmonitor.snmp.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.snmp4j.PDU;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * The requests of one reading, one after the other, and their answers: within a time, and no more of them than the largest
 * server has.
 */
final class Requests implements AutoCloseable {

    /** A hundred thousand sessions and as many users are three millions. */
    private static final int MOST_VALUES = 4_000_000;

    private static final long MOST_OCTETS = 192L << 20;

    /** Of 21 columns these are 7 KB, which a network may cut into pieces and lose; then single rows do. */
    private static final int ROWS = 10;

    private static final int ROWS_OF_A_STREAM = 25;

    private final AgentAddress address;
    private final CommandGenerator generator;
    private final int retries;
    private final Duration patience;
    private final long deadline;
    private int rows;
    private int values;
    private long octets;

    Requests(AgentAddress address, Credentials credentials, RemoteAgent.Patience patience) throws AgentException {
        this.address = address;
        this.patience = patience.timeout();
        this.deadline = System.nanoTime() + patience.timeout().toNanos();
        this.retries = patience.retries();
        this.rows = address.transport() == Transport.TCP ? ROWS_OF_A_STREAM : ROWS;
        this.generator = CommandGenerator.of(address, credentials, patience.timeout());
    }

    @Override
    public void close() {
        generator.close();
    }

    /** The values of those instances in their order; an exception of SNMPv2 stands for what there is none of. */
    List<VariableBinding> get(List<OID> instances) throws AgentException {
        PDU answer = send(PDU.GET, instances, 0, retries);
        if (answer.getErrorStatus() == PDU.tooBig && instances.size() > 1) {
            int half = instances.size() / 2;
            List<VariableBinding> all = new ArrayList<>(get(instances.subList(0, half)));
            all.addAll(get(instances.subList(half, instances.size())));
            return all;
        }
        List<VariableBinding> told = told(answer, instances.size());
        for (int i = 0; i < instances.size(); i++) {
            if (told.size() != instances.size() || !told.get(i).getOid().equals(instances.get(i))) {
                throw wrong("it answers what was not asked");
            }
        }
        return told;
    }

    /** What follows those OIDs, side by side, as a GETBULK tells it; as much as comes in one answer. */
    List<VariableBinding> bulk(List<OID> after) throws AgentException {
        PDU answer = rows == 1 ? send(PDU.GETBULK, after, 1, retries) : many(after);
        if (answer.getErrorStatus() == PDU.tooBig && after.size() > 1) {
            List<OID> some = after.subList(0, after.size() / 2);
            rows = 1;
            return bulk(some);
        }
        return told(answer, after.size() * rows);
    }

    private PDU many(List<OID> after) throws AgentException {
        try {
            return send(PDU.GETBULK, after, rows, 0);
        } catch (AgentException.NoAnswer e) {
            rows = 1;
            return send(PDU.GETBULK, after, rows, retries);
        }
    }

    private PDU send(int type, List<OID> oids, int repetitions, int moreTries) throws AgentException {
        PDU request = generator.request();
        request.setType(type);
        oids.forEach(oid -> request.add(new VariableBinding(oid)));
        if (type == PDU.GETBULK) {
            request.setMaxRepetitions(repetitions);
        }
        CompletableFuture<PDU> answer = generator.send(request, share(), moreTries);
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw generator.noAnswer();
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AgentException("interrupted while waiting for " + address, e);
        }
    }

    /** Of the time, for each try. */
    private Duration share() {
        Duration share = patience.dividedBy(retries + 1L);
        return share.isZero() ? Duration.ofMillis(1) : share;
    }

    private AgentException failure(Throwable cause) {
        if (cause instanceof AgentException known) {
            return known;
        }
        return new AgentException("cannot ask " + address + ": " + cause.getMessage(), cause);
    }

    private List<VariableBinding> told(PDU answer, int most) throws AgentException {
        switch (answer.getErrorStatus()) {
            case PDU.noError -> {}
            case PDU.authorizationError, PDU.noAccess ->
                throw refused("does not let us read; take another level (-L), or a user whose view allows it");
            case PDU.genErr -> throw refused("failed to answer (genErr); its own log says why");
            default -> throw wrong("its answer is the error " + answer.getErrorStatusText());
        }
        List<? extends VariableBinding> told = answer.getVariableBindings();
        if (told.size() > most) {
            throw wrong("it answers more than was asked");
        }
        for (VariableBinding each : told) {
            count(each.getOid(), each.getVariable());
        }
        return List.copyOf(told);
    }

    private void count(OID oid, Variable value) throws AgentException {
        values++;
        octets += oid.size() + (value instanceof OctetString text ? text.length() : Long.BYTES);
        if (values > MOST_VALUES || octets > MOST_OCTETS) {
            throw wrong("its tables do not end: it told " + values + " values");
        }
    }

    /** What it says cannot be. */
    AgentException wrong(String what) {
        return new AgentException(
                "the agent at " + address + " is not to be believed: " + what + "; is it an agent of pptpd-monitor?");
    }

    /** It does not tell. */
    AgentException refused(String what) {
        return new AgentException("the agent at " + address + " " + what);
    }
}

package io.pptpdmonitor.snmp;

import io.pptpdmonitor.snmp.mib.LatestView;
import io.pptpdmonitor.snmp.mib.Scope;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.agent.CommandProcessor;
import org.snmp4j.agent.mo.snmp.CoexistenceInfo;
import org.snmp4j.event.CounterEvent;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/**
 * Answers each request from the one view that was the latest when it came, as much of it as the sender may see.
 *
 * <p>The request handlers of SNMP4J-Agent are not used: they look every binding up on its own, so that one answer
 * could mix snapshots, and measure the whole response once per binding, so that one GETBULK of 400 octets keeps a
 * thread busy for minutes.
 */
final class SnapshotProcessor extends CommandProcessor {

    private static final Logger LOG = Logger.getLogger(SnapshotProcessor.class.getName());
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final OctetString engineId;
    private final Supplier<LatestView.Versions> views;
    private final AccessControl access;
    private final int maxResponse;
    /** When a failure may be told again, by System.nanoTime. */
    private final AtomicLong tellAgain = new AtomicLong(System.nanoTime());

    /** @param engineId of this agent, in which alone there are contexts */
    SnapshotProcessor(
            OctetString engineId,
            Supplier<LatestView.Versions> views,
            AccessControl access,
            int maxResponse,
            Counters counters) {
        super(engineId);
        this.engineId = engineId;
        this.views = views;
        this.access = access;
        this.maxResponse = maxResponse;
        setCoexistenceProvider(access);
        addCounterListener(counters);
    }

    /** SNMP4J drops what is for contexts of another engine, and counts it where only replies without room belong. */
    @Override
    public <A extends Address> void processPdu(CommandResponderEvent<A> command) {
        if (command.getPDU() instanceof ScopedPDU scoped
                && !scoped.getContextEngineID().equals(engineId)) {
            command.setProcessed(true);
            send(command, unknown(scoped, SnmpConstants.snmpUnknownPDUHandlers));
        } else {
            super.processPdu(command);
        }
    }

    @Override
    protected <A extends Address> void dispatchCommand(CommandResponderEvent<A> command, CoexistenceInfo sender) {
        boolean contextless = !(command.getPDU() instanceof ScopedPDU scoped)
                || scoped.getContextName().length() == 0;
        send(
                command,
                contextless
                        ? answer(command, sender)
                        : unknown((ScopedPDU) command.getPDU(), SnmpConstants.snmpUnknownContexts));
    }

    private <A extends Address> void send(CommandResponderEvent<A> command, @Nullable PDU response) {
        if (response != null) {
            sendResponse(command, response);
        }
    }

    private @Nullable PDU answer(CommandResponderEvent<?> command, CoexistenceInfo sender) {
        boolean version3 = command.getMessageProcessingModel() == SnmpConstants.version3;
        Scope scope = version3
                ? access.ofUser(new OctetString(command.getSecurityName()), command.getSecurityLevel())
                : access.ofCommunity(sender);
        if (scope == null) {
            return version3 ? Responder.failed(command.getPDU(), PDU.authorizationError, 0) : null;
        }
        return answer(command, scope);
    }

    private @Nullable PDU answer(CommandResponderEvent<?> command, Scope scope) {
        boolean version1 = command.getMessageProcessingModel() == SnmpConstants.version1;
        PDU request = command.getPDU();
        if (request.getType() == PDU.SET && command.getMessageProcessingModel() != SnmpConstants.version3) {
            fireIncrementCounter(new CounterEvent(this, SnmpConstants.snmpInBadCommunityUses));
        }
        try {
            LatestView.Versions view = views.get();
            Responder responder = new Responder(version1 ? view.version1(scope) : view.version2(scope), version1);
            return responder.answer(request, Math.min(command.getMaxSizeResponsePDU(), maxResponse));
        } catch (RuntimeException e) {
            tell(e);
            return Responder.failed(request, PDU.genErr, 0);
        }
    }

    /** Once a minute: whoever can make one request fail can make a million fail. */
    private void tell(RuntimeException e) {
        long now = System.nanoTime();
        long due = tellAgain.get();
        if (now - due >= 0 && tellAgain.compareAndSet(due, now + MINUTE_NANOS)) {
            LOG.log(Level.WARNING, e, () -> "a request was answered with genErr: " + e.getMessage());
        }
    }

    /**
     * There is the default context of this engine and no other: RFC 3412, 4.2.2.1 and RFC 3413, 3.2.
     *
     * @param counter of what is not known
     * @return the report; null to what wants no answer
     */
    private @Nullable PDU unknown(ScopedPDU request, OID counter) {
        CounterEvent counted = new CounterEvent(this, counter);
        fireIncrementCounter(counted);
        if (!request.isConfirmedPdu()) {
            return null;
        }
        ScopedPDU report = new ScopedPDU();
        report.setType(PDU.REPORT);
        report.setContextEngineID(request.getContextEngineID());
        report.setContextName(request.getContextName());
        report.setRequestID(request.getRequestID());
        report.add(new VariableBinding(counted.getOid(), counted.getCurrentValue()));
        return report;
    }
}

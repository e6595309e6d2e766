package io.pptpdmonitor.snmp;

import io.pptpdmonitor.snmp.mib.LatestView;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.PDU;
import org.snmp4j.agent.CommandProcessor;
import org.snmp4j.agent.mo.snmp.CoexistenceInfo;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Address;

/**
 * Answers each request from the one view that was the latest when it came.
 *
 * <p>The request handlers of SNMP4J-Agent are not used: they look every binding up on its own, so that one answer
 * could mix snapshots, and measure the whole response once per binding, so that one GETBULK of 400 octets keeps a
 * thread busy for minutes.
 */
final class SnapshotProcessor extends CommandProcessor {

    private static final Logger LOG = Logger.getLogger(SnapshotProcessor.class.getName());

    private final Supplier<LatestView.Versions> views;

    SnapshotProcessor(Supplier<LatestView.Versions> views, String community) {
        super(MPv3.LOCAL_ENGINE_ID);
        this.views = views;
        setCoexistenceProvider(new ReadCommunity(community));
    }

    @Override
    protected <A extends Address> void dispatchCommand(CommandResponderEvent<A> command, CoexistenceInfo community) {
        PDU response = answer(command);
        if (response != null) {
            sendResponse(command, response);
        }
    }

    private @Nullable PDU answer(CommandResponderEvent<?> command) {
        boolean version1 = command.getMessageProcessingModel() == SnmpConstants.version1;
        PDU request = command.getPDU();
        try {
            LatestView.Versions view = views.get();
            Responder responder = new Responder(version1 ? view.version1() : view.version2(), version1);
            return responder.answer(request, command.getMaxSizeResponsePDU());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "a request was answered with genErr: " + e.getMessage());
            return Responder.failed(request, PDU.genErr, 0);
        }
    }
}

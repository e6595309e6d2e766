package io.pptpdmonitor.snmp;

import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.snmp.mib.LatestView;
import io.pptpdmonitor.snmp.mib.Refresher;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * The SNMP agent: serves PPTPD-MONITOR-MIB and the head of the system group over SNMPv1 and v2c, read-only. Writes no
 * file and no output; its threads, one for each address and one that makes the tables, are daemons.
 *
 * <p>Each request is answered from one snapshot, the latest of which the tables are made. The supplier is called by the
 * thread that makes them, and by {@link #start}; however long it takes, requests are answered from the snapshot before.
 * Where it throws, managers get genErr.
 *
 * <p>An agent is started once.
 */
public final class PptpdAgent implements AutoCloseable {

    private static final long NANOS_PER_TICK = 10_000_000;

    private final AgentSettings settings;
    private final List<DefaultUdpTransportMapping> transports = new ArrayList<>();
    private final Refresher refresher;
    private final LatestView views;
    private volatile long startNanos;
    private boolean started;

    /** @param clock the time of day, against which the ages of the data are told */
    public PptpdAgent(AgentSettings settings, Supplier<Snapshot> snapshots, InstantSource clock) {
        this.settings = settings;
        this.views = new LatestView(snapshots, settings.historySize(), clock, this::upTime);
        this.refresher = new Refresher(views);
    }

    /**
     * Listens and answers from now on; sysUpTime begins.
     *
     * @return the addresses in the order of the settings, with the ports that were taken
     * @throws ListenException if it cannot listen on one of them; then it listens on none
     */
    public synchronized List<ListenAddress> start() throws IOException {
        if (started) {
            throw new IllegalStateException("an agent is started once");
        }
        started = true;
        startNanos = System.nanoTime();
        try {
            for (ListenAddress address : settings.listen()) {
                transports.add(bound(address));
            }
            refresher.start();
            serve(dispatcher());
            return transports.stream().map(PptpdAgent::address).toList();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The supplier may have a newer snapshot; without this it is noticed within a second. Returns without waiting. */
    public void refresh() {
        refresher.look();
    }

    /** Gives the ports back and ends the threads; returns when both are gone. */
    @Override
    public synchronized void close() throws IOException {
        for (DefaultUdpTransportMapping transport : transports) {
            transport.close();
        }
        transports.clear();
        refresher.close();
    }

    private long upTime() {
        return (System.nanoTime() - startNanos) / NANOS_PER_TICK;
    }

    private static DefaultUdpTransportMapping bound(ListenAddress address) throws ListenException {
        try {
            return new DefaultUdpTransportMapping(new UdpAddress(address.address(), address.port()));
        } catch (IOException e) {
            throw ListenException.of(address, e);
        }
    }

    private MessageDispatcher dispatcher() {
        MessageDispatcher dispatcher = new MessageDispatcherImpl();
        dispatcher.addMessageProcessingModel(new MPv1());
        dispatcher.addMessageProcessingModel(new MPv2c());
        dispatcher.addCommandResponder(new SnapshotProcessor(views::current, settings.community()));
        return dispatcher;
    }

    private void serve(MessageDispatcher dispatcher) throws IOException {
        for (DefaultUdpTransportMapping transport : transports) {
            dispatcher.addTransportMapping(transport);
            transport.addTransportListener(dispatcher);
            transport.listen();
        }
    }

    private static ListenAddress address(DefaultUdpTransportMapping transport) {
        UdpAddress address = transport.getListenAddress();
        return new ListenAddress(address.getInetAddress(), address.getPort());
    }
}

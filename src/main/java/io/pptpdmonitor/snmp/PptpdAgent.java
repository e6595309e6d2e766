package io.pptpdmonitor.snmp;

import io.pptpdmonitor.alert.AlertBoard;
import io.pptpdmonitor.alert.Receiver;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.snmp.agentx.AgentxSubagent;
import io.pptpdmonitor.snmp.agentx.MasterAddress;
import io.pptpdmonitor.snmp.mib.LatestView;
import io.pptpdmonitor.snmp.mib.Node;
import io.pptpdmonitor.snmp.mib.Refresher;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

/**
 * The SNMP agent: serves PPTPD-MONITOR-MIB and the head of the system group over SNMPv3, and over v1 and v2c to those who
 * have a community, read-only. Writes no file and no output; its threads, one for each address and one that makes the
 * tables, are daemons.
 *
 * <p>Each request is answered from one snapshot, the latest of which the tables are made. The supplier is called by the
 * thread that makes them, and by {@link #start}; however long it takes, requests are answered from the snapshot before.
 * Where it throws, managers get genErr.
 *
 * <p>An agent is started once; where that failed, it may be tried again. sysUpTime begins with the object.
 */
public final class PptpdAgent implements AutoCloseable {

    private static final long NANOS_PER_TICK = 10_000_000;

    private volatile AgentSettings told;
    private final @Nullable EngineIdentity engine;
    private final Counters counters = new Counters();
    private final AccessControl access = new AccessControl();
    private final @Nullable UserSecurity users;
    private final Sockets sockets = new Sockets();
    private final LatestView views;
    private final long startNanos = System.nanoTime();
    private @Nullable AgentxSubagent subagent;
    /** Null until it is started. */
    private volatile @Nullable Refresher refresher;

    /**
     * @param engine null: no SNMPv3
     * @param alerts their states, for the tables
     * @param clock the time of day, against which the ages of the data are told
     */
    public PptpdAgent(
            AgentSettings settings,
            @Nullable EngineIdentity engine,
            Supplier<Snapshot> snapshots,
            Supplier<AlertBoard> alerts,
            InstantSource clock) {
        this.told = settings;
        this.engine = engine;
        this.users = engine == null ? null : new UserSecurity(engine, counters);
        this.views = new LatestView(snapshots, alerts, settings.historySize(), clock, this::upTime, new Self());
        change(settings);
    }

    /** One that judges no alerts. */
    public PptpdAgent(
            AgentSettings settings,
            @Nullable EngineIdentity engine,
            Supplier<Snapshot> snapshots,
            InstantSource clock) {
        this(settings, engine, snapshots, () -> AlertBoard.EMPTY, clock);
    }

    /** An agent without SNMPv3. */
    public PptpdAgent(AgentSettings settings, Supplier<Snapshot> snapshots, InstantSource clock) {
        this(settings, null, snapshots, clock);
    }

    /**
     * From now on those of these settings may read, and nobody else, and contact and location are theirs. The rest counts
     * from the next start on. sysUpTime goes on.
     */
    public void change(AgentSettings later) {
        if (users != null) {
            users.admit(later.access().users());
        }
        access.admit(later.access());
        told = later;
    }

    /**
     * The ways to recipients of notifications, and to the AgentX master if there is one. The notifications are this agent's:
     * sysUpTime is told in them, and SNMPv3 traps are of its engine and its users.
     *
     * @param zone in which moments are told
     */
    public synchronized List<Receiver> receivers(List<Recipient> recipients, ZoneId zone) {
        List<Receiver> receivers = new ArrayList<>();
        for (Recipient recipient : recipients) {
            receivers.add(new SnmpReceiver(recipient, users, this::upTime, zone));
        }
        if (subagent != null) {
            receivers.add(new MasterReceiver(subagent, zone));
        }
        return receivers;
    }

    /** Starts with the settings that it has, and without a master. */
    public List<ListenAddress> start() throws IOException {
        return start(told, null);
    }

    /**
     * Listens and answers from now on, as these settings have it; only the size of the history is that of the first ones.
     *
     * @param master the AgentX master through which it serves as well, everything and to whomever that lets in; it may come
     *     and go. Null if there is none
     * @return the addresses in the order of the settings, with the ports that were taken
     * @throws ListenException if it cannot listen on one of them; then it listens on none, and all is as it was
     */
    public synchronized List<ListenAddress> start(AgentSettings later, @Nullable MasterAddress master)
            throws IOException {
        if (refresher != null) {
            throw new IllegalStateException("an agent is started once");
        }
        Refresher tables = new Refresher(views);
        try {
            tables.start();
            sockets.listen(later.listen(), dispatcher(later.maxResponse()));
            subagent = master == null ? null : subagent(master);
            change(later);
        } catch (IOException | RuntimeException e) {
            tables.close();
            sockets.close();
            throw e;
        }
        refresher = tables;
        if (subagent != null) {
            subagent.start();
        }
        return sockets.addresses();
    }

    private AgentxSubagent subagent(MasterAddress master) throws IOException {
        return new AgentxSubagent(master, () -> views.current().version2(), this::upTime);
    }

    /** The supplier may have a newer snapshot; without this it is noticed within a second. Returns without waiting. */
    public void refresh() {
        Refresher tables = refresher;
        if (tables != null) {
            tables.look();
        }
    }

    /** Gives the ports back and ends the threads; returns when both are gone. */
    @Override
    public synchronized void close() throws IOException {
        if (subagent != null) {
            subagent.close();
        }
        sockets.close();
        Refresher tables = refresher;
        if (tables != null) {
            tables.close();
        }
    }

    private long upTime() {
        return (System.nanoTime() - startNanos) / NANOS_PER_TICK;
    }

    private MessageDispatcher dispatcher(int maxResponse) {
        SignedMessages signed = users == null ? null : new SignedMessages(users, views::current, access, maxResponse);
        MessageDispatcher dispatcher = new CountingDispatcher(counters, signed);
        dispatcher.addMessageProcessingModel(new MPv1());
        dispatcher.addMessageProcessingModel(new MPv2c());
        if (users != null) {
            dispatcher.addMessageProcessingModel(users.messages());
        }
        OctetString engineId = engine == null ? MPv3.LOCAL_ENGINE_ID : new OctetString(engine.id());
        dispatcher.addCommandResponder(new SnapshotProcessor(engineId, views::current, access, maxResponse, counters));
        return dispatcher;
    }

    /** What the groups of RFC 3418 and SNMPv3 tell. */
    private final class Self implements Node {

        private static final int MAX_MESSAGE = 65_507;

        @Override
        public String contact() {
            return told.contact();
        }

        @Override
        public String location() {
            return told.location();
        }

        @Override
        public long count(OID counter) {
            return counters.count(counter);
        }

        @Override
        public @Nullable Engine engine() {
            return engine == null || users == null
                    ? null
                    : new Engine(engine.hex(), engine.boots(), users.engineTime(), MAX_MESSAGE);
        }
    }
}

package io.pptpdmonitor.alert;

import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Pool;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.Snapshots;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Snapshots of a server "vpn1" by their figures alone; nobody up, and a pool that is not known, until told. */
final class Figures {

    static final Instant NOW = Snapshots.NOW.toInstant();

    private int users;
    private int unnamed;
    private int most;
    private @Nullable Integer poolSize;
    private @Nullable Integer poolUsed = 0;
    private @Nullable Pool pool;
    private CollectorStatus status = CollectorStatus.OK;
    private String statusText = "";
    private Server.@Nullable Rates rates;
    private OffsetDateTime generated = Snapshots.NOW;
    private OffsetDateTime begins = Snapshots.NOW.minusDays(7);

    static Figures figures() {
        return new Figures();
    }

    /** So many users with a session each. */
    Figures users(int value) {
        users = value;
        return this;
    }

    /** So many sessions without a name beside them. */
    Figures unnamed(int value) {
        unnamed = value;
        return this;
    }

    Figures most(int value) {
        most = value;
        return this;
    }

    Figures pool(@Nullable Integer used, @Nullable Integer size) {
        poolUsed = used;
        poolSize = size;
        return this;
    }

    /** As a snapshot of several hosts tells it. */
    Figures pool(Pool told) {
        pool = told;
        return this;
    }

    Figures status(CollectorStatus value, String text) {
        status = value;
        statusText = text;
        return this;
    }

    Figures rates(long toClients, long fromClients) {
        rates = new Server.Rates(toClients, fromClients);
        return this;
    }

    /** At least so much: of a session without a name not all was seen. */
    Figures leastRates(long toClients, long fromClients) {
        Server.UserRates unseen = new Server.UserRates(new TreeMap<>(), new Server.Rate(0, 0, false));
        rates = new Server.Rates(toClients, fromClients, unseen);
        return this;
    }

    Figures generated(OffsetDateTime value) {
        generated = value;
        return this;
    }

    /** Since when the log was read without a gap. */
    Figures begins(OffsetDateTime value) {
        begins = value;
        return this;
    }

    Server server() {
        Server empty = Snapshots.server("vpn1", 0, 0);
        return new Server(
                "vpn1",
                Server.Status.UP,
                users + unnamed,
                users + unnamed,
                unnamed,
                0,
                most == 0 ? Math.min(users, 1) : most,
                empty.recent(),
                0,
                null,
                empty.totals(),
                pool == null ? new Pool(poolSize, poolUsed) : pool,
                rates);
    }

    Snapshot build() {
        return Snapshots.snapshot()
                .generated(generated)
                .server(server())
                .health(Snapshots.health(status, statusText, begins))
                .build();
    }
}

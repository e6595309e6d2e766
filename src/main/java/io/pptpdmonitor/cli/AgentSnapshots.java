package io.pptpdmonitor.cli;

import io.pptpdmonitor.alert.AlertBoard;
import io.pptpdmonitor.collect.Reason;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.snmp.client.RemoteAgent;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What an agent elsewhere tells. */
final class AgentSnapshots implements Snapshots {

    private final RemoteAgent agent;
    private @Nullable Snapshot latest;

    AgentSnapshots(RemoteAgent agent) {
        this.agent = agent;
    }

    @Override
    public Snapshot all() throws IOException {
        return agent.snapshot();
    }

    @Override
    public Snapshot figures() throws IOException {
        return agent.figures();
    }

    @Override
    public AlertBoard alerts() throws IOException {
        return agent.alerts();
    }

    @Override
    public @Nullable Boolean isUser(String name) {
        return null;
    }

    @Override
    public Instant now(InstantSource clock) {
        return clock.instant().plus(agent.ahead());
    }

    @Override
    public Snapshot next() throws IOException {
        Snapshot before = latest;
        try {
            latest = agent.snapshot();
        } catch (IOException e) {
            if (before == null) {
                throw e;
            }
            latest = before.withHealth(before.health().withStatus(CollectorStatus.FAILED, Reason.of(e)));
        }
        return latest;
    }

    /** Each look has opened and closed what it needed. */
    @Override
    public void close() {}
}

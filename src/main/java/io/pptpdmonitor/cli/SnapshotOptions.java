package io.pptpdmonitor.cli;

import java.io.IOException;
import picocli.CommandLine.Mixin;

/** Where a view's snapshot comes from: {@link OnePlace} sees to it that it is one place. */
final class SnapshotOptions {

    @Mixin
    SourceOptions source = new SourceOptions();

    @Mixin
    RemoteOptions agent = new RemoteOptions();

    /** Whether a source is named; there may be one also where none is. */
    boolean given() {
        return agent.given() || !source.files.isEmpty();
    }

    /**
     * Opens what the options name.
     *
     * @param following whether more is to come
     * @throws IOException with a message for the user
     */
    Snapshots open(Environment environment, boolean following) throws IOException {
        return agent.given()
                ? new AgentSnapshots(agent.agent(environment))
                : new LogSnapshots(source.open(environment, following), source.hosts, environment);
    }
}

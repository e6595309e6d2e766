package io.pptpdmonitor.report;

import io.pptpdmonitor.model.CommonClient;
import io.pptpdmonitor.model.Setup;
import io.pptpdmonitor.model.Snapshot;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is read, how far it can be trusted, and how the server is set up. Pure. */
public final class HealthReport {

    private static final List<Field<Setup>> SETUP = List.of(
            new Field<>("read", Setup::read),
            new Field<>("slots", Setup::slots),
            new Field<>("delegate", Setup::delegated),
            new Field<>("pptpdDebug", Setup::pptpdDebug),
            new Field<>("pppdDebug", Setup::pppdDebug),
            new Field<>("logwtmp", Setup::logwtmp),
            new Field<>("hook", Setup::hook),
            new Field<>("users", Setup::users),
            new Field<>("usersComplete", Setup::usersComplete));

    private static final List<Field<CommonClient>> COMMON = List.of(
            new Field<>("address", CommonClient::address),
            new Field<>("sessions", CommonClient::sessions),
            new Field<>("total", CommonClient::total));

    private final Snapshot snapshot;
    private final @Nullable CommonClient common;

    /** @param common an address that most sessions share; null if there is none */
    public HealthReport(Snapshot snapshot, @Nullable CommonClient common) {
        this.snapshot = snapshot;
        this.common = common;
    }

    /**
     * Writes one line for each thing.
     *
     * @throws IOException only what out throws
     */
    public void writeTable(Appendable out) throws IOException {
        new HealthLines(snapshot, common).write(out);
    }

    /**
     * Writes a document of schema {@value JsonReport#SCHEMA}.
     *
     * @throws IOException only what out throws
     */
    public void writeJson(Appendable out) throws IOException {
        new JsonReport(snapshot).write(out, json -> {
            JsonRow.object(json, "commonClient", COMMON, common);
            Setup setup = snapshot.health().setup();
            JsonRow.object(json, "setup", SETUP, setup);
            json.writeArrayFieldStart("findings");
            for (String finding : setup == null ? List.<String>of() : setup.findings()) {
                json.writeString(finding);
            }
            json.writeEndArray();
        });
    }
}

package io.pptpdmonitor.snmp.agentx;

import static io.pptpdmonitor.model.SessionBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pptpdmonitor.alert.Notification;
import io.pptpdmonitor.alert.Receiver;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.snmp.AgentSettings;
import io.pptpdmonitor.snmp.PptpdAgent;
import io.pptpdmonitor.snmp.mib.Examples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told through masters that are late, go and come, or do not want it. */
@Timeout(60)
class ToldThroughTheMasterTest {

    private static final Instant NOW = Snapshots.NOW.toInstant();
    private static final Notification ALERT = new Notification.OfAlert(
            1, "vpn1", NOW, true, Examples.board().alerts().get(0));
    private static final Notification SESSION = new Notification.OfSession(
            2, "vpn1", NOW, true, session(7).user("alice").up().build(), 1);

    private final LogLines log = new LogLines();
    private final AgentSettings settings = AgentSettings.defaults().listening(List.of());
    private final PptpdAgent agent = new PptpdAgent(settings, Snapshots::empty, Snapshots.NOW::toInstant);

    @TempDir
    Path scratch = Path.of("");

    @BeforeEach
    void start() throws IOException {
        agent.start(settings, MasterAddress.parse("unix:" + scratch.resolve("master")));
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
        log.close();
    }

    @Test
    void anAlertWaitsForTheMaster() throws Exception {
        var told = told(ALERT);
        log.next("no such socket");
        try (ScriptedMaster master = master()) {
            take(master.welcome());
            told.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aSessionWaitsForIt() throws Exception {
        var told = told(SESSION);
        log.next("no such socket");
        try (ScriptedMaster master = master()) {
            take(master.welcome());
            told.get(10, TimeUnit.SECONDS);
        }
    }

    /** A few seconds. */
    @Test
    void aSessionIsGivenUpWhereThereIsNoMaster() {
        assertThatThrownBy(() -> receiver().tell(SESSION)).hasMessage("it is away");
    }

    @Test
    void anAlertThatTheMasterTookAlongIsToldTheNextOne() throws Exception {
        try (ScriptedMaster master = master()) {
            master.welcome();
            var told = told(ALERT);
            ByteBuffer first = master.receive(PduType.NOTIFY);
            master.hangUp();
            master.welcome();
            ByteBuffer second = master.receive(PduType.NOTIFY);
            assertThat(second.position(Header.OCTETS)).isEqualTo(first.position(Header.OCTETS));
            assertThat(told).isNotDone();
            master.respond(second.rewind(), ErrorStatus.NO_ERROR);
            told.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void anAlertThatNoMasterLivesThroughIsGivenUp() throws Exception {
        try (ScriptedMaster master = master()) {
            var told = told(ALERT);
            for (int i = 0; i < 4; i++) {
                master.welcome().receive(PduType.NOTIFY);
                master.hangUp();
            }
            assertThatThrownBy(() -> told.get(10, TimeUnit.SECONDS))
                    .hasRootCauseMessage("it has not said that it took it, 4 times");
        }
    }

    @Test
    void whatTheMasterDoesNotWantIsGivenUpAtOnce() throws Exception {
        try (ScriptedMaster master = master()) {
            master.welcome();
            var told = told(ALERT);
            master.respond(master.receive(PduType.NOTIFY), ErrorStatus.PROCESSING_ERROR);
            assertThatThrownBy(() -> told.get(10, TimeUnit.SECONDS))
                    .hasRootCauseMessage("it refused it with processingError(268)");
        }
    }

    /** Whoever waits is let go when the agent ends. */
    @Test
    void anAlertWaitsNoLongerThanTheAgentRuns() throws Exception {
        var told = told(ALERT);
        log.next("no such socket");
        agent.close();
        assertThatThrownBy(() -> told.get(10, TimeUnit.SECONDS)).hasRootCauseMessage("the agent ends");
    }

    private static void take(ScriptedMaster master) throws IOException {
        master.respond(master.receive(PduType.NOTIFY), ErrorStatus.NO_ERROR);
    }

    private ScriptedMaster master() throws IOException {
        return ScriptedMaster.at(scratch.resolve("master"));
    }

    private Receiver receiver() {
        return agent.receivers(List.of(), ZoneOffset.UTC).get(0);
    }

    private CompletableFuture<Void> told(Notification notification) {
        return CompletableFuture.runAsync(() -> {
            try {
                receiver().tell(notification);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}

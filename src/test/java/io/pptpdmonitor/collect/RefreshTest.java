package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.source.LogFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has ended is judged once, and again when something new is told of it. */
class RefreshTest {

    private static final String ALICE_UP = ALICE.starts("13:00:00") + ALICE.comesUp("13:00:01");
    private static final String BOB_UP = BOB.starts("13:00:00") + BOB.comesUp("13:00:01");

    @TempDir
    Path directory;

    private Path log;
    private Collector collector;

    @BeforeEach
    void follow() throws IOException {
        log = Told.write(directory.resolve("syslog"), "");
        collector = new Collector(
                new CollectorSettings(
                        List.of(new LogFile(log, List.of(), ZoneOffset.UTC)),
                        null,
                        null,
                        EnumSet.of(Service.PPTP),
                        ZoneOffset.UTC,
                        true),
                InstantSource.fixed(Told.WRITTEN));
    }

    @AfterEach
    void close() throws IOException {
        collector.close();
    }

    private List<Session> after(String more) throws IOException {
        SourcesTest.append(log, more);
        return collector.collect().sessions();
    }

    @Test
    void judgesOnceWhatHasEnded() throws IOException {
        Session ended = after(ALICE_UP + ALICE.ends("13:10:00", "10.0", 1, 2)).get(0);

        assertThat(after(BOB_UP).get(0)).isSameAs(ended);
    }

    @Test
    void judgesAnewWhatIsUp() throws IOException {
        assertThat(after(ALICE_UP).get(0).connectSeconds()).isZero();
        assertThat(after(BOB.starts("13:00:31")).get(0).connectSeconds()).isEqualTo(30);
    }

    @Test
    void judgesAnewWhereALateLineComes() throws IOException {
        assertThat(after(ALICE_UP + BOB.on("ppp0").starts("13:10:00")).get(0).state())
                .isEqualTo(State.LOST);
        assertThat(after(ALICE.statistics("13:10:01", "10.0", 70, 80) + ALICE.exits("13:10:01"))
                        .get(0))
                .returns(State.CLOSED, Session::state)
                .returns(600L, Session::connectSeconds)
                .returns(Told.at("13:10:01"), Session::ended);
    }

    @Test
    void judgesAnewWhereALateReapingComes() throws IOException {
        assertThat(after(ALICE_UP + ALICE.exits("13:10:01")).get(0).controlPid())
                .isNull();
        assertThat(after(ALICE.reaped("13:10:01")).get(0).controlPid()).isEqualTo(827);
    }

    @Test
    void judgesAnewWhereTheOthersAreSignalledToo() throws IOException {
        assertThat(after(ALICE_UP
                                + BOB_UP
                                + ALICE.pppd("13:10:00", "Terminating on signal 15")
                                + ALICE.exits("13:10:00"))
                        .get(0)
                        .endCause())
                .isEqualTo(EndCause.ADMIN_RESET);
        assertThat(after(BOB.pppd("13:10:01", "Terminating on signal 15") + BOB.exits("13:10:01")))
                .extracting(Session::endCause)
                .containsExactly(EndCause.ADMIN_REBOOT, EndCause.ADMIN_REBOOT);
    }

    @Test
    void tellsTheAddressOfAFailureOnceItIsKnown() throws IOException {
        after(ALICE.starts("13:00:00") + ALICE.fails("13:00:01", "root") + ALICE.exits("13:00:02"));
        assertThat(collector.collect().failures())
                .extracting(Failure::clientAddress)
                .containsOnlyNulls();
        after(ALICE.reaped("13:00:02"));

        assertThat(collector.collect().failures())
                .extracting(Failure::clientAddress)
                .containsExactly("10.99.0.11");
    }
}

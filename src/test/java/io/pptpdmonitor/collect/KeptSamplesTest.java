package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.store.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is killed has told octets that the last state does not hold; the next one tells no less. */
class KeptSamplesTest {

    private static final long FIRST = 5_000_000_000L;
    private static final long LAST = 9_000_000_000L;

    @TempDir
    Path root;

    private Host host;
    private Path state;
    private Checkpoints checkpoints;
    private Collector collector;
    private Instant now = Told.at("13:50:00").toInstant();
    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        host = Host.below(root)
                .logs("12:10:00 pptpd[818]: MGR: Manager process started\n")
                .runs(818, "pptpd", "12:10:00");
        state = root.resolve("state");
        start();
    }

    @AfterEach
    void end() throws IOException {
        collector.close();
    }

    private void start() throws IOException {
        checkpoints = new Checkpoints(new StateFile(state), "the log", complaints::add);
        collector = Collector.resumed(checkpoints, () -> host.collector(() -> now));
    }

    /** Without a chance to keep anything more. */
    private void killed() throws IOException {
        checkpoints.close();
        collector.close();
    }

    private Snapshot look(int secondsLater) throws IOException {
        now = now.plusSeconds(secondsLater);
        return collector.collect();
    }

    private void aliceComesUp() {
        host.appends(ALICE.startsWithDebug("13:49:00") + ALICE.comesUp("13:49:01"))
                .runs(828, "pppd", "13:49:00")
                .heldBy("ppp0", 828)
                .carries("ppp0", 7, FIRST, 600);
    }

    /** The first look is in the state; what she carries from then on is not. */
    private void aliceCarriesMoreThanTheStateHolds() throws IOException {
        aliceComesUp();
        look(0);
        host.carries("ppp0", 7, LAST, 700);
    }

    private void aliceIsGone() {
        host.carriesNothing().stops(828);
    }

    private static void assertAllIsTold(Snapshot told) {
        assertThat(told.server().totals().toClientOctets()).isEqualTo(LAST);
        assertThat(told.users()).singleElement().returns(LAST, user -> user.toClientOctets());
    }

    @Test
    void tellsNoLessThanWasToldBehindTheLastState() throws IOException {
        aliceCarriesMoreThanTheStateHolds();
        assertAllIsTold(look(20));
        killed();

        aliceIsGone();
        start();

        Snapshot told = look(20);
        assertAllIsTold(told);
        assertThat(told.sessions()).singleElement().returns(State.LOST, session -> session.state());
        assertThat(complaints).isEmpty();
    }

    @Test
    void norOfWhoCameBehindTheLastState() throws IOException {
        look(0);
        aliceComesUp();
        host.carries("ppp0", 7, LAST, 700);
        assertAllIsTold(look(20));
        killed();

        aliceIsGone();
        host.appends(ALICE.ptyFails("13:50:30") + ALICE.reaped("13:50:30") + ALICE.finishes("13:50:30"));
        start();

        assertAllIsTold(look(20));
    }

    @Test
    void norOfWhoHadEndedAndWasPutAwayByThen() throws IOException {
        aliceCarriesMoreThanTheStateHolds();
        assertAllIsTold(look(20));
        killed();

        aliceIsGone();
        host.appends(ALICE.ptyFails("13:50:30") + ALICE.reaped("13:50:30") + ALICE.finishes("13:50:30")
                + "14:30:00 pptpd[818]: MGR: Manager process started\n");
        start();
        assertAllIsTold(look((int) Duration.ofHours(1).toSeconds()));
        killed();
        start();

        assertAllIsTold(look(1));
    }

    @Test
    void norWhereTheLogSaidNothingMore() throws IOException {
        aliceCarriesMoreThanTheStateHolds();
        look(70);
        collector.close();

        aliceIsGone();
        Files.deleteIfExists(root.resolve("state.octets"));
        start();

        assertAllIsTold(look(20));
    }

    @Test
    void takesNoneThatAreOlderThanTheState() throws IOException {
        aliceComesUp();
        look(0);
        Path octets = root.resolve("state.octets");
        host.carries("ppp0", 7, FIRST + 1, 700);
        look(20);
        Path old = Files.copy(octets, root.resolve("old"));
        host.carries("ppp0", 7, LAST, 700);
        look(70);
        collector.close();

        Files.copy(old, octets, StandardCopyOption.REPLACE_EXISTING);
        aliceIsGone();
        start();

        assertAllIsTold(look(20));
    }

    @Test
    void writesNothingWhereNothingWasCarried() throws IOException {
        aliceCarriesMoreThanTheStateHolds();
        look(20);
        look(60);
        byte[] kept = Files.readAllBytes(state);
        Files.delete(state);
        Files.delete(root.resolve("state.octets"));

        look(70);
        look(70);

        assertThat(kept).isNotEmpty();
        assertThat(state).doesNotExist();
        assertThat(root.resolve("state.octets")).doesNotExist();
    }

    @Test
    void tellsThatTheyAreDamagedAndGoesOn() throws IOException {
        aliceCarriesMoreThanTheStateHolds();
        look(20);
        collector.close();
        Path octets = root.resolve("state.octets");
        byte[] damaged = Files.readAllBytes(octets);
        damaged[damaged.length - 1] ^= 1;
        Files.write(octets, damaged);

        start();

        assertAllIsTold(look(20));
        assertThat(complaints)
                .singleElement()
                .asString()
                .startsWith(octets + " is damaged (its checksum is wrong)")
                .doesNotContain("\n");
    }
}

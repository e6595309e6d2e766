package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From an interface's counters while a session is up to what pppd writes at its end: nothing is taken back. */
class FollowedTrafficTest {

    private static final String ALICE_UP = ALICE.startsWithDebug("13:00:00") + ALICE.comesUp("13:00:01");

    @TempDir
    Path root;

    private Host host;
    private Collector collector;
    private Instant now = Told.at("13:50:00").toInstant();

    @BeforeEach
    void follow() {
        host = Host.below(root)
                .logs("12:10:00 pptpd[818]: MGR: Manager process started\n" + ALICE_UP)
                .runs(818, "pptpd", "12:10:00")
                .runs(828, "pppd", "13:00:00")
                .heldBy("ppp0", 828);
        InstantSource clock = () -> now;
        collector = host.collector(clock);
    }

    @AfterEach
    void close() throws IOException {
        collector.close();
    }

    private Session alice() throws IOException {
        return collector.collect().sessions().get(0);
    }

    /** What was counted ten seconds before the end, what pppd wrote, and what it was in all. */
    @ParameterizedTest
    @CsvSource({
        "5000, 4864, 5000", // the interface counts 136 octets of negotiation, too
        "5000, 9000, 9000",
        "4294967432, 0, 4294967432", // 2^32 less those 136
        "4294967431, 0, 4294967431",
        "9012345678, 422411450, 9012346042", // 2 x 2^32 + 422411450
        "9012345678, 1000000000, 9589934592"
    })
    void takesThePppdsNumberForTheOneNearestAboveTheSample(long sample, long told, long total) throws IOException {
        host.carries("ppp0", 7, sample, 600);
        assertThat(alice().traffic()).isEqualTo(new Traffic(sample, 600, true));
        end(ALICE.ends("13:50:10", "50.2", told, 600));

        assertThat(alice())
                .returns(State.CLOSED, Session::state)
                .returns(new Traffic(total, 600, true), Session::traffic);
    }

    @Test
    void doesNotTakeABeginAnewForAWrap() throws IOException {
        host.carries("ppp0", 7, 1_000_000_000, 600);
        alice();
        end(ALICE.addresses("13:50:01") + ALICE.ends("13:50:10", "0.2", 70, 80));

        assertThat(alice().traffic())
                .as("4 GiB in ten seconds cannot be")
                .isEqualTo(new Traffic(1_000_000_000, 600, false));
    }

    @Test
    void isNotSureOfASampleThatIsOld() throws IOException {
        host.carries("ppp0", 7, 9_012_345_678L, 600);
        alice();
        end(ALICE.ends("13:59:10", "59.2", 422_411_450, 600));

        assertThat(alice().traffic()).isEqualTo(new Traffic(9_012_346_042L, 600, false));
    }

    @Test
    void believesAPppdThatCountsIn64Bits() throws IOException {
        host.logs((ALICE_UP + "13:00:02 kernel: x\n").replace("pppd 2.4.9", "pppd 2.5.2"));
        host.carries("ppp0", 7, 9_012_345_678L, 600);
        alice();
        end(ALICE.ends("13:59:10", "59.2", 20_000_000_000L, 1000));

        assertThat(alice().traffic()).isEqualTo(new Traffic(20_000_000_000L, 1000, true));
    }

    /** It began anew, as where IPCP was negotiated again; in 64 bits nothing wraps. */
    @Test
    void addsNoWrapToTheNumberOfAPppdThatCountsIn64Bits() throws IOException {
        host.logs((ALICE_UP + "13:00:02 kernel: x\n").replace("pppd 2.4.9", "pppd 2.5.2"));
        host.carries("ppp0", 7, 5_000_000, 600);
        alice();
        end(ALICE.ends("13:59:10", "59.2", 1000, 600));

        assertThat(alice().traffic()).isEqualTo(new Traffic(5_000_000, 600, false));
    }

    @Test
    void keepsTheLastSampleOfAPppdThatWasKilledAsTheLeast() throws IOException {
        host.carries("ppp0", 7, 5000, 600);
        alice();
        end(ALICE.ptyFails("13:50:10") + ALICE.reaped("13:50:10") + ALICE.finishes("13:50:10"));

        assertThat(alice())
                .returns(State.CLOSED, Session::state)
                .returns(new Traffic(5000, 600, false), Session::traffic);
    }

    @Test
    void keepsTheLastSampleOfASessionThatIsLostAsTheLeast() throws IOException {
        host.carries("ppp0", 7, 5000, 600);
        alice();
        end("");

        assertThat(alice())
                .returns(State.LOST, Session::state)
                .returns(new Traffic(5000, 600, false), Session::traffic);
    }

    @Test
    void keepsTheLastSampleOfAnInterfaceThatCannotBeReadOnce() throws IOException {
        host.carries("ppp0", 7, 5000, 600);
        alice();
        host.carriesNothing();

        assertThat(alice())
                .returns(State.UP, Session::state)
                .returns(new Traffic(5000, 600, false), Session::traffic)
                .returns(null, Session::live);
    }

    @Test
    void neverLowersATotalWhileTheLogIsFollowed() throws IOException {
        host.carries("ppp0", 7, 5000, 600);
        Server.Totals before = collector.collect().server().totals();
        end(ALICE.ends("13:50:10", "50.2", 4864, 470));
        Snapshot after = collector.collect();

        assertThat(before.toClientOctets()).isEqualTo(5000);
        assertThat(after.server().totals().toClientOctets()).isEqualTo(5000);
        assertThat(after.server().totals().fromClientOctets()).isEqualTo(600);
        assertThat(after.users()).singleElement().returns(5000L, user -> user.toClientOctets());
    }

    private void end(String log) {
        now = now.plus(Duration.ofSeconds(11));
        host.carriesNothing().stops(828).appends(log);
    }
}

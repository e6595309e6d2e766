package io.pptpdmonitor.collect;

import static io.pptpdmonitor.collect.Call.ALICE;
import static io.pptpdmonitor.collect.Call.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Pool;
import org.junit.jupiter.api.Test;

/** The manager says that no slot is free: then all are taken, whoever the log tells of. */
class UntoldSlotsTest {

    private static final String SIZED = """
            12:10:00 pptpd[818]: MGR: Manager process started
            12:10:00 pptpd[818]: MGR: Maximum of 2 connections available
            """;
    private static final String FULL =
            "13:05:00 pptpd[818]: MGR: No free connection slots or IPs - no more clients can connect!\n";

    private static Pool pool(String log) {
        return Told.of(log).server().pool();
    }

    @Test
    void countsThoseThatTheLogTellsOf() {
        assertThat(pool(SIZED + ALICE.starts("13:00:00") + FULL + BOB.starts("13:05:00")))
                .isEqualTo(new Pool(2, 2));
    }

    @Test
    void doesNotKnowHowManyWhereALineOfAStartIsMissing() {
        assertThat(pool(SIZED + FULL + BOB.starts("13:05:00"))).isEqualTo(new Pool(2, null));
    }

    @Test
    void doesNotKnowHowManyWhereTheLogBeginsLater() {
        assertThat(pool(ALICE.comesUp("13:04:00") + FULL + BOB.starts("13:05:00")))
                .isEqualTo(new Pool(null, null));
    }

    @Test
    void knowsItAgainWhenTheManagerHasStartedAnew() {
        assertThat(pool(SIZED
                        + FULL
                        + BOB.starts("13:05:00")
                        + SIZED.replace("12:10:00", "14:00:00").replace("818", "990")))
                .isEqualTo(new Pool(2, 0));
    }
}

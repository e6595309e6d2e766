package io.pptpdmonitor.nagios;

import static io.pptpdmonitor.model.SessionSketch.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Server.Rate;
import io.pptpdmonitor.model.Server.Rates;
import io.pptpdmonitor.model.Server.UserRates;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.SnapshotSketch;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficCheckTest {

    private static final Thresholds NONE = Thresholds.NONE;

    private static Snapshot with(@Nullable Rates rates) {
        Snapshot snapshot = new SnapshotSketch().session(session(1)).build();
        return snapshot.withServer(snapshot.server().withRates(rates));
    }

    private static Thresholds both(String text) {
        return Thresholds.parse(text, Measure.OCTETS);
    }

    private static UserRates users(long nameless, Rate alice) {
        return new UserRates(new TreeMap<>(Map.of("alice", alice, "bob", new Rate(1, 1))), new Rate(nameless, 0));
    }

    @Test
    void tellsInAndOutAndWhoseItIs() {
        Rates rates = new Rates(300_000, 20_000, users(0, new Rate(250_000, 10_000)));
        assertThat(new TrafficCheck(both("300K,1M"), NONE, both("1M"), both("1G"))
                        .check(with(rates))
                        .line())
                .isEqualTo("PPTPD TRAFFIC WARNING - 320.0KB/s (outside the warning range 300000), in 20.0KB/s,"
                        + " out 300.0KB/s, most alice 260.0KB/s | rate=320000B;300000;1000000;0 in_rate=20000B;;;0"
                        + " out_rate=300000B;1000000;;0 in=1024c out=2048c max_user_rate=260000B;1000000000;;0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            # nameless; thresholds; status
            0       ; 100K      ; WARNING
            0       ; 200K      ; OK
            90000   ; 150K      ; UNKNOWN
            90000   ; 250K      ; OK
            """)
    void judgesTheWorstUserAsFarAsItIsCertain(long nameless, String perUser, Status status) {
        Rates rates = new Rates(300_000, 20_000, users(nameless, new Rate(110_000, 10_000)));
        assertThat(new TrafficCheck(NONE, NONE, NONE, both(perUser))
                        .check(with(rates))
                        .status())
                .isEqualTo(status);
    }

    /** Of bob, who had 2 octets a second, not all was seen. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            # both; of a user; status ; text
            400K  ; 200K     ; UNKNOWN; at least 320.0KB/s (perhaps more: the octets of a session are not all known),
            300K  ; 200K     ; WARNING; at least 320.0KB/s (outside the warning range 300000),
            300K: ; 100K     ; WARNING; most alice at least 120.0KB/s (outside the warning range 100000),
            ~     ; ~        ; OK     ; at least 320.0KB/s, in at least 20.0KB/s, out at least 300.0KB/s, most alice at least 120.0KB/s
            """, nullValues = "~")
    void judgesAsFarAsItIsCertainWhereNotAllWasSeen(
            @Nullable String total, @Nullable String perUser, Status status, String text) {
        Map<String, Rate> named = Map.of("alice", new Rate(110_000, 10_000), "bob", new Rate(1, 1, false));
        Rates rates = new Rates(300_000, 20_000, new UserRates(new TreeMap<>(named), Rate.NONE));
        CheckResult result = new TrafficCheck(
                        total == null ? NONE : both(total), NONE, NONE, perUser == null ? NONE : both(perUser))
                .check(with(rates));
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.text()).startsWith(text);
        assertThat(result.line())
                .as("what is not the number itself is not drawn")
                .doesNotContain("|");
    }

    @Test
    void doesNotKnowWhoseItIsWhereNobodyTells() {
        assertThat(new TrafficCheck(NONE, NONE, NONE, both("1K"))
                        .check(with(new Rates(1, 2)))
                        .line())
                .startsWith("PPTPD TRAFFIC UNKNOWN - whose it is is not known: the agent does not tell, 3.0B/s");
        assertThat(new TrafficCheck(NONE, NONE, NONE, NONE)
                        .check(with(new Rates(1, 2)))
                        .line())
                .isEqualTo(
                        "PPTPD TRAFFIC OK - 3.0B/s, in 2.0B/s, out 1.0B/s | rate=3B;;;0 in_rate=2B;;;0 out_rate=1B;;;0"
                                + " in=1024c out=2048c");
    }

    @Test
    void isUnknownWhereItWasNotMeasured() {
        TrafficCheck check = new TrafficCheck(NONE, NONE, NONE, NONE);
        assertThat(check.check(with(null)).line())
                .isEqualTo(
                        "PPTPD TRAFFIC UNKNOWN - the traffic was not measured: that begins anew with the agent, and where"
                                + " somebody's octets are not known");
        assertThat(check.check(new SnapshotSketch().blind("a container").build())
                        .line())
                .isEqualTo("PPTPD TRAFFIC UNKNOWN - the traffic of now is not to be seen: a container");
        assertThat(check.check(new SnapshotSketch()
                                .status(CollectorStatus.STALLED, "x")
                                .build())
                        .text())
                .isEqualTo("the log is not being read any more: x");
    }
}

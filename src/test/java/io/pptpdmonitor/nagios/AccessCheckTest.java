package io.pptpdmonitor.nagios;

import static io.pptpdmonitor.model.SessionSketch.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.AddressRange;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Setup;
import io.pptpdmonitor.model.SnapshotSketch;
import io.pptpdmonitor.model.State;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** alice and bob are up, from 203.0.113.7; carol was. */
class AccessCheckTest {

    private static SnapshotSketch two() {
        return new SnapshotSketch()
                .session(session(1))
                .session(session(2).user("bob"))
                .session(session(3).user("carol").ended(State.CLOSED, EndCause.USER_REQUEST, ""));
    }

    private static Setup files(boolean complete) {
        return new Setup(true, 100, false, null, null, null, null, List.of(), 2, complete, List.of());
    }

    /** The files of secrets hold alice. */
    private static CheckResult check(
            Thresholds thresholds, @Nullable Set<String> names, List<String> networks, SnapshotSketch sketch) {
        List<AddressRange> ranges = networks.stream().map(AddressRange::parse).toList();
        return new AccessCheck(thresholds, names, ranges, "alice"::equals).check(sketch.build());
    }

    @Test
    void namesWhomTheSecretsDoNotKnow() {
        assertThat(check(Thresholds.NONE, null, List.of(), two().setup(files(true)))
                        .line())
                .isEqualTo("PPTPD ACCESS CRITICAL - 1 unknown user: bob (outside the critical range 0)"
                        + " | unknown_users=1;;0;0");
    }

    @Test
    void takesTheListAlone() {
        assertThat(check(Thresholds.NONE, Set.of("alice", "bob"), List.of(), two().setup(files(true)))
                        .line())
                .isEqualTo("PPTPD ACCESS OK - 2 known users | unknown_users=0;;0;0");
        assertThat(check(Thresholds.NONE, Set.of("bob"), List.of(), two()).text())
                .isEqualTo("1 unknown user: alice (outside the critical range 0)");
    }

    @Test
    void namesClientsFromElsewhere() {
        assertThat(check(Thresholds.NONE, Set.of("alice", "bob"), List.of("192.0.2.0/24", "203.0.113.0/29"), two())
                        .line())
                .isEqualTo(
                        "PPTPD ACCESS OK - 2 known users, no client from outside | unknown_users=0;;0;0 outside=0;;0;0");
        assertThat(check(Thresholds.NONE, null, List.of("192.0.2.0/24"), two()).line())
                .isEqualTo(
                        "PPTPD ACCESS CRITICAL - 2 clients from outside: 203.0.113.7 (alice), 203.0.113.7 (bob) (outside"
                                + " the critical range 0), who may be a user is not known | outside=2;;0;0");
    }

    @Test
    void allowsAsManyAsItIsTold() {
        Thresholds thresholds = Thresholds.parse("1,2", Measure.NUMBER);
        assertThat(check(thresholds, Set.of(), List.of(), two()).status()).isEqualTo(Status.WARNING);
        assertThat(check(thresholds, Set.of("bob"), List.of(), two()).status()).isEqualTo(Status.OK);
    }

    @Test
    void doesNotKnowWhoHasNoNameOrNoAddress() {
        SnapshotSketch sketch = two().session(session(4).user(null).bare());
        CheckResult result = check(Thresholds.NONE, Set.of("alice", "bob"), List.of("203.0.113.7"), sketch);
        assertThat(result.line())
                .isEqualTo(
                        "PPTPD ACCESS UNKNOWN - 2 known users (perhaps more: 1 session without a name), no client from"
                                + " outside (perhaps more: of 1 session it is not known from where) | unknown_users=0;;0;0"
                                + " outside=0;;0;0");
    }

    /**
     * alice is within, bob is not; one without a name is not, and of one with a name nobody knows. Of all of them those are
     * surely outside whose address is known, of a part only those whose name is, too.
     */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            # included; excluded; -w,-c; state; text
            ''   ; ''   ; 1  ; WARNING ; 2 clients from outside: 198.51.100.2 (bob), 198.51.100.3 (outside the warning range 1)
            ''   ; ''   ; 2  ; UNKNOWN ; 2 clients from outside: 198.51.100.2 (bob), 198.51.100.3 (perhaps more: of 1 session it is not known from where)
            ''   ; ''   ; 3  ; OK      ; 2 clients from outside: 198.51.100.2 (bob), 198.51.100.3
            ''   ; ''   ; ,0 ; CRITICAL; 2 clients from outside: 198.51.100.2 (bob), 198.51.100.3 (outside the critical range 0)
            bob  ; ''   ; 0  ; WARNING ; 1 client from outside: 198.51.100.2 (bob) (outside the warning range 0)
            bob  ; ''   ; 1  ; UNKNOWN ; 1 client from outside: 198.51.100.2 (bob) (perhaps more: 1 session without a name may be of these or not)
            bob  ; ''   ; 2  ; OK      ; 1 client from outside: 198.51.100.2 (bob)
            alice; ''   ; 0  ; UNKNOWN ; no client from outside (perhaps more: 1 session without a name may be of these or not)
            alice; ''   ; 1  ; OK      ; no client from outside
            carol; ''   ; 1  ; UNKNOWN ; no client from outside (perhaps more: 1 session without a name may be of these or not)
            carol; ''   ; 2  ; OK      ; no client from outside
            ''   ; bob  ; 1  ; UNKNOWN ; no client from outside (perhaps more: 1 session without a name may be of these or not)
            ''   ; bob  ; 2  ; OK      ; no client from outside
            *    ; ''   ; 2  ; UNKNOWN ; 2 clients from outside: 198.51.100.2 (bob), 198.51.100.3 (perhaps more: of 1 session it is not known from where)
            ''   ; carol; 1  ; UNKNOWN ; 1 client from outside: 198.51.100.2 (bob) (perhaps more: 1 session without a name may be of these or not)
            ''   ; carol; 2  ; OK      ; 1 client from outside: 198.51.100.2 (bob)
            """)
    void judgesWhoseAddressOrNameIsNotKnownAsFarAsItIsCertain(
            String included, String excluded, String thresholds, Status status, String text) {
        Selection whom = new Selection(terms(included), terms(excluded));
        SnapshotSketch four = new SnapshotSketch()
                .session(session(1).at("192.0.2.1", "192.168.0.1", "ppp1"))
                .session(session(2).user("bob").at("198.51.100.2", "192.168.0.2", "ppp2"))
                .session(session(3).user(null).at("198.51.100.3", "192.168.0.3", "ppp3"))
                .session(session(4).user("carol").at(null, "192.168.0.4", "ppp4"));
        CheckResult result = new AccessCheck(
                        Thresholds.parse(thresholds, Measure.NUMBER),
                        null,
                        List.of(AddressRange.parse("192.0.2.0/24")),
                        name -> null,
                        whom)
                .check(whom.of(four.build()));
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.text()).isEqualTo(text + ", who may be a user is not known");
    }

    private static List<Selection.Term> terms(String text) {
        return text.isEmpty() ? List.of() : List.of(Selection.Term.parse(text));
    }

    @Test
    void isUnknownWhereNobodyKnowsWhoMayBe() {
        String line = "PPTPD ACCESS UNKNOWN - who may be a user is not known, name a list with --known-users";
        for (SnapshotSketch sketch : List.of(two(), new SnapshotSketch())) {
            assertThat(check(Thresholds.NONE, null, List.of(), sketch).line()).isEqualTo(line);
        }
        assertThat(check(Thresholds.NONE, null, List.of(), two().setup(files(false)))
                        .line())
                .isEqualTo(line + ", or see health on chap-secrets");
    }

    @Test
    void showsSomeOfMany() {
        SnapshotSketch sketch = new SnapshotSketch();
        Stream.iterate(1, i -> i + 1)
                .limit(30)
                .forEach(i -> sketch.session(session(i).user("u" + i)));
        assertThat(check(Thresholds.NONE, Set.of(), List.of(), sketch).text())
                .isEqualTo("30 unknown users: u1, u2, u3, u4, u5 and others (outside the critical range 0)");
    }

    @Test
    void isUnknownWhereTheLogIsNotRead() {
        assertThat(check(Thresholds.NONE, null, List.of(), two().status(CollectorStatus.CATCHING_UP, ""))
                        .line())
                .isEqualTo("PPTPD ACCESS UNKNOWN - old log is still being read");
    }
}

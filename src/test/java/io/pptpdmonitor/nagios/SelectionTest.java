package io.pptpdmonitor.nagios;

import static io.pptpdmonitor.model.SessionSketch.TEN;
import static io.pptpdmonitor.model.SessionSketch.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Setup;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.SnapshotSketch;
import io.pptpdmonitor.model.User;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {

    private static final Snapshot WHOLE = new SnapshotSketch()
            .session(session(1).user("alice"))
            .session(session(2).user("al.ice"))
            .session(session(3).user("bob"))
            .session(session(4).user(null))
            .build();

    private static Selection selection(String included, String excluded) {
        return new Selection(terms(included), terms(excluded));
    }

    private static List<Selection.Term> terms(String words) {
        return Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(Selection.Term::parse)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 4, 0",
        "al*, '', 3, 1",
        "al?ice, '', 2, 1",
        "alice, '', 2, 1",
        "'alice bob', '', 3, 1",
        "'', al*, 2, 1",
        "*, '', 4, 0",
        "**, '', 4, 0",
        "?*, '', 4, 1",
        "*, bob, 3, 1",
        "a.*ice, '', 1, 1",
        "user=bob, '', 2, 1",
        "net=0.0.0.0/0, '', 4, 0",
        "net=0.0.0.0/0, al*, 2, 1",
        "'net=0.0.0.0/0 alice', '', 4, 0"
    })
    void holdsThoseWhoseNamesFitAndWhoMayBeThem(String included, String excluded, int sessions, int unsure) {
        Selection selection = selection(included, excluded);
        Snapshot part = selection.of(WHOLE);

        assertThat(part.server().activeSessions()).isEqualTo(sessions);
        assertThat(part.server().activeUsers()).isEqualTo(sessions);
        assertThat(part.server().activeSessions() - selection.sure(part).sessions())
                .isEqualTo(unsure);
        assertThat(part.sessions()).hasSize(sessions);
    }

    private static Status users(String included, String excluded, String thresholds, Snapshot whole) {
        Selection whom = selection(included, excluded);
        return new UsersCheck(Thresholds.parse(thresholds, Measure.NUMBER), UnknownAs.EACH, List.of(), List.of(), whom)
                .check(whom.of(whole))
                .status();
    }

    private static Status sessions(String included, String excluded, String thresholds, Snapshot whole) {
        Selection whom = selection(included, excluded);
        Thresholds none = Thresholds.NONE;
        return new SessionsCheck(
                        Thresholds.parse(thresholds, Measure.NUMBER),
                        none,
                        none,
                        none,
                        none,
                        1,
                        Duration.ofMinutes(5),
                        whom)
                .check(whom.of(whole))
                .status();
    }

    /** alice and one or none more by her name, three or four without her. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            alice; ''   ; 0   ; WARNING
            alice; ''   ; 1   ; UNKNOWN
            alice; ''   ; 2   ; OK
            alice; ''   ; 1:  ; OK
            alice; ''   ; ,2: ; UNKNOWN
            alice; ''   ; ,3: ; CRITICAL
            carol; ''   ; ,1: ; UNKNOWN
            carol; ''   ; 0   ; UNKNOWN
            ''   ; alice; 2   ; UNKNOWN
            ''   ; alice; 1   ; WARNING
            ''   ; alice; 3   ; OK
            net=0.0.0.0/0; ''; ,5: ; CRITICAL
            """)
    void judgesWhoMayBeThemAsFarAsItIsCertain(String included, String excluded, String thresholds, Status status) {
        assertThat(users(included, excluded, thresholds, WHOLE)).isEqualTo(status);
        assertThat(sessions(included, excluded, thresholds, WHOLE)).isEqualTo(status);
    }

    @Test
    void saysThatThereMayBeMore() {
        Selection whom = selection("carol", "");
        assertThat(new UsersCheck(Thresholds.parse("0", Measure.NUMBER), UnknownAs.EACH, List.of(), List.of(), whom)
                        .check(whom.of(WHOLE))
                        .text())
                .isEqualTo("at least 0 active users (perhaps more: sessions without a name may be of these or not), at"
                        + " least 0 sessions, 1 without a name");
    }

    /** alice is of the network, carol is not, and of bob, as of the one without a name, no line of pptpd was read. */
    private static final Snapshot NOT_ALL_ADDRESSES = new SnapshotSketch()
            .session(session(1).user("alice"))
            .session(session(2).user("bob").at(null, "192.168.0.11", "ppp1"))
            .session(session(3).user("carol").at("198.51.100.7", "192.168.0.12", "ppp2"))
            .session(session(4).user(null).at(null, "192.168.0.13", "ppp3"))
            .build();

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            net=203.0.113.0/24; ''; 0 ; WARNING
            net=203.0.113.0/24; ''; 1 ; UNKNOWN
            net=203.0.113.0/24; ''; 3 ; OK
            net=203.0.113.0/24; ''; 4:; WARNING
            net=203.0.113.0/24; ''; 3:; UNKNOWN
            ''; net=203.0.113.0/24; 0 ; WARNING
            ''; net=203.0.113.0/24; 1 ; UNKNOWN
            ''; net=203.0.113.0/24; 3 ; OK
            net=192.0.2.0/24  ; ''; 1 ; UNKNOWN
            net=192.0.2.0/24  ; ''; 2 ; OK
            'net=203.0.113.0/24 bob'; ''; ,1; CRITICAL
            """)
    void judgesWhoMayBeOfANetworkAsFarAsItIsCertain(
            String included, String excluded, String thresholds, Status status) {
        assertThat(users(included, excluded, thresholds, NOT_ALL_ADDRESSES)).isEqualTo(status);
        assertThat(sessions(included, excluded, thresholds, NOT_ALL_ADDRESSES)).isEqualTo(status);
    }

    @Test
    void saysThatAddressesAreMissing() {
        Selection whom = selection("net=203.0.113.0/24", "");
        Thresholds one = thresholds("1");
        assertThat(new UsersCheck(one, UnknownAs.EACH, List.of(), List.of(), whom)
                        .check(whom.of(NOT_ALL_ADDRESSES))
                        .line())
                .isEqualTo(
                        "PPTPD USERS UNKNOWN - at least 1 active user (perhaps more: sessions without a client's address"
                                + " may be of these or not), at least 1 session, 1 without a name | users=1;1;;0 sessions=1;;;0"
                                + " unnamed=1;;;0 starting=0;;;0");
    }

    /** bob may be of the network; carol is not, but may be the one without a name. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            alice; ''   ; OK
            bob  ; ''   ; UNKNOWN
            carol; ''   ; UNKNOWN
            ''   ; alice; CRITICAL
            ''   ; bob  ; UNKNOWN
            ''   ; carol; UNKNOWN
            """)
    void asksForNamesOfThoseWhoAreCertain(String required, String forbidden, Status status) {
        Selection whom = selection("net=203.0.113.0/24", "");
        List<String> wanted = required.isEmpty() ? List.of() : List.of(required);
        List<String> unwanted = forbidden.isEmpty() ? List.of() : List.of(forbidden);
        assertThat(new UsersCheck(Thresholds.NONE, UnknownAs.EACH, wanted, unwanted, whom)
                        .check(whom.of(NOT_ALL_ADDRESSES))
                        .status())
                .isEqualTo(status);
    }

    /** Each has 3,072 octets. Whether bob is of the network is not known. */
    @ParameterizedTest
    @CsvSource({"4K, UNKNOWN", "1K, WARNING"})
    void judgesNoQuotaOfWhomItMayBe(String octets, Status status) {
        Selection whom = selection("net=203.0.113.0/24", "");
        Snapshot part = whom.of(NOT_ALL_ADDRESSES);

        assertThat(part.users()).extracting(User::name).containsExactlyInAnyOrder("alice", null);
        assertThat(new QuotaCheck(Thresholds.parse(octets, Measure.OCTETS), null, 0, false, name -> null, whom)
                        .check(part)
                        .status())
                .isEqualTo(status);
        assertThat(new QuotaCheck(Thresholds.parse(octets, Measure.OCTETS), "alice", 0, true, name -> null, whom)
                        .check(part)
                        .status())
                .isEqualTo(status == Status.UNKNOWN ? Status.OK : status);
    }

    /** Of a network in which nobody is for certain. */
    @Test
    void doesNotSayThatNobodyWasUpWhereSomeMayHaveBeen() {
        Selection whom = selection("net=192.0.2.0/24", "");
        Snapshot named = new SnapshotSketch()
                .session(session(1).user("bob").at(null, null, "ppp1"))
                .build();
        assertThat(new QuotaCheck(thresholds("1"), null, 0, false, name -> null, whom)
                        .check(whom.of(named))
                        .line())
                .isEqualTo("PPTPD QUOTA UNKNOWN - sessions without a client's address may be of these or not");
    }

    @Test
    void judgesStrangersOfANetworkAsFarAsItIsCertain() {
        Selection whom = selection("net=203.0.113.0/24", "");
        assertThat(access(List.of("alice"), whom)).isEqualTo(Status.UNKNOWN);
        assertThat(access(List.of("bob"), whom)).isEqualTo(Status.CRITICAL);
    }

    private static Status access(List<String> known, Selection whom) {
        return new AccessCheck(Thresholds.NONE, Set.copyOf(known), List.of(), name -> null, whom)
                .check(whom.of(NOT_ALL_ADDRESSES))
                .status();
    }

    /** bob has two, and alice one. */
    @Test
    void judgesWhatOneUserHasAsFarAsItIsCertain() {
        Selection whom = selection("net=203.0.113.0/24", "");
        Snapshot whole = new SnapshotSketch()
                .session(session(1).user("alice"))
                .session(session(2).user("bob").at(null, null, "ppp1"))
                .session(session(3).user("bob").at(null, null, "ppp2"))
                .build();
        Thresholds none = Thresholds.NONE;

        assertThat(new SessionsCheck(none, thresholds("1"), none, none, none, 1, Duration.ofMinutes(5), whom)
                        .check(whom.of(whole))
                        .line())
                .isEqualTo(
                        "PPTPD SESSIONS UNKNOWN - most of one user 1 (alice) (perhaps more: sessions without a client's address"
                                + " may be of these or not), at least 1 session up | sessions=1;;;0 unnamed=0;;;0 starting=0;;;0"
                                + " max_per_user=1;1;;0");
    }

    private static LoginsCheck logins(String failed, String known, String perAddress, Selection whom) {
        return new LoginsCheck(
                thresholds(failed),
                thresholds(known),
                thresholds(perAddress),
                false,
                Duration.ofMinutes(5),
                name -> name.equals("alice"),
                whom);
    }

    private static Thresholds thresholds(String text) {
        return text.isEmpty() ? Thresholds.NONE : Thresholds.parse(text, Measure.NUMBER);
    }

    /** alice failed twice from .9, bob from .9, and from .9, .9, .8 and nobody knows where somebody without a name. */
    private static Snapshot failed() {
        return new SnapshotSketch()
                .failure("alice", "198.51.100.9", null)
                .failure("alice", "198.51.100.9", null)
                .failure("bob", "198.51.100.9", null)
                .failure(null, "198.51.100.9", null)
                .failure(null, "198.51.100.9", null)
                .failure(null, "198.51.100.8", null)
                .failure(null, null, null)
                .build();
    }

    /** Two are alice's, and four more may be; two to six are, four to five or five to seven of one address. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            # included; excluded; -w,-c; state by failed logins; under names of users; from one address
            alice; ''   ; 1    ; WARNING ; WARNING ; WARNING
            alice; ''   ; ,1   ; CRITICAL; CRITICAL; CRITICAL
            alice; ''   ; 2    ; UNKNOWN ; UNKNOWN ; UNKNOWN
            alice; ''   ; 4    ; UNKNOWN ; UNKNOWN ; UNKNOWN
            alice; ''   ; 5    ; UNKNOWN ; UNKNOWN ; OK
            alice; ''   ; 6    ; OK      ; OK      ; OK
            alice; ''   ; 7:   ; WARNING ; WARNING ; WARNING
            alice; ''   ; 6:   ; UNKNOWN ; UNKNOWN ; WARNING
            alice; ''   ; 2:   ; OK      ; OK      ; OK
            ''   ; alice; 0    ; WARNING ; UNKNOWN ; WARNING
            ''   ; alice; 4    ; UNKNOWN ; OK      ; OK
            ''   ; alice; 5    ; OK      ; OK      ; OK
            carol; ''   ; 3    ; UNKNOWN ; UNKNOWN ; OK
            carol; ''   ; 4    ; OK      ; OK      ; OK
            *    ; ''   ; 6    ; WARNING ; OK      ; OK
            *    ; ''   ; 7    ; OK      ; OK      ; OK
            *    ; ''   ; 5    ; WARNING ; UNKNOWN ; UNKNOWN
            """)
    void judgesFailuresWithoutANameAsFarAsItIsCertain(
            String included, String excluded, String thresholds, Status failed, Status known, Status perAddress) {
        Selection whom = selection(included, excluded);
        Snapshot part = whom.of(failed());

        assertThat(logins(thresholds, "", "", whom).check(part).status()).isEqualTo(failed);
        assertThat(logins("", thresholds, "", whom).check(part).status()).isEqualTo(known);
        assertThat(logins("", "", thresholds, whom).check(part).status()).isEqualTo(perAddress);
    }

    @Test
    void saysThatMoreMayHaveFailedAndDrawsNothingOfIt() {
        Selection whom = selection("alice", "");
        assertThat(logins("5", "", "", whom).check(whom.of(failed())).line())
                .isEqualTo(
                        "PPTPD LOGINS UNKNOWN - at least 2 failed logins in 5 min (perhaps more: whose 4 of them were is"
                                + " not known), most from one address at least 2 (198.51.100.9), at least 2 under names of users"
                                + " | failed_total=7c");
    }

    /** As a session without a name is counted for each of those who may be asked for. */
    @Test
    void drawsNoLoginThatMayBeOfOthers() {
        Setup files = new Setup(true, 100, false, null, null, null, null, List.of(), 3, true, List.of());
        SnapshotSketch sketch =
                new SnapshotSketch().asOf(TEN.plusMinutes(2)).setup(files).session(session(1));
        Selection whom = selection("alice", "");
        assertThat(logins("5", "", "", whom).check(whom.of(sketch.build())).line())
                .endsWith(" | failed_total=0c failed=0;5;;0 ok=1;;;0 per_address=0;;;0 known_failed=0;10;50;0");
        Snapshot withAnother = sketch.session(session(2).user(null)).build();
        assertThat(logins("5", "", "", whom).check(whom.of(withAnother)).line())
                .endsWith(" | failed_total=0c failed=0;5;;0");
    }

    /** Whoever has no name is somebody all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"*", "user=*", "**"})
    void refusesToExcludeEverybody(String text) {
        assertThatThrownBy(() -> Selection.Term.parseExcluded(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is everybody, with or without a name, and leaves nobody; sessions without a"
                        + " name are judged by check collector --unnamed");
    }

    @Test
    void knowsAddressesAndInterfaces() {
        Session first = WHOLE.sessions().get(0);

        assertThat(selection("net=" + first.clientAddress(), "").of(WHOLE).sessions())
                .isNotEmpty()
                .allMatch(session -> Objects.equals(session.clientAddress(), first.clientAddress()));
        assertThat(selection("interface=" + first.interfaceName(), "").of(WHOLE).sessions())
                .contains(first);
        assertThat(selection("", "net=0.0.0.0/0").of(WHOLE).sessions()).isEmpty();
    }

    @Test
    void doesNotTellOfAPartWhatWasCountedOfAll() {
        Snapshot part = selection("alice", "").of(WHOLE);

        assertThat(part.server().pool().size()).isNull();
        assertThat(part.server().totals().toClientOctets()).isNull();
        assertThat(part.server().rates()).isNull();
    }

    @Test
    void saysWhatCanBeSelected() {
        assertThatThrownBy(() -> Selection.Term.parse("adress=192.0.2.1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "expected user=NAME, net=NETWORK or interface=NAME, such as net=192.0.2.0/24 or user=test*, but"
                                + " was 'adress=192.0.2.1'");
    }

    /** As of a variable that is not set: a check of nobody would be green for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"", "user=", "interface=", "net="})
    void refusesToSelectNobody(String text) {
        assertThatThrownBy(() -> Selection.Term.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' names nobody; expected user=NAME, net=NETWORK or interface=NAME, such as"
                        + " user=test*");
    }
}

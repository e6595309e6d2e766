package io.pptpdmonitor.nagios;

import static io.pptpdmonitor.model.SessionSketch.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.SnapshotSketch;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "'', '', 4, 4",
        "al*, '', 2, 2",
        "al?ice, '', 1, 1",
        "alice, '', 1, 1",
        "'alice bob', '', 2, 2",
        "'', al*, 2, 2",
        "*, bob, 2, 2",
        "a.*ice, '', 0, 0",
        "user=bob, '', 1, 1"
    })
    void countsThoseWhoseNamesFit(String included, String excluded, int sessions, int users) {
        Snapshot part = selection(included, excluded).of(WHOLE);

        assertThat(part.server().activeSessions()).isEqualTo(sessions);
        assertThat(part.server().activeUsers()).isEqualTo(users);
        assertThat(part.sessions()).hasSize(sessions);
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
}

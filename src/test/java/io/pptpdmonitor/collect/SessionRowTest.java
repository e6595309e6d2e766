package io.pptpdmonitor.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.UserSource;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every ended session of the recordings as a row. */
class SessionRowTest {

    private final SessionRow row = new SessionRow();

    static Stream<Session> ended() {
        return Recordings.texts()
                .flatMap(recording -> {
                    SessionTable table = new SessionTable();
                    List<io.pptpdmonitor.log.LogRecord> records = recording.records();
                    records.forEach(table::apply);
                    return Truths.snapshot(
                            table, records.get(records.size() - 1).time())
                            .sessions()
                            .stream();
                })
                .filter(session -> session.state().ended());
    }

    @ParameterizedTest
    @MethodSource("ended")
    void isReadAsItWasWritten(Session session) throws DamagedStateException {
        StateInput in = new StateInput(octets(session));

        assertThat(row.read(in)).isEqualTo(session.withEndText(null));
        assertThat(in.atEnd()).isTrue();
    }

    /** Names of 255 octets are as long as they are. */
    @ParameterizedTest
    @MethodSource("ended")
    void takesTwoHundredOctetsAtMost(Session session) {
        int name = session.user() == null ? 0 : session.user().length();

        assertThat(octets(session).length - name).isLessThan(200 - 32);
    }

    /** One that is missing there would be read back as unknown. */
    @Test
    void hasAPlaceForEveryValue() {
        assertThat(SessionRow.SERVICES.values()).containsExactlyInAnyOrder(Service.values());
        assertThat(SessionRow.STATES.values()).containsExactlyInAnyOrder(State.values());
        assertThat(SessionRow.USER_SOURCES.values()).containsExactlyInAnyOrder(UserSource.values());
        assertThat(SessionRow.CAUSES.values()).containsExactlyInAnyOrder(EndCause.values());
    }

    private byte[] octets(Session session) {
        StateOutput out = new StateOutput();
        row.write(session, out);
        return out.toByteArray();
    }
}

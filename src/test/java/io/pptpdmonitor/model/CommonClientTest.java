package io.pptpdmonitor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommonClientTest {

    private static List<Session> sessions(int common, int others) {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < common + others; i++) {
            sessions.add(session(i + 1, i < common ? "10.0.0.1" : "203.0.113." + i));
        }
        return sessions;
    }

    private static Session session(long number, @Nullable String client) {
        return SessionBuilder.session(number).client(client, null).build();
    }

    @ParameterizedTest
    @CsvSource({"9, 0, false", "10, 0, true", "9, 1, true", "8, 2, false", "81, 19, true", "80, 20, false"})
    void isAnAddressOfMoreThanFourInFiveOfTenOrMore(int common, int others, boolean told) {
        assertThat(CommonClient.of(sessions(common, others), address -> false) != null)
                .isEqualTo(told);
    }

    @Test
    void isNoneThatIsTrusted() {
        assertThat(CommonClient.of(sessions(20, 0), "10.0.0.1"::equals)).isNull();
    }

    @Test
    void doesNotCountSessionsWhoseClientIsNotKnown() {
        List<Session> sessions = sessions(10, 0);
        for (int i = 0; i < 50; i++) {
            sessions.add(session(100 + i, null));
        }
        assertThat(CommonClient.of(sessions, address -> false)).isEqualTo(new CommonClient("10.0.0.1", 10, 10));
    }
}

package io.pptpdmonitor.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.HostileNames;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Fail2banLineTest {

    private static Failure failure(@Nullable String host, @Nullable String user, @Nullable AuthMethod method) {
        return new Failure(
                OffsetDateTime.parse("2026-11-22T13:56:34+01:00"), 7, host, 828, user, "203.0.113.7", method);
    }

    @Test
    void tellsTheNameLast() {
        assertThat(Fail2banLine.of(failure("vpn1", "mallory", AuthMethod.MSCHAPV2)))
                .isEqualTo("2026-11-22T13:56:34+01:00 vpn1 pptpd-monitor: login failed from 203.0.113.7"
                        + " method mschapv2 user \"mallory\"");
    }

    @Test
    void hasItsShapeWhateverIsNotKnown() {
        assertThat(Fail2banLine.of(failure(null, null, null)))
                .isEqualTo("2026-11-22T13:56:34+01:00 - pptpd-monitor: login failed from 203.0.113.7"
                        + " method unknown user \"\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            a"b        | a\\"b
            a\\b       | a\\\\b
            j\u00fcrgen | j\\xfcrgen
            \u5b57     | \\u5b57
            """)
    void escapesTheName(String name, String escaped) {
        assertThat(Fail2banLine.of(failure("vpn1", name, null))).endsWith(" user \"" + escaped + "\"");
    }

    @Test
    void isOneLineOfPrintableAsciiWhateverTheName() {
        HostileNames.all().forEach(name -> {
            assertThat(Fail2banLine.of(failure("vpn1", name, AuthMethod.PAP)))
                    .matches("2026-11-22T13:56:34\\+01:00 vpn1 pptpd-monitor: login failed from 203\\.0\\.113\\.7"
                            + " method pap user \"[ -~]*\"");
            assertThat(Fail2banLine.of(failure(name, "bob", AuthMethod.PAP)))
                    .matches("2026-11-22T13:56:34\\+01:00 [!-~]+ pptpd-monitor: login failed from 203\\.0\\.113\\.7"
                            + " method pap user \"bob\"");
        });
    }
}

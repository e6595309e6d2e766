package io.pptpdmonitor.wtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WtmpRecordTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # type | user  | host      | login | logout
                    7      | alice | 192.0.2.7 | true  | false
                    7      | alice | ''        | true  | false
                    7      | ''    | ''        | false | true
                    8      | ''    | ''        | false | true
                    8      | alice | 192.0.2.7 | false | true
                    # a peer without a name came: nobody left, and nobody is known
                    7      | ''    | 192.0.2.7 | false | false
                    6      | LOGIN | ''        | false | false
                    2      | reboot| 6.1.0     | false | false
                    """)
    void tellsLoginsFromLogouts(int type, String user, String host, boolean login, boolean logout) {
        WtmpRecord record = new WtmpRecord(type, 864, "ppp0", user, false, host, Instant.EPOCH, null);

        assertThat(record).returns(login, WtmpRecord::login).returns(logout, WtmpRecord::logout);
    }

    @ParameterizedTest
    @CsvSource({"ppp0, true", "ppp12, true", "pts/0, false", "tty1, false", "~, false", "'', false"})
    void knowsPppLines(String line, boolean onPpp) {
        assertThat(new WtmpRecord(7, 864, line, "alice", false, "", Instant.EPOCH, null))
                .returns(onPpp, WtmpRecord::onPpp);
    }

    @ParameterizedTest
    @CsvSource({
        "alice, false, alice, true",
        "alice, false, alicia, false",
        "alice, false, alice2, false",
        "alice, false, ali, false",
        "alice, true, alice, true",
        "alice, true, alice2, true",
        "alice, true, bob, false",
        "alice, true, ali, false"
    })
    void isOfAUserWhoseNameItIsOrBegins(String user, boolean cut, String name, boolean may) {
        assertThat(new WtmpRecord(7, 864, "ppp0", user, cut, "", Instant.EPOCH, null).mayBe(name))
                .isEqualTo(may);
    }
}

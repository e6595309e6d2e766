package io.pptpdmonitor.snmp.mib;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.model.User;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserIdentityTest {

    /** Seventeen control characters each, found by search: "sha256sum" begins with ddeb6a43 for both. */
    private static final String CLASH_1 =
            "\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0001\u0002\u0002\u0002\u0002\u0001\u0002\u0001\u0002\u0001";

    private static final String CLASH_2 =
            "\u0001\u0002\u0001\u0001\u0001\u0001\u0002\u0001\u0002\u0001\u0001\u0002\u0002\u0002\u0002\u0001\u0001";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "DOMAIN\\bob",
                "ünï@example.org",
                " ",
                "-",
                "|;<>\"'",
                "a~0a1b2c3",
                "a~0A1B2C3D",
                "a\uFFFD"
            })
    void leavesAHarmlessNameAsItIs(String name) {
        assertThat(UserIdentity.of(name)).isEqualTo(name);
    }

    @Test
    void leavesANameOf96OctetsAsItIs() {
        assertThat(UserIdentity.of("a".repeat(96))).isEqualTo("a".repeat(96));
    }

    @Test
    void isEmptyForTheUnknownUserAlone() {
        assertThat(UserIdentity.of(null)).isEmpty();
        // printf '' | sha256sum
        assertThat(UserIdentity.of("")).isEqualTo("~e3b0c442");
    }

    @Test
    void cutsALongNameAndPutsTheDigestOfTheWholeNameBehind() {
        // printf 'a%.0s' $(seq 97) | sha256sum
        assertThat(UserIdentity.of("a".repeat(97))).isEqualTo("a".repeat(87) + "~2a2c60fe");
    }

    @Test
    void cutsAtTheBoundaryOfACharacter() {
        String identity = UserIdentity.of("ä".repeat(49));
        assertThat(identity).startsWith("ä".repeat(43) + "~").hasSize(43 + 9);
        assertThat(identity.getBytes(StandardCharsets.UTF_8)).hasSize(86 + 9);
    }

    @Test
    void replacesWhatIsHarmfulAndMarksTheName() {
        // printf 'bell\a' | sha256sum
        assertThat(UserIdentity.of("bell\u0007")).isEqualTo("bell\uFFFD~ebac752a");
        assertThat(UserIdentity.of("a\u009bb\u202e\u2028")).startsWith("a\uFFFDb\uFFFD\uFFFD~");
    }

    @Test
    void marksANameThatLooksMarkedSoThatNobodyCanChooseAnothersIdentity() {
        String marked = UserIdentity.of("bell\u0007");
        assertThat(UserIdentity.of(marked)).isNotEqualTo(marked).startsWith(marked + "~");
    }

    @Test
    void givesNoTwoUsersTheSameIdentity() {
        // The premise: both clean to the same text, and the digests agree in eight digits.
        assertThat(UserIdentity.of(CLASH_1)).isEqualTo(UserIdentity.of(CLASH_2));

        UserNames names = UserNames.of(users(null, "alice", CLASH_1, CLASH_2));

        assertThat(names.identity(CLASH_1)).isEqualTo(UserIdentity.of(CLASH_1));
        assertThat(names.identity(CLASH_2))
                .isNotEqualTo(names.identity(CLASH_1))
                .startsWith("\uFFFD".repeat(17) + "~")
                .hasSize(17 + 9);
        assertThat(names.identity("alice")).isEqualTo("alice");
        assertThat(names.identity(null)).isEmpty();
    }

    @Test
    void letsNoStrangerChangeAUsersIdentity() {
        UserNames names = UserNames.of(users(CLASH_2));
        assertThat(names.identity(CLASH_2)).isEqualTo(UserIdentity.of(CLASH_2));
    }

    private static List<User> users(@Nullable String... names) {
        return Stream.of(names).map(Snapshots::user).toList();
    }
}

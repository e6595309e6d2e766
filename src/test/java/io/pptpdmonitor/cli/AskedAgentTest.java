package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line may say of an agent elsewhere; nobody is asked here but a port where nobody listens. */
class AskedAgentTest {

    private static final String NOBODY = "tcp:127.0.0.1:1";

    @TempDir
    Path scratch = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"status", "sessions", "users", "failures", "why alice", "health"})
    void anAgentAndLogsAreNotBothLookedAt(String command) {
        CliRun run = CliRun.of((command + " -H " + NOBODY + " -C public --file x").split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("pptpd-monitor: an agent (--agent) or logs (--file) can be looked at, not both; see"
                        + " pptpd-monitor " + command.replace(" alice", "") + " --help\n");
    }

    @ParameterizedTest
    @CsvSource({"--rotate,", "--live,no", "--service,all", "--log-host,a", "--state,none", "--root,/", "--zone,UTC"})
    void noOptionOfLogsIsTakenForAnAgent(String option, String value) {
        String[] args = Stream.of("-H", NOBODY, "-C", "public", option, value)
                .filter(word -> word != null)
                .toArray(String[]::new);
        assertThat(CliRun.of(args).err()).contains("an agent (--agent) or logs (" + option + ")");
    }

    @Test
    void aCheckRefusesBothInItsOwnWay() {
        CliRun run = CliRun.of("check", "users", "-H", NOBODY, "-C", "public", "--zone", "UTC");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("PPTPD USERS UNKNOWN - an agent (--agent) or logs (--zone) can be looked at");
    }

    @ParameterizedTest
    @CsvSource({"-C,public", "-U,nms", "-A,abcdefgh", "-t,3", "-e,1"})
    void whatIsOfAnAgentNeedsItsName(String option, String value) {
        CliRun run = CliRun.of("status", option, value);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(" is of an agent; name it with --agent HOST");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            | who asks? give a user of SNMPv3
            -P 2c | version 2c needs a community
            -C a -U nms | give a community (-C, version 2c) or a user (-U, version 3), not both
            -P 3 -C a | who asks?
            -U nms -X abcdefgh | authPriv needs a password for authentication (-A, or auth_password)
            -U nms -L authPriv -A abcdefgh | authPriv needs a password for encryption (-X, or priv_password)
            -U nms -A short | the password for authentication has 8 characters or more
            --credentials /nonexistent | no such file: /nonexistent
            """)
    void whoAsksMustBeTold(String options, String complaint) {
        String given = options == null ? "" : " " + options;
        CliRun run = CliRun.of(("health -H " + NOBODY + given).split(" "));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).startsWith("pptpd-monitor: " + complaint).hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-C a",
                "-U nms",
                "-U nms -A abcdefgh",
                "-U nms -L noAuthNoPriv -A x -X y",
                "-P 3 -U nms -a sha512 -A abcdefgh -x AES -X abcdefgh",
                "-U nms -a SHA-384 -A abcdefgh -x aes256 -X abcdefgh"
            })
    void whoeverMayAskIsHeard(String options) {
        CliRun run = CliRun.of(("health -H " + NOBODY + " " + options).split(" "));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).startsWith("pptpd-monitor: cannot reach tcp:127.0.0.1:1: Connection refused");
    }

    @ParameterizedTest
    @CsvSource({"-a,MD5", "-a,SHA", "-x,DES", "-L,high", "-P,1", "-e,100", "-t,0", "-H,a b"})
    void whatIsNotOfferedIsRefused(String option, String value) {
        CliRun run = CliRun.of("health", "-H", NOBODY, option, value);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("but was '" + value + "'").hasLineCount(1);
    }

    private CliRun withFile(String text, String mode) throws IOException {
        Path file = scratch.resolve("credentials");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return CliRun.of("health", "-H", NOBODY, "--credentials", file.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "community = a",
                "# who asks\n\nuser = nms\nauth_password = abcdefgh\npriv_password = abcdefgh\n",
                "user = \"nms\"\nauth = \"SHA-512\"\nauth_password = \"with = and # in it\"\npriv=AES-256\npriv_password= \"\"\"\"\"\"\"\"\"\"\nlevel = authPriv"
            })
    void aFileMayTellWhoAsks(String text) throws IOException {
        assertThat(withFile(text, "rw-r-----").err()).contains("cannot reach tcp:127.0.0.1:1");
    }

    @Test
    void aFileThatEverybodyReadsIsRefused() throws IOException {
        assertThat(withFile("community = geheim", "rw-r--r--").err())
                .startsWith("pptpd-monitor: everybody can read ")
                .contains("; take that away: chmod o= ")
                .doesNotContain("geheim");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            geheim | :1: no line of credentials; write key = value, with community,
            user = nms~passwort = geheim | :2: no line of credentials
            user = nms~user = geheim | :2: user stands there twice
            user = nms~auth_password = geheim78~auth = MD5 | auth: expected SHA-256, SHA-384 or SHA-512, but was 'MD5'
            user = nms~level = geheim | level: expected noAuthNoPriv, authNoPriv or authPriv
            """)
    void aFileThatIsWrongIsRefused(String text, String complaint) throws IOException {
        CliRun run = withFile(text.replace('~', '\n'), "rw-------");
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains(complaint).hasLineCount(1).doesNotContain("geheim78");
    }
}

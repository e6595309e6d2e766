package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * alice got 3,000 octets in a session that ended, and is up again by an interface of which /proc tells nothing; bob's tells
 * that he got 9,000.
 */
class UnseenOctetsTest {

    private static final Instant NOW = ServerLog.START.plusSeconds(330);

    @TempDir
    Path root = Path.of("");

    @BeforeEach
    void boot() throws IOException {
        ServerLog.at(Files.createDirectories(root.resolve("var/log")).resolve("syslog"))
                .login(1, "alice")
                .logout(1)
                .login(2, "bob")
                .login(3, "alice");
        LoggedHost.below(root)
                .serves(2, 3)
                .serves(3, 4)
                .tree()
                .with("proc/net/dev", """
                        Inter-|   Receive  |  Transmit
                         face |bytes packets |bytes packets
                          ppp2: 1000 4 0 0 0 0 0 0 9000 5 0 0 0 0 0 0
                        """)
                .with("sys/class/net/ppp2/ifindex", "8\n");
    }

    private CliRun here(String command) {
        return run(command, "--root " + root + " --live yes");
    }

    /** By what the agent of that host serves. */
    private CliRun elsewhere(String command) {
        List<String> agent = List.of("--root", root.toString(), "--live", "yes");
        return ServedLog.asked(NOW, agent, address -> run(command, "-H " + address + " -C " + ServedLog.COMMUNITY));
    }

    private static CliRun run(String command, String options) {
        return CliRun.at(NOW, (command + " " + options).split(" "));
    }

    @Test
    void theTableOfUsersSaysThatTheyAreAtLeastSoMany() {
        assertThat(here("users").out())
                .containsPattern("alice +1 +2 +2[.]9KiB[+] +2[.]0KiB[+] ")
                .containsPattern("bob +1 +1 +8[.]8KiB +1000[.]0B ");
        assertThat(elsewhere("users")).isEqualTo(here("users"));
    }

    @Test
    void theDocumentsSaySoToo() throws IOException {
        for (String command : List.of("status -o json", "users -o json")) {
            JsonNode users = users(here(command));
            assertThat(users.get(0).get("user").asText()).isEqualTo("alice");
            assertThat(users.get(0).get("toClientOctets").asLong()).isEqualTo(3000);
            assertThat(users.get(0).get("octetsExact").toString()).isEqualTo("false");
            assertThat(users.get(1).get("octetsExact").toString()).isEqualTo("true");
            assertThat(users(elsewhere(command))).isEqualTo(users);
        }
    }

    private static JsonNode users(CliRun run) throws IOException {
        return new ObjectMapper().readTree(run.out()).get("users");
    }

    @Test
    void theCheckOfAQuotaSaysSoToo() {
        CliRun quota = here("check quota --user alice -w 9K");
        assertThat(quota.out()).startsWith("PPTPD QUOTA UNKNOWN - alice at least 5.0KB since ");
        assertThat(elsewhere("check quota --user alice -w 9K")).isEqualTo(quota);
    }
}

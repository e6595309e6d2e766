package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script for LibreNMS as it is unpacked, with the program beside it. */
class LibreNmsIT {

    private static final String SCRIPT =
            RunningProgram.HOME.resolve("etc/librenms/pptpd-monitor").toString();
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", System.getenv("PATH"), "PPTPD_MONITOR", RunningProgram.LAUNCHER);

    @TempDir
    Path scratch;

    private Path log;

    @BeforeEach
    void write() throws IOException {
        log = ServerLog.at(scratch.resolve("syslog"))
                .login(11, "alice")
                .login(12, "bob")
                .logout(12)
                .path();
    }

    /** Whatever happens, it is one line of JSON on standard output, and 0: snmpd hands nothing else on. */
    private JsonNode answer(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT));
        command.addAll(List.of(arguments));
        Launched run = Launched.run(scratch, environment, command.toArray(String[]::new));
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).hasLineCount(1);
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void tellsTheFiguresOfTheServer() throws Exception {
        JsonNode answer = answer(ENVIRONMENT, "--live", "no", "--file", log.toString());
        assertThat(answer.get("version").asInt()).isEqualTo(1);
        assertThat(answer.get("error").asInt()).isZero();
        assertThat(answer.get("errorString").asText()).isEmpty();
        JsonNode server = answer.get("data").get("server");
        assertThat(server.get("users").asInt()).isEqualTo(1);
        assertThat(server.get("max_sessions_per_user").asInt()).isEqualTo(1);
        assertThat(answer.toString()).doesNotContain("alice", "bob");
    }

    @Test
    void tellsWhyThereAreNone() throws Exception {
        Path missing = scratch.resolve("no \"log\"");
        JsonNode answer = answer(ENVIRONMENT, "--live", "no", "--file", missing.toString());
        assertThat(answer.get("error").asInt()).isNotZero();
        assertThat(answer.get("errorString").asText()).contains("no such file: " + missing);
        assertThat(answer.get("data")).isEmpty();
    }

    @Test
    void tellsOfALogThatIsNone() throws Exception {
        Files.delete(log);
        ServerLog.withoutServer(log);
        JsonNode answer = answer(ENVIRONMENT, "--live", "no", "--file", log.toString());
        assertThat(answer.get("error").asInt()).isNotZero();
        assertThat(answer.get("errorString").asText()).contains("no line of pptpd or pppd");
        assertThat(answer.get("data")).isEmpty();
    }

    @Test
    void tellsThatTheProgramIsNotThere() throws Exception {
        Map<String, String> elsewhere = Map.of(
                "PATH",
                System.getenv("PATH"),
                "PPTPD_MONITOR",
                scratch.resolve("nowhere").toString());
        JsonNode answer = answer(elsewhere);
        assertThat(answer.get("error").asInt()).isNotZero();
        assertThat(answer.get("errorString").asText()).contains("nowhere");
    }
}

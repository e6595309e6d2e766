package io.pptpdmonitor.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.SnapshotSketch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LibreNmsReportTest {

    private static final Path SCRIPT = Path.of("etc/librenms/pptpd-monitor").toAbsolutePath();

    @TempDir
    Path scratch = Path.of("");

    private static String written(Snapshot snapshot) {
        return Written.report(View.STATUS, Format.LIBRENMS, snapshot, true);
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    /** The keys that LibreNMS' json_app_get() wants. */
    @Test
    void isOneLineWithTheKeysOfAnApplication() throws IOException {
        String line = written(new SnapshotSketch().build());
        assertThat(line).endsWith("}\n").hasLineCount(1);
        JsonNode answer = json(line);
        assertThat(answer.fieldNames()).toIterable().containsExactly("version", "error", "errorString", "data");
        assertThat(answer.get("version").asInt()).isEqualTo(1);
        assertThat(answer.get("error").asInt()).isZero();
        assertThat(answer.get("data").get("server").get("users").isNumber()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = CollectorStatus.class,
            names = {"CATCHING_UP", "NO_SOURCE", "FAILED"})
    void hasNoFiguresWhileTheLogIsNotRead(CollectorStatus status) throws IOException {
        Snapshot snapshot = new SnapshotSketch().build();
        JsonNode answer =
                json(written(snapshot.withHealth(snapshot.health().withStatus(status, "a \"reason\"\nin two lines"))));
        assertThat(answer.get("error").asInt()).isEqualTo(status.number());
        assertThat(answer.get("errorString").asText()).startsWith("a \"reason\"");
        assertThat(answer.get("data")).isEmpty();
    }

    @Test
    void theScriptHandsTheAnswerOnAndLeavesWarningsAway() throws Exception {
        assertThat(script("echo 'pptpd-monitor: data is old' >&2; echo '{\"version\":1,\"error\":0}'"))
                .isEqualTo("{\"version\":1,\"error\":0}\n");
    }

    @Test
    void theScriptTellsWhatWentWrong() throws Exception {
        JsonNode answer = json(script("echo 'pptpd-monitor: no \"log\" in C:\\x' >&2; exit 3"));
        assertThat(answer.get("error").asInt()).isEqualTo(1);
        assertThat(answer.get("errorString").asText()).isEqualTo("pptpd-monitor: no \"log\" in C:\\x");
        assertThat(json(script("exit 1")).get("errorString").asText()).isEqualTo("pptpd-monitor told nothing");
    }

    /** What the script prints when pptpd-monitor is a shell script that does this. */
    private String script(String body) throws Exception {
        Path program = Files.writeString(scratch.resolve("program"), "#!/bin/sh\n" + body + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", SCRIPT.toString()));
        builder.environment().putAll(Map.of("PPTPD_MONITOR", program.toString()));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out;
    }
}

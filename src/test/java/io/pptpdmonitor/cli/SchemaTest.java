package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.pptpdmonitor.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the log, the JSON that is printed keeps to the schema that is shipped. */
class SchemaTest {

    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");
    private static final List<String> VIEWS =
            List.of("status", "sessions", "users", "failures", "health", "why 10.99.0.11");

    private final JsonSchema schema;

    SchemaTest() throws IOException {
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("etc/pptpd-monitor-1.schema.json")));
    }

    @TestFactory
    List<DynamicTest> holdsForEveryRecording() throws IOException {
        try (Stream<Path> recordings = Files.list(RECORDINGS)) {
            return recordings
                    .map(recording -> recording.resolve("syslog"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(log -> DynamicTest.dynamicTest(log.toString(), () -> holds(log)))
                    .toList();
        }
    }

    @Test
    void holdsForALogOfPppdAlone(@TempDir Path scratch) throws IOException {
        holds(Files.writeString(
                scratch.resolve("log"), "2026-11-22T13:56:36Z vpn1 pppd[828]: pppd 2.4.9 started by root, uid 0\n"));
    }

    @Test
    void holdsForALogOfNobody(@TempDir Path scratch) throws IOException {
        holds(Files.writeString(scratch.resolve("log"), ""));
    }

    private void holds(Path log) {
        for (String view : VIEWS) {
            String[] options = {"-o", "json", "--service", "all", "--file", log.toString()};
            CliRun run = CliRun.of(Stream.concat(Stream.of(view.split(" ")), Stream.of(options))
                    .toArray(String[]::new));
            assertThat(schema.validate(
                            run.out(),
                            InputFormat.JSON,
                            context -> context.getExecutionConfig().setFormatAssertionsEnabled(true)))
                    .as(view)
                    .isEmpty();
        }
    }
}

package io.pptpdmonitor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.CliRun;
import io.pptpdmonitor.ServerLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Of a log with so many sessions that those of two files are not compared any more, a copy counts once. */
class CopiedPastTest {

    private static final Duration STEP = Duration.ofSeconds(30);

    /** Of each the log tells 3000 octets to the client. */
    private static final int SESSIONS = 400;

    @TempDir
    Path root;

    private Path path;
    private ServerLog log;
    private int written;

    @BeforeEach
    void host() throws IOException {
        path = root.resolve("var/log/syslog");
        Files.createDirectories(path.getParent());
        Files.createDirectories(root.resolve("var/lib/pptpd-monitor"));
        log = ServerLog.at(path, ServerLog.START, STEP);
        sessions(SESSIONS);
    }

    private void sessions(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int number = 1 + written++ % 200;
            log.login(number, "alice").logout(number);
        }
    }

    private void assertTold() throws IOException {
        CliRun run =
                CliRun.at(ServerLog.START.plus(Duration.ofDays(1)), "users", "-o", "json", "--root", root.toString());
        assertThat(run.err()).isEmpty();
        JsonNode user = new ObjectMapper().readTree(run.out()).get("users").get(0);
        assertThat(user.get("user").asText()).isEqualTo("alice");
        assertThat(user.get("sessions").asInt()).isEqualTo(written);
        assertThat(user.get("toClientOctets").asLong()).isEqualTo(3000L * written);
    }

    @Test
    void byHand() throws IOException {
        Files.copy(path, root.resolve("var/log/syslog.1"));
        sessions(10);
        assertTold();
        sessions(10);
        assertTold();
        Files.delete(root.resolve("var/lib/pptpd-monitor/state"));
        assertTold();
    }

    @Test
    void byCopytruncateThatHasNotTruncatedYet() throws IOException {
        Files.copy(path, root.resolve("var/log/syslog.1"));
        assertTold();
        Files.write(path, new byte[0]);
        sessions(10);
        assertTold();
        Files.delete(root.resolve("var/lib/pptpd-monitor/state"));
        assertTold();
    }

    /** {@code sed -i 1d} makes a copy, too, which begins otherwise, and takes its place. */
    @Test
    void byAnEditorThatTakesTheFirstLineOut() throws IOException {
        assertTold();
        List<String> lines = Files.readAllLines(path);
        Files.delete(path);
        Files.write(path, lines.subList(1, lines.size()));
        sessions(10);
        assertTold();
        sessions(10);
        assertTold();
    }

    @Test
    void byTwoProgramsThatCompress() throws IOException {
        byte[] old = Files.readAllBytes(path);
        ByteArrayOutputStream gz = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gz)) {
            out.write(old);
        }
        ByteArrayOutputStream xz = new ByteArrayOutputStream();
        try (XZOutputStream out = new XZOutputStream(xz, new LZMA2Options())) {
            out.write(old);
        }
        Files.write(root.resolve("var/log/syslog.2.gz"), gz.toByteArray());
        Files.write(root.resolve("var/log/syslog.2.xz"), xz.toByteArray());
        Files.write(path, new byte[0]);
        sessions(10);
        assertTold();
        sessions(10);
        assertTold();
    }
}

package io.pptpdmonitor.pptp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pptpdmonitor.Program;
import io.pptpdmonitor.collect.Collector;
import io.pptpdmonitor.collect.CollectorSettings;
import io.pptpdmonitor.collect.Ownership;
import io.pptpdmonitor.log.Hosts;
import io.pptpdmonitor.model.AddressRange;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.source.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a real pptpd with one slot logs of a probe from another host, and then of a client behind the same address who starts a
 * call. Each takes the last slot.
 */
@Tag("programs")
@Timeout(60)
class LoggedProbeTest {

    private static final List<String> NAME_SPACES = List.of(
            "--map-root-user", "--mount", "--net", "--pid", "--fork", "--kill-child", "--propagation", "private");

    @TempDir
    Path scratch;

    private Path log;

    @BeforeEach
    void serve() throws IOException {
        Program.require("pptpd");
        Program.require("busybox");
        assumeTrue(
                unshare("mount", "-t", "tmpfs", "none", "/mnt").exit() == 0, "skipped: no right to make name spaces");
        Files.write(scratch.resolve("call"), call());
        Program.Result done = unshare(
                "sh",
                Path.of("src/test/resources/pptp/monitored.sh").toAbsolutePath().toString(),
                scratch.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.pptpdmonitor.Main",
                "check",
                "daemon",
                "--probe",
                "192.0.2.1");
        assertThat(done.out()).as(done.err()).startsWith("PPTPD DAEMON OK - 192.0.2.1:1723 answers in ");
        log = scratch.resolve("log");
    }

    private static Program.Result unshare(String... command) {
        return Program.require("unshare")
                .run(Stream.concat(NAME_SPACES.stream(), Stream.of(command)).toArray(String[]::new));
    }

    /** Start-Control-Connection-Request and Outgoing-Call-Request (RFC 2637, 2.7), of any speed, bearer and framing. */
    private static byte[] call() {
        byte[] start = ControlMessage.startRequest();
        return ByteBuffer.allocate(start.length + 168)
                .put(start)
                .putShort((short) 168)
                .putShort((short) 1)
                .putInt(ControlMessage.COOKIE)
                .putShort((short) 7)
                .putShort((short) 0)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(300)
                .putInt(100_000_000)
                .putInt(3)
                .putInt(3)
                .putShort((short) 64)
                .array();
    }

    private long exhaustions(AddressRange... probesFrom) throws IOException {
        CollectorSettings settings = new CollectorSettings(
                List.of(new LogFile(log, List.of(), ZoneOffset.UTC)),
                null,
                null,
                EnumSet.of(Service.PPTP),
                ZoneOffset.UTC,
                false,
                null,
                true,
                List.of(probesFrom),
                new Ownership(Hosts.in(ZoneOffset.UTC), true));
        try (Collector collector = new Collector(settings, InstantSource.system())) {
            return collector.collect().server().totals().poolExhaustions();
        }
    }

    @Test
    void fillsNoPoolWhereItsHostIsNamedAndACallDoes() throws IOException {
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains("No free connection slots"))
                .hasSize(2);
        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains("CTRL: Client 192.0.2.9 control connection started"))
                .hasSize(2);

        assertThat(exhaustions()).isEqualTo(2);
        assertThat(exhaustions(AddressRange.parse("192.0.2.8"))).isEqualTo(2);
        assertThat(exhaustions(AddressRange.parse("192.0.2.9"))).isEqualTo(1);
    }
}

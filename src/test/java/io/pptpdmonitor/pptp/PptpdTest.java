package io.pptpdmonitor.pptp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.Program;
import io.pptpdmonitor.pptp.Finding.Kind;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real pptpd with two slots, on an address of the loopback that nobody else has; it starts no pppd, since nobody calls. */
@Tag("programs")
@Timeout(60)
class PptpdTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final ServerAddress server = new ServerAddress(
            "127.%d.%d.1"
                    .formatted(
                            ThreadLocalRandom.current().nextInt(1, 255),
                            ThreadLocalRandom.current().nextInt(1, 255)),
            1723);

    @TempDir
    Path scratch;

    private Process pptpd;

    @BeforeEach
    void start() throws IOException {
        Program program = Program.require("pptpd");
        Path options = Files.createFile(scratch.resolve("options"));
        Path conf = Files.writeString(
                scratch.resolve("pptpd.conf"), """
                option %s
                pidfile %s
                listen %s
                localip 192.168.0.1
                remoteip 192.168.0.234-235
                connections 2
                """.formatted(options, scratch.resolve("pid"), server.host()));
        pptpd = program.start(scratch.resolve("out"), "--fg", "--conf", conf.toString());
        while (Probe.of(server, LONG).kind() != Kind.ANSWERED) {
            assertThat(pptpd.isAlive()).isTrue();
        }
    }

    @AfterEach
    void end() {
        pptpd.destroyForcibly().onExit().join();
    }

    @Test
    void answersAndStops() throws Exception {
        Finding finding = Probe.of(server, LONG);

        assertThat(finding.kind()).isEqualTo(Kind.ANSWERED);
        assertThat(finding.text()).matches("answers in [0-9.]+ s");
        assertThat(finding.reply()).isEqualTo(new StartReply(0x0100, 1, 0, 1, 1, "local", "linux"));
        // Nothing of it stays: each pptpctrl ends, or the slots would be taken after two.
        for (int i = 0; i < 5; i++) {
            assertThat(Probe.of(server, LONG).kind()).isEqualTo(Kind.ANSWERED);
        }
    }

    @Test
    void isSilentWhileAllSlotsAreTakenAndAnswersAgainLater() throws Exception {
        try (Socket first = taken();
                Socket second = taken()) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            assertThat(Probe.of(server, Duration.ofMillis(500)).kind()).isEqualTo(Kind.SILENT);
        }

        assertThat(Probe.of(server, LONG).kind()).isEqualTo(Kind.ANSWERED);
    }

    /** A client who stays; as others, he calls again where pptpd took him for slow because another has just gone. */
    private Socket taken() throws IOException {
        while (true) {
            Socket client = new Socket(server.host(), server.port());
            client.getOutputStream().write(ControlMessage.startRequest());
            if (client.getInputStream().read() >= 0) {
                return client;
            }
            client.close();
        }
    }
}

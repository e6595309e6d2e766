package io.pptpdmonitor.pptp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.pptp.Finding.Kind;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real pptpd, which has two slots. */
@Tag("programs")
@Timeout(60)
class PptpdTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path scratch;

    private Pptpd pptpd;
    private ServerAddress server;

    @BeforeEach
    void start() throws IOException {
        pptpd = Pptpd.start(scratch);
        server = pptpd.address();
    }

    @AfterEach
    void end() {
        pptpd.close();
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

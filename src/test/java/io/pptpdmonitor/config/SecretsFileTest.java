package io.pptpdmonitor.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsFileTest {

    @TempDir
    Path scratch = Path.of("");

    private SecretsFile read(String text, @Nullable String server) throws IOException {
        return SecretsFile.read(Files.writeString(scratch.resolve("chap-secrets"), text), server);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            alice pptpd secret *                         | alice
            "al ice" pptpd secret *                      | al ice
            "it's" pptpd secret                         | it's
            DOM\\\\bob pptpd "a b" *                      | DOM\\bob
            j\\303\\274rgen pptpd secret *                 | jürgen
            alice * secret 192.168.0.7 192.168.0.8 -- mtu 1400 | alice
            # alice pptpd secret *                       | ``
            alice pptpd                                  | ``
            alice                                        | ``
            alice pptpd # secret                         | ``
            alice isp secret *                           | ``
            alice pptpd @/etc/ppp/alice *                | alice
            @alice pptpd secret *                        | @alice
            "" pptpd secret *                            | ``
            alice pptpd "" *                             | alice
            """)
    void takesTheNamesThatPppdWouldLetIn(String line, String name) throws IOException {
        assertThat(read("first pptpd x *\n" + line + "\nlast pptpd x *\n", "pptpd")
                        .names())
                .containsExactlyElementsOf(
                        name.isEmpty() && !line.startsWith("\"\"")
                                ? List.of("first", "last")
                                : List.of("first", name, "last"));
    }

    @Test
    void takesOfSeveralLinesInAnyStateWhatIsComplete() throws IOException {
        assertThat(read(
                                "one pptpd\ntwo pptpd s\n\nthree\n four \\\n pptpd s\nfive pptpd 's\nix' pptpd s\nseven * s",
                                "pptpd")
                        .names())
                .containsExactly("two", "four", "five", "seven");
    }

    @Test
    void takesEveryServerWhereItsNameIsNotKnown() throws IOException {
        assertThat(read("alice pptpd s *\nbob vpn s *\n", null).names()).containsExactly("alice", "bob");
        assertThat(read("alice pptpd s *\nbob vpn s *\n", "vpn").names()).containsExactly("bob");
    }

    @Test
    void tellsOfAWildcard() throws IOException {
        assertThat(read("* pptpd s *\nalice pptpd s *\n", "pptpd")).satisfies(secrets -> {
            assertThat(secrets.anyName()).isTrue();
            assertThat(secrets.names()).containsExactly("alice");
        });
        assertThat(read("* isp s *\n", "pptpd").anyName()).isFalse();
    }

    /** The secrets are made and looked for octet by octet, so that this test does not hold one either. */
    @Test
    void leavesNoSecretInTheHeap() throws IOException {
        Path file = scratch.resolve("chap-secrets");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int user = 0; user < 2000; user++) {
                out.write(("user" + user + " pptpd \"").getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < LENGTH; i++) {
                    out.write(secret(i));
                }
                out.write("\" *\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
        SecretsFile secrets = SecretsFile.read(file, "pptpd");
        Path heap = scratch.resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(heap.toString(), false);
        assertThat(holdsSecret(heap)).isFalse();
        assertThat(holdsSecret(file)).as("the search finds one").isTrue();
        assertThat(secrets.names()).hasSize(2000);
    }

    private static final int LENGTH = 24;

    private static int secret(int i) {
        return '!' + (i * 37 + 11) % 90;
    }

    /** The octets differ, so that a search has to go back no further than to its first. */
    private static boolean holdsSecret(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            int found = 0;
            int c;
            while ((c = in.read()) >= 0) {
                found = c == secret(found) ? found + 1 : c == secret(0) ? 1 : 0;
                if (found == LENGTH) {
                    return true;
                }
            }
            return false;
        }
    }
}

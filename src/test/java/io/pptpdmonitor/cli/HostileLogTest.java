package io.pptpdmonitor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logins under names that were chosen to break a view, as recorded, and logs that are damaged. */
class HostileLogTest {

    private static final Path RECORDED = Path.of("src/test/resources/recordings/d");

    @TempDir
    Path scratch = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "status, table",
        "status, csv",
        "status, json",
        "sessions, table",
        "sessions, csv",
        "sessions, json",
        "users, table",
        "users, csv",
        "users, json",
        "failures, table",
        "failures, csv",
        "failures, json",
        "events, json",
        "events, fail2ban"
    })
    void printsOfHostileNamesNothingThatATerminalObeys(String view, String format) {
        for (String log : new String[] {"syslog", "syslog.rfc3339", "journal.json"}) {
            CliRun run = CliRun.onTerminal(
                    InstantSource.system(),
                    delay -> false,
                    view,
                    "-o",
                    format,
                    "-f",
                    RECORDED.resolve(log).toString(),
                    "--wtmp",
                    RECORDED.resolve("wtmp").toString());
            assertThat(run.exitCode()).isZero();
            assertThat(run.out().codePoints().filter(HostileLogTest::harmful)).isEmpty();
        }
    }

    /** Control characters but the end of a line, what turns a line around, and what is no character. */
    private static boolean harmful(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n' && c != '\r';
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    @Test
    void checksInOneLineOfAscii() {
        CliRun run =
                CliRun.of("check", "users", "-f", RECORDED.resolve("syslog").toString());
        assertThat(run.out()).matches("[ -~]+\n");
    }

    /** Bytes of a recording, changed at random: nothing of it may end a command otherwise than in order. */
    @Test
    void survivesALogThatIsDamaged() throws IOException {
        byte[] recorded = Files.readAllBytes(RECORDED.resolve("syslog"));
        Path damaged = scratch.resolve("damaged");
        for (int seed = 0; seed < 20; seed++) {
            Files.write(damaged, damaged(recorded, new Random(seed)));
            for (String view : new String[] {"status", "sessions", "users", "failures", "events"}) {
                CliRun run = CliRun.of(view, "-f", damaged.toString(), "--service", "all");
                assertThat(run.exitCode())
                        .as("%s, seed %d: %s", view, seed, run.err())
                        .isZero();
            }
            assertThat(CliRun.of("check", "users", "-f", damaged.toString()).exitCode())
                    .isZero();
        }
    }

    private static byte[] damaged(byte[] recorded, Random random) {
        byte[] bytes = recorded.clone();
        for (int i = 0; i < bytes.length / 100; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    @Test
    void survivesLinesOfAMegabyteAndLinesOutOfOrder() throws IOException {
        Path log = scratch.resolve("log");
        String[] lines =
                Files.readString(RECORDED.resolve("syslog.rfc3339"), UTF_8).split("\n");
        StringBuilder text = new StringBuilder();
        Stream.of(lines)
                .sorted(Comparator.comparing(String::hashCode))
                .forEach(line -> text.append(line).append('\n'));
        text.append("2026-11-22T13:58:34Z vpn1 pppd[829]: rcvd [CHAP Response id=0x1 <00>, name = \"")
                .append("x".repeat(1 << 20))
                .append("\"]\n");
        Files.writeString(log, text);
        for (String view : new String[] {"status", "sessions", "users", "failures", "events"}) {
            assertThat(CliRun.of(view, "-f", log.toString()).exitCode()).isZero();
        }
    }
}

package io.pptpdmonitor.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The socket itself, before checks that only repeat what they are asked. */
@Timeout(60)
@SuppressWarnings("try") // What is there while something is asked need not be named.
class CheckSocketTest {

    private static Reply echo(List<String> asked) {
        return new Reply(1, String.join(" ", asked) + "\n");
    }

    // Held, or java.util.logging forgets its level.
    private static final Logger LOG = Logger.getLogger(CheckSocket.class.getName());

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("check");
        LOG.setLevel(Level.OFF);
    }

    @AfterEach
    void logAgain() {
        LOG.setLevel(null);
    }

    private CheckSocket open(Function<List<String>, Reply> checks) throws IOException {
        return new CheckSocket(path, SocketSettings.USUAL, checks);
    }

    @Test
    void tellsCodeAndLengthBeforeTheText() throws IOException {
        try (CheckSocket socket = open(CheckSocketTest::echo)) {
            assertThat(SocketClient.ask(path, "users", "-w", "80")).isEqualTo("PPTPD-CHECK 1 1 12\nusers -w 80\n");
            assertThat(SocketClient.ask(path, "ä")).isEqualTo("PPTPD-CHECK 1 1 3\nä\n");
        }
    }

    @Test
    void answersWhatComesInPieces() throws IOException {
        try (CheckSocket socket = open(CheckSocketTest::echo);
                SocketClient client = SocketClient.of(path)) {
            for (char c : SocketClient.request("users").toCharArray()) {
                client.says(String.valueOf(c));
            }
            assertThat(client.hears()).endsWith("\nusers\n");
        }
    }

    @Test
    void answersWhoHasShutHisHalf() throws IOException {
        try (CheckSocket socket = open(CheckSocketTest::echo);
                SocketClient client = SocketClient.of(path)) {
            client.says(SocketClient.request("users")).channel().shutdownOutput();
            assertThat(client.hears()).endsWith("\nusers\n");
        }
    }

    @Test
    void saysWhatIsWrongWithARequest() throws IOException {
        try (CheckSocket socket = open(CheckSocketTest::echo);
                SocketClient http = SocketClient.of(path);
                SocketClient endless = SocketClient.of(path)) {
            assertThat(http.says("GET / HTTP/1.1\r\n\0").hears())
                    .matches("PPTPD-CHECK 1 3 \\d+\nPPTPD UNKNOWN - the request does not begin with .*\n");
            assertThat(endless.says("2\0" + "x".repeat(8190)).hears())
                    .contains("PPTPD UNKNOWN - the arguments of a check have at most 8192 octets here\n");
        }
    }

    /** He is told at once, and the rest of it is not taken. */
    @Test
    void takesNoMoreThanARequestMayBeLong() throws IOException {
        try (CheckSocket socket = open(CheckSocketTest::echo);
                SocketClient endless = SocketClient.of(path)) {
            long said = 0;
            try {
                while (said < 1 << 30) {
                    endless.says("x".repeat(65_536));
                    said += 65_536;
                }
            } catch (IOException closed) {
                assertThat(closed).hasMessageContaining("Broken pipe");
            }
            assertThat(said).isLessThan(10_000_000);
            assertThat(SocketClient.ask(path, "users")).endsWith("\nusers\n");
        }
    }

    @Test
    void isUnknownWhereACheckFails() throws IOException {
        try (CheckSocket socket = open(asked -> {
            throw new IllegalStateException("so it is");
        })) {
            for (int i = 0; i < 5; i++) {
                assertThat(SocketClient.ask(path, "users"))
                        .endsWith("\nPPTPD UNKNOWN - internal error of the agent; see its log\n");
            }
        }
    }

    @Test
    void tellsAllOfALongAnswerToASlowReader() throws IOException {
        String text = "x".repeat(5_000_000) + "\n";
        try (CheckSocket socket = open(asked -> new Reply(0, text))) {
            assertThat(SocketClient.ask(path, "users")).isEqualTo("PPTPD-CHECK 1 0 5000001\n" + text);
        }
    }

    /** Those who say nothing, half of it, or do not read what they asked for, and a hundred who are as they should be. */
    @Test
    void answersAHundredAtOnceBesideFiftyWhoAreStuck() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(100);
        List<SocketClient> stuck = new ArrayList<>();
        try (CheckSocket socket = open(asked ->
                new Reply(0, asked.get(0) + "x".repeat(asked.get(0).equals("long") ? 9_000_000 : 0)))) {
            for (int i = 0; i < 50; i++) {
                SocketClient client = SocketClient.of(path);
                stuck.add(client.says(i % 3 == 0 ? "" : i % 3 == 1 ? "3\0users\0" : SocketClient.request("long")));
            }
            CountDownLatch together = new CountDownLatch(1);
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String name = "name" + i;
                answers.add(threads.submit(() -> {
                    together.await();
                    return SocketClient.ask(path, name);
                }));
            }
            long begun = System.nanoTime();
            together.countDown();
            for (int i = 0; i < 100; i++) {
                assertThat(answers.get(i).get(30, TimeUnit.SECONDS)).endsWith("\nname" + i);
            }
            // They waited for none of the others to be given up.
            assertThat(System.nanoTime() - begun).isLessThan(CheckSocket.PATIENCE.toNanos() / 2);
            for (SocketClient client : stuck) {
                client.hears();
            }
        } finally {
            threads.shutdownNow();
            for (SocketClient client : stuck) {
                client.close();
            }
        }
    }

    @Test
    void makesRoomByGivingUpWhoHasBeenSilentForLongest() throws IOException {
        List<SocketClient> silent = new ArrayList<>();
        try (CheckSocket socket = open(CheckSocketTest::echo)) {
            for (int i = 0; i < CheckSocket.MOST_CONVERSATIONS + 50; i++) {
                silent.add(SocketClient.of(path));
            }
            assertThat(SocketClient.ask(path, "users")).endsWith("\nusers\n");
            assertThat(silent.get(0).hears()).isEmpty();
            assertThat(silent.get(silent.size() - 1)
                            .says(SocketClient.request("late"))
                            .hears())
                    .endsWith("\nlate\n");
        } finally {
            for (SocketClient client : silent) {
                client.close();
            }
        }
    }

    @Test
    void answersOthersWhileACheckDoesNotEnd() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (CheckSocket socket = open(asked -> {
                    if (asked.get(0).equals("slow")) {
                        uninterrupted(end);
                    }
                    return new Reply(0, "done\n");
                });
                SocketClient slow = SocketClient.of(path)) {
            slow.says(SocketClient.request("slow"));
            assertThat(SocketClient.ask(path, "users")).endsWith("\ndone\n");
            end.countDown();
            assertThat(slow.hears()).endsWith("\ndone\n");
        }
    }

    private static void uninterrupted(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void isForItsGroupAloneAndGoneInTheEnd() throws IOException {
        try (CheckSocket socket = open(CheckSocketTest::echo)) {
            PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class);
            assertThat(PosixFilePermissions.toString(file.permissions())).isEqualTo("rw-rw----");
            assertThat(file.group().getName()).isEqualTo(socket.group());
            assertThat(directory.toFile().list()).containsExactly("check");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void takesTheModeAndTheGroupOfTheConfiguration() throws IOException {
        String own = Files.readAttributes(directory, PosixFileAttributes.class)
                .group()
                .getName();
        try (CheckSocket socket =
                new CheckSocket(path, new SocketSettings(true, path, 0604, own), CheckSocketTest::echo)) {
            PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class);
            assertThat(PosixFilePermissions.toString(file.permissions())).isEqualTo("rw----r--");
            assertThat(socket.group()).isEqualTo(own);
        }
    }

    @Test
    void isNotMadeForAGroupThatCannotBeHad() {
        SocketSettings settings = new SocketSettings(true, path, 0660, "no such group");
        assertThatThrownBy(() -> new CheckSocket(path, settings, CheckSocketTest::echo))
                .isInstanceOf(UnusableSocketException.class)
                .hasMessage("the socket of checks cannot be given to the group 'no such group'; it must exist, and the"
                        + " agent's user be in it (adduser USER no such group)");
        assertThat(directory).isEmptyDirectory();
    }

    /** As an agent leaves it that was killed. */
    @Test
    void takesThePlaceOfOneThatIsDead() throws IOException {
        ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        dead.bind(UnixDomainSocketAddress.of(path));
        dead.close();
        assertThat(path).exists();
        try (CheckSocket socket = open(CheckSocketTest::echo)) {
            assertThat(SocketClient.ask(path, "users")).endsWith("\nusers\n");
        }
    }

    @Test
    void leavesOneAloneThatIsAnswered() throws IOException {
        try (CheckSocket living = open(CheckSocketTest::echo)) {
            assertThatThrownBy(() -> open(asked -> new Reply(0, "wrong\n")))
                    .isInstanceOf(UnusableSocketException.class)
                    .hasMessage("another agent answers checks on " + path + "; stop it, or give this one a path of its"
                            + " own (socket = \"...\", \"none\" for none)");
            assertThat(SocketClient.ask(path, "users")).endsWith("\nusers\n");
        }
    }

    /** Its queue is full, so that a client that waits would wait for ever. */
    @Test
    void leavesOneAloneThatHangs() throws IOException {
        List<SocketClient> queue = new ArrayList<>();
        try (ServerSocketChannel hanging = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            hanging.bind(UnixDomainSocketAddress.of(path), 1);
            queue.add(SocketClient.of(path));
            queue.add(SocketClient.of(path));
            assertThatThrownBy(() -> open(CheckSocketTest::echo))
                    .hasMessageContaining("another agent answers checks on");
        } finally {
            for (SocketClient client : queue) {
                client.close();
            }
        }
    }

    @Test
    void removesNothingThatIsNotItsOwn() throws IOException {
        try (CheckSocket socket = open(CheckSocketTest::echo)) {
            Files.delete(path);
            Files.writeString(path, "another's");
        }
        assertThat(path).hasContent("another's");
        assertThatThrownBy(() -> open(CheckSocketTest::echo))
                .hasMessage(path + " is no socket; remove it, or name another path");
        assertThat(path).hasContent("another's");
    }

    @Test
    void needsItsDirectory() {
        path = directory.resolve("absent/check");
        assertThatThrownBy(() -> open(CheckSocketTest::echo))
                .isInstanceOf(UnusableSocketException.class)
                .hasMessage("there is no directory " + path.getParent() + " for the socket of checks; make it first");
    }

    @Test
    void mayLieAsDeepAsThePathOfASocketMayBeLong() throws IOException {
        int rest = 97 - directory.toString().length() - "/check".length() - 1;
        assumeTrue(rest > 0, "the directory of this test lies too deep");
        path = Files.createDirectory(directory.resolve("d".repeat(rest))).resolve("check");
        try (CheckSocket socket =
                new CheckSocket(path, new SocketSettings(true, path, 0660, null), CheckSocketTest::echo)) {
            assertThat(SocketClient.ask(path, "users")).endsWith("\nusers\n");
        }
        assertThatThrownBy(() -> new SocketSettings(true, Path.of("/" + "d".repeat(97)), 0660, null))
                .hasMessageContaining("at most 97 octets");
    }
}

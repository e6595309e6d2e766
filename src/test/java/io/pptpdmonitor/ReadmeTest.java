package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.cli.Environment;
import io.pptpdmonitor.cli.PptpdMonitorCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the README shows is what the program prints, 13 seconds after the last line of the demo's log. Run with
 * {@code -Dreadme.update=true} to write it there.
 */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Instant NOW = Instant.parse("2026-11-22T14:10:40Z");
    private static final Pattern CONSOLE = Pattern.compile("```console\n\\$ ([^\n]+)\n(.*?)```", Pattern.DOTALL);
    private static final String SHOWN_PORT = "udp:127.0.0.1:1161";

    private record Example(String command, String output) {
        List<String> words() {
            return List.of(command.split(" "));
        }
    }

    @TestFactory
    Stream<DynamicTest> showsRealOutput() throws IOException {
        return examples().stream()
                .filter(example -> example.command.startsWith("pptpd-monitor"))
                .map(example -> DynamicTest.dynamicTest(example.command, () -> holds(example)));
    }

    private static void holds(Example example) throws IOException {
        List<String> words = example.words().subList(1, example.words().size());
        compare(example, words.contains("-H") ? asked(words) : run(words));
    }

    private static String run(List<String> words) {
        return CliRun.at(NOW, words.toArray(String[]::new)).out();
    }

    /** Of an agent that serves the demo's log. */
    private static String asked(List<String> words) {
        return ServedLog.asked(NOW, List.of("--file", "etc/demo/syslog"), address -> {
            List<String> asking = new ArrayList<>(words);
            asking.replaceAll(word -> word.equals("127.0.0.1:1161") ? address : word);
            asking.replaceAll(word -> word.equals("public") ? ServedLog.COMMUNITY : word);
            return run(asking);
        });
    }

    @Test
    @Tag("programs")
    void showsARealWalk() throws Exception {
        Program snmptable = Program.require("snmptable");
        Example example = examples().stream()
                .filter(any -> any.command.startsWith("snmptable"))
                .findFirst()
                .orElseThrow();
        int port = freePort();
        CountDownLatch answers = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        CompletableFuture<Integer> agent = CompletableFuture.supplyAsync(() -> agent(port, answers, done));
        try {
            assertThat(answers.await(20, TimeUnit.SECONDS)).isTrue();
            List<String> words = new ArrayList<>(example.words());
            words.replaceAll(word -> word.equals(SHOWN_PORT) ? "udp:127.0.0.1:" + port : word);
            compare(
                    example,
                    snmptable
                            .run(words.subList(1, words.size()).toArray(String[]::new))
                            .out());
        } finally {
            done.countDown();
        }
        assertThat(agent.get(20, TimeUnit.SECONDS)).isZero();
    }

    private static int agent(int port, CountDownLatch answers, CountDownLatch done) {
        PrintWriter out = new PrintWriter(Writer.nullWriter());
        Environment environment = new Environment(
                InstantSource.fixed(NOW), ZoneOffset.UTC, InputStream.nullInputStream(), out, out, false, pause -> {
                    answers.countDown();
                    await(done);
                    return false;
                });
        return PptpdMonitorCommand.commandLine(environment)
                .execute(
                        "agent",
                        "--listen",
                        "udp:127.0.0.1:" + port,
                        "--community",
                        "public",
                        "--file",
                        "etc/demo/syslog");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void compare(Example example, String printed) throws IOException {
        if (Boolean.getBoolean("readme.update")) {
            String readme = Files.readString(README);
            Files.writeString(
                    README,
                    readme.replace(
                            "$ " + example.command + "\n" + example.output, "$ " + example.command + "\n" + printed));
        } else {
            assertThat(example.output).isEqualTo(printed);
        }
    }

    private static List<Example> examples() throws IOException {
        Matcher matcher = CONSOLE.matcher(Files.readString(README));
        List<Example> examples = new ArrayList<>();
        while (matcher.find()) {
            examples.add(new Example(matcher.group(1), matcher.group(2)));
        }
        return examples;
    }
}

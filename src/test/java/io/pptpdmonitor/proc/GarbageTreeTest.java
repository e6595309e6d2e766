package io.pptpdmonitor.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever stands in the tree, a look never throws and never tells what no kernel could mean. Each seed damages a tree of
 * true shape in a hundred ways: octets changed, files cut, doubled, emptied, replaced by noise, by directories, by links.
 */
class GarbageTreeTest {
    private static final int ROUNDS = 100;

    private static final String[] WORDS = {
        "ppp0: ",
        "(",
        ")",
        ":",
        " ",
        "\t",
        "\n",
        "\0",
        "-1",
        "99999999999999999999",
        "NSpid:",
        "btime ",
        "Z",
        "\u202e",
        "é"
    };

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverThrows(long seed) throws IOException {
        Random random = new Random(seed);
        List<Path> files = plant();
        for (int round = 0; round < ROUNDS; round++) {
            damage(files.get(random.nextInt(files.size())), random);

            LiveHost.View view = new LiveHost(root).look();

            assertThat(view.processes().all())
                    .allSatisfy(process -> assertThat(process.comm()).isIn("pppd", "pptpd", "pptpctrl"));
            view.processes().all().forEach(process -> new Processes(root).find(process.pid()));
            view.interfaces().keySet().forEach(name -> {
                new Interfaces(root).index(name);
                new PidFiles(root).holder(name);
            });
        }
    }

    private List<Path> plant() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> fixture = Files.walk(HostTree.vpn1())) {
            for (Path file : fixture.filter(Files::isRegularFile).sorted().toList()) {
                Path copy = root.resolve(HostTree.vpn1().relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                files.add(copy);
            }
        }
        return files;
    }

    private static void damage(Path file, Random random) throws IOException {
        byte[] content = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
        Files.delete(file);
        switch (random.nextInt(8)) {
            case 0 -> Files.createDirectory(file);
            case 1 -> Files.createSymbolicLink(file, Path.of("nowhere"));
            case 2 -> Files.write(file, noise(random));
            case 3 -> Files.write(file, new byte[0]);
            case 4 -> Files.write(file, List.of(text(content), text(content)));
            default -> Files.write(file, changed(content, random));
        }
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(5000)];
        random.nextBytes(noise);
        return noise;
    }

    /** A part of the content, with a word put in somewhere and an octet changed elsewhere. */
    private static byte[] changed(byte[] content, Random random) {
        String text = text(content);
        int at = random.nextInt(text.length() + 1);
        String word = WORDS[random.nextInt(WORDS.length)];
        int end = random.nextBoolean() ? text.length() : at + random.nextInt(text.length() - at + 1);
        byte[] changed = (text.substring(0, at) + word + text.substring(at, end)).getBytes(StandardCharsets.ISO_8859_1);
        if (changed.length > 0) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        return changed;
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }
}

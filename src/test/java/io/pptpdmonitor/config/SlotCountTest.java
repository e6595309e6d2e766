package io.pptpdmonitor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Against what a real pptpd said of the same configurations. */
class SlotCountTest {

    private static final Path SLOTS = Path.of("src/test/resources/config/slots.txt");

    @TempDir
    Path scratch = Path.of("");

    @TestFactory
    Stream<DynamicTest> countsAsPptpdDoes() throws IOException {
        return Files.readAllLines(SLOTS).stream()
                .filter(line -> !line.startsWith("# "))
                .map(line -> line.split("\t", 2))
                .map(parts -> dynamicTest("[" + parts[1] + "]", () -> holds(parts[0], unescaped(parts[1]))));
    }

    private void holds(String told, String conf) throws IOException {
        PptpdConf read = PptpdConf.read(Files.writeString(scratch.resolve("pptpd.conf"), conf));
        assertThat(SlotCount.of(read)).isEqualTo(number(told));
        if (told.equals("-")) {
            assertThat(read.findings())
                    .extracting(Finding::toString)
                    .anyMatch(finding -> finding.endsWith("pptpd does not start with it"));
        }
    }

    private static @Nullable Integer number(String told) {
        return told.equals("-") ? null : Integer.valueOf(told.replace("?", ""));
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n")
                .replace("\\t", "\t")
                .replace("\\r", "\r")
                .replace("\\\\", "\\");
    }
}

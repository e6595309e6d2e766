package io.pptpdmonitor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against what pppd's own function made of the same octets. */
class WordReaderTest {

    private static final Path WORDS = Path.of("src/test/resources/config/words.txt");

    @Test
    void readsWordsAsPppdDoes() throws IOException {
        List<String> cases = Files.readAllLines(WORDS).stream()
                .filter(line -> !line.startsWith("# "))
                .toList();
        assertThat(cases).hasSizeGreaterThan(1500);
        for (String line : cases) {
            String[] parts = line.split("\t", -1);
            byte[] input = HexFormat.of().parseHex(parts[0].equals("-") ? "" : parts[0]);
            assertThat(words(input))
                    .as(new String(input, StandardCharsets.ISO_8859_1))
                    .isEqualTo(parts[1].replaceFirst(
                            "^0", "1")); // The first word starts a line without a line's end before it.
        }
    }

    /** In the notation of the file. */
    private static String words(byte[] input) throws IOException {
        WordReader reader = new WordReader(new ByteArrayInputStream(input)::read);
        StringBuilder words = new StringBuilder();
        while (reader.next()) {
            boolean startsLine = reader.startsLine();
            byte[] word = reader.takeOctets();
            if (word.length == 0 && reader.atEnd()) {
                break; // What has no octets at the file's end is no word to pppd.
            }
            words.append(words.length() == 0 ? "" : " ")
                    .append(startsLine ? '1' : '0')
                    .append(hex(word));
        }
        return words.toString();
    }

    private static String hex(byte[] word) {
        int end = 0;
        while (end < word.length && word[end] != 0) {
            end++;
        }
        return HexFormat.of().formatHex(word, 0, end);
    }

    @Test
    void tellsTheLineOfAWord() throws IOException {
        WordReader reader = new WordReader(
                new ByteArrayInputStream("a\n\n# c\n'b\nc' d\\\n e\nf".getBytes(StandardCharsets.US_ASCII))::read);
        StringBuilder lines = new StringBuilder();
        while (reader.next()) {
            lines.append(reader.line()).append(reader.startsLine() ? "* " : " ");
            reader.drop();
        }
        assertThat(lines).hasToString("1* 4* 5 6 7* ");
    }
}

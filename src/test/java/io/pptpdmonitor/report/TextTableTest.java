package io.pptpdmonitor.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.HostileNames;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {

    private static final TextTable<String> TABLE = new TextTable<>(List.of(
            TextTable.Column.left("NAME", name -> name),
            TextTable.Column.<String>right("N", name -> "1").atLeast(3)));

    private static String table(boolean titles, String... names) throws IOException {
        StringBuilder out = new StringBuilder();
        TABLE.write(List.of(names), out, titles);
        return out.toString();
    }

    @Test
    void growsWithItsCells() throws IOException {
        assertThat(table(true, "a", "longer")).isEqualTo("NAME      N\na         1\nlonger    1\n");
    }

    @Test
    void leavesTheTitlesAwayButKeepsTheirWidth() throws IOException {
        assertThat(table(false, "a")).isEqualTo("a       1\n");
    }

    @Test
    void cutsWhatWouldPushTheRestOutOfSight() throws IOException {
        assertThat(table(false, "x".repeat(1000))).isEqualTo("x".repeat(62) + "..    1\n");
        assertThat(table(false, "\u5b57".repeat(1000))).isEqualTo("\u5b57".repeat(31) + "..    1\n");
    }

    @Test
    void alignsWhateverTheNamesHold() throws IOException {
        for (String name : HostileNames.all().toList()) {
            assertThat(table(false, name, "x").lines())
                    .hasSize(2)
                    .extracting(DisplayWidth::of)
                    .containsOnly(DisplayWidth.of(
                            table(false, name, "x").lines().findFirst().orElseThrow()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    alice        | 5
                    'José'       | 4
                    'Jose\u0301' | 4
                    字幕         | 4
                    한국어       | 6
                    Ωμέγα        | 5
                    😀           | 2
                    ｱ            | 1
                    """)
    void takesTheColumnsThatATerminalGives(String text, int columns) {
        assertThat(DisplayWidth.of(text)).isEqualTo(columns);
    }
}

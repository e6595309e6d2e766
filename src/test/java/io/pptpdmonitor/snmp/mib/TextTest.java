package io.pptpdmonitor.snmp.mib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;

class TextTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 0x0a, 0x1b, 0x7f, 0x85, 0x9b, 0x9f, 0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066,
                0x2069, 0xd800, 0xdfff
            })
    void replacesWhatDoesSomethingToATerminal(int harmful) {
        String text = "a" + Character.toString(harmful) + "b";
        assertThat(Text.harmless(text)).isEqualTo("a\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "~", "ä", "\u00a0", "\u200d", "日本", "\uD83D\uDE00"})
    void keepsWhatDoesNot(String text) {
        assertThat(Text.harmless(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # text | octets | what is left
            abc    | 3      | abc
            abc    | 2      | ab
            abc    | 0      | ''
            äbc    | 1      | ''
            äbc    | 2      | ä
            日本   | 5      | 日
            😀x    | 3      | ''
            😀x    | 4      | 😀
            """)
    void cutsAtTheBoundaryOfACharacter(String text, int octets, String left) {
        assertThat(Text.cut(text, octets)).isEqualTo(left);
    }

    @Test
    void isCleanedBeforeItIsCut() {
        Variable written = encoded("\u0007\u0007ab", 7);
        assertThat(((OctetString) written).getValue()).isEqualTo("\uFFFD\uFFFDa".getBytes(StandardCharsets.UTF_8));
    }

    private static Variable encoded(String text, int octets) {
        Variable variable = Syntax.adminString(octets).encoder().of(text);
        if (variable == null) {
            throw new AssertionError(text);
        }
        return variable;
    }
}

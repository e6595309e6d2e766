package io.pptpdmonitor.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The frame of a request, in which a NUL is written as a bar here. */
class RequestTest {

    private static @Nullable Request parse(String text) {
        byte[] octets = text.replace('|', '\0').getBytes(UTF_8);
        return Request.parse(octets, octets.length);
    }

    @Test
    void holdsArgumentsAsTheyAre() {
        assertThat(parse("4|users|-w||$(id);*'\"\n ä|"))
                .isEqualTo(new Request(List.of("users", "-w", "", "$(id);*'\"\n ä")));
        assertThat(parse("0|")).isEqualTo(new Request(List.of()));
    }

    @Test
    void waitsForTheRestWhereverItIsCut() {
        String whole = "3|users|-w|80|";
        for (int cut = 0; cut < whole.length(); cut++) {
            assertThat(parse(whole.substring(0, cut)))
                    .as(whole.substring(0, cut))
                    .isNull();
        }
        assertThat(parse(whole)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "x|, begin with the number",
        "'|', begin with the number",
        "-1|, begin with the number",
        "1e1|, begin with the number",
        "99999|, begin with the number",
        "GET / HTTP/1.1|, begin with the number",
        "65|, at most 64 arguments",
        "0|more, more than it says",
        "1|users|80|, more than it says",
        "1|users|x, more than it says"
    })
    void refusesWhatIsNone(String text, String why) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void takesAsMuchAsItMayAndNoMore() {
        String all = "64|" + String.join("", Collections.nCopies(64, "x|"));
        assertThat(parse(all)).extracting(Request::arguments, LIST).hasSize(64);
        String long8192 = "1|" + "x".repeat(8189) + "|";
        assertThat(parse(long8192)).extracting(Request::arguments, LIST).hasSize(1);
        assertThatThrownBy(() -> parse("1|" + "x".repeat(8190)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 8192 octets");
        assertThatThrownBy(() -> parse("x".repeat(8192)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 8192 octets");
    }
}

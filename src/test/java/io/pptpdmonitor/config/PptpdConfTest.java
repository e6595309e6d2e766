package io.pptpdmonitor.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PptpdConfTest {

    @TempDir
    Path scratch = Path.of("");

    private PptpdConf read(String text) throws IOException {
        return PptpdConf.read(Files.writeString(scratch.resolve("pptpd.conf"), text));
    }

    private List<String> findings(String text) throws IOException {
        return read(text).findings().stream()
                .map(finding -> finding.line() + " " + finding.text())
                .toList();
    }

    @Test
    void findsKeywordsAndTheirLines() throws IOException {
        PptpdConf conf =
                read("# as shipped\noption /etc/ppp/pptpd-options\n\ndebug\nlogwtmp  \nlocalip\t192.168.0.1\n");
        assertThat(conf.get("option"))
                .isEqualTo(new PptpdConf.Setting("/etc/ppp/pptpd-options", new Place(conf.file(), 2)));
        assertThat(conf.get("localip")).isEqualTo(new PptpdConf.Setting("192.168.0.1", new Place(conf.file(), 6)));
        assertThat(conf.place("debug")).hasToString(scratch.resolve("pptpd.conf") + ":4");
        assertThat(conf.place("logwtmp")).hasToString(scratch.resolve("pptpd.conf") + ":5");
        assertThat(conf.place("delegate")).isNull();
        assertThat(conf.findings()).isEmpty();
    }

    @Test
    void takesAnyValueOfASwitchForOn() throws IOException {
        assertThat(read("debug 0\n").place("debug")).isNotNull();
        assertThat(read("#debug\n").place("debug")).isNull();
    }

    @Test
    void tellsWhatPptpdIgnoresAndWhatToDo() throws IOException {
        assertThat(findings(" debug\n")).containsExactly("1 pptpd ignores lines that begin with a blank; remove it");
        assertThat(findings("\nfoo bar\n")).containsExactly("2 pptpd knows no 'foo' and ignores it; see pptpd.conf(5)");
        assertThat(findings("debug\ndebug\n"))
                .containsExactly("2 'debug' stands twice, and only the first counts; remove one");
        assertThat(findings("debug\r\n")).singleElement().asString().contains("carriage return");
        assertThat(findings("#" + "x".repeat(600) + "\n"))
                .singleElement()
                .asString()
                .contains("shorten it");
    }

    @Test
    void takesAKeywordWithACarriageReturnForAnotherOneAsPptpdDoes() throws IOException {
        assertThat(read("debug\r\n").place("debug")).isNull();
    }

    @Test
    void takesTheBytesOfAnyFile() throws IOException {
        byte[] all = new byte[256 * 3];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i * 7);
        }
        PptpdConf conf = PptpdConf.read(Files.write(scratch.resolve("binary"), all));
        assertThat(conf.get("debug")).isNull();
    }
}

package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pptpdmonitor.log.LogEvent.ChapResponded;
import io.pptpdmonitor.log.LogEvent.LoginFailed;
import io.pptpdmonitor.log.LogEvent.PluginUp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerNameTest {

    private static final int RANDOM_NAMES = 20_000;

    /** As recorded in d: bytes that the driver sent, and what pppd made of them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # bytes                    | packet line       | failed CHAP authentication
                    616c696365                 | alice             | alice
                    ``                         | ``                | ``
                    444f4d41494e5c75736572     | DOMAIN\\\\user    | DOMAIN\\\\user
                    7361792022686922           | say \\"hi\\"      | say \\"hi\\"
                    7461620968657265           | tab\\there        | tab\\there
                    6ac3bc7267656e             | j\\303\\274rgen   | jM-CM-<rgen
                    6573631b5b33316d726564     | esc\\033[31mred   | esc^[[31mred
                    62656c6c07                 | bell\\007         | bell^G
                    6e6c0a4e                   | nl\\nN            | nl^JN
                    63720d4e                   | cr\\rN            | cr^MN
                    5c303737                   | \\\\077           | \\\\077
                    """)
    void readsTheNotationsOfOneName(String hex, String packet, String failure) {
        assertThat(PeerName.ofPacket(latin(packet), 0, packet.length())).isEqualTo(text(hex));
        assertThat(PeerName.ofFailure(latin(failure), 0, failure.length())).isEqualTo(text(hex));
    }

    /** Of bytes that are no UTF-8, and of a user who is called so, the line is the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    \\377\\376\\351 | M-^?M-~M-i
                    CAM-01           | CAM-01
                    JIM-KIRK         | JIM-KIRK
                    TEAM-A           | TEAM-A
                    """)
    void leavesWhatWouldBeNoUtf8AsItIsWritten(String packet, String failure) {
        String refused = PeerName.ofFailure(latin(failure), 0, failure.length());
        assertThat(refused).isEqualTo(failure);
        assertThat(PeerName.ofVisible(latin(failure), 0, failure.length())).isEqualTo(failure);
        assertThat(PeerName.same(refused, PeerName.ofPacket(latin(packet), 0, packet.length())))
                .isTrue();
    }

    /** Every login of a recording that the log tells of: as the driver sent it, whichever line tells it. */
    @ParameterizedTest
    @ValueSource(strings = {"d/syslog", "d/syslog.rfc3339", "d/journal.json", "d-busybox/syslog"})
    void readsTheNamesThatWereSent(String log) throws IOException {
        Map<Integer, String> sent = namesByPid(log.substring(0, log.indexOf('/')));
        Map<Integer, Set<String>> read = namesRead(log);

        assertThat(sent).hasSizeGreaterThan(30);
        assertThat(sent).allSatisfy((pid, name) -> assertThat(read.get(pid)).containsExactly(name));
    }

    private static Map<Integer, String> namesByPid(String recording) throws IOException {
        JsonNode truth = new ObjectMapper()
                .readTree(RecordedLog.named(recording + "/truth.json").bytes());
        Map<Integer, String> names = new HashMap<>();
        for (String part : List.of("sessions", "failures")) {
            for (JsonNode login : truth.get(part)) {
                if (login.hasNonNull("pid") && login.hasNonNull("userHex")) {
                    String name = text(login.get("userHex").textValue());
                    names.put(login.get("pid").intValue(), name.substring(0, Math.min(255, name.length())));
                }
            }
        }
        return names;
    }

    private static Map<Integer, Set<String>> namesRead(String log) {
        LogParser parser = new LogParser(java.time.ZoneOffset.UTC);
        Map<Integer, Set<String>> names = new HashMap<>();
        RecordedLog.named(log)
                .lines((b, from, to) -> parser.line(b, from, to, line -> {
                    String name = nameIn(line.event());
                    if (name != null) {
                        names.computeIfAbsent(line.pid(), pid -> new HashSet<>())
                                .add(name);
                    }
                }));
        return names;
    }

    private static @Nullable String nameIn(LogEvent event) {
        if (event instanceof ChapResponded response) {
            return response.user();
        }
        if (event instanceof LoginFailed failed) {
            return failed.user();
        }
        return event instanceof PluginUp up ? up.user() : null;
    }

    @Test
    void packetNotationIsExact() {
        for (byte[] name : randomNames()) {
            byte[] written = PppdNotation.packet(name);

            assertThat(PeerName.ofPacket(written, 0, written.length)).isEqualTo(utf8(upToNul(name)));
        }
    }

    @Test
    void quotedBytesAreExact() {
        for (byte[] name : randomNames()) {
            byte[] written = PppdNotation.quoted(name);

            assertThat(PeerName.ofQuoted(written, 0, written.length)).isEqualTo(utf8(name));
        }
    }

    @Test
    void visibleNotationIsExactForNamesInUtf8ThatDoNotLookLikeIt() {
        int checked = 0;
        for (byte[] name : randomNames()) {
            if (looksVisible(name)) {
                continue;
            }
            byte[] visible = PppdNotation.visible(name);
            byte[] quoted = PppdNotation.quoted(visible);
            String read = utf8(utf8(name).contains("\ufffd") ? visible : name);
            assertThat(PeerName.ofFailure(quoted, 0, quoted.length)).isEqualTo(read);
            assertThat(PeerName.ofVisible(visible, 0, visible.length)).isEqualTo(read);
            checked++;
        }
        assertThat(checked).isGreaterThan(RANDOM_NAMES / 2);
    }

    @Test
    void acceptedNamesInUtf8AreReadFromEitherLine() {
        for (String name : List.of("jürgen", "日本語", "a b", "a\\b\"c", "a\tb", "😀", "ÿ", "a|b;<c>")) {
            byte[] visible = PppdNotation.visible(name.getBytes(StandardCharsets.UTF_8));
            byte[] quoted = PppdNotation.quoted(visible);

            assertThat(PeerName.ofPlugin(visible, 0, visible.length)).isEqualTo(name);
            assertThat(PeerName.ofSuccess(quoted, 0, quoted.length)).isEqualTo(name);
        }
    }

    /** What cannot be told apart: then the name stays as the line has it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # in the line  | accepted  | refused
                    M-C            | M-C       | M-C
                    M-CX           | M-CX      | M-CX
                    M-             | M-        | M-
                    M              | M         | M
                    ^J             | ^J        | J0A
                    ^              | ^         | ^
                    ^^             | ^^        | J1E
                    a^b            | a^b       | a^b
                    M-CM-<         | ü         | ü
                    """)
    void staysAsItIsWhereItCannotBeTold(String line, String accepted, String refused) {
        byte[] b = latin(line);

        assertThat(PeerName.ofPlugin(b, 0, b.length)).isEqualTo(accepted);
        assertThat(PeerName.ofFailure(b, 0, b.length))
                .isEqualTo(refused.replace("J0A", "\n").replace("J1E", "\u001e"));
    }

    /** rsyslog writes a TAB of the plugin's line as #011; in lines made with %q pppd has written it as \\t already. */
    @Test
    void undoesTheTabOfRsyslogWhereOneCanStand() {
        byte[] b = latin("a#011b");

        assertThat(PeerName.ofPlugin(b, 0, b.length)).isEqualTo("a\tb");
        assertThat(PeerName.ofVisible(b, 0, b.length)).isEqualTo("a\tb");
        assertThat(PeerName.ofSuccess(b, 0, b.length)).isEqualTo("a#011b");
        assertThat(PeerName.ofFailure(b, 0, b.length)).isEqualTo("a#011b");
        assertThat(PeerName.ofQuoted(b, 0, b.length)).isEqualTo("a#011b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # of the plugin | of the packet | may be one
                    alice           | alice         | true
                    M-C             | M-C           | true
                    jürgen          | jürgen        | true
                    jM-CM-<rgen     | jürgen        | true
                    `a	b`          | a#011b        | true
                    a b             | `a	b`      | true
                    alice           | bob           | false
                    alice           | Alice         | false
                    `alice `        | alice         | false
                    """)
    void namesInTwoNotationsMayBeTheSame(String plugin, String packet, boolean same) {
        assertThat(PeerName.same(plugin, packet)).isEqualTo(same);
    }

    /** Names that were cut, or that never came from pppd. */
    @ParameterizedTest
    @ValueSource(
            strings = {"\\", "a\\", "\\0", "\\07", "\\778", "\\400", "\\x", "\\x1", "\\x1g", "M-^", "M-M", "\\\\\\"})
    void nothingIsTooBrokenToBeRead(String name) {
        byte[] b = latin(name);

        assertThat(PeerName.ofPacket(b, 0, b.length)).isNotNull();
        assertThat(PeerName.ofQuoted(b, 0, b.length)).isNotNull();
        assertThat(PeerName.ofFailure(b, 0, b.length)).isNotNull();
        assertThat(PeerName.ofSuccess(b, 0, b.length)).isNotNull();
        assertThat(PeerName.ofVisible(b, 0, b.length)).isNotNull();
        assertThat(PeerName.ofPlugin(b, 0, b.length)).isNotNull();
    }

    private static List<byte[]> randomNames() {
        Random random = new Random(20261122);
        List<byte[]> names = new ArrayList<>();
        for (int i = 0; i < RANDOM_NAMES; i++) {
            byte[] name = new byte[random.nextInt(12)];
            random.nextBytes(name);
            for (int at = 0; at < name.length; at++) {
                name[at] = random.nextInt(3) == 0 ? name[at] : (byte) "ab\\\"M-^?tnx019 ".charAt(random.nextInt(15));
            }
            names.add(name);
        }
        return names;
    }

    /** Holds M- or ^X itself, or 0xDE, which becomes M-^ as half of the control characters do. */
    private static boolean looksVisible(byte[] name) {
        String latin = new String(name, StandardCharsets.ISO_8859_1);
        return latin.contains("M-") || latin.contains("^") || latin.contains("\u00de");
    }

    private static byte[] upToNul(byte[] name) {
        int nul = 0;
        while (nul < name.length && name[nul] != 0) {
            nul++;
        }
        return Arrays.copyOf(name, nul);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(String hex) {
        return utf8(HexFormat.of().parseHex(hex));
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

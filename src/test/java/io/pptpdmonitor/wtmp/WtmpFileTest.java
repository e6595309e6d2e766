package io.pptpdmonitor.wtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WtmpFileTest {
    private static final int NOW = 1795356613;

    @TempDir
    Path folder;

    private final List<WtmpRecord> records = new ArrayList<>();

    /**
     * Files that pptpd 1.4.0 with pppd 2.4.9 wrote on Debian 12; beside each what was in it according to another reader,
     * and of each login the whole name and the address inside the tunnel as the client's side knew them.
     */
    @ParameterizedTest
    @ValueSource(strings = {"a", "d", "e", "g"})
    void readsFilesOfRealServers(String name) throws IOException {
        JsonNode expected = new ObjectMapper().readTree(fixture(name + ".json").toFile());

        WtmpSummary summary = read(fixture(name + ".wtmp"));

        assertThat(summary).isEqualTo(new WtmpSummary(384, expected.size(), 0, false));
        assertThat(records).hasSize(expected.size());
        for (int i = 0; i < records.size(); i++) {
            assertRecord(records.get(i), expected.get(i));
        }
    }

    private static void assertRecord(WtmpRecord record, JsonNode expected) {
        assertThat(record)
                .returns(expected.get("type").intValue(), WtmpRecord::type)
                .returns(expected.get("pid").intValue(), WtmpRecord::pid)
                .returns(expected.get("line").textValue(), WtmpRecord::line)
                .returns(expected.get("user").textValue(), WtmpRecord::user)
                .returns(expected.get("host").textValue(), WtmpRecord::host)
                .returns(Instant.ofEpochSecond(expected.get("time").longValue()), WtmpRecord::time)
                .returns(expected.has("name"), WtmpRecord::login)
                .returns(!expected.has("name"), WtmpRecord::logout);
        if (expected.has("name")) {
            String wholeName = expected.get("name").textValue();
            assertThat(record)
                    .returns(wholeName.length() >= 32, WtmpRecord::cut)
                    .returns(true, r -> r.mayBe(wholeName))
                    .returns(expected.get("address").textValue(), WtmpRecord::address);
        }
    }

    @Test
    void readsRecordsOfMachinesWith64BitTimes() throws IOException {
        Path file = WtmpBytes.write(
                folder.resolve("wtmp"),
                WtmpBytes.wide(2, 0, "~", "reboot", NOW - 100, 7).host("6.1.0-18-arm64"),
                WtmpBytes.wide(7, 864, "ppp0", "alice", NOW, 999_999)
                        .host("192.0.2.7")
                        .address(192, 168, 0, 234),
                WtmpBytes.wide(7, 900, "pts/0", "root", NOW + 1, 3),
                WtmpBytes.wide(8, 864, "ppp0", "", NOW + 2, 0));

        WtmpSummary summary = read(file);

        assertThat(summary).isEqualTo(new WtmpSummary(400, 4, 0, false));
        assertThat(records)
                .containsExactly(
                        new WtmpRecord(
                                7,
                                864,
                                "ppp0",
                                "alice",
                                false,
                                "192.0.2.7",
                                Instant.ofEpochSecond(NOW, 999_999_000),
                                "192.168.0.234"),
                        new WtmpRecord(8, 864, "ppp0", "", false, "", Instant.ofEpochSecond(NOW + 2), null));
    }

    /** 9600 octets are 25 records of 384 or 24 of 400. */
    @Test
    void findsTheSizeWhereBothDivideTheFile() throws IOException {
        WtmpBytes[] narrow = new WtmpBytes[25];
        Arrays.setAll(narrow, i -> WtmpBytes.narrow(7, 864 + i, "ppp" + i, "alice", NOW + i, 0));
        WtmpBytes[] wide = new WtmpBytes[24];
        Arrays.setAll(wide, i -> WtmpBytes.wide(7, 864 + i, "ppp" + i, "alice", NOW + i, 0));

        assertThat(read(WtmpBytes.write(folder.resolve("narrow"), narrow)).recordSize())
                .isEqualTo(384);
        assertThat(read(WtmpBytes.write(folder.resolve("wide"), wide)).recordSize())
                .isEqualTo(400);
        assertThat(records).hasSize(25 + 24);
        assertThat(records.get(24 + 24).line()).isEqualTo("ppp23");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 40})
    void findsTheSizeOfShortFiles(int number) throws IOException {
        WtmpBytes[] narrow = new WtmpBytes[number];
        Arrays.setAll(
                narrow,
                i -> WtmpBytes.narrow(7, 864, "ppp0", "alice", NOW, 500_000 + i).host("192.0.2.7"));
        WtmpBytes[] wide = new WtmpBytes[number];
        Arrays.setAll(
                wide,
                i -> WtmpBytes.wide(7, 864, "ppp0", "alice", NOW, 500_000 + i).host("192.0.2.7"));

        assertThat(read(WtmpBytes.write(folder.resolve("narrow"), narrow)))
                .isEqualTo(new WtmpSummary(384, number, 0, false));
        assertThat(read(WtmpBytes.write(folder.resolve("wide"), wide)))
                .isEqualTo(new WtmpSummary(400, number, 0, false));
    }

    @Test
    void readsFilesOfManyBlocks() throws IOException {
        WtmpBytes[] many = new WtmpBytes[1000];
        Arrays.setAll(many, i -> WtmpBytes.narrow(7, 1 + i, "ppp" + i, "user" + i, NOW + i, i));

        WtmpSummary summary = read(WtmpBytes.write(folder.resolve("wtmp"), many));

        assertThat(summary).isEqualTo(new WtmpSummary(384, 1000, 0, false));
        assertThat(records).hasSize(1000);
        assertThat(records.get(999))
                .returns("user999", WtmpRecord::user)
                .returns(Instant.ofEpochSecond(NOW + 999, 999_000), WtmpRecord::time);
    }

    @Test
    void ignoresATruncatedLastRecordAndSaysSo() throws IOException {
        byte[] whole = Files.readAllBytes(fixture("a.wtmp"));
        Path file = Files.write(folder.resolve("wtmp"), Arrays.copyOf(whole, whole.length - 100));

        assertThat(read(file)).isEqualTo(new WtmpSummary(384, 5, 0, true));
        assertThat(records).hasSize(5);
    }

    @Test
    void skipsHolesAndNonsenseAndSaysSo() throws IOException {
        Path file = WtmpBytes.write(
                folder.resolve("wtmp"),
                WtmpBytes.narrow(7, 1, "ppp0", "alice", NOW, 0),
                WtmpBytes.narrow(0, 0, "", "", 0, 0).text(336, new byte[4]),
                WtmpBytes.narrow(77, 2, "ppp1", "bob", NOW, 0),
                WtmpBytes.narrow(7, 2, "ppp1\u001b[2J", "bob", NOW, 0),
                WtmpBytes.narrow(7, 3, "ppp2", "carol", NOW, 0),
                WtmpBytes.narrow(7, 3, "ppp2", "carol", NOW, 0));

        assertThat(read(file)).isEqualTo(new WtmpSummary(384, 6, 3, false));
        assertThat(records).extracting(WtmpRecord::user).containsExactly("alice", "carol", "carol");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 384, 400, 9600, 100_000})
    void takesEmptyFilesAndHolesForNoRecords(int size) throws IOException {
        read(Files.write(folder.resolve("wtmp"), new byte[size]));

        assertThat(records).isEmpty();
    }

    @Test
    void readsTimesBeyond2038() throws IOException {
        read(WtmpBytes.write(folder.resolve("wtmp"), WtmpBytes.narrow(7, 1, "ppp0", "a", (int) 4102444800L, 0)));

        assertThat(records).extracting(WtmpRecord::time).containsExactly(Instant.parse("2100-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # octets (hexadecimal)             | text
                    c0a800ea                           | 192.168.0.234
                    20010db8000000000000000000000001   | 2001:db8:0:0:0:0:0:1
                    00000000000000000000000000000001   | 0:0:0:0:0:0:0:1
                    00000000000000000000ffffc0000207   | 192.0.2.7
                    00000000                           |
                    """)
    void readsAddresses(String octets, @Nullable String text) throws IOException {
        int[] address = new int[octets.length() / 2];
        Arrays.setAll(address, i -> Integer.parseInt(octets.substring(2 * i, 2 * i + 2), 16));

        read(WtmpBytes.write(
                folder.resolve("wtmp"),
                WtmpBytes.narrow(7, 1, "ppp0", "a", NOW, 0).address(address)));

        assertThat(records).extracting(WtmpRecord::address).containsExactly(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # octets as ISO 8859-1                | user, as UTF-8                      | cut
                    alice                                 | alice                               | false
                    abcdefghijklmnopqrstuvwxyz012345      | abcdefghijklmnopqrstuvwxyz012345    | true
                    abcdefghijklmnopqrstuvwxyz01234       | abcdefghijklmnopqrstuvwxyz01234     | false
                    jÃ¼rgen                               | jürgen                              | false
                    jürgen                                | j\ufffdrgen                         | false
                    abcÃ                                  | abc\ufffd                           | false
                    abcdefghijklmnopqrstuvwxyz01234Ã      | abcdefghijklmnopqrstuvwxyz01234     | true
                    abcdefghijklmnopqrstuvwxyz0123Ã¼      | abcdefghijklmnopqrstuvwxyz0123ü     | true
                    abcdefghijklmnopqrstuvwxyz0123â\u0082 | abcdefghijklmnopqrstuvwxyz0123      | true
                    abcdefghijklmnopqrstuvwxyz012â\u0082¬ | abcdefghijklmnopqrstuvwxyz012€      | true
                    abcdefghijklmnopqrstuvwxyz012ð\u009f\u0098 | abcdefghijklmnopqrstuvwxyz012  | true
                    abcdefghijklmnopqrstuvwxyz01ð\u009f\u0098\u0080 | abcdefghijklmnopqrstuvwxyz01\ud83d\ude00 | true
                    abcdefghijklmnopqrstuvwxyz01234ü      | abcdefghijklmnopqrstuvwxyz01234\ufffd | true
                    """)
    void decodesUsers(String octets, String user, boolean cut) throws IOException {
        read(WtmpBytes.write(
                folder.resolve("wtmp"),
                WtmpBytes.narrow(7, 1, "ppp0", "", NOW, 0).user(octets.getBytes(StandardCharsets.ISO_8859_1))));

        assertThat(records).extracting(WtmpRecord::user).containsExactly(user);
        assertThat(records).extracting(WtmpRecord::cut).containsExactly(cut);
    }

    @Test
    void ignoresWhatAnEarlierRecordLeftBehindTheNul() throws IOException {
        read(WtmpBytes.write(
                folder.resolve("wtmp"),
                WtmpBytes.narrow(7, 1, "ppp0", "mallory", NOW, 0)
                        .host("198.51.100.77")
                        .text(44, new byte[] {'b', 'o', 'b', 0})
                        .text(76, new byte[] {0})));

        assertThat(records.get(0)).returns("bob", WtmpRecord::user).returns("", WtmpRecord::host);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 383, 384, 400, 5000, 200_000})
    void refusesText(int length) throws IOException {
        Path file = Files.writeString(
                folder.resolve("syslog"),
                "Nov 22 13:29:31 vpn1 pppd[864]: Exit.\n".repeat(length).substring(0, length));

        assertRefused(file, ": not a wtmp file of a little-endian machine; name another with --wtmp");
    }

    @Test
    void refusesNoise() throws IOException {
        byte[] noise = new byte[96_000];
        new Random(1).nextBytes(noise);

        assertRefused(
                Files.write(folder.resolve("wtmp"), noise),
                ": not a wtmp file of a little-endian machine; name another with --wtmp");
    }

    @Test
    void refusesFilesOfBigEndianMachines() throws IOException {
        byte[] record = new byte[384];
        record[1] = 7;
        record[343] = 5;
        assertRefused(
                Files.write(folder.resolve("wtmp"), record),
                ": not a wtmp file of a little-endian machine; name another with --wtmp");
    }

    @Test
    void saysThatAFileIsMissing() {
        Path none = folder.resolve("none");
        assertThatIOException().isThrownBy(() -> read(none)).withMessage("no such file: " + none);
    }

    @Test
    void saysThatAFileIsNone() {
        assertRefused(folder, ": not a regular file; name another with --wtmp");
    }

    @Test
    void saysThatAFileIsForbidden() throws IOException {
        Path file = Files.write(folder.resolve("wtmp"), new byte[384]);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(file), "this user may read everything");

        assertThatIOException().isThrownBy(() -> read(file)).withMessageStartingWith("no permission to read " + file);
    }

    /** A hole costs no disk. */
    @Test
    void readsBeyondLargeHoles() throws IOException {
        Path file = folder.resolve("wtmp");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(250_000L * 384);
            huge.seek(249_999L * 384);
            huge.write(WtmpBytes.narrow(7, 1, "ppp0", "last", NOW, 0).octets);
        }

        assertThat(read(file)).isEqualTo(new WtmpSummary(384, 250_000, 249_999, false));
        assertThat(records).extracting(WtmpRecord::user).containsExactly("last");
    }

    private void assertRefused(Path file, String reason) {
        assertThatIOException().isThrownBy(() -> read(file)).withMessage(file + reason);
        assertThat(records).isEmpty();
    }

    private WtmpSummary read(Path file) throws IOException {
        return new WtmpFile(file).read(records::add);
    }

    private static Path fixture(String name) {
        return Path.of("src/test/resources/wtmp", name);
    }
}

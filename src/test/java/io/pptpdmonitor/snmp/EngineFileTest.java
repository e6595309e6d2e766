package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineFileTest {

    @TempDir
    Path directory;

    private final List<String> complaints = new ArrayList<>();
    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("engine");
    }

    @Test
    void countsEachStart() throws IOException {
        EngineIdentity first = begun();
        assertThat(first.boots()).isEqualTo(1);
        assertThat(first.hex()).startsWith("80001f8805").hasSize(34);
        assertThat(complaints).containsExactly("there is no " + path + ", so this agent has a new SNMPv3 engine id");
        for (int boots = 2; boots < 6; boots++) {
            assertThat(begun()).isEqualTo(new EngineIdentity(first.hex(), boots));
        }
        assertThat(complaints).hasSize(1);
        assertThat(EngineFile.look(path)).isEqualTo(new EngineIdentity(first.hex(), 5));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-r-----");
    }

    /** A count that was there before would let recorded messages pass for new ones. */
    @Test
    void isAnotherOneWhateverOfTheFileIsLost() throws IOException {
        EngineIdentity first = begun();
        for (int boots = 2; boots <= 12; boots++) {
            assertThat(begun().boots()).isEqualTo(boots);
        }
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            assertThat(begun().hex()).as("%d octets", length).isNotEqualTo(first.hex());
        }
        Files.write(path, whole);
        assertThat(begun()).isEqualTo(new EngineIdentity(first.hex(), 13));
    }

    @Test
    void isAnotherOneWhateverOfTheFileIsChanged() throws IOException {
        EngineIdentity first = begun();
        byte[] whole = Files.readAllBytes(path);
        String head = new String(whole, java.nio.charset.StandardCharsets.US_ASCII);
        for (int at = head.indexOf("engine-id"); at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(path, changed);
            complaints.clear();
            assertThat(begun().hex()).as("octet %d", at).isNotEqualTo(first.hex());
            assertThat(complaints).containsExactly(path + " is damaged, so this agent has a new SNMPv3 engine id");
        }
    }

    @Test
    void isAnotherOneWhereTheCountCannotBeKept() throws IOException {
        EngineIdentity first = begun();
        // In the way of the file that is written beside it; root may write everywhere.
        Files.createDirectories(directory.resolve("engine.new/full"));
        complaints.clear();
        EngineIdentity other = begun();
        assertThat(other.hex()).isNotEqualTo(first.hex());
        assertThat(complaints)
                .containsExactly(
                        "cannot write the SNMPv3 engine's file " + path + ": " + directory.resolve("engine.new")
                                + " is in the way (DirectoryNotEmptyException); until it ends this agent has an SNMPv3 engine id"
                                + " that is not kept");
        assertThat(EngineFile.look(path)).isEqualTo(first);

        path = directory.resolve("nowhere/engine");
        complaints.clear();
        begun();
        assertThat(complaints).hasSize(1).allMatch(line -> line.contains("there is no such directory"));
    }

    @Test
    void isNobodyWhoStillRuns() throws IOException {
        try (EngineFile file = new EngineFile(path, complaints::add)) {
            EngineIdentity first = file.begin();
            complaints.clear();
            assertThat(begun().hex()).isNotEqualTo(first.hex());
            assertThat(complaints)
                    .containsExactly(path + " is another running agent's; until it ends this agent has an SNMPv3 engine"
                            + " id that is not kept");
        }
        assertThat(begun().boots()).isEqualTo(2);
    }

    @Test
    void isAnotherOneWhenItCannotCountOn() {
        EngineIdentity last = new EngineIdentity("80001f8805aa", EngineIdentity.MAX_BOOTS);
        assertThat(last.next().boots()).isEqualTo(1);
        assertThat(last.next().hex()).isNotEqualTo(last.hex());
        assertThatThrownBy(() -> new EngineIdentity("80001f8805aa", Integer.MAX_VALUE))
                .hasMessageStartingWith("boots are 1 to");
        assertThatThrownBy(() -> new EngineIdentity("80001f88", 1))
                .hasMessage("an engine's id has 5 to 32 octets, not 4");
    }

    private EngineIdentity begun() throws IOException {
        try (EngineFile file = new EngineFile(path, complaints::add)) {
            return file.begin();
        }
    }
}

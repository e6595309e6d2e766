package io.pptpdmonitor.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightTest {
    @TempDir
    Path root;

    @Test
    void isNoneWithoutProc() {
        assertThat(sight()).isEqualTo(Sight.NONE);
    }

    @Test
    void isHiddenWhereInitIsNotToBeSeen() {
        new HostTree(root).with("proc/stat", "btime 1\n").withProcess(4711, "java", "4711");

        assertThat(sight()).isEqualTo(Sight.HIDDEN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # our name space  | our numbers | what we see
                    pid:[4026531836]  | 4711        | OPEN
                    pid:[4026532178]  | 12          | CONTAINER
                    # the host's /proc, mounted into our container
                    pid:[4026532178]  | '4711\t12'  | OPEN
                    """)
    void dependsOnTheNameSpace(String nameSpace, String numbers, Sight expected) throws IOException {
        new HostTree(root)
                .with("proc/stat", "btime 1\n")
                .withProcess(1, "systemd", "1")
                .with("proc/self/status", "Name:\tjava\nNSpid:\t" + numbers + "\n");
        Files.createDirectories(root.resolve("proc/self/ns"));
        Files.createSymbolicLink(root.resolve("proc/self/ns/pid"), Path.of(nameSpace));

        assertThat(sight()).isEqualTo(expected);
    }

    @Test
    void isOpenWhereNothingSpeaksAgainstIt() {
        assertThat(new LiveHost(HostTree.vpn1()).look().sight()).isEqualTo(Sight.OPEN);
    }

    private Sight sight() {
        return new LiveHost(root).look().sight();
    }
}

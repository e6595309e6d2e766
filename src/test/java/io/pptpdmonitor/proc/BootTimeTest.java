package io.pptpdmonitor.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootTimeTest {
    @TempDir
    Path root;

    @Test
    void readsBtime() {
        assertThat(BootTime.read(HostTree.vpn1())).isEqualTo(new BootTime(Instant.parse("2026-11-22T13:58:19Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "btime\n", "btime \n", "btime x\n", "btime -1\n", "xbtime 5\n", "btime 99999999999999\n"})
    void knowsNothingOfOddContent(String stat) {
        new HostTree(root).with("proc/stat", "cpu 1 2\n" + stat);

        assertThat(BootTime.read(root)).isNull();
    }

    @Test
    void knowsNothingWithoutProc() {
        assertThat(BootTime.read(root)).isNull();
    }
}

package io.pptpdmonitor.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PidFilesTest {
    @TempDir
    Path root;

    @Test
    void tellsThePppdOfAnInterface() {
        assertThat(new PidFiles(HostTree.vpn1()).holder("ppp0")).isEqualTo(864);
    }

    @Test
    void tellsAllHolders() {
        assertThat(new PidFiles(HostTree.vpn1()).holders())
                .containsExactly(entry("ppp0", 864), entry("ppp1", 925), entry("pptpd", 817), entry("sshd", 612));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run/ppp3.pid", "run/pppd/ppp3.pid", "var/run/ppp3.pid", "var/run/pppd/ppp3.pid"})
    void readsEveryPlaceOfPppd(String file) {
        new HostTree(root).with(file, "77\n");

        assertThat(new PidFiles(root).holder("ppp3")).isEqualTo(77);
        assertThat(new PidFiles(root).holders()).containsExactly(entry("ppp3", 77));
    }

    @Test
    void tellsNothingWhereTwoFilesContradict() {
        new HostTree(root).with("run/ppp3.pid", "77\n").with("run/pppd/ppp3.pid", "78\n");

        assertThat(new PidFiles(root).holder("ppp3")).isNull();
        assertThat(new PidFiles(root).holders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "0\n", "-1\n", "ppp3\n", "77 78\n", "77\n78\n", "99999999999\n"})
    void ignoresOddContent(String content) {
        new HostTree(root).with("run/ppp3.pid", content);

        assertThat(new PidFiles(root).holder("ppp3")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../run/ppp3", "../secret", "", ".", "a/../ppp3", "ppp3\0"})
    void ignoresNamesThatAreNone(String name) {
        new HostTree(root).with("run/ppp3.pid", "77\n").with("secret.pid", "66\n");

        assertThat(new PidFiles(root).holder(name)).isNull();
    }

    @Test
    void doesNotFollowVarRunOutOfTheTree(@TempDir Path elsewhere) throws IOException {
        new HostTree(elsewhere).with("ppp3.pid", "77\n");
        Files.createDirectories(root.resolve("var"));
        Files.createSymbolicLink(root.resolve("var/run"), elsewhere);

        assertThat(new PidFiles(root).holder("ppp3")).isNull();
    }

    @Test
    void knowsNothingWithoutRun() {
        assertThat(new PidFiles(root).holder("ppp0")).isNull();
        assertThat(new PidFiles(root).holders()).isEmpty();
    }

    @Test
    void doesNotOpenWhatIsNoFile() throws IOException {
        Files.createDirectories(root.resolve("run/ppp3.pid"));

        assertThat(new PidFiles(root).holder("ppp3")).isNull();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void doesNotWaitForAPipe() throws IOException, InterruptedException {
        Files.createDirectories(root.resolve("run"));
        String pipe = root.resolve("run/ppp3.pid").toString();
        assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();

        assertThat(assertTimeoutPreemptively(
                        Duration.ofSeconds(10),
                        () -> new PidFiles(root).holders().size()))
                .isZero();
    }
}

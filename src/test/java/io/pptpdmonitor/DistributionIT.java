package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packed program as an operator meets it: its files, and its start on this JDK and on the newer ones. */
class DistributionIT {

    private static final Path HOME = Path.of("target/pptpd-monitor").toAbsolutePath();
    private static final String LAUNCHER = HOME.resolve("bin/pptpd-monitor").toString();
    private static final Path THIS_JDK = Path.of(System.getProperty("java.home"));

    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"bin/pptpd-monitor", "lib/pptpd-monitor.jar", "mibs/PPTPD-MONITOR-MIB.txt", "LICENSE"})
    void holdsItsFilesInPlacesWithoutAVersion(String file) {
        assertThat(HOME.resolve(file)).isRegularFile();
    }

    @Test
    void comesOutOfTheArchiveAsItStandsInTheDirectory() throws Exception {
        String archive = HOME.resolveSibling("pptpd-monitor.tar.gz").toString();
        Launched unpacking = Launched.run(scratch, Map.of(), "tar", "-xzf", archive, "-C", scratch.toString());
        assertThat(unpacking).isEqualTo(new Launched(0, "", ""));

        Path unpacked = scratch.resolve("pptpd-monitor");
        Launched difference = Launched.run(scratch, Map.of(), "diff", "-r", HOME.toString(), unpacked.toString());
        assertThat(difference).isEqualTo(new Launched(0, "", ""));
        assertThat(unpacked.resolve("bin/pptpd-monitor")).isExecutable();
        assertThat(unpacked.resolve("bin/check_pptpd")).isExecutable();
        for (String event : List.of("ip-up", "ip-down", "ipv6-up", "ipv6-down")) {
            assertThat(unpacked.resolve("etc/ppp/" + event + ".d/pptpd-monitor"))
                    .isExecutable()
                    .hasSameBinaryContentAs(Path.of("etc/ppp/ip-up.d/pptpd-monitor"));
        }
    }

    @Test
    void tellsItsVersionAndCommands() throws Exception {
        tellsItsVersionAndCommandsOn(THIS_JDK);
    }

    @Test
    void tellsThemOnEveryNewerJdkToo() throws Exception {
        List<Path> newer = newerJdks();
        assumeFalse(newer.isEmpty(), "no JDK newer than this one under /usr/lib/jvm");
        for (Path jdk : newer) {
            tellsItsVersionAndCommandsOn(jdk);
        }
    }

    private void tellsItsVersionAndCommandsOn(Path jdk) throws Exception {
        Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", jdk.toString());
        Launched version = Launched.run(scratch, environment, LAUNCHER, "--version");
        assertThat(version.err()).isEmpty();
        assertThat(version.out()).containsPattern("^pptpd-monitor \\d+\\.\\d+\\.\\d+");
        assertThat(version.code()).isZero();

        Launched help = Launched.run(scratch, environment, LAUNCHER, "--help");
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).contains("pptpd-monitor", "status", "sessions", "users", "failures", "agent", "check");
        assertThat(help.code()).isZero();
    }

    static List<Path> newerJdks() throws IOException {
        try (Stream<Path> homes = Files.list(Path.of("/usr/lib/jvm"))) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(home -> feature(home) > Runtime.version().feature())
                    .sorted()
                    .toList();
        }
    }

    /** A JDK's major version as its file {@code release} tells it; 0 without one. */
    private static int feature(Path jdk) {
        Properties release = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(jdk.resolve("release"))) {
            release.load(reader);
        } catch (IOException absent) {
            return 0;
        }
        String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Runtime.Version.parse(version).feature();
    }
}

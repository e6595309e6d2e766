package io.pptpdmonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of loaded classes that an operator may make, in a copy of the packed program. */
class ClassArchiveIT {

    private static final Path LOG =
            Path.of("src/test/resources/recordings/a/syslog").toAbsolutePath();
    private static final Map<String, String> THIS_JAVA =
            Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", System.getProperty("java.home"));

    @TempDir
    Path scratch;

    private Path home;
    private Path archive;

    @BeforeEach
    void copyTheProgram() throws Exception {
        home = scratch.resolve("pptpd-monitor");
        run("cp", "-a", Path.of("target/pptpd-monitor").toAbsolutePath().toString(), home.toString());
        archive = home.resolve("lib/pptpd-monitor.jsa");
    }

    @Test
    void isMadeBesideTheJarAndUsed() throws Exception {
        Launched without = check();
        Launched made = run(home.resolve("bin/pptpd-monitor-archive").toString());

        assertThat(made).isEqualTo(new Launched(0, archive + "\n", ""));
        assertThat(check()).isEqualTo(without);
        assertThat(source("io.pptpdmonitor.Main", "--version")).contains("shared objects file");
    }

    /** Each check, and the client of an agent elsewhere, which nobody answers here. */
    @Test
    void holdsWhatChecksLoad() throws Exception {
        run(home.resolve("bin/pptpd-monitor-archive").toString());

        for (String check : List.of("Users", "Pool", "Sessions", "Logins")) {
            assertThat(source(
                            "io.pptpdmonitor.nagios." + check + "Check",
                            "check",
                            check.toLowerCase(Locale.ROOT),
                            "--live",
                            "no",
                            "--file",
                            LOG.toString()))
                    .as(check)
                    .contains("shared objects file");
        }
        assertThat(source("org.snmp4j.Snmp", "check", "users", "-H", "127.0.0.1:1", "-C", "public", "-t", "0.2"))
                .contains("shared objects file");
    }

    /**
     * What the JVM makes while it runs is in no archive: linking one equals() of a record makes 20 classes, and takes a tenth of a
     * check. One is what reads words of bytes.
     */
    @Test
    void leavesACheckHardlyAnyClassToMake() throws Exception {
        run(home.resolve("bin/pptpd-monitor-archive").toString());
        Path past = Files.writeString(scratch.resolve("syslog.1"), Files.readString(LOG));
        Path log = Files.writeString(scratch.resolve("syslog"), Files.readString(LOG));
        String root = scratch.toString();
        Files.createDirectories(scratch.resolve("var/log"));
        Files.copy(past, scratch.resolve("var/log/syslog.1"));
        Files.copy(log, scratch.resolve("var/log/syslog"));
        String state = scratch.resolve("state").toString();

        assertThat(made("check", "users", "--live", "no", "--file", log.toString()))
                .hasSizeLessThan(4);
        assertThat(made("check", "users", "--root", root, "--state", state)).isNotEmpty();
        assertThat(made("check", "users", "--root", root, "--state", state)).hasSizeLessThan(4);
    }

    @Test
    void isLeftAloneWhereItDoesNotFit() throws Exception {
        Launched without = check();
        Files.writeString(archive, "no archive");

        assertThat(check()).isEqualTo(without);
        assertThat(run(home.resolve("bin/pptpd-monitor").toString(), "--version")
                        .err())
                .isEmpty();
    }

    /** A JVM that starts from half an archive crashes, be it a check's or the agent's. */
    @Test
    void isNotThereByHalfWhereTheDiskIsFull() throws Exception {
        String small = "mount -t tmpfs -o size=14m none " + scratch.resolve("small");
        Files.createDirectory(scratch.resolve("small"));
        assumeTrue(inNamespace(small).code() == 0, "no mounts here");

        Launched full = inNamespace(small + " && cp -a " + home
                + " small && ! small/pptpd-monitor/bin/pptpd-monitor-archive && ls small/*/lib"
                + " && small/pptpd-monitor/bin/pptpd-monitor check users --live no --file " + LOG);

        assertThat(full.err())
                .contains("Unable to write to shared archive file.\n")
                .endsWith("lib needs 30 MB of room; all works without it\n");
        assertThat(full.out()).contains("pptpd-monitor.jar\n", "PPTPD USERS OK").doesNotContain(".jsa");
        assertThat(full.code()).isZero();
    }

    /** One of the logs that it is made with has 18 MB. */
    @Test
    void isMadeWhereTmpHasLittleRoom() throws Exception {
        String small = "mount -t tmpfs -o size=8m none " + scratch.resolve("small");
        Files.createDirectory(scratch.resolve("small"));
        assumeTrue(inNamespace(small).code() == 0, "no mounts here");

        Launched made = inNamespace(
                small + " && TMPDIR=" + scratch.resolve("small") + " " + home.resolve("bin/pptpd-monitor-archive"));

        assertThat(made).isEqualTo(new Launched(0, archive + "\n", ""));
        assertThat(source("io.pptpdmonitor.Main", "--version")).contains("shared objects file");
    }

    private Launched inNamespace(String command) throws Exception {
        return run("unshare", "--mount", "sh", "-c", "cd " + scratch + " && " + command);
    }

    /** As behind an upgrade of Java. */
    @Test
    void isLeftAloneByANewerJava() throws Exception {
        List<Path> newer = DistributionIT.newerJdks();
        assumeFalse(newer.isEmpty(), "no JDK newer than this one under /usr/lib/jvm");
        run(home.resolve("bin/pptpd-monitor-archive").toString());
        for (Path jdk : newer) {
            Launched version = Launched.run(
                    scratch,
                    Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", jdk.toString()),
                    home.resolve("bin/pptpd-monitor").toString(),
                    "--version");
            assertThat(version.err()).isEmpty();
            assertThat(version.code()).isZero();
        }
    }

    private Launched check() throws Exception {
        Launched check = run(
                home.resolve("bin/pptpd-monitor").toString(),
                "check",
                "users",
                "--live",
                "no",
                "--zone",
                "UTC",
                "--file",
                LOG.toString());
        assertThat(check.out()).startsWith("PPTPD USERS OK");
        return check;
    }

    /** The classes that the JVM makes while it runs. */
    private List<String> made(String... arguments) throws Exception {
        List<String> loaded = classes(arguments);
        assertThat(loaded).anyMatch(line -> line.startsWith("PPTPD USERS OK"));
        return loaded.stream()
                .filter(line -> line.contains("[class,load]") && !line.contains("source: shared objects file"))
                .toList();
    }

    /** Where the JVM says that it takes a class from. */
    private String source(String name, String... arguments) throws Exception {
        return classes(arguments).stream()
                .filter(line -> line.contains(name + " "))
                .findFirst()
                .orElse("not loaded");
    }

    /**
     * What the JVM says of each class that it loads, called as the launcher calls it, and what we say. Its compilers load what a
     * method names that is never needed, if they get to it before the end: without them each run loads the same.
     */
    private List<String> classes(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-Xint",
                "-Xlog:class+load",
                "-XX:SharedArchiveFile=" + archive,
                "-jar",
                home.resolve("lib/pptpd-monitor.jar").toString()));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new)).out().lines().toList();
    }

    private Launched run(String... command) throws Exception {
        return Launched.run(scratch, THIS_JAVA, command);
    }
}

package io.pptpdmonitor.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessesTest {
    @TempDir
    Path root;

    @Test
    void readsAPppd() {
        assertThat(new Processes(HostTree.vpn1()).find(864))
                .isEqualTo(new ProcessInfo(
                        864,
                        864,
                        "",
                        863,
                        "pppd",
                        Instant.ofEpochSecond(1795355899).plusMillis(19890),
                        List.of(
                                "/usr/sbin/pppd",
                                "local",
                                "file",
                                "/etc/ppp/pptpd-options",
                                "115200",
                                "192.168.0.1:192.168.0.234",
                                "ipparam",
                                "10.99.0.11",
                                "plugin",
                                "/usr/lib/pptpd/pptpd-logwtmp.so",
                                "pptpd-original-ip",
                                "10.99.0.11",
                                "remotenumber",
                                "10.99.0.11")));
    }

    @Test
    void readsAPptpctrlThatRewroteItsTitle() {
        assertThat(new Processes(HostTree.vpn1()).find(863))
                .returns("pptpctrl", ProcessInfo::comm)
                .returns(List.of("pptpd [10.99.0.11:180C - 0000]"), ProcessInfo::arguments);
    }

    @Test
    void findsAnyProgram() {
        assertThat(new Processes(HostTree.vpn1()).find(2))
                .returns("kthreadd", ProcessInfo::comm)
                .returns(0, ProcessInfo::parentPid)
                .returns(List.of(), ProcessInfo::arguments);
    }

    @Test
    void takesAZombieForEnded() {
        assertThat(Path.of(HostTree.vpn1().toString(), "proc/986/stat")).exists();
        assertThat(new Processes(HostTree.vpn1()).find(986)).isNull();
    }

    @Test
    void scansThoseOfTheServerByNumber() {
        assertThat(new Processes(HostTree.vpn1()).scan().all())
                .extracting(ProcessInfo::pid)
                .containsExactly(817, 863, 864, 924, 925, 4100, 4120, 4121);
    }

    @Test
    void scansWhatItFinds() {
        Processes processes = new Processes(HostTree.vpn1());

        assertThat(processes.scan().all())
                .allSatisfy(process -> assertThat(processes.find(process.pid())).isEqualTo(process));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, Integer.MAX_VALUE})
    void findsNothingWhereThereIsNothing(int pid) {
        assertThat(new Processes(HostTree.vpn1()).find(pid)).isNull();
    }

    @Test
    void scansNothingWhereThereIsNoProc() {
        assertThat(new Processes(root).scan().all()).isEmpty();
    }

    @Test
    void doesNotKnowTheStartWithoutTheBoot() {
        new HostTree(root).withProcess(7, "pppd", "7");

        assertThat(new Processes(root).find(7)).returns(null, ProcessInfo::started);
    }

    @Test
    void doesNotKnowAStartBeyondAllSense() {
        new HostTree(root)
                .with("proc/stat", "btime 253402300799\n")
                .with("proc/7/stat", HostTree.stat(7, "pppd", "S", 1, Long.MAX_VALUE));

        assertThat(new Processes(root).find(7)).returns(null, ProcessInfo::started);
    }

    @Test
    void takesTheNumberOfProcWhereTheKernelTellsNoOther() {
        new HostTree(root).with("proc/7/stat", HostTree.stat(7, "pppd", "S", 1, 1));

        assertThat(new Processes(root).find(7))
                .returns(7, ProcessInfo::innerPid)
                .returns(List.of(), ProcessInfo::arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NSpid:\t4121\t864", "NSpid:\t4121\t77\t864", "NSpid:\t864"})
    void takesTheInnermostNumber(String line) {
        assertThat(Processes.innerPids("Name:\tpppd\nPid:\t4121\nNStgid:\t1\t2\n" + line + "\nNSpgid:\t3\t4\n"))
                .last()
                .isEqualTo(864);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Name:\tNSpid: 5\n", "NSpid:\n", "NSpid:\tx\n", "NSpid:\t4121\t0\n", "NSpid:\t-1\n"})
    void takesNoInnerNumberFromOddText(String status) {
        assertThat(Processes.innerPids(status)).isEmpty();
    }

    /** pid_namespaces(7): a number for each of the name spaces that a process is in; the link tells the innermost. */
    @Test
    void tellsServersOfContainersApart() throws IOException {
        HostTree tree = new HostTree(root)
                .withProcess(10, "pptpd", "10")
                .withProcess(20, "pptpd", "20\t1")
                .withProcess(30, "pptpd", "30\t1")
                .withProcess(40, "pptpd", "40\t1");
        Files.createDirectories(tree.root().resolve("proc/20/ns"));
        Files.createSymbolicLink(tree.root().resolve("proc/20/ns/pid"), Path.of("pid:[4026532281]"));
        Files.createDirectories(tree.root().resolve("proc/30/ns"));
        Files.createSymbolicLink(tree.root().resolve("proc/30/ns/pid"), Path.of("pid:[4026532442]"));

        ProcessTable table = new Processes(root).scan();

        assertThat(table.within("").all()).extracting(ProcessInfo::pid).containsExactly(10);
        assertThat(table.within("pid:[4026532281]").all())
                .extracting(ProcessInfo::pid)
                .containsExactly(20);
        assertThat(table.find(40))
                .isNotNull()
                .extracting(ProcessInfo::nameSpace)
                .isNotEqualTo("");
        assertThat(table.managers()).extracting(ProcessInfo::pid).containsExactly(10, 20, 30, 40);
    }

    @Test
    void keepsEmptyArguments() {
        new HostTree(root).withProcess(7, "pppd", "7").with("proc/7/cmdline", "pppd\0\0user\0\0\0");

        assertThat(new Processes(root).find(7)).returns(List.of("pppd", "", "user"), ProcessInfo::arguments);
    }

    @Test
    void readsOfAVeryLongCommandLineTheBegin() {
        String line = String.join("\0", Collections.nCopies(100_000, "abcdefgh"));
        new HostTree(root).withProcess(7, "pppd", "7").with("proc/7/cmdline", line);

        assertThat(new Processes(root).find(7))
                .satisfies(process -> assertThat(process.arguments()).hasSizeBetween(1000, 10_000));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void findsOurselvesWithTheStartThatTheJdkTells() {
        ProcessHandle self = ProcessHandle.current();

        ProcessInfo found = Objects.requireNonNull(new Processes(Path.of("/")).find((int) self.pid()));

        assertThat(found.started()).isCloseTo(self.info().startInstant().orElseThrow(), within(2, ChronoUnit.SECONDS));
        assertThat(found.parentPid())
                .isEqualTo((int) self.parent().orElseThrow().pid());
        assertThat(found.comm()).isNotEmpty();
        assertThat(found.arguments()).endsWith(self.info().arguments().orElseThrow());
    }
}

package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tells that a host booted: the kernel's first lines, and what journalctl prints between two boots. */
class BootTest {

    private static final String A = "-- Boot 00000000000000000000000000000aaa --\n";
    private static final String B = "-- Boot 00000000000000000000000000000bbb --\n";
    private static final String C = "-- Boot 00000000000000000000000000000ccc --\n";
    private static final String REBOOT = "-- Reboot --\n";

    private final LogParser parser = new LogParser(ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Linux version 6.1.0-18-amd64",
                "[    0.000000] Linux version 6.1.0-18-amd64",
                "[ 0.000000] Linux version 6.1.0-18-amd64",
                "[    0.000000][    T0] Linux version 6.1.0-18-amd64",
                "Booting Linux on physical CPU 0x0000000000 [0x410fd034]",
                "[    0.000000] Booting Linux on physical CPU 0xf00",
                "[    0.000000][    T0] Booting Linux on physical CPU 0x0",
            })
    void theKernelSaysSo(String said) {
        assertThat(events("13:00 vpn1 kernel: " + said + "\n")).containsExactly("13:00 vpn1 Booted[]");
        assertThat(events("13:00 vpn1 cron[7]: " + said + "\n")).isEmpty();
    }

    /** ARM's kernel prints both (arch/arm64/kernel/setup.c, init/main.c). */
    @Test
    void twoLinesOfTheKernelAreOneBoot() {
        assertThat(events("""
                13:00 vpn1 kernel: [    0.000000] Booting Linux on physical CPU 0x0000000000 [0x410fd034]
                13:00 vpn2 cron[7]: x
                13:00 vpn1 kernel: [    0.000000] Linux version 5.15.92-v8
                """)).containsExactly("13:00 vpn1 Booted[]");
        assertThat(events("""
                13:05 vpn1 kernel: [    0.000000] Linux version 5.15.92-v8
                13:05 vpn1 kernel: [    0.000000] Machine model: Raspberry Pi
                13:10 vpn1 kernel: [    0.000000] Linux version 5.15.92-v8
                """)).containsExactly("13:05 vpn1 Booted[]", "13:10 vpn1 Booted[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {B, REBOOT})
    void aSeparatorIsOneOfTheNextLinesHostAndMoment(String separator) {
        assertThat(events(exit("12:59", "vpn1") + separator + exit("13:00", "vpn1") + exit("13:01", "vpn1")))
                .containsExactly(
                        "12:59 vpn1 PppdExited[]",
                        "13:00 vpn1 Booted[]",
                        "13:00 vpn1 PppdExited[]",
                        "13:01 vpn1 PppdExited[]");
    }

    /** What the next line says is not of interest, and is passed over where lines are known. */
    @Test
    void aSeparatorIsOneWhateverTheNextLineSays() {
        String cron = "13:00 vpn1 cron[7]: (root) CMD (x)\n";

        assertThat(events(cron.repeat(99) + B + cron.repeat(99) + C + cron + REBOOT + cron))
                .containsExactly("13:00 vpn1 Booted[]", "13:00 vpn1 Booted[]", "13:00 vpn1 Booted[]");
    }

    @Test
    void aSeparatorAndTheKernelsLinesAreOneBoot() {
        assertThat(events(exit("12:59", "vpn1")
                        + B
                        + "13:00 vpn1 kernel: Booting Linux on physical CPU 0x0\n"
                        + "13:00 vpn1 kernel: Linux version 6.1.0\n"))
                .containsExactly("12:59 vpn1 PppdExited[]", "13:00 vpn1 Booted[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- Logs begin at Thu 2021-04-29 17:44:42 BST, end at Thu 2021-05-06 09:05:01 BST. --\n",
                "-- Journal begins at Sun 2026-11-22 13:00:00 UTC, ends at Sun 2026-11-22 14:00:00 UTC. --\n",
                "-- No entries --\n",
                "-- Boot --\n",
                "-- Boot 00000000000000000000000000000bbb -- and more\n",
                "12:59 vpn1 logger: -- Reboot --\n",
                // The second line of a message is indented: journalctl prints those of anybody.
                "                                -- Reboot --\n",
            })
    void nothingElseIsASeparator(String line) {
        assertThat(events(exit("12:59", "vpn1") + line + exit("13:00", "vpn1")))
                .containsExactly("12:59 vpn1 PppdExited[]", "13:00 vpn1 PppdExited[]");
    }

    /** Before its name is read from the disk. */
    @ParameterizedTest
    @ValueSource(strings = {B, REBOOT})
    void aHostThatDoesNotKnowItsNameYetIsTheNextOne(String separator) {
        assertThat(boots(exit("12:59", "vpn1")
                        + separator
                        + "13:00 localhost systemd[1]: Started udev.\n"
                        + exit("13:01", "vpn1")))
                .containsExactly("13:01 vpn1 Booted[]");
        assertThat(boots(exit("13:02", "localhost"))).isEmpty();
    }

    @Test
    void aHostWithoutANameBootsToo() {
        assertThat(boots(exit("12:59", "localhost") + B + exit("13:00", "localhost")))
                .containsExactly("13:00 localhost Booted[]");
    }

    /** journalctl --directory, of a journal that was taken from several hosts, whose entries come in between each other. */
    @Test
    void thatTheHostChangesIsNoBoot() {
        String hosts = exit("12:57", "vpn1") + B + exit("12:58", "vpn2") + A + exit("12:59", "vpn1") + B;

        assertThat(boots(hosts + exit("13:00", "vpn2") + A + exit("13:01", "vpn1") + C + exit("13:02", "vpn2")))
                .containsExactly("13:02 vpn2 Booted[]");
        assertThat(boots(REBOOT + exit("13:03", "vpn1") + REBOOT + exit("13:04", "vpn2")))
                .isEmpty();
    }

    @Test
    void aSeparatorAtTheEndIsKnownBehindARestart() throws DamagedStateException {
        events(exit("12:59", "vpn1") + B);
        StateOutput saved = new StateOutput();
        parser.save(saved);
        LogParser resumed = new LogParser(ZoneOffset.UTC);
        resumed.resume(new StateInput(saved.toByteArray()));

        assertThat(events(resumed, exit("13:00", "vpn1")))
                .containsExactly("13:00 vpn1 Booted[]", "13:00 vpn1 PppdExited[]");
    }

    private static String exit(String time, String host) {
        return time + " " + host + " pppd[7]: Exit.\n";
    }

    private List<String> boots(String log) {
        return events(log).stream().filter(event -> event.endsWith("Booted[]")).toList();
    }

    private List<String> events(String log) {
        return events(parser, log);
    }

    private static List<String> events(LogParser parser, String log) {
        List<String> seen = new ArrayList<>();
        LineSplitter splitter = new LineSplitter();
        LineSplitter.LineSink lines =
                parser.into(told -> seen.add(told.time().toLocalTime() + " " + told.host() + " " + told.event()));
        String whole = log.replaceAll("(?m)^(\\d\\d:\\d\\d) ", "2026-11-22T$1:00+00:00 ");
        LineSplitterTest.feed(splitter, whole.getBytes(StandardCharsets.UTF_8), lines);
        return seen;
    }
}

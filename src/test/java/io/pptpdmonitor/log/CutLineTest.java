package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A last line without a newline is a whole one, or the begin of one: a full disk, a copy and a rotation cut anywhere. */
class CutLineTest {

    private static final String BEFORE = "2026-11-22T13:29:31+00:00 vpn1 ";

    /** What every pppd says so in full, whatever stands behind it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pppd[501]: Exit.                                               | PppdExited[]
            pppd[501]: Connection terminated.                              | ConnectionTerminated[]
            pppd[501]: Modem hangup                                        | EndTold[cause=LOST_CARRIER, weak=true]
            pppd[501]: Connect time 1.0 minutes.                           | ConnectTime[tenths=10]
            pppd[501]: Sent 10 bytes, received 20 bytes.                   | Statistics[sentOctets=10, receivedOctets=20]
            pppd[501]: peer from calling number 192.0.2.11 authorized      | PeerAuthorized[number=192.0.2.11]
            pptpd[500]: CTRL: Reaping child PPP[501]                       | PppdReaped[pppdPid=501]
            pptpd[500]: CTRL: Client 192.0.2.11 control connection started | ControlStarted[clientAddress=192.0.2.11]
            """)
    void countsWhereItShowsItsEnd(String line, String event) {
        assertThat(events(BEFORE + line)).containsExactly(event);
        assertThat(events(BEFORE + line + "\n")).containsExactly(event);
    }

    /** The address was 192.168.0.234, 10.99.0.11, the interface ppp12, the name bobby, the pid 5011. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pppd[501]: remote IP address 192.168.0.2",
                "pppd[501]: local  IP address 192.168.0.2",
                "pppd[501]: Using interface ppp1",
                "pppd[501]: Connect: ppp0 <--> /dev/pts/1",
                "pppd[501]: Connect: ppp0 <--> ",
                "pppd[501]: pptpd-logwtmp.so ip-up ppp0 bob 10.99.0.1",
                "pppd[501]: pptpd-logwtmp.so ip-down ppp1",
                "pppd[501]: Terminating on signal 1",
                "pppd[501]: PAP peer authentication succeeded for bob",
                "pppd[501]: No CHAP secret found for authenticating bob",
                "pppd[501]: LCP terminated by peer (MPPE dis",
                "pptpd[500]: MGR: Reaped child 501",
                "pptpd[500]: CTRL: remote address = 192.168.0.2",
            })
    void tellsNothingWhereItEndsInWhatMayBeLonger(String line) {
        assertThat(events(BEFORE + line)).isEmpty();
        assertThat(events(BEFORE + line + "\n")).hasSize(1);
    }

    /** He calls himself "bob failed CHAP authentication" and more, and hopes for a full disk. */
    @Test
    void noPeerEndsALine() {
        assertThat(events(BEFORE + "pppd[501]: Peer bob failed CHAP authentication"))
                .isEmpty();
    }

    /** Its line was made to show whether it is whole. */
    @Test
    void ourHooksLineShowsItsEnd() {
        String line = BEFORE + "pptpd-monitor[9]: event=up ip=4 pid=501 interface=ppp0 user=bob format=1";

        assertThat(events(line)).hasSize(1);
        assertThat(events(line.substring(0, line.length() - 2))).isEmpty();
    }

    @Test
    void aJournalsEntryShowsItsEnd() {
        String entry = "{\"__REALTIME_TIMESTAMP\":\"1795354171000000\",\"SYSLOG_IDENTIFIER\":\"pppd\",\"_PID\":\"501\","
                + "\"MESSAGE\":\"remote IP address 192.168.0.234\"}";

        assertThat(events(entry)).containsExactly("RemoteAddress[address=192.168.0.234]");
        assertThat(events(entry.substring(0, entry.length() - 1))).isEmpty();
    }

    /** Of CR and newline only the second is missing. */
    @Test
    void aCarriageReturnIsAnEnd() {
        assertThat(events(BEFORE + "pppd[501]: remote IP address 192.168.0.234\r"))
                .containsExactly("RemoteAddress[address=192.168.0.234]");
    }

    @Test
    void theRestOfAWrappedLineMayBeCut() {
        assertThat(events(BEFORE + "pppd[501]: Connect: ppp0\n<--> /dev/pts/1")).isEmpty();
        assertThat(events(BEFORE + "pppd[501]: Connect: ppp0\n<--> /dev/pts/1\n"))
                .hasSize(1);
    }

    @Test
    void isCountedWhereItTellsNothing() {
        LogParser parser = new LogParser(ZoneOffset.UTC);

        read(parser, BEFORE + "pppd[501]: remote IP address 192.168.0.2");

        assertThat(parser.counts().cutLines()).isEqualTo(1);
        assertThat(parser.counts().relevantLines()).isEqualTo(1);
        assertThat(parser.counts().unparsedLines()).isZero();
    }

    /** Wherever a line of the recordings is cut, it tells what the whole line tells, or nothing. */
    @Test
    void noCutTellsAnythingElse() {
        int told = 0;
        for (String line : samples()) {
            List<String> whole = events(line + "\n");
            for (int length = 0; length <= line.length(); length++) {
                List<String> cut = events(line.substring(0, length));
                told += cut.size();
                assertThat(cut.isEmpty() || cut.equals(whole))
                        .as("%s of %s, at %d: %s", cut, whole, length, line)
                        .isTrue();
            }
        }
        assertThat(told).isGreaterThan(100);
    }

    /** Some of each shape. */
    private static List<String> samples() {
        Recognised.Eye eye = new Recognised.Eye();
        Map<String, String> byShape = new HashMap<>();
        for (RecordedLog log : RecordedLog.all()) {
            log.lines((b, from, to) -> byShape.putIfAbsent(
                    eye.line(b, from, to).template() + (to - from) % 4,
                    new String(b, from, to - from, StandardCharsets.ISO_8859_1)));
        }
        AuthoredLine.all().forEach(line -> byShape.put(line.toString(), line.line()));
        return List.copyOf(byShape.values());
    }

    private static List<String> events(String log) {
        return read(new LogParser(ZoneOffset.UTC), log);
    }

    private static List<String> read(LogParser parser, String log) {
        List<String> seen = new ArrayList<>();
        LineSplitter splitter = new LineSplitter();
        LineSplitter.LineSink lines = parser.into(told -> seen.add(told.event().toString()));
        LineSplitterTest.feed(splitter, log.getBytes(StandardCharsets.ISO_8859_1), lines);
        splitter.finish(lines);
        return seen;
    }
}

package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.LogEvent.ConnectionDropped;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Syslog daemons merge equal lines in three ways; what counts is how often the thing happened. */
class RepeatedLinesTest {

    private static final String DROPPED = "Nov 22 13:50:48 vpn1 pptpd[1141]: MGR: dropped small initial connection";
    private static final String EXIT = "Nov 22 13:50:48 vpn1 pppd[7]: Exit.";

    private final LogParser parser = new LogParser(ZoneOffset.UTC);

    /** The scanner of the recordings knocked seven times, one like the other; in f nobody merges lines. */
    @ParameterizedTest
    @CsvSource({"f/syslog", "f/journal.json", "f-reduce/syslog", "f-reduce/syslog.rfc3339", "f-inetutils/syslog"})
    void theRecordedScannerIsCountedEachTime(String log) {
        List<LogRecord> dropped = new ArrayList<>();
        RecordedLog.named(log)
                .lines((b, from, to) -> parser.line(b, from, to, line -> {
                    if (line.event() instanceof ConnectionDropped) {
                        dropped.add(line);
                    }
                }));

        assertThat(dropped.stream().mapToInt(LogRecord::count).sum()).isEqualTo(7);
    }

    @Test
    void rsyslogWrapsTheLine() {
        assertThat(read(DROPPED, DROPPED.replace("MGR: dropped small initial connection", wrapped("6"))))
                .containsExactly("1 x ConnectionDropped[] 1141", "6 x ConnectionDropped[] 1141");
    }

    @Test
    void syslogdNamesTheLineBefore() {
        assertThat(read(DROPPED, "Nov 22 13:50:54 vpn1 last message repeated 6 times"))
                .containsExactly("1 x ConnectionDropped[] 1141", "6 x ConnectionDropped[] 1141");
    }

    /** Of one log alone nobody compares what its lines say, so that it is kept for this only. */
    @ParameterizedTest
    @ValueSource(
            strings = {"peer from calling number 192.0.2.7 authorized", "Sent 1 bytes, received 2 bytes.", "Exit."})
    void alsoBehindARestartWhereTextsAreNotTold(String message) throws DamagedStateException {
        String line = EXIT.replace("Exit.", message);
        List<LogRecord> seen = new ArrayList<>();
        LogRecord.Sink sink = seen::add;
        read(parser, line, sink.withoutTexts());
        StateOutput saved = new StateOutput();
        parser.save(saved);
        LogParser resumed = new LogParser(ZoneOffset.UTC);
        resumed.resume(new StateInput(saved.toByteArray()));

        read(resumed, "Nov 22 13:50:54 vpn1 last message repeated 6 times", sink.withoutTexts());
        read(resumed, "Nov 22 13:50:55 vpn1 last message repeated 2 times", sink.withoutTexts());

        assertThat(seen).extracting(LogRecord::count).containsExactly(1, 6, 2);
        assertThat(seen).extracting(LogRecord::event).containsOnly(seen.get(0).event());
    }

    private static void read(LogParser parser, String line, LogRecord.Sink sink) {
        byte[] b = line.getBytes(StandardCharsets.UTF_8);
        parser.line(b, 0, b.length, sink);
    }

    @Test
    void aRepetitionHasItsOwnStamp() {
        List<LogRecord> seen = records(DROPPED, "Nov 22 13:50:54 vpn1 last message repeated 6 times");

        assertThat(seen.get(1).time()).isEqualTo(seen.get(0).time().plusSeconds(6));
    }

    @Test
    void severalRepetitionsInARowAreAllOfThatLine() {
        assertThat(read(
                        DROPPED,
                        "Nov 22 13:50:54 vpn1 last message repeated 6 times",
                        "Nov 22 13:51:54 vpn1 last message repeated 7 times"))
                .containsExactly(
                        "1 x ConnectionDropped[] 1141", "6 x ConnectionDropped[] 1141", "7 x ConnectionDropped[] 1141");
    }

    @Test
    void aRepetitionOfAnyOtherLineIsNone() {
        String repeated = "Nov 22 13:50:54 vpn1 last message repeated 6 times";

        assertThat(read(repeated)).isEmpty();
        assertThat(read(DROPPED, "Nov 22 13:50:50 vpn1 cron[1]: x", repeated)).hasSize(1);
        assertThat(read(DROPPED, "Nov 22 13:50:50 vpn1 pppd[1]: sent [LCP EchoReq id=0x1]", repeated))
                .hasSize(1);
        assertThat(read(DROPPED, "Nov 22 13:50:50 vpn1 pppd[1]: never heard of", repeated))
                .hasSize(1);
        assertThat(read(DROPPED, "not a line", repeated)).hasSize(1);
    }

    /** In a log of several hosts the line before may be another host's. */
    @Test
    void aRepetitionOfAnotherHostIsNone() {
        assertThat(read(DROPPED, "Nov 22 13:50:54 vpn2 last message repeated 6 times"))
                .hasSize(1);
    }

    /** Each host's syslogd merges its own lines, and the central one writes them as they come. */
    @Test
    void linesOfOtherHostsDoNotMatter() {
        assertThat(read(
                        DROPPED,
                        EXIT.replace("vpn1", "vpn2"),
                        "Nov 22 13:50:50 vpn3 cron[1]: x",
                        "Nov 22 13:50:54 vpn1 last message repeated 6 times",
                        "Nov 22 13:50:54 vpn2 last message repeated 2 times",
                        "Nov 22 13:50:54 vpn3 last message repeated 3 times"))
                .containsExactly(
                        "1 x ConnectionDropped[] 1141",
                        "1 x PppdExited[] 7",
                        "6 x ConnectionDropped[] 1141",
                        "2 x PppdExited[] 7");
    }

    @Test
    void aLineOfTheSameHostThatTellsNothingDoesThoughThoseOfOthersFollow() {
        assertThat(read(
                        DROPPED,
                        "Nov 22 13:50:49 vpn1 cron[1]: x",
                        EXIT.replace("vpn1", "vpn2"),
                        "Nov 22 13:50:54 vpn1 last message repeated 6 times"))
                .hasSize(2);
    }

    @Test
    void linesOfSeveralHostsAreKnownBehindARestart() throws DamagedStateException {
        List<LogRecord> seen = new ArrayList<>();
        read(parser, DROPPED, seen::add);
        read(parser, EXIT.replace("vpn1", "vpn2"), seen::add);
        StateOutput saved = new StateOutput();
        parser.save(saved);
        LogParser resumed = new LogParser(ZoneOffset.UTC);
        resumed.resume(new StateInput(saved.toByteArray()));

        read(resumed, "Nov 22 13:50:54 vpn1 last message repeated 6 times", seen::add);
        read(resumed, "Nov 22 13:50:54 vpn2 last message repeated 2 times", seen::add);

        assertThat(seen)
                .extracting(told -> told.host() + " " + told.count())
                .containsExactly("vpn1 1", "vpn2 1", "vpn1 6", "vpn2 2");
    }

    /** However many hosts there are, what is repeated is of that host. */
    @Test
    void aThousandHostsAreNotMixedUp() {
        List<String> lines = new ArrayList<>();
        for (int host = 0; host < 1000; host++) {
            lines.add(DROPPED.replace("vpn1", "vpn" + host).replace("1141", String.valueOf(host + 1)));
        }
        for (int host = 999; host >= 0; host--) {
            lines.add("Nov 22 13:50:54 vpn" + host + " last message repeated 6 times");
        }

        List<LogRecord> seen = records(lines.toArray(new String[0]));

        assertThat(seen)
                .hasSizeGreaterThan(1032)
                .allSatisfy(told -> assertThat(told.host()).isEqualTo("vpn" + (told.pid() - 1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    message repeated 6 times: [ Exit.]            | 6
                    message repeated 1 times: [ Exit.]            | 1
                    message repeated 2000000 times: [ Exit.]      | 1000000
                    message repeated 99999999999999 times: [ Exit.] | 1000000
                    """)
    void countsWithinReason(String message, int count) {
        assertThat(records(EXIT.replace("Exit.", message)))
                .singleElement()
                .returns(count, LogRecord::count)
                .returns("Exit.", LogRecord::message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    message repeated 6 times: [ Exit.
                    message repeated 6 times: [Exit.]
                    message repeated 6 times: [ Exit.] x
                    message repeated 0 times: [ Exit.]
                    message repeated -1 times: [ Exit.]
                    message repeated  times: [ Exit.]
                    message repeated 99999999999999999999 times: [ Exit.]
                    message repeated 2 times: [ message repeated 2 times: [ Exit.]]
                    message repeated 2 times: [
                    message repeated 2 times: [ ]
                    message repeated ]
                    """)
    void takesNothingElseForAWrappedLine(String message) {
        assertThat(records(EXIT.replace("Exit.", message))).isEmpty();
        assertThat(parser.counts().unparsedLines()).isEqualTo(1);
    }

    private static String wrapped(String times) {
        return "message repeated " + times + " times: [ MGR: dropped small initial connection]";
    }

    private List<String> read(String... lines) {
        return records(lines).stream()
                .map(line -> line.count() + " x " + line.event() + " " + line.pid())
                .toList();
    }

    private List<LogRecord> records(String... lines) {
        List<LogRecord> seen = new ArrayList<>();
        for (String line : lines) {
            byte[] b = line.getBytes(StandardCharsets.UTF_8);
            parser.line(b, 0, b.length, seen::add);
        }
        return seen;
    }
}

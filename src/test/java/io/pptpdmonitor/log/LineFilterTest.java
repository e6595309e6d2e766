package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the lines, a parser that passes over some tells the same as one that reads each in full. */
class LineFilterTest {

    /** What the lines told that were passed. */
    private final List<LogEvent> told = new ArrayList<>();
    /** How often it was said that the last line told nothing. */
    private int silent;

    private static final int MUTATED = 400_000;
    private static final ZoneId ZONE = ZoneId.of("Europe/Riga");
    private static final List<String> HOSTS = List.of("a", "vpn1", "vpn-two", "vpn.three", "gateway.example.org");
    /** What parsers look for. */
    private static final List<String> PIECES =
            List.of(" ", ":", "]", "[", "last message repeated 2 times", "message repeated 2 times: [ ", "#012", "\0");

    /** More than a line of no consequence may be long. */
    private static final byte[] NEXT =
            ("\n" + "Nov 22 13:59:47 vpn1 pppd[1]: Exit. ".repeat(20)).getBytes(StandardCharsets.US_ASCII);

    private final Random random = new Random(20261126);
    private final Both both = new Both(Hosts.in(ZONE));

    /** The two parsers, and what they told of the line that they read last. */
    private static final class Both {
        final LogParser passing;
        final LogParser reading;
        long records;
        long passed;

        Both(Hosts hosts) {
            passing = new LogParser(hosts);
            reading = new LogParser(hosts, false);
        }

        /** As it stands in a log: with a newline, and something behind that the line is not to be taken for. */
        void line(byte[] b, int from, int to) {
            byte[] log = Arrays.copyOf(Arrays.copyOfRange(b, from, to), to - from + NEXT.length);
            System.arraycopy(NEXT, 0, log, to - from, NEXT.length);
            List<LogRecord> passing = new ArrayList<>();
            List<LogRecord> read = new ArrayList<>();
            LineSplitter.LineSink lines = this.passing.into(passing::add);
            for (int at = 0, end; at <= to - from; at = end + 1) {
                end = Bytes.indexOf(log, at, log.length, (byte) '\n');
                if (lines.pass(log, at, end + 1) == at) {
                    lines.line(log, at, end);
                } else {
                    passed++;
                }
                reading.line(log, at, end, read::add);
            }
            if (!passing.equals(read) || !counts(this.passing).equals(counts(reading))) {
                String line = new String(b, from, to - from, StandardCharsets.ISO_8859_1);
                assertThat(List.of(passing, counts(this.passing))).as(line).isEqualTo(List.of(read, counts(reading)));
            }
            records += read.size();
        }

        private static List<Object> counts(LogParser parser) {
            return Arrays.asList(
                    parser.counts().relevantLines(),
                    parser.counts().pppdLines(),
                    parser.counts().unparsedLines(),
                    parser.counts().debugSeen(),
                    parser.otherHosts(),
                    parser.lastStamp());
        }
    }

    static List<RecordedLog> recordings() {
        return RecordedLog.all();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void aRecordingIsReadAlike(RecordedLog log) {
        both.line(new byte[0], 0, 0);
        log.lines(both::line);
    }

    @Test
    void allRecordingsOneAfterTheOtherAreReadAlike() {
        for (RecordedLog log : recordings()) {
            Instant modified = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000));
            both.passing.modified(modified);
            both.reading.modified(modified);
            log.lines(both::line);
        }

        assertThat(both.records).isGreaterThan(1000);
    }

    @Test
    void linesOfSeveralHostsWithDamagesAreReadAlike() {
        damaged(both);
    }

    /** Some have zones of their own, and the lines of others do not count. */
    @Test
    void linesOfHostsThatAreNotAlikeAreReadAlike() {
        Map<String, ZoneId> zones = Map.of("vpn1", ZoneId.of("Asia/Tokyo"), "two", ZoneId.of("America/New_York"));
        Map<String, String> aliases = Map.of("vpn-two", "two");

        damaged(new Both(new Hosts(ZONE, zones, aliases, Set.of())));
        damaged(new Both(new Hosts(ZONE, zones, aliases, Set.of("two", "vpn1", "a"))));
        damaged(new Both(new Hosts(ZONE, Map.of(), Map.of(), Set.of("vpn.three", "vpn1"))));
    }

    private void damaged(Both both) {
        List<byte[]> lines = samples();
        for (int i = 0; i < MUTATED; i++) {
            byte[] line = lines.get(random.nextInt(lines.size()));
            byte[] mutated = random.nextInt(3) == 0 ? mutated(line) : line;
            both.line(mutated, 0, mutated.length);
        }

        assertThat(both.records).isGreaterThan(MUTATED / 20);
        assertThat(both.passed).isGreaterThan(MUTATED / 20);
    }

    /** What of a line is counted, or told, in passing; nothing where it is to be read. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pptpd   | pptpd[817]: GRE: accepting packet #2
            pptpd   | pptpd[817]: CTRL: Made a ECHO RPLY packet
            packet  | pppd[2017]: sent [LCP EchoReq id=0x1 magic=0x8d21c5a9]
            packet  | pppd[2017]: rcvd [LCP EchoRep id=0x1 magic=0x8d21c5a9]
            packet  | pppd[2017]: rcvd [LCP Ident id=0x2 magic=0x1 "Zoë\tß and more"]
            foreign | postfix/smtpd[9]: Zoë\tß is told no, and more than thirty-two octets
            foreign | sshd[31337]: Invalid user admin from 192.0.2.7 port 4711
            foreign | kernel: [40404.040404] TCP: request_sock_TCP: Possible SYN flooding on port 25.
            told    | pppd[2017]: remote IP address 192.168.0.234
            told    | pppd[2017]: sent [CHAP Success id=0x1 "Welcome"]
            read    | pppd[2017]: What no pppd says at all
            read    | pppd[2017]: message repeated 2 times: [ Connection terminated.]
            told    | pppd[2017]: Exit.
            read    | kernel: [    0.000000] Linux version 6.1.0
            read    | kernel: message repeated 2 times: [ [    0.000000] Linux version 6.1.0]
            read    | last message repeated 2 times and that was it for now
            """)
    void theBeginningOfALineIsEnough(String expected, String message) {
        for (String header :
                List.of("Nov 22 13:59:46 vpn1 ", "2026-11-22T13:59:46.019283+01:00 gateway.example.org ")) {
            LineFilter filter = filter();
            learn(filter, header.replace("59:46", "00:00") + "pppd[1]: Exit.");
            byte[] line = (header + message + "\n").getBytes(StandardCharsets.UTF_8);

            int end = filter.pass(Arrays.copyOf(line, line.length + 512), 0, line.length);

            assertThat(end).as(header).isEqualTo(expected.equals("read") ? 0 : line.length);
            assertThat(filter.passed()).isEqualTo(expected.equals("read") ? 0 : 1);
            assertThat(filter.relevant())
                    .isEqualTo(Set.of("pptpd", "packet", "told").contains(expected) ? 1 : 0);
            assertThat(filter.ofPppd()).isEqualTo(Set.of("packet", "told").contains(expected) ? 1 : 0);
            assertThat(silent).isEqualTo(Set.of("pptpd", "packet", "foreign").contains(expected) ? 1 : 0);
            silent = 0;
            assertThat(told).hasSize(expected.equals("told") ? 1 : 0);
            told.clear();
            assertThat(filter.packets()).isEqualTo(expected.equals("packet"));
        }
    }

    @Test
    void theLinesOfAHostThatIsLeftOutArePassedOverWhateverTheySay() {
        LineFilter filter = filter();
        learn(filter, "Nov 22 13:00:00 vpn1 pppd[1]: Exit.", null);
        byte[] lines = """
                Nov 22 13:59:46 vpn1 pppd[2017]: remote IP address 192.168.0.234
                Nov 22 13:59:47 vpn1 pptpd[815]: MGR: Manager process started
                Nov 22 13:59:47 vpn2 pppd[2017]: Exit.
                """.getBytes(StandardCharsets.US_ASCII);

        int end = filter.pass(Arrays.copyOf(lines, lines.length + 512), 0, lines.length);

        assertThat(new String(lines, end, lines.length - end, StandardCharsets.US_ASCII))
                .contains(" vpn2 ");
        assertThat(filter.passed()).isEqualTo(2);
        assertThat(filter.relevant()).isZero();
    }

    private LineFilter filter() {
        MessagePatterns patterns = MessagePatterns.known();
        MessageReader shapes = new MessageReader(patterns, new FamiliarMessages());
        return new LineFilter(patterns, shapes, new LineFilter.Passed() {

            @Override
            public void stamp(SyslogLine line) {}

            @Override
            public void event(SyslogLine line, Program program, LogEvent event, MessageReader reader) {
                told.add(event);
            }

            @Override
            public void silent(SyslogLine line) {
                silent++;
            }
        });
    }

    private static void learn(LineFilter filter, String text) {
        learn(filter, text, new StampReader(ZONE));
    }

    private static void learn(LineFilter filter, String text, @Nullable StampReader stamps) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        SyslogLine line = new SyslogLine();
        assertThat(new SyslogHeader().read(bytes, 0, bytes.length, line)).isTrue();
        filter.learn(line, 0, stamps);
    }

    /** Text lines of the recordings, each of some host, so that headers are known, and other ones come in between. */
    private List<byte[]> samples() {
        List<byte[]> samples = new ArrayList<>();
        for (RecordedLog log : recordings()) {
            log.lines((b, from, to) -> {
                String line = new String(b, from, to - from, StandardCharsets.ISO_8859_1);
                boolean packet = line.contains("GRE: ") || line.startsWith("{");
                if (random.nextInt(packet ? 500 : 10) == 0) {
                    String host = HOSTS.get(random.nextInt(HOSTS.size()));
                    samples.add(line.replaceFirst(" vpn1 ", " " + host + " ").getBytes(StandardCharsets.ISO_8859_1));
                }
            });
        }
        AuthoredLine.all().forEach(line -> samples.add(line.line().getBytes(StandardCharsets.UTF_8)));
        return samples;
    }

    private byte[] mutated(byte[] line) {
        int at = random.nextInt(Math.min(line.length, 90) + 1);
        byte[] head = Arrays.copyOf(line, at);
        byte[] tail = Arrays.copyOfRange(line, Math.min(line.length, at + random.nextInt(3)), line.length);
        byte[] piece = piece();
        byte[] all = Arrays.copyOf(head, head.length + piece.length + tail.length);
        System.arraycopy(piece, 0, all, head.length, piece.length);
        System.arraycopy(tail, 0, all, head.length + piece.length, tail.length);
        return random.nextInt(8) == 0 ? Arrays.copyOf(all, random.nextInt(all.length + 1)) : all;
    }

    private byte[] piece() {
        if (random.nextBoolean()) {
            return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.ISO_8859_1);
        }
        byte[] bytes = new byte[random.nextInt(3)];
        random.nextBytes(bytes);
        return bytes;
    }
}

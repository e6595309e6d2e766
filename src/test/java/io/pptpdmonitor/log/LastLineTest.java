package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LastLineTest {

    private static final Instant WRITTEN = Instant.parse("2026-11-23T00:00:00Z");

    /** Whoever reads all of a recording has its last stamp, too. */
    @TestFactory
    Stream<DynamicTest> hasTheStampThatReadingAllOfItHas() {
        return RecordedLog.all().stream()
                .filter(log -> !log.toString().contains("journal"))
                .map(log -> dynamicTest(log.toString(), () -> {
                    byte[] all = log.bytes();
                    LogParser parser = new LogParser(ZoneOffset.UTC);
                    parser.modified(WRITTEN);
                    log.lines((b, from, to) -> parser.line(b, from, to, told -> {}));
                    assertThat(LastLine.stamp(all, WRITTEN, ZoneOffset.UTC)).isEqualTo(parser.lastStamp());
                    byte[] end = Arrays.copyOfRange(all, all.length / 2, all.length);
                    assertThat(LastLine.stamp(end, WRITTEN, ZoneOffset.UTC)).isEqualTo(parser.lastStamp());
                }));
    }

    @Test
    void isOfNobodyElse() {
        String log =
                "2026-11-22T13:00:00Z vpn1 pppd[7]: Exit.\n2026-11-22T14:00:00Z vpn1 sshd[8]: user pppd[9]: Exit.\n";
        assertThat(LastLine.stamp(Bytes.ascii(log), WRITTEN, ZoneOffset.UTC))
                .isEqualTo(OffsetDateTime.parse("2026-11-22T13:00:00Z"));
        assertThat(LastLine.stamp(Bytes.ascii("half a line"), WRITTEN, ZoneOffset.UTC))
                .isNull();
        assertThat(LastLine.stamp(new byte[0], WRITTEN, ZoneOffset.UTC)).isNull();
    }
}

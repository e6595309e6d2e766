package io.pptpdmonitor.source;

import static io.pptpdmonitor.source.FollowedLog.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.pptpdmonitor.log.Hosts;
import io.pptpdmonitor.log.LogRecord;
import io.pptpdmonitor.model.Health;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StandardInputTest {

    private static final InstantSource NEW_YEAR = InstantSource.fixed(Instant.parse("2027-01-01T00:10:00Z"));

    private static StandardInput reading(InputStream in, boolean following) {
        return new StandardInput(in, following, NEW_YEAR, Hosts.in(ZoneOffset.UTC));
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Integer> poll(StandardInput input) throws IOException {
        List<Integer> pids = new ArrayList<>();
        input.poll(seen -> pids.add(seen.pid()));
        return pids;
    }

    @Test
    void isReadToItsEnd() throws IOException {
        try (StandardInput input = reading(text(lines(1, 90_000) + line(90_001).strip()), false)) {
            assertThat(poll(input)).hasSize(90_001).isSorted();
            assertThat(poll(input)).isEmpty();
            assertThat(input.counts().lines()).isEqualTo(90_001);
            assertThat(input.health().condition()).isEqualTo(Health.Source.Condition.READ);
        }
    }

    /** RFC 3164: a stamp without a year is of the latest year that makes it no later than tomorrow. */
    @Test
    void isOfNow() throws IOException {
        List<LogRecord> records = new ArrayList<>();
        try (StandardInput input = reading(text("Dec 31 23:59:59 vpn1 pppd[1]: Exit.\n"), false)) {
            input.poll(records::add);
        }
        assertThat(records).extracting(LogRecord::time).containsExactly(OffsetDateTime.parse("2026-12-31T23:59:59Z"));
    }

    @Test
    void isTakenAsItComes() throws IOException {
        PipedOutputStream writer = new PipedOutputStream();
        try (StandardInput input = reading(new PipedInputStream(writer), true)) {
            assertThat(poll(input)).isEmpty();
            List<Integer> read = new ArrayList<>();
            writer.write((line(1) + line(2).substring(0, 20)).getBytes(StandardCharsets.UTF_8));
            writer.flush();
            while (read.isEmpty()) {
                read.addAll(poll(input));
            }
            assertThat(read).containsExactly(1);
            writer.write(line(2).substring(20).strip().getBytes(StandardCharsets.UTF_8));
            writer.close();
            while (read.size() < 2) {
                read.addAll(poll(input));
            }
            assertThat(read).containsExactly(1, 2);
            assertThat(input.health().condition()).isEqualTo(Health.Source.Condition.PAST);
            assertThat(input.health().text()).isEqualTo("it has ended");
        }
    }

    /** As where the shell was told to read a directory. */
    @Test
    void saysWhatCannotBeRead() {
        InputStream directory = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Is a directory");
            }

            @Override
            public int read(byte[] block, int from, int count) throws IOException {
                return read();
            }
        };
        assertThatIOException()
                .isThrownBy(() -> {
                    try (StandardInput input = reading(directory, false)) {
                        poll(input);
                    }
                })
                .withMessage("cannot read standard input (Is a directory); hand it a log");
    }
}

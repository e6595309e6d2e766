package io.pptpdmonitor.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pptpdmonitor.file.DamagedFileException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UnpackedAheadTest {

    /** Fails behind what it holds. */
    private static final class Failing extends InputStream {

        private final Throwable failure;

        Failing(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            if (failure instanceof IOException told) {
                throw told;
            }
            if (failure instanceof Error grave) {
                throw grave;
            }
            throw (RuntimeException) failure;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            return read();
        }
    }

    @RepeatedTest(20)
    void tellsWhatTheOtherStreamTells(RepetitionInfo repetition) throws IOException {
        Random random = new Random(20261126L + repetition.getCurrentRepetition());
        byte[] all = new byte[random.nextInt(1 << (1 + repetition.getCurrentRepetition()))];
        random.nextBytes(all);

        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (InputStream in = new UnpackedAhead(new ByteArrayInputStream(all))) {
            byte[] space = new byte[1 << 16];
            for (int count = 0; count >= 0; ) {
                read.write(space, 0, count);
                count = in.read(space, 0, 1 + random.nextInt(space.length));
            }
            assertThat(in.read()).isEqualTo(-1);
        }

        assertThat(read.toByteArray()).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 262_143, 262_144, 262_145, 3_000_000})
    void failsWhereTheOtherStreamFails(int before) throws IOException {
        for (Throwable failure : new Throwable[] {
            new DamagedFileException("cut", new IOException("EOF")),
            new IllegalStateException("unforeseen"),
            new OutOfMemoryError("no more")
        }) {
            InputStream failing =
                    new SequenceInputStream(new ByteArrayInputStream(new byte[before]), new Failing(failure));
            try (InputStream in = new UnpackedAhead(failing)) {
                assertThat(in.readNBytes(before)).hasSize(before);
                assertThatThrownBy(in::read).isSameAs(failure);
                assertThatThrownBy(in::read).isSameAs(failure);
            }
        }
    }

    /** Whoever closes it early leaves no thread behind that waits for room, and the file is closed. */
    @Test
    void endsWhenItIsClosed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        InputStream endless = new InputStream() {

            @Override
            public int read() {
                return 'a';
            }

            @Override
            public int read(byte[] b, int off, int len) {
                Arrays.fill(b, off, off + len, (byte) 'a');
                return len;
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        InputStream in = new UnpackedAhead(endless);
        assertThat(in.read()).isEqualTo('a');

        in.close();

        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("unpacking ahead"));
    }
}

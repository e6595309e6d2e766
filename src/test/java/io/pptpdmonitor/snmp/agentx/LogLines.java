package io.pptpdmonitor.snmp.agentx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What this package logs, as it happens. One test at a time. */
final class LogLines extends Handler implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Logger logger = Logger.getLogger("io.pptpdmonitor.snmp.agentx");
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    LogLines() {
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    /** The next line, which has to come, and to say this. */
    String next(String... parts) {
        try {
            String line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(line).as("a line of the log within " + PATIENCE).isNotNull();
            for (String part : parts) {
                assertThat(line).contains(part);
            }
            return String.valueOf(line);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** What came and was not asked for. */
    List<String> rest() {
        List<String> rest = new ArrayList<>();
        lines.drainTo(rest);
        return rest;
    }

    @Override
    public void publish(LogRecord record) {
        lines.add(record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}

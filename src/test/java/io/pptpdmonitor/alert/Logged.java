package io.pptpdmonitor.alert;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** What loggers say, from WARNING on, while it is open; kept off the tests' output. */
public final class Logged extends Handler implements AutoCloseable {

    private final List<Logger> loggers;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Logged(Class<?> of) {
        this(of.getName());
    }

    /** What loggers of these names say, and those below them. */
    public Logged(String... names) {
        loggers = Stream.of(names).map(Logger::getLogger).toList();
        loggers.forEach(logger -> {
            logger.setUseParentHandlers(false);
            logger.addHandler(this);
        });
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
            lines.add(line.getMessage());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        loggers.forEach(logger -> {
            logger.removeHandler(this);
            logger.setUseParentHandlers(true);
        });
    }
}

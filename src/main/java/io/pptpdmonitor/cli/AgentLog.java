package io.pptpdmonitor.cli;

import io.pptpdmonitor.settings.LogLevel;
import java.time.Duration;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The agent's own log: what it and SNMP4J say through java.util.logging becomes a line each on standard error. A stranger
 * can make SNMP4J say something with each packet, so that both have an {@link Allowance}; what was kept back is counted.
 */
final class AgentLog implements AutoCloseable {

    private static final int MOST_CHARACTERS = 500;

    // Held, or java.util.logging forgets their levels.
    private static final Logger OURS = Logger.getLogger("io.pptpdmonitor");
    private static final Logger SNMP4J = Logger.getLogger("org.snmp4j");

    private final Environment environment;
    private final List<Channel> channels;

    AgentLog(Environment environment, LogLevel level) {
        this.environment = environment;
        this.channels = List.of(
                new Channel(OURS, "", new Allowance(100, Duration.ofSeconds(10), System::nanoTime)),
                new Channel(SNMP4J, "SNMP: ", new Allowance(5, Duration.ofSeconds(60), System::nanoTime)));
        level(level);
    }

    /** From now on that much is said. */
    void level(LogLevel level) {
        Level least = Priority.least(level);
        OURS.setLevel(least);
        // Each request that it does not like is information to it; debugging, it prints stacks past every log.
        SNMP4J.setLevel(
                switch (level) {
                    case ERROR -> Level.SEVERE;
                    case WARNING, INFO -> Level.WARNING;
                    case DEBUG -> Level.INFO;
                });
    }

    void info(String text) {
        OURS.info(text);
    }

    void warning(String text) {
        OURS.warning(text);
    }

    /** SNMP4J has nothing to say behind that, as before; our packages say it where all of this process do. */
    @Override
    public void close() {
        channels.forEach(Channel::close);
        OURS.setUseParentHandlers(true);
        OURS.setLevel(null);
    }

    private final class Channel extends Handler {

        private final Logger logger;
        private final String prefix;
        private final Allowance allowance;

        Channel(Logger logger, String prefix, Allowance allowance) {
            this.logger = logger;
            this.prefix = prefix;
            this.allowance = allowance;
            logger.setUseParentHandlers(false);
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord record) {
            long kept = allowance.take();
            if (kept >= 0) {
                String text = prefix + text(record);
                environment.say(Priority.of(record.getLevel()), kept == 0 ? text : text + " (" + kept + " more since)");
            }
        }

        private static String text(LogRecord record) {
            String text = String.valueOf(record.getMessage());
            return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
            logger.setLevel(Level.OFF);
        }
    }
}

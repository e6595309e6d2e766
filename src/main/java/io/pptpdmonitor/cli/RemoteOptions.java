package io.pptpdmonitor.cli;

import io.pptpdmonitor.model.Digits;
import io.pptpdmonitor.snmp.client.AgentAddress;
import io.pptpdmonitor.snmp.client.RemoteAgent;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which agent elsewhere is asked, as whom, and how long for; the letters are those of check_snmp. */
final class RemoteOptions {

    @Option(
            names = {"-H", "--agent"},
            paramLabel = "HOST",
            converter = AddressConverter.class,
            description = "Ask the agent of another host instead of reading logs, as HOST, HOST:PORT, tcp:HOST:PORT or"
                    + " [IPV6]:PORT. Default: UDP, port 161.")
    @Nullable AgentAddress address;

    @Mixin
    CredentialOptions credentials = new CredentialOptions();

    @Option(
            names = {"-t", "--timeout"},
            paramLabel = "SECONDS",
            converter = StatusOptions.DelayConverter.class,
            description = "Within which all of the answer must have come. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10")
    Duration timeout;

    @Option(
            names = {"-e", "--retries"},
            paramLabel = "NUMBER",
            converter = RetriesConverter.class,
            description = "How often a request is sent again that nobody answers. Default: ${DEFAULT-VALUE}.",
            defaultValue = "5")
    int retries;

    boolean given() {
        return address != null;
    }

    /** So much of the time is over; a second is always left. */
    void spent(Duration time) {
        Duration left = timeout.minus(time);
        timeout = left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
    }

    /**
     * The agent, which is not asked yet.
     *
     * @throws IOException if the credentials cannot be read, or are none, with a message for the user
     */
    RemoteAgent agent(Environment environment) throws IOException {
        AgentAddress asked = address;
        if (asked == null) {
            throw new IllegalStateException("no agent was named");
        }
        return new RemoteAgent(
                asked,
                credentials.read(),
                new RemoteAgent.Patience(timeout, retries),
                environment.clock(),
                environment.zone());
    }

    static final class AddressConverter implements ITypeConverter<AgentAddress> {
        @Override
        public AgentAddress convert(String text) {
            try {
                return AgentAddress.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    static final class RetriesConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            boolean plain = Digits.are(text) && (text.length() == 1 || !text.startsWith("0"));
            if (plain && text.length() <= 2) {
                return Integer.valueOf(text);
            }
            throw new TypeConversionException("expected a number from 0 to 99, but was '" + text + "'");
        }
    }
}

package io.pptpdmonitor;

import io.pptpdmonitor.cli.Environment;
import io.pptpdmonitor.cli.PptpdMonitorCommand;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The agent in this process, on a free port of the loopback interface, as long as somebody asks it. */
final class ServedLog {

    static final String COMMUNITY = "recorded";

    private ServedLog() {}

    /**
     * Starts the agent with these options of the command, lets somebody ask at the address, as the agent wrote it, and
     * ends the agent.
     */
    static <T> T asked(Instant now, List<String> options, Function<String, T> questions) {
        Stream<String> first = Stream.of("--listen", "udp:127.0.0.1:0", "--community", COMMUNITY);
        return configured(now, Stream.concat(first, options.stream()).toList(), questions);
    }

    /** The same with options that say where it listens, and to whom. */
    static <T> T configured(Instant now, List<String> options, Function<String, T> questions) {
        return followed(InstantSource.fixed(now), options, address -> Optional.of(questions.apply(address)));
    }

    /** The same with a clock; asked again after each of the agent's looks until there is an answer. */
    static <T> T followed(InstantSource clock, List<String> options, Function<String, Optional<T>> questions) {
        StringWriter said = new StringWriter();
        StringWriter complained = new StringWriter();
        List<T> answers = new ArrayList<>();
        Environment environment = new Environment(
                clock,
                ZoneOffset.UTC,
                InputStream.nullInputStream(),
                new PrintWriter(said),
                new PrintWriter(complained),
                false,
                pause -> {
                    String address = said.toString().strip().replace("listening on ", "");
                    questions.apply(address).ifPresent(answers::add);
                    return answers.isEmpty();
                });
        String[] args = Stream.concat(Stream.of("agent"), options.stream()).toArray(String[]::new);
        int code = PptpdMonitorCommand.commandLine(environment, args).execute(args);
        if (code != 0) {
            throw new AssertionError("the agent ended with " + code + ": " + complained);
        }
        return answers.get(0);
    }
}

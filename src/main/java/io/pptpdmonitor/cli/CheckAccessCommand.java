package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Reason;
import io.pptpdmonitor.model.AddressRange;
import io.pptpdmonitor.nagios.AccessCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code pptpd-monitor check access}. */
@Command(
        name = "access",
        abbreviateSynopsis = true,
        description = "Users that are up and unknown, and clients from elsewhere. Default: -c 0.")
final class CheckAccessCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    ThresholdOptions thresholds = new ThresholdOptions();

    @Option(
            names = "--known-users",
            paramLabel = "FILE",
            converter = NamesConverter.class,
            description = "The only users, one name a line. Default: chap-secrets.")
    @Nullable Set<String> names;

    @Option(
            names = "--allow-net",
            paramLabel = "NETWORK",
            converter = NetworkConverter.class,
            description = "Where clients may be, as 192.0.2.0/24; repeatable.")
    List<AddressRange> networks = new ArrayList<>();

    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Mixin
    CheckOptions check = new CheckOptions();

    CheckAccessCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        return check.run(
                environment,
                selection.selection(),
                snapshots -> new AccessCheck(
                                thresholds.thresholds(), names, networks, snapshots::isUser, selection.selection())
                        .check(snapshots.all()));
    }

    /** A pipe would wait for somebody to write. */
    static final class NamesConverter implements ITypeConverter<Set<String>> {
        @Override
        public Set<String> convert(String text) {
            Path file = new SourceOptions.PathConverter().convert(text);
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new TypeConversionException("expected a file of names, one a line, but was '" + text + "'");
            }
            try {
                return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet());
            } catch (IOException e) {
                throw new TypeConversionException(Reason.of(e));
            }
        }
    }
}

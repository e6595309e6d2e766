package io.pptpdmonitor.cli;

import io.pptpdmonitor.nagios.CheckResult;
import io.pptpdmonitor.nagios.Range;
import io.pptpdmonitor.nagios.UnknownAs;
import io.pptpdmonitor.nagios.UsersCheck;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code pptpd-monitor check users}. */
@Command(
        name = "users",
        abbreviateSynopsis = true,
        description = "Active users: known names with a session up, and sessions without one.")
final class CheckUsersCommand implements Callable<Integer> {

    private final Environment environment;

    @Option(
            names = {"-w", "--warning"},
            paramLabel = "RANGE",
            converter = RangeConverter.class,
            description = "WARNING outside this range, written likewise.")
    @Nullable Range warning;

    @Option(
            names = {"-c", "--critical"},
            paramLabel = "RANGE",
            converter = RangeConverter.class,
            description = "CRITICAL outside 90, 1: or 10:90, or inside @10:20.")
    @Nullable Range critical;

    @Option(
            names = "--unknown-as",
            paramLabel = "each|one|none",
            converter = UnknownAsConverter.class,
            description = "How many users the sessions without a known name are. Default: each is one.")
    UnknownAs unknownAs = UnknownAs.EACH;

    @Mixin
    SnapshotOptions source = new SnapshotOptions();

    CheckUsersCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        try (Snapshots snapshots = source.open(environment, false)) {
            CheckResult result = new UsersCheck(warning, critical, unknownAs).check(snapshots.figures());
            environment.out().print(result.output());
            return result.status().exitCode();
        }
    }

    static final class RangeConverter implements ITypeConverter<Range> {
        @Override
        public Range convert(String text) {
            try {
                return Range.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    static final class UnknownAsConverter implements ITypeConverter<UnknownAs> {
        @Override
        public UnknownAs convert(String text) {
            return Choice.of(UnknownAs.values(), UnknownAs::label).convert(text);
        }
    }
}

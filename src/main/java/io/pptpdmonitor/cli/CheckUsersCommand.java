package io.pptpdmonitor.cli;

import io.pptpdmonitor.nagios.UnknownAs;
import io.pptpdmonitor.nagios.UsersCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pptpd-monitor check users}. */
@Command(
        name = "users",
        abbreviateSynopsis = true,
        description = "Active users: known names with a session up, and sessions without one.")
final class CheckUsersCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    ThresholdOptions thresholds = new ThresholdOptions();

    @Option(
            names = "--unknown-as",
            paramLabel = "each|one|none",
            converter = UnknownAsConverter.class,
            description = "How many users the sessions without a known name are. Default: each is one.")
    UnknownAs unknownAs = UnknownAs.EACH;

    @Option(names = "--require", paramLabel = "NAME", description = "CRITICAL if this user has no session; repeatable.")
    List<String> required = new ArrayList<>();

    @Option(names = "--forbid", paramLabel = "NAME", description = "CRITICAL if this user has one; repeatable.")
    List<String> forbidden = new ArrayList<>();

    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Mixin
    CheckOptions check = new CheckOptions();

    CheckUsersCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        UsersCheck users =
                new UsersCheck(thresholds.thresholds(), unknownAs, required, forbidden, selection.selection());
        return check.run(
                environment,
                selection.selection(),
                snapshots -> users.check(users.asksForNames() ? snapshots.all() : snapshots.figures()));
    }

    static final class UnknownAsConverter implements ITypeConverter<UnknownAs> {
        @Override
        public UnknownAs convert(String text) {
            return Choice.of(UnknownAs.values(), UnknownAs::label).convert(text);
        }
    }
}

package io.pptpdmonitor.cli;

import io.pptpdmonitor.nagios.LoginsCheck;
import io.pptpdmonitor.nagios.Thresholds;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pptpd-monitor check logins}. */
@Command(
        name = "logins",
        abbreviateSynopsis = true,
        description = "Failed logins. R,R: outside the first is WARNING, the second CRITICAL.")
final class CheckLoginsCommand implements Callable<Integer> {

    /** Why a session never came up. */
    enum Cause {
        AUTH_FAILED,
        NEGOTIATION_FAILED
    }

    private final Environment environment;

    @Mixin
    ThresholdOptions thresholds = new ThresholdOptions();

    @Option(
            names = "--known",
            paramLabel = "R[,R]",
            converter = ThresholdOptions.BothConverter.class,
            description = "Under names that are users. Default: 10,50.")
    Thresholds known = Thresholds.NONE;

    @Option(
            names = "--per-address",
            paramLabel = "R[,R]",
            converter = ThresholdOptions.BothConverter.class,
            description = "From the worst client.")
    Thresholds perAddress = Thresholds.NONE;

    @Option(
            names = "--cause",
            paramLabel = "CAUSE",
            converter = CauseConverter.class,
            description = "auth-failed (default), or negotiation-failed (as where GRE is blocked).")
    Cause cause = Cause.AUTH_FAILED;

    @Mixin
    WindowOption back = new WindowOption();

    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Mixin
    CheckOptions check = new CheckOptions();

    CheckLoginsCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        boolean negotiations = cause == Cause.NEGOTIATION_FAILED;
        if (negotiations && !known.none()) {
            throw new RefusedOptionsException(
                    "whose negotiation failed is not known; --known is of --cause auth-failed");
        }
        return check.run(
                environment,
                selection.selection(),
                snapshots -> new LoginsCheck(
                                thresholds.thresholds(),
                                known,
                                perAddress,
                                negotiations,
                                back.window,
                                snapshots::isUser,
                                selection.selection())
                        .check(snapshots.all()));
    }

    static final class CauseConverter implements ITypeConverter<Cause> {
        @Override
        public Cause convert(String text) {
            return new Choice<Cause>()
                    .or("auth-failed", Cause.AUTH_FAILED)
                    .or("negotiation-failed", Cause.NEGOTIATION_FAILED)
                    .convert(text);
        }
    }
}

package io.pptpdmonitor.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pptpd-monitor status}. */
@Command(name = "status", description = "Who is online, and what each user had before; the default command.")
final class StatusCommand implements Callable<Integer> {

    private final Environment environment;

    @Mixin
    StatusOptions options = new StatusOptions();

    StatusCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        return options.run(environment);
    }
}

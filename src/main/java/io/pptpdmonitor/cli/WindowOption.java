package io.pptpdmonitor.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How far a check looks back. */
final class WindowOption {

    @Option(
            names = "--window",
            paramLabel = "SPAN",
            converter = SpanConverter.class,
            description = "How far it looks back. Default: 5m.")
    Duration window = Duration.ofMinutes(5);
}

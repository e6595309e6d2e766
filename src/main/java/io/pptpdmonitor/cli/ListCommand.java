package io.pptpdmonitor.cli;

import io.pptpdmonitor.report.View;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pptpd-monitor sessions|users|failures}: a view, once. */
@Command
final class ListCommand implements Callable<Integer> {

    private final Environment environment;
    private final View view;

    @Mixin
    SnapshotOptions source = new SnapshotOptions();

    @Mixin
    ReportOptions report = new ReportOptions();

    ListCommand(Environment environment, View view) {
        this.environment = environment;
        this.view = view;
    }

    @Override
    public Integer call() throws IOException {
        return report.write(view, source, environment);
    }
}

package io.pptpdmonitor.cli;

import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Snapshot;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.report.WhyReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pptpd-monitor why}. */
@Command(
        name = "why",
        description =
                "The last ten attempts of a user, or of an address, the newest first: what came of each, the line that"
                        + " tells why, and what to look at.")
final class WhyCommand implements Callable<Integer> {

    private final Environment environment;

    @Parameters(
            index = "0",
            paramLabel = "USER|ADDRESS",
            description = "A name, or an address outside or inside the tunnel.")
    String subject;

    @Mixin
    SnapshotOptions source = new SnapshotOptions();

    @Mixin
    TextOrJson output = new TextOrJson();

    WhyCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        try (Snapshots snapshots = source.open(environment, false)) {
            Snapshot snapshot = snapshots.all();
            WhyReport report = new WhyReport(subject, snapshot);
            if (output.json()) {
                report.writeJson(environment.out());
            } else {
                report.writeTable(environment.out(), !output.noHeader());
            }
            Warnings.of(snapshot.health(), environment);
            // Of a log that holds nothing, or was not read, nothing can be said of anybody.
            if (report.isEmpty() && snapshot.health().status() == CollectorStatus.OK) {
                environment.complain(nothing(snapshot, snapshots.isUser(subject)));
            }
            return Problems.exitCode(snapshot.health());
        }
    }

    private String nothing(Snapshot snapshot, @Nullable Boolean user) {
        String known = Boolean.TRUE.equals(user)
                ? "; the name stands in the server's secrets, so whoever uses it did not reach the server (TCP port 1723),"
                        + " or the log begins later"
                : "";
        return "the log tells of no attempt of '" + subject + "'" + known + unnamed(snapshot) + older(snapshot);
    }

    /** Those beyond the bound are counted only: the one that is asked for may be among them. */
    private static String older(Snapshot snapshot) {
        Server.Totals all = snapshot.server().totals();
        boolean complete = all.authFailures() <= snapshot.failures().size()
                && all.sessions() <= snapshot.sessions().size();
        return complete ? "" : "; that holds of the newest alone, the events command tells of all";
    }

    private static String unnamed(Snapshot snapshot) {
        int unnamed = snapshot.users().stream()
                .filter(user -> user.name() == null)
                .mapToInt(User::sessions)
                .sum();
        if (unnamed == 0) {
            return "";
        }
        return unnamed == 1
                ? "; 1 session that came up has no known name"
                : "; " + unnamed + " sessions that came up have no known name";
    }
}

package io.pptpdmonitor.cli;

import java.util.List;
import java.util.concurrent.Callable;

/** The checks there are, by their names; without picocli, which a plain line does without. */
final class Checks {

    static final List<String> NAMES = List.of(
            "users",
            "sessions",
            "pool",
            "logins",
            "traffic",
            "quota",
            "daemon",
            "collector",
            "access",
            "alerts",
            "metric");

    /** What to do where none is named. */
    static final String WANTED =
            "name a check, such as: pptpd-monitor check users -w 80 -c 90; there is " + String.join(", ", NAMES);

    private Checks() {}

    /** The check of this name, with the options that it has where none is given. */
    static Callable<Integer> make(String name, Environment environment) {
        return switch (name) {
            case "users" -> new CheckUsersCommand(environment);
            case "sessions" -> new CheckSessionsCommand(environment);
            case "logins" -> new CheckLoginsCommand(environment);
            case "quota" -> new CheckQuotaCommand(environment);
            case "access" -> new CheckAccessCommand(environment);
            case "collector" -> new CheckCollectorCommand(environment);
            case "traffic" -> new CheckTrafficCommand(environment);
            case "pool" -> new CheckPoolCommand(environment);
            case "daemon" -> new CheckDaemonCommand(environment);
            case "alerts" -> new CheckAlertsCommand(environment);
            case "metric" -> new CheckMetricCommand(environment);
            default -> throw new IllegalArgumentException(name);
        };
    }
}

package io.pptpdmonitor.report;

import io.pptpdmonitor.model.Counted;
import io.pptpdmonitor.model.NotShown;
import io.pptpdmonitor.model.Server;
import io.pptpdmonitor.model.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** What a list leaves out, in words. */
final class NotShownText {

    private static final String COUNTED = ", which are counted only";

    private NotShownText() {}

    /** A clause about the rows of that view; empty where it shows all. */
    static String of(View view, NotShown notShown) {
        return switch (view) {
            case STATUS, USERS -> users(notShown.users());
            case SESSIONS -> sessions(notShown.sessions());
            case FAILURES -> notShown.failures() == null ? "" : failures(notShown.failures());
        };
    }

    /** The same of all lists. */
    static String of(NotShown notShown) {
        List<String> all = new ArrayList<>();
        for (View view : List.of(View.SESSIONS, View.FAILURES, View.USERS)) {
            String one = of(view, notShown);
            if (!one.isEmpty()) {
                all.add(one);
            }
        }
        return String.join("; ", all);
    }

    /** Of an agent elsewhere, which lists the newest alone and does not say so: what follows from its sums. */
    static String ofAgent(View view, Snapshot snapshot) {
        if (!snapshot.health().counted()) {
            return "";
        }
        Server.Totals all = snapshot.server().totals();
        long up = snapshot.sessions().stream()
                .filter(session -> session.state().cameUp())
                .count();
        int logins = snapshot.failures().size();
        return switch (view) {
            case STATUS, USERS -> "";
            case SESSIONS -> sessions(Math.max(0, all.sessions() - up));
            case FAILURES ->
                all.authFailures() <= logins
                        ? ""
                        : logins + " of " + Counted.of(all.authFailures(), "failed login")
                                + ": the agent lists the last one of each of the newest failed sessions";
        };
    }

    private static String sessions(long sessions) {
        return sessions == 0 ? "" : "without the oldest " + Counted.of(sessions, "ended session") + COUNTED;
    }

    private static String failures(long failures) {
        return failures == 0 ? "" : "without the oldest " + Counted.of(failures, "failed login") + COUNTED;
    }

    /** What they carried is in the server's sums. */
    private static String users(long users) {
        return users == 0
                ? ""
                : "without " + Counted.of(users, "user")
                        + " not seen for the longest, who were forgotten; one who came again counts since then";
    }
}

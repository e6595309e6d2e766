package io.pptpdmonitor.report;

import io.pptpdmonitor.model.NotShown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a list leaves out, in words. */
final class NotShownText {

    private static final String COUNTED = ", which are counted only";

    private NotShownText() {}

    /** A clause about the rows of that view; empty where it shows all. */
    static String of(View view, @Nullable NotShown notShown) {
        if (notShown == null) {
            return ""; // Whoever told the rest does not tell it.
        }
        return switch (view) {
            case STATUS, USERS -> users(notShown.users());
            case SESSIONS -> sessions(notShown.sessions());
            case FAILURES -> failures(notShown.failures());
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

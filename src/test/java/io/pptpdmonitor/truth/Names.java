package io.pptpdmonitor.truth;

import io.pptpdmonitor.truth.Truth.TrueSession;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The name by which a session's user can be known. */
final class Names {

    /** The size of a name in a wtmp record (utmp(5), UT_NAMESIZE). */
    private static final int WTMP_BYTES = 32;

    private Names() {}

    /** The whole name from a log, its beginning from wtmp, null where neither has it. */
    static String expected(String namesIn, TrueSession session) {
        if (namesIn == null) {
            return null;
        }
        byte[] name = HexFormat.of().parseHex(session.userHex());
        return namesIn.equals("wtmp") && name.length > WTMP_BYTES
                ? new String(Arrays.copyOf(name, WTMP_BYTES), StandardCharsets.UTF_8)
                : session.user();
    }
}

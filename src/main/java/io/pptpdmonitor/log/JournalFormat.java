package io.pptpdmonitor.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of {@code journalctl -o json}, and what tells one entry from another. */
public final class JournalFormat {

    /** The fields that are read, beside those that every entry has. */
    public static final List<String> FIELDS = List.of(
            "SYSLOG_IDENTIFIER",
            "SYSLOG_PID",
            "_PID",
            "_UID",
            "_HOSTNAME",
            "_TRANSPORT",
            "_SOURCE_REALTIME_TIMESTAMP",
            "MESSAGE");

    private static final JsonFactory JSON = new JsonFactory();

    private JournalFormat() {}

    /** The identifiers of the programs whose lines matter. The kernel's need not be read: each entry tells its boot. */
    public static List<String> identifiers() {
        List<String> identifiers = new ArrayList<>();
        for (Program program : Program.values()) {
            if (program != Program.KERNEL && program != Program.RSYSLOGD) {
                identifiers.addAll(program.tags());
            }
        }
        return identifiers;
    }

    /** The cursor of an entry; null where the line is none. */
    public static @Nullable String cursor(byte[] entry, int from, int to) {
        try (JsonParser parser = JSON.createParser(entry, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals("__CURSOR");
                parser.nextToken();
                if (wanted) {
                    return parser.getText();
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException notJson) {
            return null;
        }
    }
}

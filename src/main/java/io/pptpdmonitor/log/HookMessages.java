package io.pptpdmonitor.log;

import static io.pptpdmonitor.log.Program.HOOK;

import io.pptpdmonitor.log.LogEvent.HookTold;
import io.pptpdmonitor.log.LogEvent.Octets;
import io.pptpdmonitor.log.MessagePattern.Match;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The line of our own hook: {@code key=value} pairs, the values percent-encoded, the last one {@code format=1}. A line
 * that is not exactly so tells nothing; keys that are not known are left to a later hook.
 */
final class HookMessages extends MessageTable {

    HookMessages() {
        on(HOOK, "event=%w ip=%d pid=%d %s format=1", "pptpd-monitor, etc/ppp/ip-up.d", HookMessages::told);
    }

    private static @Nullable LogEvent told(Match m) {
        String event = m.text(0);
        long ip = m.number(1);
        long pid = m.number(2);
        Map<String, String> values = values(m.text(3));
        String interfaceName = values == null ? null : values.get("interface");
        boolean known = (event.equals("up") || event.equals("down")) && (ip == 4 || ip == 6);
        if (!known || values == null || interfaceName == null || pid < 1 || pid > Integer.MAX_VALUE) {
            return null;
        }
        return new HookTold(
                event.equals("up"),
                ip == 6,
                false,
                (int) pid,
                interfaceName,
                values.get("user"),
                values.get("client"),
                values.get("server"),
                values.get("assigned"),
                number(values.get("seconds")),
                octets(values, "sent", "received"),
                octets(values, "tx", "rx"));
    }

    /** The values by key, decoded; null if a pair is odd, or a key comes twice. */
    private static @Nullable Map<String, String> values(String pairs) {
        Map<String, String> values = new HashMap<>();
        for (String pair : pairs.split(" ", -1)) {
            int equals = pair.indexOf('=');
            String value = equals < 1 || equals == pair.length() - 1 ? null : decoded(pair.substring(equals + 1));
            if (value == null || values.put(pair.substring(0, equals), value) != null) {
                return null;
            }
        }
        return values;
    }

    /** What the hook encoded; null if it would have written it otherwise. */
    private static @Nullable String decoded(String value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '%') {
                int octet = i + 2 < value.length() ? hex(value.charAt(i + 1)) * 16 + hex(value.charAt(i + 2)) : -1;
                if (octet < 1) {
                    return null;
                }
                out.write(octet);
                i += 2;
            } else if (c > ' ' && c < 0x7f) {
                out.write(c);
            } else {
                return null;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The hook writes upper case. Far below 0 if it is no digit. */
    private static int hex(char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1000;
    }

    private static @Nullable Octets octets(Map<String, String> values, String sent, String received) {
        Long toClient = number(values.get(sent));
        Long fromClient = number(values.get(received));
        return toClient == null || fromClient == null ? null : new Octets(toClient, fromClient);
    }

    private static @Nullable Long number(@Nullable String digits) {
        byte[] bytes = digits == null ? new byte[0] : digits.getBytes(StandardCharsets.UTF_8);
        long number = Bytes.decimal(bytes, 0, bytes.length);
        return number < 0 ? null : number;
    }
}

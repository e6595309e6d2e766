package io.pptpdmonitor.report;

import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Stamp;

/**
 * A failed login as a filter of fail2ban reads it. What a stranger chose, the name, stands last, in quotes and escaped to
 * printable ASCII, so that nothing in it can pass for the stamp or the address before it.
 */
final class Fail2banLine {

    private Fail2banLine() {}

    /** Without a line's end. */
    static String of(Failure failure) {
        AuthMethod method = failure.method();
        String host = failure.host() == null ? "-" : word(failure.host());
        return Stamp.iso(failure.time()) + " " + host + " pptpd-monitor: login failed from "
                + failure.clientAddress() + " method " + (method == null ? "unknown" : method.label()) + " user \""
                + (failure.user() == null ? "" : escaped(failure.user())) + "\"";
    }

    /** A host's name of a log has no blanks, whoever wrote it. */
    private static String word(String host) {
        String word = escaped(host);
        return word.isEmpty() ? "-" : word.replace(" ", "\\x20");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> append(escaped, c));
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, int codePoint) {
        if (codePoint == '"' || codePoint == '\\') {
            escaped.append('\\').append((char) codePoint);
        } else if (codePoint >= ' ' && codePoint < 0x7f) {
            escaped.append((char) codePoint);
        } else if (codePoint < 0x100) {
            escaped.append("\\x%02x".formatted(codePoint));
        } else {
            escaped.append((codePoint < 0x10000 ? "\\u%04x" : "\\u{%x}").formatted(codePoint));
        }
    }
}

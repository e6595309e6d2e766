package io.pptpdmonitor.truth;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line as rsyslog's RSYSLOG_FileFormat told it, and as other daemons would have told the same message. Held against
 * what these wrote themselves, where a recording has both.
 */
record SyslogForm(OffsetDateTime time, String host, String tag, String pid, String message, String stamp) {

    private static final Pattern LINE = Pattern.compile("(\\S+) (\\S+) ([^\\[: ]+)(?:\\[(\\d+)\\])?:(?: (.*))?");
    private static final DateTimeFormatter BSD = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);

    static SyslogForm parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("not in RSYSLOG_FileFormat: " + line);
        }
        String message = matcher.group(5) == null ? "" : matcher.group(5);
        return new SyslogForm(
                OffsetDateTime.parse(matcher.group(1)),
                matcher.group(2),
                matcher.group(3),
                matcher.group(4),
                message,
                matcher.group(1));
    }

    /** RSYSLOG_TraditionalFileFormat: no year, no zone, no fraction. */
    String traditional() {
        return BSD.format(time) + " " + host + " " + tagged() + message;
    }

    String rfc3339() {
        return stamp + " " + host + " " + tagged() + message;
    }

    /** RSYSLOG_SyslogProtocol23Format; the priority says nothing to us. */
    String rfc5424() {
        return "<30>1 " + stamp + " " + host + " " + tag + " " + (pid == null ? "-" : pid) + " - -  " + message;
    }

    /** busybox syslogd: facility and severity, and a TAB is left as it is. */
    String busyBox() {
        return BSD.format(time) + " " + host + " daemon.info " + tagged() + raw();
    }

    /** journalctl -o json, of a boot. */
    String journal(int boot) {
        Instant instant = time.toInstant();
        long micros = instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
        return "{\"__REALTIME_TIMESTAMP\":\"" + (micros + 27) + "\",\"_SOURCE_REALTIME_TIMESTAMP\":\"" + micros
                + "\",\"_HOSTNAME\":\"" + host + "\",\"_BOOT_ID\":\"b" + boot
                + "\",\"_TRANSPORT\":\"syslog\",\"_UID\":\"0\""
                + ",\"SYSLOG_IDENTIFIER\":\"" + tag + "\"" + (pid == null ? "" : ",\"SYSLOG_PID\":\"" + pid + "\"")
                + ",\"MESSAGE\":\"" + escaped(raw()) + "\"}";
    }

    /** Linux says so when it boots. */
    boolean isBoot() {
        return tag.equals("kernel") && message.contains("Linux version ");
    }

    private String tagged() {
        return tag + (pid == null ? "" : "[" + pid + "]") + ": ";
    }

    private String raw() {
        return message.replace("#011", "\t");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t");
    }
}

package io.pptpdmonitor.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pptpdmonitor.log.SyslogLine.StampFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a line of {@code journalctl -o json}: all values are strings, or arrays of bytes where they are no UTF-8.
 *
 * <p>The tag is SYSLOG_IDENTIFIER and the pid SYSLOG_PID: _COMM may be that of a dying process. The stamp is
 * _SOURCE_REALTIME_TIMESTAMP, else __REALTIME_TIMESTAMP. Unlike a syslog file the journal knows who wrote: a line
 * under the tag of pptpd, pppd or our hook that does not come from root is forged and belongs to nobody. What a program
 * writes to its standard output, too, is read once.
 */
final class JournalLine {

    /** Made for the first line, as most logs are none. */
    private @Nullable JsonFactory json;
    /** The programs of which a line came by way of syslog. */
    private final Set<Program> toSyslog = EnumSet.noneOf(Program.class);

    private @Nullable String identifier;
    private @Nullable String syslogPid;
    private @Nullable String pid;
    private @Nullable String uid;
    private @Nullable String host;
    private @Nullable String bootId;
    private @Nullable String transport;
    private @Nullable String sourceTime;
    private @Nullable String journalTime;
    private byte @Nullable [] message;

    /** Fills {@code line}; its program stays null for lines of other programs. False: no line of a journal. */
    boolean read(byte[] buffer, int from, int to, SyslogLine line) {
        forget();
        try (JsonParser parser = factory().createParser(buffer, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                field(parser.currentName(), parser);
            }
        } catch (IOException notJson) {
            return false;
        }
        return fill(line);
    }

    private JsonFactory factory() {
        JsonFactory made = json;
        if (made == null) {
            made = new JsonFactory();
            json = made;
        }
        return made;
    }

    private void forget() {
        identifier = null;
        syslogPid = null;
        pid = null;
        uid = null;
        host = null;
        bootId = null;
        transport = null;
        sourceTime = null;
        journalTime = null;
        message = null;
    }

    private void field(String name, JsonParser parser) throws IOException {
        JsonToken token = parser.nextToken();
        switch (name) {
            case "SYSLOG_IDENTIFIER" -> identifier = text(token, parser);
            case "SYSLOG_PID" -> syslogPid = text(token, parser);
            case "_PID" -> pid = text(token, parser);
            case "_UID" -> uid = text(token, parser);
            case "_HOSTNAME" -> host = text(token, parser);
            case "_BOOT_ID" -> bootId = text(token, parser);
            case "_TRANSPORT" -> transport = text(token, parser);
            case "_SOURCE_REALTIME_TIMESTAMP" -> sourceTime = text(token, parser);
            case "__REALTIME_TIMESTAMP" -> journalTime = text(token, parser);
            case "MESSAGE" -> message = bytes(token, parser);
            default -> parser.skipChildren();
        }
    }

    /** Null also where the field came twice, which makes it an array: nobody knows which is meant. */
    private static @Nullable String text(@Nullable JsonToken token, JsonParser parser) throws IOException {
        parser.skipChildren();
        return token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL ? parser.getText() : null;
    }

    /** Text, an array of bytes, or null where journald left a message out for its size. */
    private static byte @Nullable [] bytes(@Nullable JsonToken token, JsonParser parser) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            String text = text(token, parser);
            return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean onlyNumbers = true;
        JsonToken element;
        while ((element = parser.nextToken()) != JsonToken.END_ARRAY) {
            onlyNumbers &= element == JsonToken.VALUE_NUMBER_INT;
            if (onlyNumbers) {
                out.write(parser.getIntValue());
            } else {
                parser.skipChildren();
            }
        }
        return onlyNumbers ? out.toByteArray() : null;
    }

    private boolean fill(SyslogLine line) {
        String time = sourceTime != null ? sourceTime : journalTime;
        if (time == null) {
            return false;
        }
        byte[] name = identifier == null ? new byte[0] : identifier.getBytes(StandardCharsets.UTF_8);
        byte[] said = message == null ? new byte[0] : message;
        byte[] stamp = time.getBytes(StandardCharsets.UTF_8);
        byte[] hostName = host == null ? new byte[0] : host.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[stamp.length + hostName.length + said.length];
        System.arraycopy(stamp, 0, all, 0, stamp.length);
        System.arraycopy(hostName, 0, all, stamp.length, hostName.length);
        System.arraycopy(said, 0, all, stamp.length + hostName.length, said.length);
        line.reset(all);
        line.stampFormat = StampFormat.EPOCH_MICROS;
        line.stampFrom = 0;
        line.stampTo = stamp.length;
        line.hostFrom = stamp.length;
        line.hostTo = stamp.length + hostName.length;
        line.messageFrom = line.hostTo;
        line.messageTo = all.length;
        line.pid = number(syslogPid != null ? syslogPid : pid);
        line.bootId = bootId;
        boolean journaldItself = identifier == null && "driver".equals(transport);
        Program program = journaldItself ? Program.JOURNALD : Program.ofTag(name, 0, name.length);
        boolean forged = program != null && program.isOfRoot() && uid != null && !uid.equals("0");
        line.fromRoot = "0".equals(uid);
        line.program = forged || isDouble(program) ? null : program;
        return true;
    }

    /** Who writes to syslog and to a terminal writes twice where systemd started it. */
    private boolean isDouble(@Nullable Program program) {
        if (program == null) {
            return false;
        }
        if ("syslog".equals(transport)) {
            toSyslog.add(program);
        }
        return "stdout".equals(transport) && toSyslog.contains(program);
    }

    private static int number(@Nullable String digits) {
        byte[] bytes = digits == null ? new byte[0] : digits.getBytes(StandardCharsets.UTF_8);
        long value = Bytes.decimal(bytes, 0, bytes.length);
        return value < 0 || value > Integer.MAX_VALUE ? 0 : (int) value;
    }
}

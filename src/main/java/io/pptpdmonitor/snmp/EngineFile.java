package io.pptpdmonitor.snmp;

import io.pptpdmonitor.store.WholeFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in a file who the agent is and how often it began. Each start counts, and is written before anybody is answered.
 * Where the count is lost, or cannot be kept, the agent becomes another engine: with the old id and a count that was
 * there before, what somebody recorded then would be taken for new (RFC 3414, 2.2.2).
 */
public final class EngineFile implements Closeable {

    private static final String HEAD =
            "# Who this agent is to SNMPv3 managers, and how often it began. Without it, it is somebody else.\n";

    private static final Pattern TEXT = Pattern.compile(
            "(?:#[^\n]*\n)*(engine-id ([0-9a-f]{10,64})\nboots ([0-9]{1,10})\n)checksum ([0-9a-f]{8})\n");

    private static final int MOST = 4096;

    private final WholeFile file;
    private final Consumer<String> complaints;

    /** @param complaints takes sentences for the user */
    public EngineFile(Path path, Consumer<String> complaints) {
        this.file = new WholeFile(path, "the SNMPv3 engine's file");
        this.complaints = complaints;
    }

    /** Who the agent is from now on. Nobody else is that until this file is closed. */
    public EngineIdentity begin() {
        try {
            if (!file.own()) {
                return another(file.path() + " is another running agent's");
            }
            EngineIdentity last = last();
            EngineIdentity now = last == null ? EngineIdentity.anew() : last.next();
            file.write(ByteBuffer.wrap(text(now).getBytes(StandardCharsets.US_ASCII)));
            return now;
        } catch (IOException e) {
            return another(String.valueOf(e.getMessage()));
        }
    }

    private EngineIdentity another(String why) {
        complaints.accept(why + "; until it ends this agent has an SNMPv3 engine id that is not kept");
        return EngineIdentity.anew();
    }

    /** Who it was; null if that is not known. */
    private @Nullable EngineIdentity last() throws IOException {
        Path path = file.path();
        if (Files.notExists(path)) {
            complaints.accept("there is no " + path + ", so this agent has a new SNMPv3 engine id");
            return null;
        }
        EngineIdentity last = Files.isRegularFile(path) && Files.size(path) <= MOST
                ? parsed(Files.readString(path, StandardCharsets.ISO_8859_1))
                : null;
        if (last == null) {
            complaints.accept(path + " is damaged, so this agent has a new SNMPv3 engine id");
        }
        return last;
    }

    /** Who the file tells of; null if it is damaged or there is none. Changes nothing. */
    public static @Nullable EngineIdentity look(Path path) {
        try {
            return Files.isRegularFile(path) && Files.size(path) <= MOST
                    ? parsed(Files.readString(path, StandardCharsets.ISO_8859_1))
                    : null;
        } catch (IOException notToBeSeen) {
            return null;
        }
    }

    private static @Nullable EngineIdentity parsed(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || !checksum(matcher.group(1)).equals(matcher.group(4))) {
            return null;
        }
        try {
            return new EngineIdentity(matcher.group(2), Integer.parseInt(matcher.group(3)));
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    private static String text(EngineIdentity engine) {
        String body = "engine-id " + engine.hex() + "\nboots " + engine.boots() + "\n";
        return HEAD + body + "checksum " + checksum(body) + "\n";
    }

    private static String checksum(String body) {
        CRC32C checksum = new CRC32C();
        checksum.update(body.getBytes(StandardCharsets.ISO_8859_1));
        return String.format(Locale.ROOT, "%08x", checksum.getValue());
    }

    /** Lets another process be it. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}

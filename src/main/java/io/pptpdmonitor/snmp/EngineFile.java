package io.pptpdmonitor.snmp;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.TextFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in a file who the agent is and how often it began. Each start counts, and is written before anybody is answered.
 * Where the count is lost, or cannot be kept, the agent becomes another engine: with the old id and a count that was
 * there before, what somebody recorded then would be taken for new (RFC 3414, 2.2.2).
 */
public final class EngineFile implements Closeable {

    private static final String FIRST =
            "# Who this agent is to SNMPv3 managers, and how often it began. Without it, it is somebody else.";

    private static final Pattern LINES = Pattern.compile("engine-id ([0-9a-f]{10,64})\nboots ([0-9]{1,10})");

    private static final String WHAT = "the SNMPv3 engine's file";

    private final TextFile file;
    private final Consumer<String> complaints;

    /** @param complaints takes sentences for the user */
    public EngineFile(Path path, Consumer<String> complaints) {
        this.file = new TextFile(path, WHAT);
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
            file.write(List.of(FIRST, "engine-id " + now.hex(), "boots " + now.boots()));
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
        try {
            EngineIdentity last = kept(file);
            if (last == null) {
                complaints.accept("there is no " + file.path() + ", so this agent has a new SNMPv3 engine id");
            }
            return last;
        } catch (DamagedStateException damaged) {
            complaints.accept(file.path() + " is damaged, so this agent has a new SNMPv3 engine id");
            return null;
        }
    }

    /** Who the file tells of; null if it is damaged or there is none. Changes nothing. */
    public static @Nullable EngineIdentity look(Path path) {
        try (TextFile file = new TextFile(path, WHAT)) {
            return kept(file);
        } catch (IOException notToBeSeen) {
            return null;
        }
    }

    private static @Nullable EngineIdentity kept(TextFile file) throws IOException {
        List<String> lines = file.read();
        if (lines == null) {
            return null;
        }
        Matcher told = LINES.matcher(String.join("\n", lines.subList(Math.min(1, lines.size()), lines.size())));
        if (!told.matches()) {
            throw new DamagedStateException("it is of another release");
        }
        try {
            return new EngineIdentity(told.group(1), Integer.parseInt(told.group(2)));
        } catch (IllegalArgumentException notOurs) {
            throw new DamagedStateException("no engine is like that");
        }
    }

    /** Lets another process be it. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}

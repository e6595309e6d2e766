package io.pptpdmonitor.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The socket on which checks of this host are answered, and who may ask.
 *
 * @param wanted whether there is to be one
 * @param named where, absolute; null: at the usual place, where its directory is
 * @param mode of the file, such as 0660; who may write to it may ask
 * @param group of the file; null: {@value #USUAL_GROUP} where the agent may give it to that, else the agent's own
 */
public record SocketSettings(
        boolean wanted,
        @Nullable Path named,
        int mode,
        @Nullable String group) {

    /** Whose checks these mostly are, on Debian those of Icinga 2 and NRPE, too. */
    static final String USUAL_GROUP = "nagios";

    public static final int DEFAULT_MODE = 0660;
    public static final SocketSettings USUAL = new SocketSettings(true, null, DEFAULT_MODE, null);

    private static final Path USUAL_DIRECTORY = Path.of("run/pptpd-monitor");

    /** What sun_path of unix(7) holds beside its NUL, less what is added while the socket is made. */
    private static final int MAX_OCTETS = 97;

    public SocketSettings {
        if (named != null && !named.isAbsolute()) {
            throw new IllegalArgumentException("the path of a socket begins with /, but was '" + named + "'");
        }
        if (named != null && named.toString().getBytes(StandardCharsets.UTF_8).length > MAX_OCTETS) {
            throw new IllegalArgumentException(
                    "the path of a socket has at most " + MAX_OCTETS + " octets here: " + named);
        }
    }

    /** Where it is to be; null if nowhere. */
    public @Nullable Path path(Path root) {
        if (!wanted || named != null) {
            return wanted ? named : null;
        }
        Path directory = root.resolve(USUAL_DIRECTORY);
        return Files.isDirectory(directory) ? directory.resolve("check") : null;
    }

    /** Whether whoever configured it meant this very place, and would wait in vain. */
    public boolean isNamed() {
        return wanted && named != null;
    }
}

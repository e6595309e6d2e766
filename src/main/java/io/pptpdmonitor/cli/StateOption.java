package io.pptpdmonitor.cli;

import io.pptpdmonitor.collect.Checkpoints;
import io.pptpdmonitor.store.StateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where what is known of this host's log is kept from one look to the next. */
final class StateOption {

    private static final String NONE = "none";
    private static final String DIRECTORY = "var/lib/pptpd-monitor";
    private static final String USUAL = DIRECTORY + "/state";

    @Option(
            names = "--state",
            paramLabel = "FILE|none",
            description = "Keep there what is known of this host's log, so that the next look reads only what is new. "
                    + "Default: /" + USUAL + ", where its directory is.")
    @Nullable String state;

    /** Why there are no {@link #checkpoints}. */
    String notKept(Path root, boolean ours, boolean named) {
        if (NONE.equals(state)) {
            return "--state none was given";
        }
        if (!ours) {
            return "the log is not taken for this host's";
        }
        return named
                ? "the log was named with --file"
                : "there is no directory " + root.resolve(DIRECTORY)
                        + "; make it, and the next look reads only what is new";
    }

    /** Where an agent keeps what it must know when it begins again; null where nothing is to be kept. It need not be there. */
    @Nullable Path directory(Path root) {
        if (state == null) {
            return root.resolve(DIRECTORY);
        }
        return NONE.equals(state) ? null : Path.of(state).toAbsolutePath().getParent();
    }

    /**
     * The state of what is live; null where none is to be kept, for the reason that {@link #notKept} tells.
     *
     * @param ours whether the log is of this host
     * @param named whether a log was named, other than those that are found by themselves
     * @param of what it is the state of
     */
    @Nullable Checkpoints checkpoints(Path root, boolean ours, boolean named, String of, Consumer<String> complaints) {
        String file = state;
        if (NONE.equals(file)) {
            return null;
        }
        if (file == null) {
            return ours && !named && Files.isDirectory(root.resolve(DIRECTORY))
                    ? new Checkpoints(new StateFile(root.resolve(USUAL)), of, complaints)
                    : null;
        }
        if (!ours) {
            throw new RefusedOptionsException(
                    "--state keeps what is known of this host's log; add --live yes, if it is that");
        }
        return new Checkpoints(new StateFile(named(file)), of, complaints);
    }

    /** Whoever names one wants it kept, and would wait in vain. */
    private Path named(String file) {
        Path path = Path.of(file);
        Path directory = path.toAbsolutePath().getParent();
        if (file.isEmpty() || (Files.exists(path) && !Files.isRegularFile(path))) {
            throw refused("'" + file + "' is no file to keep it in; name one, or none");
        }
        if (directory == null || !Files.isDirectory(directory)) {
            throw refused("there is no directory " + directory + "; make it first");
        }
        return path;
    }

    private RefusedOptionsException refused(String why) {
        return new RefusedOptionsException("--state: " + why);
    }
}

package io.pptpdmonitor.collect;

import io.pptpdmonitor.collect.Ownership.Share;
import io.pptpdmonitor.config.Finding;
import io.pptpdmonitor.config.Place;
import io.pptpdmonitor.config.ServerConfig;
import io.pptpdmonitor.config.ServerFiles;
import io.pptpdmonitor.model.Setup;
import io.pptpdmonitor.proc.ProcessInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server's own files as the snapshot tells them; nothing where they are not of the log's host. Not
 * thread-safe, but {@link #isUser} once it has looked.
 */
final class SetupReader {

    private final @Nullable ServerFiles files;
    private volatile Share share = Share.ALL;
    private volatile boolean contained;
    private volatile @Nullable ServerConfig before;
    private @Nullable Setup setup;

    SetupReader(@Nullable ServerFiles files) {
        this.files = files;
    }

    /** From now on the logs tell so much of the host whose files these are. */
    void of(Share told) {
        share = told;
    }

    /** From now on these pptpds serve. One in a container reads files that are not below our root. */
    void servedBy(List<ProcessInfo> managers) {
        contained = managers.stream().anyMatch(manager -> !manager.nameSpace().isEmpty());
        if (files != null) {
            files.servedBy(managers);
        }
    }

    private boolean isOfAnother() {
        return share == Share.NONE || contained;
    }

    /** Null where they are not to be looked at. */
    @Nullable Setup setup() {
        if (files == null || isOfAnother()) {
            return null;
        }
        ServerConfig config = files.config();
        ServerConfig known = before;
        // The first time there is nothing to compare, and a record that is never compared starts faster.
        if (known == null || !config.equals(known)) {
            before = config;
            setup = setup(config);
        }
        Setup all = setup;
        return share == Share.ALL || all == null ? all : all.ofOneHost();
    }

    /**
     * Whether a user is called that, by the files as {@link #setup} last saw them; null if it is not known, as of somebody who
     * may be a user of another host.
     */
    @Nullable Boolean isUser(String name) {
        ServerConfig config = before;
        if (config == null) {
            setup();
            config = before;
        }
        if (config == null || isOfAnother()) {
            return null;
        }
        Boolean is = config.users().isUser(name);
        return (share == Share.ALL || Boolean.TRUE.equals(is)) ? is : null;
    }

    private static Setup setup(ServerConfig config) {
        return new Setup(
                config.confRead(),
                config.slots(),
                config.delegated(),
                text(config.pptpdDebug()),
                text(config.pppdDebug()),
                text(config.logwtmp()),
                config.hook() == null ? null : config.hook().toString(),
                config.plugins(),
                config.users().names().size(),
                config.users().complete(),
                config.findings().stream().map(Finding::toString).toList());
    }

    private static @Nullable String text(@Nullable Place place) {
        return place == null ? null : place.toString();
    }
}

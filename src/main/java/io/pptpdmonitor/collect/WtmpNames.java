package io.pptpdmonitor.collect;

import io.pptpdmonitor.collect.SessionEntry.ClientSource;
import io.pptpdmonitor.model.UserSource;
import io.pptpdmonitor.wtmp.WtmpFile;
import io.pptpdmonitor.wtmp.WtmpRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names from wtmp for sessions of the same pid and interface. pptpd-logwtmp.so writes its record when IP is up, so the
 * two stamps lie within seconds; the pid alone comes again.
 */
final class WtmpNames {

    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    private final Path path;
    private final Map<Integer, List<WtmpRecord>> logins = new HashMap<>();
    private @Nullable FileTime modified;
    private long size = -1;

    WtmpNames(Path path) {
        this.path = path;
    }

    /**
     * Reads the file again if it has changed.
     *
     * @throws IOException if it cannot be read or is no wtmp file, with a message for the user
     */
    void refresh() throws IOException {
        FileTime now = Files.exists(path) ? Files.getLastModifiedTime(path) : null;
        long length = now == null ? -1 : Files.size(path);
        if (now != null && now.equals(modified) && length == size) {
            return;
        }
        logins.clear();
        new WtmpFile(path).read(login -> {
            if (login.login()) {
                logins.computeIfAbsent(login.pid(), pid -> new ArrayList<>()).add(login);
            }
        });
        modified = now;
        size = length;
    }

    /** A record is written while its session is up, so that one that has ended need not be looked up again. */
    void join(SessionEntry session) {
        if (session.wtmpJoined) {
            return;
        }
        session.wtmpJoined = session.ended() != null;
        OffsetDateTime up = session.up() != null ? session.up() : session.started;
        for (WtmpRecord login : logins.getOrDefault(session.pid, List.of())) {
            Duration apart = Duration.between(login.time(), up.toInstant()).abs();
            if (login.line().equals(session.interfaceName) && apart.compareTo(TOLERANCE) <= 0) {
                session.user(UserSource.WTMP, login.user());
                session.client(ClientSource.WTMP, login.host());
            }
        }
    }
}

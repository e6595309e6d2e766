package io.pptpdmonitor.collect;

import io.pptpdmonitor.collect.SessionClient.ClientSource;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.UserSource;
import io.pptpdmonitor.model.Wtmp;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import io.pptpdmonitor.wtmp.WtmpLog;
import io.pptpdmonitor.wtmp.WtmpRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names from wtmp for sessions of the same pid and interface. pptpd-logwtmp.so writes its record when IP is up, so the
 * two stamps lie within seconds. Pid and interface may both come again as soon: then it is the record of the same client,
 * and the nearest one.
 */
final class WtmpNames {

    private static final Duration TOLERANCE = Duration.ofSeconds(10);
    /** Stamps of whole seconds. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);
    /** So many logins are kept; those of sessions whose lines are still to be read are among the newest. */
    private static final int MOST = 100_000;

    private final Path path;
    private final boolean named;
    private final WtmpLog log;
    private final Deque<WtmpRecord> inOrder = new ArrayDeque<>();
    private final Map<Integer, List<WtmpRecord>> logins = new HashMap<>();

    private boolean begun;
    /** What is wrong with the file, and with the one that was rotated away, as sentences; empty if nothing is. */
    private String trouble = "";

    private String pastTrouble = "";

    /** @param named by the user, who wants it read; one that was found may be absent, or of no use */
    WtmpNames(Path path, boolean named) {
        this.path = path;
        this.named = named;
        this.log = new WtmpLog(path);
    }

    /**
     * Reads what has come since the last call.
     *
     * @throws IOException if the file was named, and cannot be read or is no wtmp file, with a message for the user
     */
    void refresh() throws IOException {
        if (named) {
            log.poll(this::add);
            return;
        }
        if (!begun) {
            pastTrouble = trouble(log::past);
        }
        begun = true;
        trouble = Files.notExists(path) ? "" : trouble(log::poll);
    }

    /** Reads it in one way or the other. */
    @FunctionalInterface
    private interface Read {
        void read(Consumer<WtmpRecord> sink) throws IOException;
    }

    private String trouble(Read read) {
        try {
            read.read(this::add);
            return "";
        } catch (IOException e) {
            return Reason.of(e);
        }
    }

    /** What is to be told of the file. */
    Wtmp told() {
        IOException missed = log.missed();
        String text = Stream.of(trouble, pastTrouble, missed == null ? "" : Reason.of(missed))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
        return text.isEmpty() && Files.notExists(path) ? Wtmp.NONE : new Wtmp(path.toString(), text);
    }

    private void add(WtmpRecord login) {
        if (login.login()) {
            keep(login);
        }
    }

    private void keep(WtmpRecord login) {
        inOrder.add(login);
        logins.computeIfAbsent(login.pid(), pid -> new ArrayList<>(1)).add(login);
        if (inOrder.size() > MOST) {
            forget(inOrder.remove());
        }
    }

    private void forget(WtmpRecord oldest) {
        List<WtmpRecord> same = logins.get(oldest.pid());
        if (same != null) {
            same.remove(0);
            if (same.isEmpty()) {
                logins.remove(oldest.pid());
            }
        }
    }

    /** Forgets the logins that were written before that moment: no session that may be theirs is still to come. */
    void forgetBefore(Instant time) {
        WtmpRecord oldest;
        while ((oldest = inOrder.peek()) != null && oldest.time().isBefore(time)) {
            forget(inOrder.remove());
        }
    }

    /** A record is written while its session is up, so that one that has ended need not be looked up again. */
    void join(SessionEntry session) {
        if (session.wtmpJoined) {
            return;
        }
        session.wtmpJoined = session.ended() != null;
        WtmpRecord login = nearest(session);
        if (login == null) {
            return;
        }
        session.user(UserSource.WTMP, login.user());
        session.client(ClientSource.WTMP, login.host());
        if (session.adopted && session.up() == null) {
            session.up.pluginAt = login.time().atOffset(session.started.getOffset());
        }
    }

    private @Nullable WtmpRecord nearest(SessionEntry session) {
        WtmpRecord nearest = null;
        for (WtmpRecord login : logins.getOrDefault(session.pid, List.of())) {
            boolean may = login.line().equals(session.interfaceName) && mayBeOf(session, login);
            if (may && (nearest == null || isNearer(session, login, nearest))) {
                nearest = login;
            }
        }
        return nearest;
    }

    /** Of a session that was adopted nobody saw when it came up; but its process had the pid from its start on. */
    private static boolean mayBeOf(SessionEntry session, WtmpRecord login) {
        Duration later = later(session, login);
        boolean within = later.abs().compareTo(TOLERANCE) <= 0;
        boolean near = within || (session.adopted && session.up() == null && !later.isNegative());
        return near && !isAfterEnd(session, login) && !session.isOfOtherThan(login.host());
    }

    /** What a lost session did after its last line nobody knows. */
    private static boolean isAfterEnd(SessionEntry session, WtmpRecord login) {
        OffsetDateTime ended = session.ended();
        return ended != null
                && session.state() != State.LOST
                && login.time().isAfter(ended.toInstant().plus(ROUNDING));
    }

    private static boolean isNearer(SessionEntry session, WtmpRecord login, WtmpRecord other) {
        boolean before = isBeforeStart(session, login);
        if (before != isBeforeStart(session, other)) {
            return !before;
        }
        return later(session, login).abs().compareTo(later(session, other).abs()) <= 0;
    }

    /** What a syslog daemon stamps when it takes it may be stamped later than it was written. */
    private static boolean isBeforeStart(SessionEntry session, WtmpRecord login) {
        return session.startSeen
                && login.time().isBefore(session.started.toInstant().minus(ROUNDING));
    }

    private static Duration later(SessionEntry session, WtmpRecord login) {
        OffsetDateTime up = session.up() != null ? session.up() : session.started;
        return Duration.between(up.toInstant(), login.time());
    }

    void save(StateOutput out) {
        log.save(out);
        out.list(
                inOrder,
                login -> out.number(login.pid())
                        .text(login.line())
                        .text(login.user())
                        .flag(login.cut())
                        .text(login.host())
                        .instant(login.time()));
    }

    /** Goes on from what was saved; to be called before the first {@link #refresh}. */
    void restore(StateInput in) throws DamagedStateException {
        begun = true;
        log.restore(in);
        in.list(() -> {
            int pid = in.count();
            String line = in.needText();
            String user = in.needText();
            boolean cut = in.flag();
            String host = in.needText();
            Instant time = in.instant();
            if (time == null) {
                throw new DamagedStateException("a login without a time");
            }
            WtmpRecord login = new WtmpRecord(WtmpRecord.USER_PROCESS, pid, line, user, cut, host, time, null);
            add(login);
            return login;
        });
    }
}

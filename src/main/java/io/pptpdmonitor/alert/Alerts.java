package io.pptpdmonitor.alert;

import io.pptpdmonitor.model.Health.CollectorStatus;
import io.pptpdmonitor.model.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges all alerts and numbers what is told. {@link #board} may be asked by any thread; the others are for one thread at a
 * time.
 */
public final class Alerts {

    /**
     * What is kept of it over a restart.
     *
     * @param notifications the number of the last one
     */
    record Kept(long notifications, List<KeptAlert> alerts) {

        static final Kept NOTHING = new Kept(0, List.of());

        Kept {
            alerts = List.copyOf(alerts);
        }
    }

    private Map<String, Judge> judges = new LinkedHashMap<>();
    /** Alerts that are not configured any more, and of which receivers still know that they are raised. */
    private final List<KeptAlert> gone = new ArrayList<>();

    private final LateEnds late = new LateEnds();
    private long notifications;
    private volatile AlertBoard board;

    Alerts(List<AlertRule> rules, Kept kept) {
        this.notifications = kept.notifications();
        this.board = new AlertBoard(List.of(), notifications, 0);
        configure(rules, kept.alerts());
    }

    /** Goes on with other rules; alerts that stay keep their states. */
    synchronized void configure(List<AlertRule> rules) {
        configure(rules, judges.values().stream().map(Judge::kept).toList());
    }

    private void configure(List<AlertRule> rules, List<KeptAlert> kept) {
        Map<String, KeptAlert> states = new LinkedHashMap<>();
        kept.forEach(state -> states.put(state.name(), state));
        Map<String, Judge> next = new LinkedHashMap<>();
        for (AlertRule rule : rules) {
            KeptAlert state = states.remove(rule.name());
            Judge judge = new Judge(rule, state == null ? KeptAlert.fresh(rule.name()) : state);
            if (next.put(rule.name(), judge) != null) {
                throw new IllegalArgumentException("two alerts are called " + rule.name());
            }
        }
        states.values().stream().filter(state -> state.told() != Level.OK).forEach(gone::add);
        judges = next;
        show();
    }

    synchronized Kept kept() {
        return new Kept(
                notifications,
                Stream.concat(judges.values().stream().map(Judge::kept), gone.stream())
                        .toList());
    }

    /** What is known by now, and the thresholds that it reached. */
    public AlertBoard board() {
        return board;
    }

    /** The next number; whoever takes it tells something under it. */
    synchronized long nextNumber() {
        notifications++;
        show();
        return notifications;
    }

    /** Judges all; nothing while old log is still being read. Returns what is to be told. */
    synchronized List<Notification> judge(Snapshot snapshot, Instant now) {
        if (snapshot.health().status() == CollectorStatus.CATCHING_UP) {
            return List.of();
        }
        String server = snapshot.server().name();
        late.look(snapshot, now);
        Measurement measurement = new Measurement(snapshot, now, late);
        List<Notification> told = new ArrayList<>();
        gone.forEach(state -> told.add(notification(false, AlertStatus.gone(state, now), server, now)));
        gone.clear();
        for (Judge judge : judges.values()) {
            Judge.Telling telling = judge.judge(measurement);
            if (telling != null) {
                told.add(notification(telling == Judge.Telling.RAISED, judge.status(), server, now));
            }
        }
        show();
        return told;
    }

    private Notification notification(boolean raised, AlertStatus alert, @Nullable String server, Instant now) {
        notifications++;
        return new Notification.OfAlert(notifications, server, now, raised, alert);
    }

    private void show() {
        board = new AlertBoard(judges.values().stream().map(Judge::status).toList(), notifications, 0);
    }
}

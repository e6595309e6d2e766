package io.pptpdmonitor.collect;

import io.pptpdmonitor.collect.SessionClient.ClientSource;
import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Negotiation;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.State;
import io.pptpdmonitor.model.UserSource;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The evidence about one session, as it comes in; {@link #session} judges it. Every field keeps its best evidence,
 * whatever the order it came in.
 */
final class SessionEntry {

    final long number;
    final @Nullable String host;
    final int pid;
    final OffsetDateTime started;
    final boolean startSeen;
    final List<FailureEntry> failures = new ArrayList<>();
    final SessionTraffic traffic = new SessionTraffic();
    /** Who tells it something calls {@link #changed}, too. */
    final SessionEnd end = new SessionEnd();

    final SessionNames names = new SessionNames();
    final SessionUp up = new SessionUp();
    final SessionClient client = new SessionClient();
    /** How many of the failures stand in the server's list. */
    int failuresNoted;
    /** Whether wtmp was asked for its name after it had ended. */
    boolean wtmpJoined;
    /** Whether it was counted that its names contradict each other. */
    boolean contradictionNoted;

    /** Whether it was taken up because it runs, and not because a line told of it. */
    boolean adopted;
    /** The host's clock was set while it ran. */
    private boolean clockSet;

    boolean launchSeen;
    boolean pluginSeen;
    boolean versionSeen;
    boolean negotiating;

    private @Nullable Negotiation negotiation;

    @Nullable ControlConnection control;
    /** Whether a line of its control connection named it; else that may be another's. */
    boolean controlNamed;

    @Nullable Integer controlPid;

    @Nullable String assignedAddress;

    @Nullable String serverAddress;

    @Nullable String interfaceName;

    /** It negotiates before it has an interface, which may turn out to be another pppd's. */
    boolean multilink;

    /** The number of the session whose bundle it is a further link of. */
    @Nullable Long bundle;

    @Nullable String encryption;

    OffsetDateTime lastSeen;
    long lastOrder;

    /** Whose session it was counted as the last time, among those that are up; null: none's. */
    @Nullable Service countedAs;

    /** Whether it has ended, and stands among those that are to be archived. */
    boolean awaitsArchive;

    /** When it was found to have ended, by the clock of the log; null while it runs. */
    @Nullable OffsetDateTime endNoticed;

    /** Of a session that has ended; null where something has changed since. */
    private @Nullable Session judged;

    SessionEntry(long number, @Nullable String host, int pid, OffsetDateTime started, boolean startSeen) {
        this.number = number;
        this.host = host;
        this.pid = pid;
        this.started = started;
        this.startSeen = startSeen;
        this.lastSeen = started;
    }

    /** A line of it was read; whatever that tells is told next. */
    void seen(OffsetDateTime time, long order) {
        clockSet |= HostClock.isSet(lastSeen, time);
        lastSeen = time;
        lastOrder = order;
        changed();
    }

    /** Its stamps tell no durations. */
    void clockSet() {
        clockSet = true;
        changed();
    }

    /** What was judged before does not hold any more. */
    void changed() {
        judged = null;
    }

    // The end.

    /** Nothing said so, but it must be over. */
    void inferEnd(EndCause cause) {
        if (ended() == null) {
            end.inferred(cause);
            changed();
        }
    }

    void told(@Nullable EndTelling told) {
        end.told(told, up.addressSeen());
        changed();
    }

    /** When it ended; null while it runs. */
    @Nullable OffsetDateTime ended() {
        return end.at(lastSeen);
    }

    /** Whether it ran at that moment, and has ended. */
    boolean spans(OffsetDateTime time) {
        OffsetDateTime ended = ended();
        return ended != null && !time.isBefore(started) && !time.isAfter(ended);
    }

    /** Whether it has ended but for its last line. */
    boolean isClosing() {
        return ended() == null && service() == Service.PPTP && end.isClosing();
    }

    /** Whether nothing more will be told of its failed logins. */
    boolean failuresSettled() {
        for (FailureEntry failure : failures) {
            if (!failure.settled) {
                return false;
            }
        }
        return true;
    }

    // Evidence.

    /** IPCP came up, which an unknown peer cannot: where no line told of the authorization, this does. */
    void cameUpSeen() {
        up.address();
        if (failures.isEmpty()) {
            names.claimProved();
        }
    }

    /** A line showed that it has got so far at least; null: it showed nothing of that. */
    void negotiated(@Nullable Negotiation told) {
        if (told != null && (negotiation == null || told.compareTo(negotiation) > 0)) {
            negotiation = told;
            changed();
        }
    }

    /** An empty name is what pppd writes of a peer that need not authenticate. */
    void user(UserSource source, String name) {
        if (!name.isEmpty() && names.tell(source, name)) {
            changed();
        }
    }

    void client(ClientSource source, @Nullable String address) {
        if (address != null && client.tell(source, address)) {
            changed();
        }
    }

    /** It is of no control connection, or of another one. */
    void forgetControl() {
        client.forget(ClientSource.CONTROL);
        end.notAbandoned();
        changed();
    }

    void version(String told) {
        traffic.version(told);
        versionSeen = true;
    }

    /** IP is up, perhaps once more; once it has ended, such a line stands in the log twice. */
    void addressTold(OffsetDateTime time) {
        if (!end.hasExited()) {
            traffic.up(time);
        }
    }

    void statistics(long sent, long received, OffsetDateTime time) {
        if (!end.hasExited() || !traffic.octetsTold()) {
            traffic.statistics(sent, received, time, end.isTerminated());
        }
        end.goesDown();
    }

    void connectTime(long tenths, OffsetDateTime time) {
        if (!end.hasExited() || !traffic.timeTold()) {
            traffic.connectTime(tenths, time);
        }
        if (tenths > 0 && !end.negotiationFailed()) {
            up.time();
        }
        end.goesDown();
    }

    // The judgement.

    Service service() {
        return client.service(control != null);
    }

    /** Whether any line told of it. */
    boolean named() {
        return lastOrder > 0;
    }

    /** Whether IPv6 is up, and IPv4 may yet follow. */
    boolean awaitsIpv4() {
        return up.linkLocalAt != null && !cameUp() && ended() == null && !end.negotiationFailed();
    }

    /** Whether nothing was read of it but what the child of pptpctrl says before it becomes a pppd. */
    boolean onlyLaunched() {
        return launchSeen && !pluginSeen && !versionSeen && !negotiating && interfaceName == null;
    }

    /** Of a bundle that another session began: whose user is its own, since a bundle is of one authenticated name. */
    void attached(@Nullable SessionEntry first, OffsetDateTime time) {
        up.attached(time);
        interfaceName = null;
        if (first != null) {
            bundle = first.number;
            names.joins(first.names);
        }
    }

    /** Whether the peer had an address. */
    boolean cameUp() {
        return up.seen(!startSeen && traffic.told());
    }

    /** Whether it is known to have come up, or not to: of one whose last lines alone were read neither is. */
    boolean isTold() {
        return startSeen || adopted || cameUp() || !failures.isEmpty() || !end.isAllThatIsKnown();
    }

    State state() {
        if (ended() == null) {
            return cameUp() ? State.UP : State.STARTING;
        }
        return cameUp() ? end.state() : State.FAILED;
    }

    boolean isUp() {
        return state() == State.UP;
    }

    /** When it came up; null if it did not, or that was not told. */
    @Nullable OffsetDateTime up() {
        return up.at(cameUp());
    }

    @Nullable String clientAddress() {
        return client.address(service());
    }

    /** Whether the log is certain of another client than that; what is no address tells nothing. */
    boolean isOfOtherThan(String address) {
        boolean known = clientCertain() && client.best() != ClientSource.WTMP;
        return known && Addresses.literal(address) != null && !address.equals(clientAddress());
    }

    /** Whether it is known whose client that is, and not by a guess that a line may still prove wrong. */
    boolean clientCertain() {
        ClientSource best = client.best();
        boolean guessed = best == ClientSource.CONTROL && control != null && !controlNamed;
        return best != null && !guessed;
    }

    @Nullable String user() {
        UserSource source = userSource();
        return source == null ? null : names.of(source);
    }

    /** The best evidence of the name; of a session that failed none counts. */
    @Nullable UserSource userSource() {
        boolean failed = ended() != null && !cameUp();
        return failed ? null : names.best();
    }

    private @Nullable Negotiation negotiation(State state) {
        if (state != State.STARTING && state != State.FAILED) {
            return null;
        }
        return userSource() == null ? negotiation : Negotiation.AUTHORIZED;
    }

    /** Its state at that moment; of one that has ended the same until something new is told. */
    Session session(OffsetDateTime asOf) {
        Session before = judged;
        if (before != null) {
            return before;
        }
        Session now = judge(asOf);
        judged = now.state().ended() ? now : null;
        return now;
    }

    Session judge(OffsetDateTime asOf) {
        State state = state();
        OffsetDateTime ended = ended();
        if (ended != null && state == State.LOST) {
            ended = traffic.aliveUntil(
                    ended); // No line of its end was read, but it may have been seen later than its last one.
        }
        Long seconds = traffic.connectSeconds(state, up(), ended == null ? asOf : ended, clockSet);
        SessionTimes times = new SessionTimes(started, up(), ended, lastSeen).within(asOf, seconds);
        return new Session(
                number,
                host,
                pid,
                controlPid,
                service(),
                user(),
                userSource(),
                clientAddress(),
                state.cameUp() ? assignedAddress : null,
                serverAddress,
                interfaceName,
                times.started(),
                startSeen,
                times.up(),
                times.ended(),
                times.lastSeen(),
                state,
                end.cause(state),
                end.text(state),
                traffic.traffic(state, seconds, ended),
                seconds,
                encryption,
                traffic.counters(state),
                bundle,
                negotiation(state));
    }

    /** What the looks at its process and its interface found; null if that was never looked at. */
    TrafficSamples.@Nullable Sample sample() {
        return traffic.sample(client.pptpSeen, up.interfaceSeen);
    }

    /** A look of the process before this one found that. */
    void recalled(TrafficSamples.Sample found) {
        client.pptpSeen |= found.ofPptp();
        up.interfaceSeen |= found.up();
        traffic.recalled(found);
        changed();
    }

    /** All but its failures, its control connection and the signals, which belong to several. */
    void save(StateOutput out) {
        out.number(number).text(host).number(pid).time(started).flag(startSeen);
        traffic.save(out);
        end.save(out);
        names.save(out);
        up.save(out);
        client.save(out);
        out.flag(wtmpJoined).flag(launchSeen).flag(pluginSeen).flag(versionSeen).flag(negotiating);
        out.optional(controlPid);
        out.text(assignedAddress).text(serverAddress);
        out.text(interfaceName).text(encryption);
        out.flag(adopted).flag(multilink).optional(bundle);
        out.time(lastSeen).number(lastOrder).time(endNoticed);
        out.flag(contradictionNoted).flag(clockSet).choice(negotiation).flag(controlNamed);
    }

    static SessionEntry read(StateInput in) throws DamagedStateException {
        SessionEntry session = new SessionEntry(in.number(), in.text(), in.count(), in.needTime(), in.flag());
        session.traffic.restore(in);
        session.end.restore(in);
        session.names.restore(in);
        session.up.restore(in);
        session.client.restore(in);
        session.restore(in);
        return session;
    }

    private void restore(StateInput in) throws DamagedStateException {
        wtmpJoined = in.flag();
        launchSeen = in.flag();
        pluginSeen = in.flag();
        versionSeen = in.flag();
        negotiating = in.flag();
        controlPid = in.optionalInteger();
        assignedAddress = in.text();
        serverAddress = in.text();
        interfaceName = in.text();
        encryption = in.text();
        adopted = in.flag();
        multilink = in.flag();
        bundle = in.optionalLong();
        lastSeen = in.needTime();
        lastOrder = in.number();
        endNoticed = in.time();
        contradictionNoted = in.flag();
        clockSet = in.flag();
        negotiation = in.choice(Negotiation.class);
        controlNamed = in.flag();
    }
}

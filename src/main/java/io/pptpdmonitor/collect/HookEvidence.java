package io.pptpdmonitor.collect;

import io.pptpdmonitor.collect.SessionClient.ClientSource;
import io.pptpdmonitor.log.LogEvent.HookTold;
import io.pptpdmonitor.log.LogEvent.Octets;
import io.pptpdmonitor.model.Traffic;
import io.pptpdmonitor.model.UserSource;
import java.time.OffsetDateTime;

/**
 * What a line of our hook proves about the session of the pid that it tells. Any local user can write one, so it counts
 * only where pppd's own lines say that this pid has this interface now, or where the journal vouches for root.
 */
final class HookEvidence {

    /** logger runs beside pppd, so that its line may come after pppd's last one. */
    private static final Span LATE = Span.ofSeconds(10);

    private HookEvidence() {}

    /** Whether the line is of this session. */
    static boolean counts(SessionEntry session, HookTold hook, OffsetDateTime time) {
        OffsetDateTime ended = session.ended();
        boolean live = ended == null || (!hook.up() && LATE.covers(ended, time));
        String known = session.interfaceName;
        return live && (known == null ? hook.fromRoot() : known.equals(hook.interfaceName()));
    }

    /** The first name wins: IPv4 and IPv6 tell the same one, and who tells another comes later than pppd. */
    static void apply(SessionEntry session, HookTold hook, OffsetDateTime time) {
        session.interfaceName = hook.interfaceName();
        if (hook.user() != null && !session.names.has(UserSource.HOOK)) {
            session.user(UserSource.HOOK, hook.user());
        }
        session.client(ClientSource.HOOK, hook.clientAddress());
        if (hook.up() && !hook.ipv6()) {
            up(session, hook, time);
        }
        Octets told = hook.told();
        if (!hook.up() && told != null && session.cameUp()) {
            Octets counted = hook.counted();
            session.traffic.hooked(traffic(told), counted == null ? null : traffic(counted), time);
        }
        session.changed();
    }

    private static void up(SessionEntry session, HookTold hook, OffsetDateTime time) {
        session.cameUpSeen();
        session.up.hook(time);
        if (session.serverAddress == null) {
            session.serverAddress = Addresses.literal(hook.serverAddress());
        }
        if (session.assignedAddress == null) {
            session.assignedAddress = Addresses.literal(hook.assignedAddress());
        }
    }

    private static Traffic traffic(Octets octets) {
        return new Traffic(octets.sent(), octets.received(), true);
    }
}

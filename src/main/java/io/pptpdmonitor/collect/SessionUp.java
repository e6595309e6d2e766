package io.pptpdmonitor.collect;

import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Whether a session came up, and when. */
final class SessionUp {

    /** Whether its interface was seen up; of one that was adopted. */
    boolean interfaceSeen;

    @Nullable OffsetDateTime pluginAt;

    @Nullable OffsetDateTime linkLocalAt;

    /** So long after IPv6 came up that IPv4 cannot be still under way. */
    boolean ipv6Alone;

    private @Nullable OffsetDateTime localAddressAt;
    private @Nullable OffsetDateTime hookAt;
    private @Nullable OffsetDateTime attachedAt;
    private boolean addressSeen;
    /** pppd told of some time that it was up, and of no negotiation that failed. */
    private boolean timeTold;

    /** IPCP came up, which an unknown peer cannot. */
    void address() {
        addressSeen = true;
    }

    boolean addressSeen() {
        return addressSeen;
    }

    void localAddress(OffsetDateTime time) {
        localAddressAt = localAddressAt == null ? time : localAddressAt;
    }

    void hook(OffsetDateTime time) {
        hookAt = hookAt == null ? time : hookAt;
    }

    void linkLocal(OffsetDateTime time) {
        linkLocalAt = linkLocalAt == null ? time : linkLocalAt;
    }

    /** To another session's bundle. */
    void attached(OffsetDateTime time) {
        attachedAt = time;
    }

    void time() {
        timeTold = true;
    }

    /**
     * Whether the peer had an address. Statistics are proof where the start is not in the log, and where they tell of
     * any time at all. With IPv6 alone up pppd prints them, too, for a session that never was: of 0.0 minutes, or of the
     * time until IPv4 was given up.
     *
     * @param statistics whether they were told of a session whose start is not in the log
     */
    boolean seen(boolean statistics) {
        return addressSeen || timeTold || attachedAt != null || ipv6Alone || interfaceSeen || statistics;
    }

    /**
     * When it came up; null if that was not told.
     *
     * @param seen as {@link #seen} tells
     */
    @Nullable OffsetDateTime at(boolean seen) {
        if (localAddressAt != null) {
            return localAddressAt;
        }
        if (pluginAt != null || hookAt != null) {
            return pluginAt != null ? pluginAt : hookAt;
        }
        return attachedAt != null || addressSeen || !seen ? attachedAt : linkLocalAt;
    }

    void save(StateOutput out) {
        out.flag(addressSeen).flag(timeTold).flag(interfaceSeen).flag(ipv6Alone);
        out.time(localAddressAt).time(pluginAt).time(hookAt).time(attachedAt).time(linkLocalAt);
    }

    void restore(StateInput in) throws DamagedStateException {
        addressSeen = in.flag();
        timeTold = in.flag();
        interfaceSeen = in.flag();
        ipv6Alone = in.flag();
        localAddressAt = in.time();
        pluginAt = in.time();
        hookAt = in.time();
        attachedAt = in.time();
        linkLocalAt = in.time();
    }
}

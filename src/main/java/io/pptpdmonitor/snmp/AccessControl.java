package io.pptpdmonitor.snmp;

import io.pptpdmonitor.snmp.mib.Scope;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snmp4j.agent.mo.snmp.CoexistenceInfo;
import org.snmp4j.agent.mo.snmp.CoexistenceInfoProvider;
import org.snmp4j.mp.MPv3;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OctetString;

/**
 * Who is shown what, as it is configured now; safe for use by several threads. A community that is not known, or not from
 * this source, gets no answer.
 */
final class AccessControl implements CoexistenceInfoProvider {

    private record Known(Access access, Map<OctetString, SnmpUser> users) {}

    private volatile Known known = known(Access.NOBODY);

    void admit(Access access) {
        known = known(access);
    }

    private static Known known(Access access) {
        return new Known(
                access,
                access.users().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                user -> new OctetString(user.name().getBytes(StandardCharsets.UTF_8)), user -> user)));
    }

    /**
     * What that user is shown with a message of that security level; null: nothing, and the answer is authorizationError
     * (RFC 3413, 3.2).
     */
    @Nullable Scope ofUser(OctetString name, int securityLevel) {
        SnmpUser user = known.users.get(name);
        if (user == null) {
            return null;
        }
        int least = user.privacy() == null ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.AUTH_PRIV;
        return securityLevel >= least ? user.scope() : null;
    }

    /** What that community is shown; null if it is none (any more). */
    @Nullable Scope ofCommunity(CoexistenceInfo info) {
        Community community = community(info.getSecurityName());
        return community == null ? null : community.scope();
    }

    private @Nullable Community community(OctetString name) {
        Community found = null;
        for (Community community : known.access.communities()) {
            found = community.isCalled(name.getValue()) ? community : found;
        }
        return found;
    }

    @Override
    public CoexistenceInfo @Nullable [] getCoexistenceInfo(OctetString name) {
        return community(name) == null
                ? null
                : new CoexistenceInfo[] {new CoexistenceInfo(name, MPv3.LOCAL_ENGINE_ID, new OctetString())};
    }

    @Override
    public OctetString getCommunity(OctetString securityName, OctetString contextEngineId, OctetString contextName) {
        return securityName;
    }

    @Override
    public boolean passesFilter(Address address, CoexistenceInfo info) {
        Community community = community(info.getSecurityName());
        InetAddress source = address instanceof IpAddress ip ? ip.getInetAddress() : null;
        return community != null && source != null && community.mayBeUsedFrom(source);
    }
}

package io.pptpdmonitor.snmp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.snmp4j.agent.mo.snmp.CoexistenceInfo;
import org.snmp4j.agent.mo.snmp.CoexistenceInfoProvider;
import org.snmp4j.mp.MPv3;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OctetString;

/** The one community of SNMPv1 and v2c, from any address; a request under another name gets no answer. */
final class ReadCommunity implements CoexistenceInfoProvider {

    private final OctetString community;

    ReadCommunity(String community) {
        this.community = new OctetString(community.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public CoexistenceInfo @Nullable [] getCoexistenceInfo(OctetString name) {
        boolean known = MessageDigest.isEqual(name.getValue(), community.getValue());
        return known
                ? new CoexistenceInfo[] {new CoexistenceInfo(community, MPv3.LOCAL_ENGINE_ID, new OctetString())}
                : null;
    }

    @Override
    public OctetString getCommunity(OctetString securityName, OctetString contextEngineId, OctetString contextName) {
        return community;
    }

    @Override
    public boolean passesFilter(Address address, CoexistenceInfo info) {
        return true;
    }
}

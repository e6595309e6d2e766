package io.pptpdmonitor.snmp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.SNMP4JSettings.ReportSecurityLevelStrategy;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv3;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmTimeEntry;
import org.snmp4j.security.UsmUser;
import org.snmp4j.security.UsmUserEntry;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

/**
 * SNMPv3 as the authoritative engine (RFC 3414): users, and only the protocols that are offered. It takes
 * nothing of SNMP4J's global state but how reports are sent.
 *
 * <p>Users are bound to this engine. One that is not would be localized for whatever engine a stranger's message names:
 * two megabytes to digest, and an entry kept, for each packet.
 */
final class UserSecurity {

    private final byte[] engineId;
    private final SecurityProtocols protocols = new Protocols();
    private final USM usm;
    private final MPv3 messages;
    private volatile Map<OctetString, UserKeys> keys = Map.of();
    private Map<SnmpUser, UsmUserEntry> entries = new HashMap<>();

    UserSecurity(EngineIdentity engine, CounterSupport counters) {
        // Or who has the wrong password would be told so in a message that only the right one can read.
        SNMP4JSettings.setReportSecurityLevelStrategy(ReportSecurityLevelStrategy.noAuthNoPrivIfNeeded);
        this.engineId = engine.id();
        this.usm = new USM(protocols, new OctetString(engineId), engine.boots(), counters);
        // Else every engine that a stranger's message names would be kept as well.
        usm.setEngineDiscoveryEnabled(false);
        usm.getTimeTable().addEntry(new UsmTimeEntry(new OctetString(engineId), engine.boots(), 0));
        this.messages = new CountingMessages(
                engineId, protocols, SecurityModels.getCollection(new SecurityModel[] {usm}), counters);
    }

    /** Whole seconds since this engine began. */
    int engineTime() {
        return usm.getEngineTime();
    }

    /** How often it has begun. */
    int engineBoots() {
        return usm.getEngineBoots();
    }

    MPv3 messages() {
        return messages;
    }

    /** Of the user who is called so now; null if nobody is. */
    @Nullable UserKeys keys(OctetString name) {
        return keys.get(name);
    }

    byte[] engineId() {
        return engineId.clone();
    }

    /** For messages to engines elsewhere, each of which is authoritative: keys are made for whichever answers. */
    MPv3 messagesTo(SnmpUser user) {
        CounterSupport counters = new CounterSupport();
        USM others = new USM(protocols, new OctetString(engineId), 0, counters);
        Privacy privacy = user.privacy();
        Secret privacySecret = user.privacySecret();
        others.addUser(new UsmUser(
                new OctetString(user.name().getBytes(StandardCharsets.UTF_8)),
                user.authentication().id(),
                new OctetString(user.authenticationSecret().octets()),
                privacy == null ? null : privacy.id(),
                privacySecret == null ? null : new OctetString(privacySecret.octets())));
        return new MPv3(
                engineId, null, protocols, SecurityModels.getCollection(new SecurityModel[] {others}), counters);
    }

    /** Makes these the users, at once; the keys of a new password take some hundredths of a second. */
    void admit(List<SnmpUser> users) {
        Map<SnmpUser, UsmUserEntry> now = new HashMap<>();
        List<UsmUserEntry> table = new ArrayList<>();
        Map<OctetString, UserKeys> latest = new HashMap<>();
        for (SnmpUser user : users) {
            UsmUserEntry known = entries.get(user);
            UsmUserEntry entry = known == null ? entry(user) : known;
            now.put(user, entry);
            table.add(entry);
            latest.put(
                    entry.getUserName(),
                    new UserKeys(user.authentication(), entry.getAuthenticationKey(), entry.getPrivacyKey()));
        }
        usm.getUserTable().setUsers(table);
        keys = Map.copyOf(latest);
        entries = now;
    }

    private UsmUserEntry entry(SnmpUser user) {
        OID authentication = user.authentication().id();
        Secret authenticationSecret = user.authenticationSecret();
        byte[] authenticationKey = authenticationSecret.localized()
                ? authenticationSecret.octets()
                : protocols.passwordToKey(authentication, new OctetString(authenticationSecret.octets()), engineId);
        Privacy privacy = user.privacy();
        return new UsmUserEntry(
                engineId,
                new OctetString(user.name().getBytes(StandardCharsets.UTF_8)),
                authentication,
                authenticationKey,
                privacy == null ? null : privacy.id(),
                privacy == null ? null : privacyKey(privacy, authentication, user.privacySecret()));
    }

    private byte @Nullable [] privacyKey(Privacy privacy, OID authentication, @Nullable Secret secret) {
        if (secret == null) {
            return null;
        }
        return secret.localized()
                ? Arrays.copyOf(secret.octets(), privacy.keyOctets())
                : protocols.passwordToKey(privacy.id(), authentication, new OctetString(secret.octets()), engineId);
    }

    /** Those of {@link Authentication} and {@link Privacy}, and no others. */
    private static final class Protocols extends SecurityProtocols {

        private static final long serialVersionUID = 1;

        Protocols() {
            for (Authentication authentication : Authentication.values()) {
                addAuthenticationProtocol(authentication.protocol());
            }
            for (Privacy privacy : Privacy.values()) {
                addPrivacyProtocol(privacy.protocol());
            }
        }
    }
}

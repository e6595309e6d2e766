package io.pptpdmonitor.settings;

import io.pptpdmonitor.snmp.Recipient;
import io.pptpdmonitor.snmp.SnmpUser;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code [[receiver]]}: where notifications go. */
final class ReceiverSections {

    private static final String V2C = "v2c";
    private static final String V3 = "v3";

    private final SecretFiles secrets;
    private final List<SnmpUser> users;

    /** @param users of the same file */
    ReceiverSections(SecretFiles secrets, List<SnmpUser> users) {
        this.secrets = secrets;
        this.users = users;
    }

    /** The recipient; null if something is wrong with it. */
    @Nullable Recipient read(Section section) {
        Recipient.Address address =
                section.required("address", Kind.text(Recipient.Address::parse), "\"udp:192.0.2.9:162\"");
        String version = section.required("version", Kind.word(new String[] {V2C, V3}, word -> word), "\"v3\"");
        boolean inform = section.value("inform", Kind.TRUTH, true);
        Duration timeout = section.value("timeout", Kind.DURATION, Recipient.DEFAULT_TIMEOUT);
        int retries = section.value("retries", Kind.whole(0, 10), Recipient.DEFAULT_RETRIES);
        String community = V2C.equals(version) ? community(section) : null;
        SnmpUser user = V3.equals(version) ? user(section) : null;
        section.end();
        if (address == null || (community == null && user == null)) {
            return null;
        }
        return section.make(
                () -> new Recipient(address.host(), address.port(), community, user, inform, timeout, retries));
    }

    private @Nullable String community(Section section) {
        if (!section.has("community") && !section.has("community_file")) {
            section.refuse("there is no community for v2c; add community or community_file");
        }
        return secrets.text(section, "community");
    }

    private @Nullable SnmpUser user(Section section) {
        String name = section.required("user", Kind.TEXT, "the name of a [[user]]");
        for (SnmpUser user : users) {
            if (user.name().equals(name)) {
                return user;
            }
        }
        if (name != null) {
            section.refuse("user", "there is no [[user]] '" + name + "' in this file; add one");
        }
        return null;
    }
}

package io.pptpdmonitor.settings;

import io.pptpdmonitor.model.AddressRange;
import io.pptpdmonitor.snmp.Community;
import io.pptpdmonitor.snmp.mib.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code [[community]]}: who reads over SNMPv1 and v2c. */
final class CommunitySections {

    private final SecretFiles secrets;

    CommunitySections(SecretFiles secrets) {
        this.secrets = secrets;
    }

    /** The community; null if something is wrong with it. */
    @Nullable Community read(Section section) {
        boolean named = section.has("name") || section.has("name_file");
        if (!named) {
            section.refuse("there is no name in [[community]]; add name or name_file");
        }
        String name = secrets.text(section, "name");
        List<AddressRange> sources = section.values("sources", Kind.text(AddressRange::parse));
        if (!section.has("sources")) {
            section.refuse("there is no sources in [[community]], which would answer everybody; "
                    + "add those who ask, such as sources = [\"192.0.2.0/24\"]");
        }
        Scope view = section.value("view", UserSections.VIEW, Scope.EVERYTHING);
        section.end();
        return name == null || sources == null ? null : section.make(() -> new Community(name, sources, view));
    }
}

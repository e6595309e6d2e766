package io.pptpdmonitor.settings;

import io.pptpdmonitor.snmp.Authentication;
import io.pptpdmonitor.snmp.Privacy;
import io.pptpdmonitor.snmp.Secret;
import io.pptpdmonitor.snmp.SnmpUser;
import io.pptpdmonitor.snmp.mib.Scope;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code [[user]]}: who reads over SNMPv3. */
final class UserSections {

    static final Kind<Scope> VIEW = Kind.word(Scope.values(), Scope::word);

    private static final Kind<Authentication> AUTH = Kind.word(Authentication.values(), Authentication::word);

    /** Whoever wants no encryption has to say so. */
    private static final Kind<Optional<Privacy>> PRIV = Kind.word(
            Stream.concat(Arrays.stream(Privacy.values()).map(Optional::of), Stream.of(Optional.<Privacy>empty()))
                    .toList(),
            privacy -> privacy.map(Privacy::word).orElse("none"));

    private final SecretFiles secrets;

    UserSections(SecretFiles secrets) {
        this.secrets = secrets;
    }

    /** The user; null if something is wrong with it. */
    @Nullable SnmpUser read(Section section) {
        String name = section.required("name", Kind.TEXT, "\"nms\"");
        Authentication auth = section.required("auth", AUTH, "\"SHA-256\"");
        Secret authSecret = secret(section, "auth");
        Optional<Privacy> priv = section.required("priv", PRIV, "\"AES-128\"");
        Secret privSecret = priv == null || priv.isPresent() ? secret(section, "priv") : null;
        Scope view = section.value("view", VIEW, Scope.EVERYTHING);
        section.end();
        if (name == null || auth == null || authSecret == null || priv == null) {
            return null;
        }
        if (priv.isPresent() && privSecret == null) {
            return null;
        }
        return section.make(() -> new SnmpUser(name, auth, authSecret, priv.orElse(null), privSecret, view));
    }

    /** A password or a localized key, which must be there. */
    private @Nullable Secret secret(Section section, String of) {
        String password = of + "_password";
        String key = of + "_key";
        boolean keyed = section.has(key) || section.has(key + "_file");
        boolean worded = section.has(password) || section.has(password + "_file");
        if (keyed && worded) {
            section.refuse(key, "stands beside " + password + "; keep one of them");
            return null;
        }
        if (!keyed && !worded) {
            section.refuse("there is no " + password + " for this user; add " + password + ", " + password + "_file or "
                    + key);
            return null;
        }
        return keyed ? made(section, key, Secret::localizedKey) : made(section, password, Secret::password);
    }

    private @Nullable Secret made(Section section, String key, Function<String, Secret> maker) {
        String text = secrets.text(section, key);
        try {
            return text == null ? null : maker.apply(text);
        } catch (IllegalArgumentException refused) {
            section.refuse(section.has(key) ? key : key + "_file", Objects.requireNonNull(refused.getMessage()));
            return null;
        }
    }
}

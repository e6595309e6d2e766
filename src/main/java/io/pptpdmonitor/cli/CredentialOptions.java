package io.pptpdmonitor.cli;

import io.pptpdmonitor.snmp.Authentication;
import io.pptpdmonitor.snmp.Privacy;
import io.pptpdmonitor.snmp.client.CommunityCredentials;
import io.pptpdmonitor.snmp.client.Credentials;
import io.pptpdmonitor.snmp.client.UserCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** As whom an agent is asked. What the command line says wins over the file. */
final class CredentialOptions {

    /** How much of a message is protected (RFC 3411, 3.4.3). */
    enum Level {
        NO_AUTH_NO_PRIV("noAuthNoPriv"),
        AUTH_NO_PRIV("authNoPriv"),
        AUTH_PRIV("authPriv");

        private final String word;

        Level(String word) {
            this.word = word;
        }
    }

    @Option(
            names = {"-P", "--protocol"},
            paramLabel = "2c|3",
            converter = VersionConverter.class,
            description = "Version of SNMP. Default: 3, or 2c where a community is given.")
    @Nullable String version;

    @Option(
            names = {"-C", "--community"},
            paramLabel = "NAME",
            description = "The community of version 2c.")
    @Nullable String community;

    @Option(
            names = {"-U", "--secname"},
            paramLabel = "USER",
            description = "The user of version 3.")
    @Nullable String user;

    @Option(
            names = {"-L", "--seclevel"},
            paramLabel = "LEVEL",
            converter = LevelConverter.class,
            description = "noAuthNoPriv, authNoPriv or authPriv. Default: what there are passwords for.")
    @Nullable Level level;

    @Option(
            names = {"-a", "--authproto"},
            paramLabel = "PROTOCOL",
            converter = AuthenticationConverter.class,
            description = "SHA-256 (default), SHA-384 or SHA-512.")
    @Nullable Authentication authentication;

    @Option(
            names = {"-A", "--authpasswd"},
            paramLabel = "PASSWORD",
            description = "Everybody on this host can see it; --credentials hides it.")
    @Nullable String authenticationPassword;

    @Option(
            names = {"-x", "--privproto"},
            paramLabel = "PROTOCOL",
            converter = PrivacyConverter.class,
            description = "AES-128 (default), AES-192 or AES-256.")
    @Nullable Privacy privacy;

    @Option(
            names = {"-X", "--privpasswd"},
            paramLabel = "PASSWORD",
            description = "Likewise.")
    @Nullable String privacyPassword;

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            converter = SourceOptions.PathConverter.class,
            description =
                    "Take these from lines such as: user = nms, auth_password = ..., priv_password = ...; others may"
                            + " not be able to read it.")
    @Nullable Path file;

    /** @throws IOException if the file cannot be used, or these are no credentials, with a message for the user */
    Credentials read() throws IOException {
        CredentialsFile given = file == null ? new CredentialsFile(Map.of()) : CredentialsFile.read(file);
        try {
            return credentials(given);
        } catch (IllegalArgumentException e) {
            throw new UnusableCredentialsException(String.valueOf(e.getMessage()));
        }
    }

    private Credentials credentials(CredentialsFile given) {
        String name = first(user, given.text("user"));
        String shared = first(community, user == null ? given.text("community") : null);
        if (name != null && community != null) {
            throw new IllegalArgumentException("give a community (-C, version 2c) or a user (-U, version 3), not both");
        }
        String asked = version == null ? (shared != null && name == null ? "2c" : "3") : version;
        if (asked.equals("2c")) {
            if (shared == null) {
                throw new IllegalArgumentException("version 2c needs a community (-C)");
            }
            return new CommunityCredentials(shared);
        }
        if (name == null) {
            throw new IllegalArgumentException(
                    "who asks? give a user of SNMPv3 (-U, -A, -X, or --credentials FILE), or a"
                            + " community of version 2c (-C)");
        }
        return user(name, given);
    }

    private UserCredentials user(String name, CredentialsFile given) {
        String authPassword = first(authenticationPassword, given.text("auth_password"));
        String privPassword = first(privacyPassword, given.text("priv_password"));
        Level wanted = level == null ? given.word("level", new LevelConverter()) : level;
        Level chosen = wanted == null ? level(authPassword, privPassword) : wanted;
        boolean authenticated = chosen != Level.NO_AUTH_NO_PRIV;
        boolean encrypted = chosen == Level.AUTH_PRIV;
        if (authenticated && authPassword == null) {
            throw new IllegalArgumentException(
                    chosen.word + " needs a password for authentication (-A, or auth_password)");
        }
        if (encrypted && privPassword == null) {
            throw new IllegalArgumentException(chosen.word + " needs a password for encryption (-X, or priv_password)");
        }
        return new UserCredentials(
                name,
                authenticated
                        ? or(authentication, given.word("auth", new AuthenticationConverter()), Authentication.SHA_256)
                        : null,
                authenticated ? authPassword : null,
                encrypted ? or(privacy, given.word("priv", new PrivacyConverter()), Privacy.AES_128) : null,
                encrypted ? privPassword : null);
    }

    private static Level level(@Nullable String authPassword, @Nullable String privPassword) {
        if (privPassword != null) {
            return Level.AUTH_PRIV;
        }
        return authPassword == null ? Level.NO_AUTH_NO_PRIV : Level.AUTH_NO_PRIV;
    }

    private static @Nullable String first(@Nullable String option, @Nullable String other) {
        return option == null ? other : option;
    }

    private static <T> T or(@Nullable T option, @Nullable T other, T usual) {
        return option != null ? option : other != null ? other : usual;
    }

    static final class VersionConverter implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return new Choice<String>().or("2c", "2c").or("3", "3").convert(text);
        }
    }

    static final class LevelConverter implements ITypeConverter<Level> {
        @Override
        public Level convert(String text) {
            return Choice.of(Level.values(), level -> level.word).convert(text);
        }
    }

    /** Also as net-snmp's tools and check_snmp write it. */
    static final class AuthenticationConverter implements ITypeConverter<Authentication> {
        @Override
        public Authentication convert(String text) {
            return Choice.of(Authentication.values(), Authentication::word).convert(hyphenated(text, "SHA"));
        }
    }

    static final class PrivacyConverter implements ITypeConverter<Privacy> {
        @Override
        public Privacy convert(String text) {
            String word = hyphenated(text, "AES");
            return Choice.of(Privacy.values(), Privacy::word).convert(word.equals("AES") ? "AES-128" : word);
        }
    }

    /** {@code sha256} as {@code SHA-256}. */
    private static String hyphenated(String text, String family) {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.matches(family + "[0-9]{3}") ? family + "-" + upper.substring(family.length()) : upper;
    }
}

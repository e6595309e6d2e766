package io.pptpdmonitor.snmp;

import io.pptpdmonitor.snmp.mib.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where notifications are sent, and how. The constructor's IllegalArgumentException carries a sentence for the user.
 *
 * @param host a name or an address, without brackets; a name is looked up whenever something is sent
 * @param community of SNMPv2c; told to nobody, so {@link #toString} leaves it out; null exactly where there is a user
 * @param user of SNMPv3
 * @param inform whether an answer is waited for; without one nobody knows whether it arrived
 * @param timeout of one attempt
 * @param retries how many attempts follow the first
 */
public record Recipient(
        String host,
        int port,
        @Nullable String community,
        @Nullable SnmpUser user,
        boolean inform,
        Duration timeout,
        int retries) {

    public static final int DEFAULT_PORT = 162;
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);
    public static final int DEFAULT_RETRIES = 3;

    private static final int MAX_RETRIES = 10;
    private static final int MAX_COMMUNITY = 255;
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(60);

    public Recipient {
        require((community == null) != (user == null), "a receiver has a community (v2c) or a user (v3)");
        require(
                community == null || isName(community.getBytes(StandardCharsets.UTF_8).length),
                "a community's name has 1 to 255 octets");
        require(
                timeout.compareTo(MIN_TIMEOUT) >= 0 && timeout.compareTo(MAX_TIMEOUT) <= 0,
                "timeout is 100ms to 60s, not " + timeout.toMillis() + "ms");
        require(retries >= 0 && retries <= MAX_RETRIES, "retries are 0 to 10, not " + retries);
        if (user != null) {
            require(
                    user.scope() == Scope.EVERYTHING,
                    "the user " + user.name() + " has the view " + user.scope().word()
                            + ", and notifications hold names; take a user who may see everything");
            require(
                    !inform || !localized(user),
                    "the user " + user.name() + " has a key for this agent, and informs need one for the receiver; "
                            + "give the user a password, or take inform = false");
        }
    }

    private static boolean localized(SnmpUser user) {
        Secret privacy = user.privacySecret();
        return user.authenticationSecret().localized() || (privacy != null && privacy.localized());
    }

    private static boolean isName(int octets) {
        return octets > 0 && octets <= MAX_COMMUNITY;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /**
     * Where a notification goes, written {@code udp:HOST:PORT} or {@code udp:HOST}, an IPv6 address in brackets.
     *
     * @param host without brackets
     */
    public record Address(String host, int port) {

        private static final Pattern TEXT =
                Pattern.compile("(?i:udp):(?:\\[([0-9A-Fa-f:.%\\w]+)]|([A-Za-z0-9._-]+))(?::([0-9]{1,5}))?");

        /**
         * Reads {@code udp:192.0.2.9:162}, {@code udp:[2001:db8::9]} or {@code udp:nms.example.org}.
         *
         * @throws IllegalArgumentException with a sentence for the user, if it is none
         */
        public static Address parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            String digits = matcher.matches() ? matcher.group(3) : "0";
            int port = digits == null ? DEFAULT_PORT : Integer.parseInt(digits);
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("not the address of a receiver: '" + text
                        + "'; write udp:HOST or udp:HOST:PORT, such as udp:192.0.2.9:162 or udp:[2001:db8::9]");
            }
            return new Address(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), port);
        }
    }

    /** Two that have the same would tell the same one everything twice, in whatever way. A name is of a host in any case. */
    public Object destination() {
        return Arrays.asList(host.toLowerCase(Locale.ROOT), port, community, user == null ? null : user.name());
    }

    /** As the configuration writes it. */
    String address() {
        return String.format(Locale.ROOT, host.contains(":") ? "udp:[%s]:%d" : "udp:%s:%d", host, port);
    }

    @Override
    public String toString() {
        return address() + (user == null ? " v2c" : " v3 as " + user.name()) + (inform ? " informs" : " traps");
    }
}

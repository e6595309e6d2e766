package io.pptpdmonitor.snmp.mib;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * PptpdUserIdentity: a user's name as it stands in an index and in the columns that name users.
 *
 * <p>Most names stand for themselves. A name that cannot - too long, with characters that had to be replaced, empty
 * (the empty identity is the unknown user's), or already ending like a marked one - is cut and marked with
 * {@code ~} and a digest of the whole name. So a marked identity is never anybody's own name, and two names share
 * an identity only if eight digits of their digests agree; {@link UserNames} sees to that.
 */
final class UserIdentity {

    static final int MAX_OCTETS = 96;
    private static final int MAX_MARKED_OCTETS = 87;
    private static final Pattern LOOKS_MARKED = Pattern.compile(".*~[0-9a-f]{8}", Pattern.DOTALL);

    private UserIdentity() {}

    /** The identity of a name; the empty one for null, the user who is not known. */
    static String of(@Nullable String name) {
        if (name == null) {
            return "";
        }
        return standsForItself(name) ? name : marked(name, name);
    }

    /** Whether a name does not stand for itself: only then can its identity be another one's, too. */
    static boolean isMarked(String name) {
        return !standsForItself(name);
    }

    /** Another identity for a name whose own one is taken; a different one for each attempt. */
    static String another(String name, int attempt) {
        return marked(name, name + '\0' + attempt);
    }

    private static boolean standsForItself(String name) {
        return !name.isEmpty()
                && Text.harmless(name).equals(name)
                && Text.cut(name, MAX_OCTETS).length() == name.length()
                && !(name.indexOf('~') >= 0 && LOOKS_MARKED.matcher(name).matches());
    }

    private static String marked(String name, String digested) {
        byte[] digest = sha256().digest(digested.getBytes(UTF_8));
        String mark = HexFormat.of().formatHex(digest, 0, 4);
        return Text.cut(Text.harmless(name), MAX_MARKED_OCTETS) + '~' + mark;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}

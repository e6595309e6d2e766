package io.pptpdmonitor.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that the server's files of secrets hold.
 *
 * @param complete whether nobody else can log in: no plugin such as radius.so, no wildcard, and all files were read
 */
public record UserNames(Set<String> names, boolean complete) {

    /** Nothing could be read. */
    public static final UserNames UNKNOWN = new UserNames(Set.of(), false);

    public UserNames {
        names = Set.copyOf(names);
    }

    /** Whether a user is called that; null where the files cannot tell. */
    public @Nullable Boolean isUser(String name) {
        return names.contains(name) ? Boolean.TRUE : complete ? Boolean.FALSE : null;
    }
}
